"""What the tests of incidents and responses share: reading the trace, finding a card, answering it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from reachable.audit.models import Entry, EntryAbout
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Fact, Incident, Involvement, TimelineEntry
from reachable.people import queries as people
from reachable.responses import operations
from reachable.responses.choices import Standing
from reachable.responses.models import Answer, Consideration, Strand
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


def involved(incident: Incident, letter: str = "A") -> Involvement:
    return next(one for one in incident.involvements.all() if one.letter == letter)


def said(by: Professional, incident: Incident, where: str, letter: str = "A", at: datetime = AT, **more: Any) -> None:
    """Say where a young person is, as somebody who has just looked."""
    young = involved(incident, letter)
    facts: dict[str, Any] = {"seen_number": young.whereabouts.count(), **more}
    incidents.record_whereabouts(
        by=by, at=at, reference=incident.reference, involvement_key=young.key, where=where, **facts
    )


def told(by: Professional, incident: Incident, kind: str, letter: str = "", at: datetime = AT, **more: Any) -> Fact:
    """Record a fact of the incident, or of the young person with this letter."""
    about = involved(incident, letter).key if letter else None
    facts: dict[str, Any] = {"key": uuid4(), **more}
    return incidents.record_fact(by=by, at=at, reference=incident.reference, kind=kind, involvement_key=about, **facts)


def settled(by: Professional, fact: Fact, standing: str, at: datetime = AT, **more: Any) -> None:
    facts: dict[str, Any] = {"because": "Rang the custody sergeant", "seen_number": fact.standings.count(), **more}
    incidents.settle_fact(
        by=by, at=at, reference=fact.incident.reference, fact_key=fact.key, standing=standing, **facts
    )


def running(incident: Incident) -> set[tuple[str, str]]:
    """The strands that run: (code, letter), without a letter where it is about the incident."""
    rows = Strand.objects.filter(response__incident=incident).exclude(standing=Standing.STOPPED)
    return {(row.code, row.about.letter if row.about else "") for row in rows.select_related("about")}


def signed(by: Professional, incident: Incident, *, holds: bool, setting: str = "", at: datetime = AT) -> None:
    """Sign the decision on the definition, as somebody who has just read what was signed before."""
    carried_on = {"route": "SECTION_47", "their_reference": "S47-1", "named_person": "Nia Ford"}
    found = setting or ("MET" if holds else "NOT_MET")
    incidents.sign_definition(
        by=by,
        at=at,
        reference=incident.reference,
        offence=("MET", "A knife"),
        age=("MET", "He is 15"),
        setting=(found, "In a park"),
        holds=holds,
        seen_number=incident.definitions.count(),
        **({} if holds else carried_on),
    )
