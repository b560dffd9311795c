"""The calendar entry that goes with an invitation (RFC 5545, RFC 5546).

It says when and where, and nothing else: other people look into calendars. No young person, no incident, no kind of
meeting. It is private, and carries no way in: the link to answer stands in the mail alone.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDDDTypes, vRecur

from reachable.common import clock

from .models import Attendee, Meeting

REQUEST, CANCEL = "REQUEST", "CANCEL"
_LAST_SUNDAY = {"freq": "yearly", "byday": "-1SU"}


def entry(meeting: Meeting, attendee: Attendee, *, method: str, at: datetime) -> bytes:
    """What one attendee's calendar takes in, or takes out where `method` is CANCEL. The same bytes each time."""
    calendar = Calendar()
    calendar.add("prodid", "-//Reachable//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    times = _times(meeting)
    if not _is_utc(times[0]):
        calendar.add_component(_london())
    calendar.add_component(_event(meeting, attendee, times, method=method, at=at))
    return bytes(calendar.to_ical())


def summary(reference: str) -> str:
    return f"Multi-agency meeting {reference}"


def _event(
    meeting: Meeting, attendee: Attendee, times: tuple[datetime, datetime], *, method: str, at: datetime
) -> Event:
    event = Event()
    event.add("uid", f"{meeting.key}@{settings.MAIL_FROM.rpartition('@')[2]}")
    event.add("dtstamp", at)
    event.add("sequence", meeting.sequence)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("summary", summary(meeting.reference))
    event.add("dtstart", _moment(times[0]))
    event.add("dtend", _moment(times[1]))
    if place := in_one_line(meeting.place):
        event.add("location", place)
    if meeting.link:
        event.add("url", meeting.link)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("organizer", _address(settings.MAIL_FROM, CN="Reachable"))
    # Who answers presses the button behind the link: an answer by the calendar would come to a mailbox nobody reads.
    answer = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    event.add("attendee", _address(attendee.professional.email, **answer))
    return event


def in_one_line(text: str) -> str:
    """Without line breaks and whatever else cannot be printed."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _address(email: str, **parameters: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{email}")
    for name, value in parameters.items():
        found.params[name] = value
    return found


def _times(meeting: Meeting) -> tuple[datetime, datetime]:
    """As a clock in Norfolk shows them; in UTC where one of them is in the hour that comes twice in October."""
    here = clock.local(meeting.starts_at), clock.local(meeting.ends_at)
    if any(one.utcoffset() != one.replace(fold=1 - one.fold).utcoffset() for one in here):
        return meeting.starts_at, meeting.ends_at
    return here


def _is_utc(moment: datetime) -> bool:
    return moment.tzinfo is not clock.LONDON


def _moment(moment: datetime) -> vDDDTypes:
    found = vDDDTypes(moment)
    if not _is_utc(moment):
        found.params["TZID"] = clock.LONDON.key
    return found


def _london() -> Timezone:
    """The rules since 1996, in the short form that every calendar reads."""
    zone = Timezone()
    zone.add("tzid", clock.LONDON.key)
    for part, month, hour, name, before, after in (
        (TimezoneDaylight(), 3, 1, "BST", 0, 1),
        (TimezoneStandard(), 10, 2, "GMT", 1, 0),
    ):
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour, tzinfo=UTC).replace(tzinfo=None))
        part.add("rrule", vRecur({**_LAST_SUNDAY, "bymonth": month}))
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone
