"""The gate of the purpose as a truth table: every ground, state, use, item, hour and purpose."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from reachable.common.gates import missing
from reachable.common.refusals import Refused
from reachable.meetings import policies
from reachable.meetings.choices import Ground, UseFor, UseState
from reachable.meetings.policies.purpose import Use
from tests.factories import AT

PURPOSES = ("safeguarding", "prevention")
HOUR = timedelta(hours=1)


def use(**changes: Any) -> Use:
    values: dict[str, Any] = {
        "use_for": UseFor.OPEN,
        "item_key": "",
        "ground": Ground.AGREED,
        "purpose": "safeguarding",
        "state": UseState.HOLDS,
        "lapses_at": AT + HOUR,
    }
    return Use(**{**values, **changes})


def holds(
    said: Use | None, *, use_for: str = UseFor.OPEN, item: str = "", purposes: tuple[str, ...] = PURPOSES
) -> bool:
    return not missing(policies.purpose_lines(said, PURPOSES, AT, use_for=use_for, item_key=item, chair="Hana"))


@pytest.mark.clause("CTX-6")
@pytest.mark.parametrize(
    ("ground", "state", "lapses", "is_agreed"),
    [
        pytest.param(*row, id=f"{row[0]}-{row[1]}-{row[2]}-{'agreed' if row[3] else 'not-agreed'}".lower())
        for row in product(Ground.values, UseState.values, ("later", "now", "never"), (True, False))
    ],
)
def test_the_truth_table_of_what_holds(ground: str, state: str, lapses: str, is_agreed: bool) -> None:
    """What was decided against, waits or has lapsed never holds; an agreed purpose only while it is agreed."""
    when = {"later": AT + HOUR, "now": AT, "never": None}[lapses]
    said = use(ground=ground, state=state, lapses_at=when, purpose="safeguarding" if is_agreed else "press")
    expected = state == "HOLDS" and lapses == "later" and (is_agreed or ground != "AGREED")
    assert holds(said) is expected


@pytest.mark.clause("CTX-6")
@pytest.mark.parametrize(("said_for", "used_for"), list(product(UseFor.values, UseFor.values)), ids="-".join)
def test_what_was_said_for_one_use_serves_no_other(said_for: str, used_for: str) -> None:
    assert holds(use(use_for=said_for, item_key="pack"), use_for=used_for, item="pack") is (said_for == used_for)


@pytest.mark.clause("CTX-6")
@pytest.mark.parametrize(
    ("use_for", "said_of", "used_of", "expected"),
    [
        (UseFor.OPEN, "", "", True),
        (UseFor.OPEN, "", "pack", True),
        (UseFor.OPEN, "pack", "records", False),
        (UseFor.EXPORT, "", "pack", False),
        (UseFor.EXPORT, "pack", "pack", True),
        (UseFor.EXPORT, "pack", "records", False),
        (UseFor.EXPORT, "pack", "", False),
        (UseFor.PRINT, "", "pack", False),
        (UseFor.SHARE, "", "pack", False),
    ],
    ids=str,
)
def test_what_is_taken_is_that_very_thing_and_what_is_read_the_meeting(
    use_for: str, said_of: str, used_of: str, expected: bool
) -> None:
    assert holds(use(use_for=use_for, item_key=said_of), use_for=use_for, item=used_of) is expected


@pytest.mark.clause("CTX-6")
@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, "say for which purpose you need it (you can settle it)"),
        (use(lapses_at=AT), "say for which purpose you need it (you can settle it)"),
        (use(purpose="press"), "it is no longer a purpose of the meeting (Hana can settle it)"),
        (use(ground=Ground.FURTHER, state=UseState.WAITING), "this use waits for a decision (Hana can settle it)"),
        (
            use(ground=Ground.LEGAL_DUTY, state=UseState.WAITING),
            "this use waits for a decision (the information-governance lead can settle it)",
        ),
        (use(ground=Ground.FURTHER, state=UseState.REFUSED), "this use was refused (Hana can settle it)"),
    ],
    ids=["nothing", "lapsed", "no-longer", "further", "duty", "refused"],
)
def test_the_refusal_says_in_one_sentence_what_is_missing_and_who_settles_it(said: Use | None, words: str) -> None:
    lines = policies.purpose_lines(said, PURPOSES, AT, use_for=UseFor.OPEN, chair="Hana")
    with pytest.raises(Refused) as refusal:
        policies.check_may_use(lines, use_for=UseFor.OPEN)
    assert refusal.value.message == f"What belongs to this meeting cannot be opened: {words}."
    assert (refusal.value.clause, refusal.value.field) == ("CTX-6", "purpose")


@pytest.mark.clause("CTX-6")
@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"use_for": "LEND"}, "purpose"),
        ({"ground": "BECAUSE"}, "purpose"),
        ({"purpose": "press"}, "purpose"),
        ({"ground": Ground.FURTHER, "purpose": " "}, "further"),
        ({"ground": Ground.LEGAL_DUTY, "because": "the court"}, "duty"),
        ({"ground": Ground.LEGAL_DUTY, "duty": "CORONER"}, "asked_by"),
        ({"ground": Ground.RISK_TO_LIFE, "because": " "}, "because"),
    ],
    ids=["use", "ground", "not-agreed", "further", "which-duty", "who-asks", "risk"],
)
def test_what_is_said_can_be_decided_on(said: dict[str, str], field: str) -> None:
    values = {"use_for": UseFor.OPEN, "ground": Ground.AGREED, "purpose": "safeguarding", **said}
    with pytest.raises(Refused) as refusal:
        policies.check_purpose_said(
            values["use_for"],
            values["ground"],
            values["purpose"],
            PURPOSES,
            because=values.get("because", ""),
            duty=values.get("duty", ""),
        )
    assert refusal.value.field == field


def test_what_is_enough_is_accepted() -> None:
    policies.check_purpose_said(UseFor.OPEN, Ground.AGREED, "prevention", PURPOSES)
    policies.check_purpose_said(UseFor.OPEN, Ground.FURTHER, "A report", PURPOSES)
    policies.check_purpose_said(UseFor.OPEN, Ground.LEGAL_DUTY, "", PURPOSES, because="The court", duty="COURT_ORDER")
    policies.check_purpose_said(UseFor.OPEN, Ground.RISK_TO_LIFE, "", PURPOSES, because="A threat")


@pytest.mark.parametrize(
    ("use_for", "ground", "length"),
    [
        (UseFor.OPEN, Ground.AGREED, timedelta(hours=12)),
        (UseFor.PRINT, Ground.AGREED, timedelta(minutes=15)),
        (UseFor.EXPORT, Ground.AGREED, timedelta(minutes=15)),
        (UseFor.SHARE, Ground.RISK_TO_LIFE, timedelta(minutes=15)),
        (UseFor.OPEN, Ground.RISK_TO_LIFE, timedelta(hours=12)),
        (UseFor.OPEN, Ground.FURTHER, None),
        (UseFor.EXPORT, Ground.LEGAL_DUTY, None),
    ],
    ids=str,
)
def test_how_long_it_holds_before_anybody_decides(use_for: str, ground: str, length: timedelta | None) -> None:
    assert policies.first_lapse(use_for, ground, AT) == (None if length is None else AT + length)
    assert policies.first_state(ground) == (UseState.WAITING if length is None else UseState.HOLDS)


@pytest.mark.clause("CTX-6")
@pytest.mark.parametrize(
    ("state", "is_own", "because", "words"),
    [
        (UseState.HOLDS, False, "Yes", "decided already"),
        (UseState.REFUSED, False, "Yes", "decided already"),
        (UseState.WAITING, True, "Yes", "somebody else decides"),
        (UseState.WAITING, False, " ", "Say why"),
    ],
    ids=["holds", "refused", "own", "no-reason"],
)
def test_a_use_is_decided_once_with_a_reason_and_by_nobody_for_himself(
    state: str, is_own: bool, because: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        policies.check_may_decide_use(state, is_own=is_own, because=because)
    policies.check_may_decide_use(UseState.WAITING, is_own=False, because="It is needed")


@pytest.mark.clause("CTX-6")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_asked": False}, "needs no review"),
        ({"is_reviewed": True}, "looked at this already"),
        ({"is_own": True}, "another manager"),
        ({"review": ""}, "Say what you found"),
    ],
    ids=["not-asked", "reviewed", "own", "no-words"],
)
def test_what_a_life_depended_on_is_looked_at_once_by_another_manager(changes: dict[str, Any], words: str) -> None:
    values: dict[str, Any] = {"is_asked": True, "is_reviewed": False, "is_own": False, "review": "It was right"}
    policies.check_may_review_use(**values)
    with pytest.raises(Refused, match=words):
        policies.check_may_review_use(**{**values, **changes})
