"""Invented people and incidents, made by the operations that make real ones."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from reachable.audit import log
from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents import queries
from reachable.incidents.choices import Area, Offence, Part, Setting, Weapon, Where
from reachable.incidents.facts import Report, ReportedYoungPerson
from reachable.jobs.demo import cast

NAMES = ("Ari", "Bo", "Cy", "Dee", "Eli", "Fay")
TEAM = ("priya", "sam", "maggie", "wendy", "yusuf", "tomasz", "shona")


def people() -> dict[str, Any]:
    with log.trail():
        return cast.make(clock.now() - timedelta(days=400))


def report(number: int, at: datetime) -> Report:
    """Six young people who are nobody else's namesakes, in a place and at a time of their own."""
    young = tuple(
        ReportedYoungPerson(
            given_names=name,
            family_name=f"Invented{number:04}",
            approximate_age=13 + n % 5,
            parts=(Part.VICTIM if n == 0 else Part.PRESENT,),
            where=Where.HOSPITAL if n == 0 else Where.HOME,
        )
        for n, name in enumerate(NAMES)
    )
    return Report(
        key=uuid4(),
        offence=Offence.STABBING,
        weapon=Weapon.KNIFE,
        setting=Setting.STREET,
        happened_at=at - timedelta(minutes=50, hours=7 * number),
        place=f"Number {number}, Road {number * 7919 % 1000}",
        area=Area.NORWICH,
        description="Two young people were hurt.",
        young_people=young,
    )


def staffed(who: dict[str, Any], number: int) -> str:
    """One incident that Hana leads, with a team of eight."""
    at = clock.now()
    reference = str(incidents.report_incident(by=who["ravi"], at=at, report=report(number, at)).reference)
    hana = who["hana"]
    incidents.name_lead(by=hana, at=at, reference=reference, professional_key=hana.key, why="Leads it")
    for short in TEAM:
        incidents.add_to_team(by=hana, at=at, reference=reference, professional_key=who[short].key, why="Works on it")
    return reference


def grow(who: dict[str, Any], to: int) -> None:
    """More incidents, until there are so many that Hana can see."""
    for number in range(len(queries.incidents_for(who["hana"], clock.now())), to):
        staffed(who, 5000 + number)
