"""What can be recorded of a practical measure. What is not known of one is left open, never refused."""

import re
from datetime import date

from reachable.common.refusals import Refused

from ..choices import MeasureKind, MeasureState

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)


def check_measure_is_named(kind: str, words: str) -> None:
    """Another measure than those listed says what it is (SAF-8, CTX-16)."""
    if kind == MeasureKind.OTHER and not words.strip():
        raise Refused("Say what the measure is.", clause="SAF-8", field="words")


def check_address_is_not_written(kind: str, words: str) -> None:
    """That somebody stays elsewhere is read by the whole team; where, by those alone who may read the address (SAF-8).

    Only a postcode is recognised: the page asks for the rest.
    """
    if kind == MeasureKind.ACCOMMODATION and _POSTCODE.search(words):
        raise Refused(
            "That looks like an address. Everybody on the team reads this: say who holds the address instead.",
            clause="SAF-8",
            field="words",
        )


def check_another_is_meant(kind: str, *, runs: bool, another: bool) -> None:
    """A second one of a kind beside one that runs is asked about, not refused (SAF-8): there may be two homes."""
    if runs and not another and kind != MeasureKind.OTHER:
        raise Refused(
            "There is one of these already. Change or extend that one, or tick that another one is meant.",
            clause="SAF-8",
            field="another",
        )


def check_measure_days(
    state: str, *, in_place_on: date | None, expires_on: date | None, asked_on: date, today: date
) -> None:
    """In place since a day that has come, and until a day that is not before it (CTX-16)."""
    if in_place_on is not None and in_place_on > today:
        raise Refused("That day is in the future: it is still asked for until then.", field="in_place_on")
    first = in_place_on or (None if state == MeasureState.IN_PLACE else asked_on)
    if expires_on is not None and first is not None and expires_on < first:
        raise Refused("It cannot have ended before it was in place.", clause="CTX-16", field="expires_on")
    if state == MeasureState.ENDED and expires_on is not None and expires_on > today:
        raise Refused(
            "That day is in the future. Record until when it is in place, and the end once it has come.",
            field="expires_on",
        )


def check_measure_says_why(state: str, words: str, *, was: str) -> None:
    """Not to be had, ended, or not in place after all: with a reason (SAF-8)."""
    taken_back = state == MeasureState.ASKED_FOR and was != MeasureState.ASKED_FOR
    if (state in (MeasureState.NOT_TO_BE_HAD, MeasureState.ENDED) or taken_back) and not words.strip():
        raise Refused("Say why.", clause="SAF-8", field="words")


def check_measure_changes(*, changed: bool, words: str) -> None:
    """A step that changes nothing and says nothing is a slip of the hand."""
    if not changed and not words.strip():
        raise Refused("Nothing is different from what stands already. Say what is new.", field="state")
