"""When a response may become business as usual: the truth table of the gate, and the small rules around it."""

from datetime import date
from uuid import uuid4

import pytest

from reachable.common.gates import missing
from reachable.common.refusals import Refused
from reachable.incidents.choices import Phase
from reachable.oversight import policies
from reachable.oversight.choices import LineKind
from reachable.oversight.policies import Unsettled
from reachable.oversight.policies.standing_down import FILED, MACE, MUSTS, OWNED, REVIEWED

SECTIONS = (MUSTS, OWNED, FILED, REVIEWED, MACE)
TODAY = date(2026, 11, 23)


@pytest.mark.clause("STA-1")
@pytest.mark.parametrize("section", SECTIONS)
def test_one_thing_that_is_not_settled_holds_it_back(section: str) -> None:
    lines = policies.stand_down_lines(Phase.STABILISING, [Unsettled(section, "Something")])
    assert len(missing(lines)) == 1
    with pytest.raises(Refused, match=r"cannot become business as usual yet: 1 .* can settle it"):
        policies.check_may_stand_down(Phase.STABILISING, lines)


@pytest.mark.clause("STA-1")
def test_all_that_is_missing_is_said_in_one_sentence() -> None:
    lines = policies.stand_down_lines(Phase.CONFIRMED, [Unsettled(one, "Something") for one in SECTIONS for _ in "ab"])
    with pytest.raises(Refused) as refused:
        policies.check_may_stand_down(Phase.STABILISING, lines)
    says = str(refused.value)
    assert "stabilisation has not begun" in says
    assert says.count("2 ") == len(SECTIONS)
    assert refused.value.clause == "STA-1"


@pytest.mark.clause("STA-1")
@pytest.mark.parametrize("phase", [Phase.PROVISIONAL, Phase.CONFIRMED, Phase.NOT_SERIOUS])
def test_stabilisation_has_to_have_begun(phase: Phase) -> None:
    with pytest.raises(Refused, match="stabilisation has not begun"):
        policies.check_may_stand_down(phase, policies.stand_down_lines(phase, []))


@pytest.mark.clause("STA-1")
def test_settled_it_may_be_passed() -> None:
    left = Unsettled(MUSTS, "What should be answered", holds_back=False)
    lines = policies.stand_down_lines(Phase.STABILISING, [left])
    assert missing(lines) == ()
    policies.check_may_stand_down(Phase.STABILISING, lines)


@pytest.mark.clause("GEN-1")
@pytest.mark.parametrize(
    ("because", "left_undone", "field"),
    [("", "", "because"), ("  ", "Why", "because"), ("It is quiet", "", "left_undone")],
    ids=["nothing", "blank", "left without a reason"],
)
def test_what_is_left_is_left_with_a_reason(because: str, left_undone: str, field: str) -> None:
    left = Unsettled(MUSTS, "What should be answered", holds_back=False)
    with pytest.raises(Refused) as refused:
        policies.check_says_what_was_done(because, left_undone, [left])
    assert refused.value.field == field


@pytest.mark.clause("GEN-1")
def test_nothing_left_needs_no_reason() -> None:
    policies.check_says_what_was_done("It is quiet", "", [])


@pytest.mark.clause("STA-1")
def test_a_hand_over_names_a_line_what_is_taken_on_and_a_day() -> None:
    lines = [(LineKind.YOUNG_PERSON, uuid4())]
    policies.check_hand_over(lines, TODAY, TODAY, "The plan and its review")
    for given, field in (
        (([], TODAY, TODAY, "The plan"), "lines"),
        ((lines, TODAY, TODAY, " "), "words"),
        ((lines, None, TODAY, "The plan"), "next_on"),
        ((lines, date(2026, 11, 22), TODAY, "The plan"), "next_on"),
    ):
        with pytest.raises(Refused) as refused:
            policies.check_hand_over(*given)
        assert refused.value.field == field


@pytest.mark.parametrize("phase", [Phase.PROVISIONAL, Phase.CONFIRMED, Phase.NOT_SERIOUS, Phase.JOINED])
def test_only_what_was_moved_on_begins_again(phase: Phase) -> None:
    with pytest.raises(Refused):
        policies.check_may_begin_again(phase, "A reprisal")


def test_beginning_again_says_why() -> None:
    policies.check_may_begin_again(Phase.USUAL, "A reprisal")
    with pytest.raises(Refused):
        policies.check_may_begin_again(Phase.USUAL, " ")


@pytest.mark.clause("DEF-3")
def test_stabilisation_begins_once_it_is_signed() -> None:
    policies.check_may_stabilise(Phase.CONFIRMED, "Three quiet weeks")
    for phase in (Phase.PROVISIONAL, Phase.STABILISING, Phase.USUAL):
        with pytest.raises(Refused):
            policies.check_may_stabilise(phase, "Three quiet weeks")


def test_a_day_to_come_lies_ahead() -> None:
    policies.check_later_date(TODAY, TODAY, TODAY)
    for on, ahead in ((date(2026, 11, 22), date(2026, 11, 22)), (date(2026, 12, 1), date(2026, 12, 2))):
        with pytest.raises(Refused):
            policies.check_later_date(on, ahead, TODAY)
