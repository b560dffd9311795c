"""Which page of a list is asked for."""

from reachable.web.shared.request import PageRequest


def page_number(request: PageRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
