"""What an answer of the test client says."""

from django.http import HttpResponse


def text_of(answer: HttpResponse) -> str:
    """Its page on one line, so that a sentence is found however the template breaks it."""
    return " ".join(answer.content.decode().split())
