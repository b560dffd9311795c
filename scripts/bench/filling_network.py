"""Very many invented people and what connects them, written in bulk. Needs Django to be ready."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from reachable.common import clock
from reachable.incidents.models import Incident, NetworkPerson, TeamMember
from reachable.people.choices import AssociationKind, SourceClass, Stage
from reachable.people.models import Association, Belonging, Person, PersonRecord

AT_ONCE = 2000


def fill(
    who: Any, at: datetime, people: int, associations: int, incidents: int, hubs: int, of_a_hub: int
) -> list[UUID]:
    """The keys of the people, hubs first. `who` is on the team of every incident; nine connections in ten stay within
    one, as they do in life.
    """
    draw = random.Random(5)
    homes = _incidents(who, at, incidents)
    persons = _write(Person, people, (Person(created_at=at) for _ in range(people)))
    said = {"stage": Stage.YOUNG_PERSON, "held_by_id": who.agency_id, "recorded_by": who, "recorded_at": at}
    named = (_record(number, said) for number in range(people))
    records = _write(PersonRecord, people, named)
    belong = ({"person": one, "record": two} for one, two in zip(persons, records, strict=True))
    _write(Belonging, people, (Belonging(**pair, from_at=at, decided_by=who) for pair in belong))
    today = clock.local_date(at)
    there = {"why": "Invented", "source": SourceClass.RUMOUR, "by": who, "at": at}
    review = today + timedelta(days=90)
    members = (
        NetworkPerson(incident=homes[n % incidents], number=n // incidents + 1, record=one, review_on=review, **there)
        for n, one in enumerate(records)
    )
    _write(NetworkPerson, people, members)
    kinds = AssociationKind.values
    rows = (
        Association(
            one_id=records[one].pk, other_id=records[other].pk, kind=draw.choice(kinds), source=SourceClass.RUMOUR,
            review_on=today + timedelta(days=draw.randrange(-20, 180)), by=who, at=at,
        )
        for one, other in _pairs(draw, people, associations, incidents, hubs, of_a_hub)
    )  # fmt: skip
    _write(Association, associations, rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [one.key for one in persons]


def _record(number: int, said: dict[str, Any]) -> PersonRecord:
    name = {"name_known": True, "given_names": f"Ari{number}", "family_name": "Invented"}
    return PersonRecord(**said, **name, folded_name=f"ari{number} invented")


def _incidents(who: Any, at: datetime, incidents: int) -> list[Incident]:
    made = [
        Incident(reference=f"INC-2020-{number:05}", report_key=uuid4(), reported_by=who, reported_at=at)
        for number in range(incidents)
    ]
    Incident.objects.bulk_create(made)
    TeamMember.objects.bulk_create(
        TeamMember(incident=one, professional=who, part="MEMBER", why="Measures", from_at=at, named_by=who)
        for one in made
    )
    return made


def _pairs(
    draw: random.Random, people: int, associations: int, incidents: int, hubs: int, of_a_hub: int
) -> Iterator[tuple[int, int]]:
    for hub in range(hubs):
        yield from ((hub, other) for other in draw.sample(range(hubs, people), of_a_hub))
    for _ in range(associations - hubs * of_a_hub):
        one = draw.randrange(hubs, people)
        other = (one + incidents * draw.randrange(1, people // incidents)) % people
        other = other if draw.random() < 0.9 else draw.randrange(people)
        yield one, other if other != one else (one + 1) % people


def _write(model: Any, number: int, rows: Iterator[Any]) -> list[Any]:
    made: list[Any] = []
    for _ in range(0, number, AT_ONCE):
        made += model.objects.bulk_create(islice(rows, AT_ONCE))
    return made
