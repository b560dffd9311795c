"""What may be planned to disrupt harm. What is in force already is a fact and is written down as it is. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from reachable.common.refusals import Refused
from reachable.incidents.choices import Known
from reachable.playbook.tables import Tool

from ..choices import ConditionKind, DisruptionOn, DisruptionState

MOST_CONDITIONS = 20
YOUTH_JUSTICE = "youth-justice"
SUBJECTS = {
    DisruptionOn.ADULT: "adult",
    DisruptionOn.PLACE: "place",
    DisruptionOn.YOUNG_PERSON: "young-person",
}
OPEN = (DisruptionState.CONSIDERED, DisruptionState.ASKED_FOR, DisruptionState.IN_FORCE)


@dataclass(frozen=True)
class NewCondition:
    kind: str
    words: str


def check_tool(tool: Tool | None, on: str) -> None:
    """One of the list, of a kind that can be used on a young person, an adult or a place (STA-10)."""
    if tool is None:
        raise Refused("Choose one of the measures in the list.", clause="STA-10", field="tool")
    if on not in DisruptionOn.values:
        raise Refused("Say on whom or what it is.", clause="STA-10", field="on")
    if SUBJECTS[DisruptionOn(on)] not in tool.used_on:
        raise Refused(f"{tool.title} is not used on {DisruptionOn(on).label.lower()}.", clause="STA-10", field="on")


def check_subject(on: str, *, has_record: bool, words: str) -> None:
    """A young person of the incident; an adult or place of it, or said in words (STA-10)."""
    if has_record or (on != DisruptionOn.YOUNG_PERSON and words.strip()):
        return
    said = {
        DisruptionOn.YOUNG_PERSON: ("Choose the young person.", "young_person"),
        DisruptionOn.ADULT: ("Choose the adult, or say who in words.", "adult"),
        DisruptionOn.PLACE: ("Choose the place, or say which in words.", "context"),
    }
    message, field = said[DisruptionOn(on)]
    raise Refused(message, clause="STA-10", field=field)


def check_says_what_for(why: str) -> None:
    """What it is to change for the young people who are harmed (STA-10)."""
    if not why.strip():
        raise Refused("Say what it is to change, and for whom.", clause="STA-10", field="why")


def consults_youth_justice(tool: Tool | None, on: str) -> bool:
    """Whether youth justice is asked before it is sought (STA-10): of a young person, where the measure says so."""
    return tool is not None and on == DisruptionOn.YOUNG_PERSON and YOUTH_JUSTICE in tool.consults


def check_youth_justice_asked(tool: Tool | None, on: str, state: str, asked: str) -> None:
    """Asking for an order on a young person is an instruction, and waits until youth justice was asked (STA-10).

    That one is in force is a fact: it is written down, marked as made without them.
    """
    if state == DisruptionState.ASKED_FOR and consults_youth_justice(tool, on) and asked != Known.YES:
        raise Refused(
            "Youth justice has not been asked yet. Ask its manager first, and write down what they said.",
            clause="STA-10",
            field="youth_justice_asked",
        )


def check_youth_justice_said(asked: str, said: str) -> None:
    """Who asked them is not enough: what they think of it (STA-10)."""
    if asked == Known.YES and not said.strip():
        raise Refused("Say what youth justice said.", clause="STA-10", field="youth_justice_said")


def check_days(
    state: str, *, from_on: date | None, expires_on: date | None, review_on: date | None, today: date
) -> None:
    """In force since a day that has come, until one that is not before it; looked at again on one that lies ahead
    (STA-10).
    """
    if state == DisruptionState.IN_FORCE and from_on is None:
        raise Refused("Say since when it is in force.", clause="STA-10", field="from_on")
    if state == DisruptionState.IN_FORCE and from_on is not None and from_on > today:
        raise Refused("That day is in the future: until then it is asked for.", clause="STA-10", field="from_on")
    if from_on is not None and expires_on is not None and expires_on < from_on:
        raise Refused("It cannot end before it begins.", clause="STA-10", field="expires_on")
    if state == DisruptionState.ENDED and expires_on is not None and expires_on > today:
        raise Refused("That day is in the future: record the end once it has come.", field="expires_on")
    if state in OPEN and review_on is not None and review_on < today:
        raise Refused("The day to look at it again has passed.", clause="STA-10", field="review_on")


def check_step_says_why(state: str, words: str) -> None:
    """Not made, or ended: with a reason (STA-10)."""
    if state in (DisruptionState.NOT_MADE, DisruptionState.ENDED) and not words.strip():
        raise Refused("Say why.", clause="STA-10", field="words")


def check_conditions(conditions: Collection[NewCondition]) -> None:
    """What it forbids or asks, each of a kind (STA-10)."""
    if len(conditions) > MOST_CONDITIONS:
        raise Refused(f"Write at most {MOST_CONDITIONS} conditions.", field="conditions")
    for one in conditions:
        if one.kind not in ConditionKind.values:
            raise Refused("Choose what each condition is about.", clause="STA-10", field="conditions")


def review_day(tool: Tool | None, state: str, review_on: date | None, today: date) -> date | None:
    """When somebody looks whether it still helps (STA-10): the day that was agreed, else the guide's weeks from today;
    never of what is over.
    """
    if state not in OPEN:
        return None
    return review_on or today + timedelta(weeks=tool.review_weeks if tool else 4)


def is_expired(state: str, expires_on: date | None, today: date) -> bool:
    """Its last day has passed and nobody has said more (STA-10)."""
    return state == DisruptionState.IN_FORCE and expires_on is not None and expires_on < today


def is_late(state: str, review_on: date | None, today: date) -> bool:
    """It should have been looked at again (STA-10)."""
    return state in OPEN and review_on is not None and review_on < today
