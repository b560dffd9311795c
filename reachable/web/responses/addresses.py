"""Where the forms of an incident's response post to."""

from django.urls import reverse


def sheet(reference: str, code: str, letter: str = "") -> str:
    if letter:
        return reverse("responses:sheet_about", args=[reference, code, letter])
    return reverse("responses:sheet", args=[reference, code])


def draft(address: str, reference: str) -> str:
    """Where a form's draft goes: /incidents/…/drafts/tonight/ for /incidents/…/tonight/."""
    return address.replace(f"/{reference}/", f"/{reference}/drafts/", 1)


def tonight(reference: str, letter: str = "") -> str:
    if letter:
        return reverse("responses:tonight_about", args=[reference, letter])
    return reverse("responses:tonight", args=[reference])
