"""What the tests of incidents and responses share: reading the trace, finding a card, answering it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from reachable.audit.models import Entry, EntryAbout
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement, TimelineEntry
from reachable.people import queries as people
from reachable.responses import operations
from reachable.responses.models import Answer, Consideration
from reachable.responses.operations import NewAction
from tests.factories import AT

STRAND = "immediate-safety"


def verbs(incident: Incident) -> list[str]:
    """What the audit says of this incident, mail left out, in order."""
    found = Entry.objects.filter(incident=incident.reference).exclude(verb="delivery-queued").order_by("number")
    return list(found.values_list("verb", flat=True))


def people_in_last(verb: str) -> set[str]:
    number = Entry.objects.filter(verb=verb).order_by("-number").values_list("number", flat=True)[0]
    return set(EntryAbout.objects.filter(number=number).values_list("key", flat=True))


def person_key(involvement: Involvement) -> str:
    return str(people.current_person_keys([involvement.record_id])[involvement.record_id])


def timeline(incident: Incident) -> list[str]:
    return list(TimelineEntry.objects.filter(incident=incident).order_by("id").values_list("code", flat=True))


def asked(incident: Incident, code: str, letter: str = "") -> Consideration:
    found = Consideration.objects.filter(strand__response__incident=incident, code=code).select_related("about")
    return next(c for c in found if (c.about.letter if c.about else "") == letter)


def answer(
    by: Professional, incident: Incident, code: str, said: str, letter: str = "", at: datetime = AT, **more: Any
) -> Answer:
    """Answer as somebody who has just looked at the card."""
    card = asked(incident, code, letter)
    because = "Agreed by telephone" if said in ("IN_PLACE", "NOT_NEEDED") else ""
    facts: dict[str, Any] = {"because": because, "seen_number": card.answers.count(), **more}
    return operations.answer_consideration(
        by=by, at=at, reference=incident.reference, consideration_key=card.key, answer=said, **facts
    )


def new_action(owner: Professional | None = None, *, agency: UUID | None = None, **changes: Any) -> NewAction:
    facts: dict[str, Any] = {
        "what": "Write to the landlord",
        "due_at": AT + timedelta(hours=4),
        "owner_key": owner.key if owner else None,
        "agency_key": agency,
    }
    return NewAction(**{**facts, **changes})
