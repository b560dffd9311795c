"""People around an incident for the tests of removal, expiry and holds: rows as the operations write them, also those
of a day that has passed, which no operation takes.
"""

from datetime import date, timedelta
from typing import Any

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, NetworkPerson
from reachable.people import operations as people
from reachable.people.choices import AssociationKind, SourceClass
from reachable.people.models import Association, Group, GroupLink, PersonRecord
from tests.factories import AT

TODAY = clock.local_date(AT)
SOON = TODAY + timedelta(days=60)
YESTERDAY = TODAY - timedelta(days=1)


def member(by: Professional, incident: Incident, name: str = "Leo Zephyrine", **more: Any) -> NetworkPerson:
    """Somebody in the network, with a record of his own."""
    given, family = name.split(" ", 1)
    record = people.record_young_person(by=by, at=AT, given_names=given, family_name=family, approximate_age=14)
    facts: dict[str, Any] = {"why": "Was seen with them", "review_on": SOON, "source": SourceClass.MYSELF, **more}
    number = NetworkPerson.objects.filter(incident=incident).count() + 1
    return NetworkPerson.objects.create(incident=incident, number=number, record=record, by=by, at=AT, **facts)


def associated(by: Professional, one: PersonRecord, other: PersonRecord, **more: Any) -> Association:
    facts: dict[str, Any] = {
        "kind": AssociationKind.FRIEND,
        "source": SourceClass.MYSELF,
        "words": "Seen together at the skatepark",
        "review_on": SOON,
        **more,
    }
    return Association.objects.create(one=one, other=other, by=by, at=AT, **facts)


def linked(by: Professional, record: PersonRecord, name: str, review_on: date = SOON, **more: Any) -> GroupLink:
    group, _ = Group.objects.get_or_create(folded_name=name.casefold(), defaults={"name": name, "by": by, "at": AT})
    facts: dict[str, Any] = {"source": SourceClass.RUMOUR, "words": "Said on the bus", "review_on": review_on, **more}
    return GroupLink.objects.create(record=record, group=group, by=by, at=AT, **facts)
