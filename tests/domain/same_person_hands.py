"""What the tests of people who turned out to be one share."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.people import queries as people
from reachable.people.models import Merging
from tests.domain.incident_hands import involved
from tests.factories import AT

LATER = AT + timedelta(hours=2)
LATEST = AT + timedelta(hours=4)
NAMES = ("Kai Mensah", "Rokas Petrauskas", "Ella Wright", "Yusuf Demir", "Ines Gomes")


def three(**changes: Any) -> tuple[ReportedYoungPerson, ...]:
    """A, the victim; B, suspected; and C, of whom a false name was given."""
    places = (Where.HOME, Where.CUSTODY, Where.HOSPITAL, Where.NOT_KNOWN, Where.NOT_KNOWN)
    parts = (Part.VICTIM, Part.SUSPECTED, Part.PRESENT, Part.NOT_KNOWN, Part.NOT_KNOWN)
    return tuple(
        ReportedYoungPerson(*name.split(), date_of_birth=date(2009 + n, 3, 4), parts=(parts[n],), where=places[n])
        for n, name in enumerate(NAMES[: changes.get("count", 3)])
    )


def person(incident: Incident, letter: str) -> UUID:
    record = involved(incident, letter).record_id
    return people.current_person_keys([record])[record]


def same(by: Professional, incident: Incident, one: str, beside: str, **changes: Any) -> Merging:
    facts = {
        "at": LATER,
        "reference": incident.reference,
        "who": involved(incident, one).key,
        "other": person(incident, beside),
        "because": "The ward found his library card",
    }
    return operations.say_same_person(by=by, **{**facts, **changes})


def apart(by: Professional, incident: Incident, who: str, merging: Merging, **changes: Any) -> Merging:
    facts = {
        "at": LATEST,
        "reference": incident.reference,
        "who": involved(incident, who).key,
        "merging": merging.key,
        "because": "It was his twin",
    }
    return operations.take_apart(by=by, **{**facts, **changes})
