"""What is asserted of people in an incident and its network, and of two groups in it.

The timeline has a line with marks for those who may read the assertion, the audit has keys; neither has its words.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from reachable.audit.log import operation
from reachable.common import clock
from reachable.directory.models import Professional
from reachable.people import operations as people_operations
from reachable.people import queries as people_queries
from reachable.people.choices import Handling
from reachable.people.models import Assertion, Association, GroupLink
from reachable.people.provenance import Provenance

from .. import access, permissions, policies, timeline
from ..choices import Audience
from ..models import GroupRelation, Incident
from ..queries.marks import marks_here


@operation
def associate(
    *, by: Professional, at: datetime, reference: str, one: UUID, other: UUID, kind: str, provenance: Provenance
) -> Association:
    """`one` is to `other` what `kind` says; both are keys of people in this incident or its network."""
    incident = permissions.check_can_use_network(by, reference, at)
    policies.check_not_joined(incident.phase)
    scope = access.reach_in(incident.pk)
    row = people_operations.associate(
        scope=scope, by=by, at=at, through=reference, one=one, other=other, kind=kind, said=provenance
    )
    _trace(incident, row, "connection-recorded", "recorded a connection of {marks}", [one, other], by=by, at=at)
    return row


@operation
def link_to_group(
    *, by: Professional, at: datetime, reference: str, person: UUID, group_name: str, provenance: Provenance
) -> GroupLink:
    """A link of somebody here to a group is reported; nobody is made part of it."""
    incident = permissions.check_can_use_network(by, reference, at)
    policies.check_not_joined(incident.phase)
    scope = access.reach_in(incident.pk)
    row = people_operations.link_to_group(
        scope=scope, by=by, at=at, through=reference, person=person, group_name=group_name, said=provenance
    )
    _trace(incident, row, "group-link-recorded", "recorded what was reported of {marks}", [person], by=by, at=at)
    return row


@operation
def relate_groups(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    one_name: str,
    other_name: str,
    stance: str,
    provenance: Provenance,
) -> GroupRelation:
    """How two groups stand to each other in this incident: said of groups, never of people."""
    incident = permissions.check_can_use_network(by, reference, at)
    policies.check_not_joined(incident.phase)
    policies.check_stance(stance)
    one, other = (people_operations.name_group(by=by, at=at, name=name) for name in (one_name, other_name))
    policies.check_two_groups(one.key, other.key)
    pair = (one.pk, other.pk)
    row = people_operations.record_assertion(
        row=GroupRelation(incident=incident, one=one, other=other, stance=stance),
        said=provenance,
        by=by,
        at=at,
        through=reference,
        about=[],
        verb="groups-related",
        alike=GroupRelation.objects.filter(incident=incident, stance=stance, one__in=pair, other__in=pair),
    )
    _trace(incident, row, "groups-related", "recorded how two groups stand to each other", [], by=by, at=at)
    return row


@operation
def contest(
    *, by: Professional, at: datetime, reference: str, about: str, key: UUID, words: str, contested_by: str
) -> None:
    """That somebody contests it stands beside it, for everybody who reads it."""
    incident, row, people = _standing(by, at, reference, about, key)
    people_operations.contest(
        by=by, at=at, through=reference, row=row, about=people, words=words, contested_by=contested_by
    )
    said = "recorded that something said of {marks} is contested" if people else _GROUPS_CONTESTED
    _trace(incident, row, "connection-contested", said, people, by=by, at=at)


@operation
def review(
    *, by: Professional, at: datetime, reference: str, about: str, key: UUID, review_on: date, because: str = ""
) -> None:
    """It was looked at again and still holds: it is shown until `review_on`."""
    incident, row, people = _standing(by, at, reference, about, key)
    people_operations.review(
        by=by, at=at, through=reference, row=row, about=people, review_on=review_on, because=because
    )
    said = "looked again at something said of {marks}" if people else "looked again at what was said of two groups"
    _trace(incident, row, "connection-reviewed", said, people, by=by, at=at)


_GROUPS_CONTESTED = "recorded that what was said of two groups is contested"


def _standing(
    by: Professional, at: datetime, reference: str, about: str, key: UUID
) -> tuple[Incident, Assertion, list[UUID]]:
    """NotFound for one that has lapsed, that `by` may not read, or of which nobody is here."""
    incident, row, records = permissions.check_can_speak_of_assertion(by, reference, about, key, at)
    policies.check_not_joined(incident.phase)
    person_of = people_queries.current_person_keys(records)
    return incident, row, [person_of[one] for one in records]


def _trace(
    incident: Incident,
    row: Assertion,
    code: str,
    words: str,
    people: Collection[UUID],
    *,
    by: Professional,
    at: datetime,
) -> None:
    """A line for those who may read the assertion; of what police alone may read there is none."""
    audience = audience_of(row)
    if audience is None:
        return
    here = marks_here(incident, clock.local_date(at)) if people else {}
    marks = [here[person].mark if person in here else "somebody in another incident" for person in people]
    letters = [here[person].involvement for person in people if person in here and here[person].involvement]
    said = f"{by.name} {words.format(marks=' and '.join(dict.fromkeys(marks)))}."
    about = letters[0] if letters else None
    timeline.write(incident, code, said, by=by, at=at, about=about, audience=audience, source_key=str(row.key))


def audience_of(row: Assertion) -> Audience | None:
    """Who recorded it may be the source, where that is protected."""
    if row.handling == Handling.POLICE:
        return None
    return Audience.WITNESSES if row.handling != Handling.TEAM or row.source_protected else Audience.TEAM
