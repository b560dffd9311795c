"""The purpose that was said in this session before material of a meeting is shown, printed, taken or shared (CTX-6).

A page of material begins with

    use = opened_use(request, meeting)
    if use is None:
        return to_purpose(request, meeting)

and hands `use` to its query, which asks the gate again. What is printed, exported or shared is asked each time:

    use = spent_use(request, meeting, UseFor.EXPORT, item_key)
    if use is None:
        return to_purpose(request, meeting, UseFor.EXPORT, item_key)
"""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reachable.meetings import queries as meetings
from reachable.meetings.choices import UseFor

from . import session
from .request import PageRequest

_SAID = "purposes_said"  # in the session: what was said, by meeting, use and item


def opened_use(request: PageRequest, meeting_reference: str) -> UUID | None:
    """What was said in this session for reading this meeting's material, while it holds; None: it is to be asked."""
    return _holding(request, meeting_reference, UseFor.OPEN, "")


def spent_use(request: PageRequest, meeting_reference: str, use_for: str, item_key: str) -> UUID | None:
    """What was said for this one print, file or sending. It serves once: the next time it is asked again."""
    found = _holding(request, meeting_reference, use_for, item_key)
    if found is not None:
        said = dict(request.session.get(_SAID, {}))
        said.pop(_place(meeting_reference, use_for, item_key), None)
        request.session[_SAID] = said
    return found


def to_purpose(
    request: PageRequest, meeting_reference: str, use_for: str = UseFor.OPEN, item_key: str = "", next: str = ""
) -> HttpResponse:
    """To the page that asks; from there on to `next`, or back to where the request came to.

    A POST is not repeated: without a `next` it comes back to the page that held the form. NotFound where nothing of
    this meeting is for whoever asks.
    """
    meetings.check_may_be_asked(request.professional, meeting_reference, request.at)
    query = {
        "for": str(use_for),
        "item": item_key,
        "next": session.safe_path(request, next or session.page_of(request)),
    }
    address = reverse("sharing:purpose", args=[meeting_reference])
    return redirect(f"{address}?{urlencode({name: value for name, value in query.items() if value})}")


def remember_use(request: PageRequest, meeting_reference: str, use_for: str, item_key: str, key: UUID) -> None:
    """Until the session ends: called by the page that asks, once something was said that holds."""
    place = _place(meeting_reference, use_for, item_key)
    request.session[_SAID] = {**request.session.get(_SAID, {}), place: str(key)}


def _holding(request: PageRequest, meeting_reference: str, use_for: str, item_key: str) -> UUID | None:
    said = request.session.get(_SAID, {}).get(_place(meeting_reference, use_for, item_key))
    if said is None:
        return None
    return meetings.holding_use(
        request.professional, meeting_reference, request.at, use_for=use_for, use_key=UUID(said), item_key=item_key
    )


def _place(meeting_reference: str, use_for: str, item_key: str) -> str:
    return f"{meeting_reference} {use_for} {item_key}"
