"""What has to be there before the officer may leave the hospital: the truth table of HOS-6, without a database."""

from itertools import product
from uuid import uuid4

import pytest

from reachable.common.refusals import Refused
from reachable.incidents.policies import (
    WardDiscussion,
    check_officer_may_leave,
    last_stay,
    latest_discussion,
    officer_gate_lines,
)
from tests.domain.hospital_hands import NOT_DISCUSSED, WHOLE
from tests.factories import AT

PARTIES = {"police": "police", "health": "health", "childrens-services": "children's services"}


def discussion(**said: str) -> WardDiscussion:
    return WardDiscussion(uuid4(), said, "Priya Nair", AT)


@pytest.mark.clause("HOS-6")
@pytest.mark.parametrize("sides", list(product(("named", "absent", "neither"), repeat=3)))
@pytest.mark.parametrize("visitors", ["", "no-limits", "named-only", "none", "not-agreed"])
@pytest.mark.parametrize("presence", ["", "police", "hospital-security,checks", "none", "none,checks"])
def test_each_combination_says_what_is_missing(sides: tuple[str, ...], visitors: str, presence: str) -> None:
    fields = {"visitors": visitors, "presence": presence}
    for party, side in zip(PARTIES, sides, strict=True):
        fields |= {"named": {party: "Somebody"}, "absent": {f"{party}-absent": "Rang twice"}, "neither": {}}[side]
    expected = [
        f"nobody from {PARTIES[party]} is named, nor why nobody could take part"
        for party, side in zip(PARTIES, sides, strict=True)
        if side == "neither"
    ]
    if sides.count("named") < 2:
        expected.append("fewer than two of the three took part by name")
    if visitors in ("", "not-agreed"):
        expected.append("whether visitors are limited is not decided")
    if not presence:
        expected.append("whether police or hospital security stay is not decided")
    elif presence == "none,checks":
        expected.append("it says both that nobody is needed on the ward and that somebody is")
    one = discussion(**fields)
    found = [line for line in officer_gate_lines(one, AT) if line.is_needed and not line.met]
    assert [line.words for line in found] == expected
    assert all(line.who and line.clause == "HOS-6" for line in found)
    if not expected:
        check_officer_may_leave(one, "A", AT)
        return
    with pytest.raises(Refused) as refused:
        check_officer_may_leave(one, "A", AT)
    assert refused.value.clause == "HOS-6"
    assert refused.value.message.startswith("It cannot be agreed yet that the officer leaves A: ")
    assert all(f"{line.words} ({line.who} can settle it)" in refused.value.message for line in found)


@pytest.mark.clause("HOS-6")
def test_without_a_discussion_it_is_refused_in_one_sentence() -> None:
    with pytest.raises(Refused) as refused:
        check_officer_may_leave(None, "A", AT)
    assert refused.value.message == (
        f"It cannot be agreed yet that the officer leaves A: {NOT_DISCUSSED} "
        "(whoever is with the young person for one of the three can settle it)."
    )


@pytest.mark.parametrize(
    ("again", "met", "words"),
    [
        ("2026-11-22T08:00:00+00:00", True, "looked at again on 22 November, 08:00"),
        ("2026-07-02T08:00:00+00:00", False, "it was to be looked at again on 2 July, 09:00"),
        ("2026-11-22T08:00", True, "looked at again on 22 November, 08:00"),
        ("", False, "nobody has said when it is looked at again"),
    ],
)
def test_when_it_is_looked_at_again_is_shown_and_holds_nothing_back(again: str, met: bool, words: str) -> None:
    line = officer_gate_lines(discussion(**{**WHOLE, "look-again-at": again}), AT)[-1]
    assert (line.met, line.words, line.is_needed) == (met, words, False)


def test_spaces_name_nobody_and_a_name_counts_beside_a_reason() -> None:
    lines = officer_gate_lines(discussion(**{**WHOLE, "police": "  ", "health-absent": "Rang the matron"}), AT)
    assert [line.words for line in lines if line.is_needed and not line.met] == [
        "nobody from police is named, nor why nobody could take part"
    ]
    assert "health: Sister Obi" in [line.words for line in lines]


def test_that_police_stay_is_said_beside_it() -> None:
    lines = officer_gate_lines(discussion(**{**WHOLE, "presence": "police"}), AT)
    [said_so] = [line for line in lines if "once another has come" in line.words]
    assert (said_so.met, said_so.is_needed) == (False, False)


def test_whoever_was_never_in_hospital_has_no_stay_and_every_discussion_counts() -> None:
    assert last_stay([]) is None
    one = discussion(police="Sgt Lee")
    assert latest_discussion([one], None) == one
