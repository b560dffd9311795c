"""What keeps them safe: measures, plans, who may be sent to whom, the seats for Kai's discharge, support for staff."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from reachable.common import clock
from reachable.directory import queries as directory
from reachable.incidents import operations as incidents
from reachable.incidents import queries as seen
from reachable.incidents.choices import FactKind
from reachable.incidents.fact_kinds import Group
from reachable.meetings import operations as meetings
from reachable.meetings.choices import SeatKind, SeatState
from reachable.responses import operations as responses
from reachable.responses.operations import NewClearance
from reachable.safety import operations as safety
from reachable.safety.choices import (
    ContactMode,
    MeasureKind,
    MeasureState,
    Mitigation,
    PlanPlace,
    StaffRisk,
    SupportKind,
    SupportState,
)
from reachable.safety.policies.plan import NewPlanMeasure

from ..telling import Telling, To
from ..times import Since, When, on_day


def night(told: Telling, since: Since) -> None:
    """The officer leaves the ward once it is agreed; Jay gets a plan before he sleeps."""
    ravi, at = told.cast["ravi"], since.night(97)
    kai = told.lines("ravi", at)["A"].key
    heading = seen.heading(ravi, told.reference, at)
    facts = seen.facts_of_group(ravi, heading, {Group.HOSPITAL}, kai)
    discussion = next(one.key for one in facts if one.kind == FactKind.WARD_DISCUSSION)
    common = {"by": ravi, "at": at, "reference": told.reference, "involvement_key": kai}
    incidents.agree_officer_may_leave(**common, seen_discussion_key=discussion)
    told.fact("ravi", since.night(100), FactKind.OFFICER_LEFT, "A", happened_at=since.night(99))
    _measures(told, since.night, NIGHT_MEASURES)
    _plan(told, since.night(185), "edith", "B", JAY, on_day(told.now, 4, time(12, 0)))


def day(told: Telling, since: Since) -> None:
    _measures(told, since.day, DAY_MEASURES)
    _plan(told, since.day(0.6), "priya", "A", KAI, on_day(told.now, 6, time(12, 0)))
    _contact(told, since)
    _seats(told, since)
    _support(told, since)


# Who asks, when, for whom, of whom ("" nobody in particular), in words, and whether it is in place for so many days.
Asked = tuple[str, float, str, MeasureKind, str, str, int | None]

NIGHT_MEASURES: tuple[Asked, ...] = (
    ("edith", 160, "B", MeasureKind.ACCOMMODATION, "norwich-housing", "With family; Edith Lamb holds where", 3),
    ("edith", 165, "A", MeasureKind.ADDRESS_MARKER, "norfolk-constabulary", "", 28),
)
DAY_MEASURES: tuple[Asked, ...] = (
    ("priya", 0.3, "A", MeasureKind.DOORBELL_VIDEO, "norwich-housing", "", None),
    ("priya", 0.32, "B", MeasureKind.FIRE_SAFETY, "", "His aunt's letter box", None),
    ("maggie", 0.4, "A", MeasureKind.PATROL, "norfolk-constabulary", "Each evening until Kai is settled", 6),
)


def _measures(told: Telling, when: When, asked: tuple[Asked, ...]) -> None:
    for who, moment, letter, kind, agency, words, days in asked:
        at = when(moment)
        line = told.lines(who, at)[letter]
        common = {"by": told.cast[who], "at": at, "reference": told.reference}
        of = directory.agency_by_code(agency).key if agency else None
        row = safety.ask_for_measure(
            **common,
            involvement_key=line.key,
            kind=kind,
            words=words,
            asked_of_key=of,
            key=told.key(f"{kind} {letter}"),
        )
        if days is not None:
            today = clock.local_date(at)
            safety.set_measure(
                **common,
                measure_key=row.key,
                seen_version=row.version,
                state=MeasureState.IN_PLACE,
                in_place_on=today,
                expires_on=clock.local_date(told.now) + timedelta(days=days),
            )


JAY = {
    "danger": "That the boys who threatened Jay find him at home or at the bus stop, and hurt him or his mother.",
    "goals": "Jay sleeps where they do not know, and somebody he trusts hears from him each morning and evening.",
    "scale": 3,
    "scale_by": "Edith Lamb",
    "measures": (
        NewPlanMeasure(PlanPlace.HOME, "He stays with family and not at his mother's", "Edith Lamb"),
        NewPlanMeasure(PlanPlace.ONLINE, "He posts nothing, and shows his aunt what comes in", "Jay and his aunt"),
        NewPlanMeasure(PlanPlace.TRAVEL, "He goes nowhere alone until Monday", "His aunt"),
    ),
    "trusted_adults": "His aunt",
    "young_persons_words": "I am not scared. But I do not want them at mum's door.",
    "carers_words": "He can stay as long as it takes.",
    "agreed_with": "Jay and his aunt, by telephone",
}
KAI = {
    "danger": "That somebody comes to the ward or the flat to finish it, or meets his sister on her way to school.",
    "goals": "Kai leaves hospital for a place that was checked, and both children can go to school unafraid.",
    "scale": 4,
    "scale_by": "Priya Shah, with his mother",
    "measures": (
        NewPlanMeasure(PlanPlace.HOME, "The door is not opened to anybody who was not expected", "His mother"),
        NewPlanMeasure(PlanPlace.AREA, "He keeps away from the bus station", "Kai"),
        NewPlanMeasure(PlanPlace.EDUCATION, "Work comes to the ward; a place to arrive at school by car", "The school"),
        NewPlanMeasure(PlanPlace.TRAVEL, "His grandmother drives him for the first two weeks", "His grandmother"),
    ),
    "trusted_adults": "His grandmother; his trainer of the boxing evenings",
    "young_persons_words": "I just want to go home and for it to stop.",
    "carers_words": "We will do whatever it takes, and we are frightened.",
    "agreed_with": "Kai, his mother and his grandmother, on the ward",
}


def _plan(told: Telling, at: datetime, who: str, letter: str, said: Mapping[str, Any], review: datetime) -> None:
    safety.write_plan(
        by=told.cast[who],
        at=at,
        reference=told.reference,
        involvement_key=told.lines(who, at)[letter].key,
        seen_number=0,
        review_on=clock.local_date(review),
        key=told.key(f"plan {letter}"),
        **said,
    )


def _contact(told: Telling, since: Since) -> None:
    """A visit to the ward is cleared and directed; one at home to Ella was cleared until Dovydas was released."""
    _clear(told, since.in_custody(0.4), "morgan", "C", ContactMode.HOME_VISIT, "At home, in daylight", (), since)
    at = since.lately(0.6)
    told.add(
        "hana", at, To("priya", "See Kai on the ward with his mother, before the meeting", 4, "ward-visit", True), "A"
    )
    keys = (told.key("ward-visit"),)
    _clear(told, since.lately(0.66), "morgan", "A", ContactMode.WARD, "The ward, family room", keys, since)


def _clear(
    told: Telling, at: datetime, who: str, letter: str, mode: str, place: str, actions: tuple[UUID, ...], since: Since
) -> None:
    clearance = NewClearance(
        mode=mode,
        place=place,
        risk=StaffRisk.SOME,
        because="Threats were made on both sides; nobody was seen there since.",
        mitigations=(Mitigation.TWO_TOGETHER, Mitigation.CHECK_IN),
        check_in="Morgan Reeve, 01632 960102",
        until_at=min(at + timedelta(hours=20), since.now + timedelta(hours=6)),
    )
    responses.clear_and_direct(
        by=told.cast[who],
        at=at,
        reference=told.reference,
        involvement_key=told.lines(who, at)[letter].key,
        clearance=clearance,
        action_keys=actions,
        key=told.key(f"clearance {letter} {mode}"),
    )


SEATS: tuple[tuple[str, SeatKind, dict[str, Any]], ...] = (
    ("priya", SeatKind.SOCIAL_WORK, {"state": SeatState.COMING, "who": "Priya Shah"}),
    ("maggie", SeatKind.POLICE, {"state": SeatState.COMING, "who": "Maggie Thorne"}),
    ("wendy", SeatKind.HOSPITAL, {"state": SeatState.COMING, "who": "Wendy Barrow, and the sister of the day"}),
    (
        "joy",
        SeatKind.GP,
        {
            "state": SeatState.EMPTY,
            "because": "The surgery is shut until it opens again",
            "information_asked_of": "The surgery's safeguarding mailbox, and the out-of-hours doctor",
        },
    ),
)  # fmt: skip


def _seats(told: Telling, since: Since) -> None:
    for number, (who, kind, said) in enumerate(SEATS):
        at = since.lately(0.2 + 0.02 * number)
        meetings.set_seat(
            by=told.cast[who],
            at=at,
            reference=told.reference,
            involvement_key=told.lines(who, at)["A"].key,
            kind=kind,
            seen_number=0,
            information_asked_at=at if said["state"] == SeatState.EMPTY else None,
            **said,
        )


def _support(told: Telling, since: Since) -> None:
    at, hana = since.day(0.85), told.cast["hana"]
    for short, kind, state in (
        ("wendy", SupportKind.DEBRIEF, SupportState.OFFERED),
        ("edith", SupportKind.DEBRIEF, SupportState.WANTED),
        ("edith", SupportKind.SUPERVISION, SupportState.BOOKED),
    ):
        safety.offer_support(
            by=hana,
            at=at,
            reference=told.reference,
            kind=kind,
            agency_key=told.cast[short].agency.key,
            state=state,
            on=clock.local_date(on_day(told.now, 6, time(14, 0))) if state == SupportState.BOOKED else None,
        )
