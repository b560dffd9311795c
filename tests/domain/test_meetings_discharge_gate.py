"""The gate before a discharge, line by line: plain values in, what is missing out (DIS-1 to DIS-8)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reachable.common.gates import missing
from reachable.common.refusals import Refused
from reachable.meetings import policies
from reachable.meetings.choices import SeatKind, SeatState
from reachable.meetings.policies import Line, Said, SeatSaid
from reachable.responses.choices import AnswerCode
from tests.factories import AT

PLACE = {"goes-to": "relative", "place": "safe", "place-checked-by": "p:x", "place-checked-at": AT.isoformat()}
RECORDS: dict[str, dict[str, str]] = {
    "discharge-meeting": {"meeting": "held"},
    "discharge-health": {},
    "discharge-place": PLACE,
    "discharge-household": {"household-safe": "safe"},
    "discharge-surroundings": {},
}
EMPTY = SeatSaid(SeatState.EMPTY, because="weekend", asked_of="the practice")
TAKEN = {str(kind): SeatSaid(SeatState.COMING) for kind in SeatKind}


def answered(**changes: Said) -> dict[str, Said]:
    """Everything answered well, but for what is named with "_" for "-"; None leaves the question unanswered."""
    found = {code: Said(AnswerCode.IN_PLACE, record) for code, record in RECORDS.items()}
    return found | {name.replace("_", "-"): said for name, said in changes.items()}


def lines(said: Mapping[str, Said] | None = None, seats: Mapping[str, SeatSaid] = TAKEN) -> tuple[Line, ...]:
    return policies.discharge_lines(answered() if said is None else said, seats, "A", AT)


def lacks(said: Mapping[str, Said] | None = None, seats: Mapping[str, SeatSaid] = TAKEN) -> set[tuple[str, str]]:
    """Clause and where it is settled, of each line that is missing."""
    return {(line.clause, line.settles) for line in missing(lines(said, seats))}


def words(said: Mapping[str, Said]) -> str:
    return "; ".join(line.words for line in missing(lines(said)))


@pytest.mark.clause("DIS-2")
def test_nothing_is_missing_where_everything_is_answered_and_every_seat_is_taken() -> None:
    assert lacks() == set()
    policies.check_discharge_may_be_agreed(lines(), "A")


def test_where_nothing_is_asked_yet_everything_is_missing() -> None:
    everything = {("DIS-1", code) for code in ("discharge-meeting", "discharge-health", "discharge-place")}
    everything |= {("DIS-2", "discharge-place"), ("DIS-3", "discharge-household"), ("DIS-3", "discharge-surroundings")}
    assert lacks({}) == everything
    assert lacks({"safe-to-return": Said(AnswerCode.IN_PLACE, {"home": "safe"})}) == everything


HOW = [
    (AnswerCode.IN_PLACE, False, True),
    (AnswerCode.NOT_NEEDED, False, True),
    (AnswerCode.ACTION_NEEDED, True, True),
    (AnswerCode.ACTION_NEEDED, False, False),
    (AnswerCode.NOT_YET_KNOWN, True, False),
    ("", False, False),
]


@pytest.mark.clause("DIS-1")
@pytest.mark.parametrize(("answer", "acted", "covers"), HOW)
def test_health_is_covered_by_an_answer_that_somebody_stands_for(answer: str, acted: bool, covers: bool) -> None:
    found = lacks(answered(discharge_health=Said(answer, {}, acted)))
    assert found == (set() if covers else {("DIS-1", "discharge-health")})


@pytest.mark.clause("DIS-1")
@pytest.mark.clause("DIS-3")
@pytest.mark.parametrize("code", ["discharge-place", "discharge-household", "discharge-surroundings"])
@pytest.mark.parametrize(("answer", "acted", "covers"), HOW)
def test_safety_is_covered_by_the_place_the_household_and_what_is_around_it(
    code: str, answer: str, acted: bool, covers: bool
) -> None:
    found = lacks({**answered(), code: Said(answer, RECORDS[code], acted)})
    clause = "DIS-2" if code == "discharge-place" else "DIS-3"
    assert found == (set() if covers else {("DIS-1", code), (clause, code)})


@pytest.mark.clause("DIS-1")
@pytest.mark.parametrize(
    ("record", "held"),
    [
        ({"meeting": "held"}, True),
        ({"meeting": "held", "meeting-at": AT.isoformat()}, True),
        ({"meeting": "held", "meeting-at": (AT + timedelta(hours=1)).isoformat()}, False),
        ({"meeting": "held", "meeting-at": "2027-01-01T10:00"}, False),
        ({"meeting": "planned"}, False),
        ({"meeting": "not-planned"}, False),
        ({}, False),
    ],
)
@pytest.mark.parametrize("answer", [AnswerCode.IN_PLACE, AnswerCode.NOT_NEEDED])
def test_the_meeting_is_held_and_not_only_planned(record: dict[str, str], held: bool, answer: str) -> None:
    found = lacks(answered(discharge_meeting=Said(answer, record)))
    assert found == (set() if held else {("DIS-1", "discharge-meeting")})


UNSAFE: list[dict[str, str]] = [
    {"place": "not-safe"},
    {"place": "not-safe", "what-made-it-safe": "A new lock"},
    {"place": "not-known"},
    {"place": ""},
    {"goes-to": "not-known"},
    {"goes-to": ""},
    {"place-checked-by": ""},
    {"place-checked-at": ""},
    {"place-checked-at": (AT + timedelta(minutes=1)).isoformat()},
]


@pytest.mark.clause("DIS-2")
@pytest.mark.parametrize("change", UNSAFE)
@pytest.mark.parametrize("answer", [AnswerCode.IN_PLACE, AnswerCode.NOT_NEEDED, AnswerCode.ACTION_NEEDED])
def test_no_place_that_is_not_known_to_be_safe_and_checked(change: dict[str, str], answer: str) -> None:
    said = answered(discharge_place=Said(answer, {**PLACE, **change}, acted=True))
    assert lacks(said) == {("DIS-2", "discharge-place")}
    with pytest.raises(Refused, match="The discharge of A cannot be agreed yet: ") as refused:
        policies.check_discharge_may_be_agreed(lines(said), "A")
    assert refused.value.clause == "DIS-2"


@pytest.mark.clause("DIS-2")
def test_a_place_that_is_not_safe_says_what_can_be_done() -> None:
    said = answered(discharge_place=Said(AnswerCode.IN_PLACE, {**PLACE, "goes-to": "home", "place": "not-safe"}))
    assert words(said) == (
        "where A is to go (home) is not safe: change where A goes, or record what has made it safe and who checked"
    )


@pytest.mark.clause("DIS-2")
@pytest.mark.parametrize(("goes_to", "home", "held_back"), [
    ("home", "not-safe", True), ("home", "safe", False), ("home", "not-known", False), ("home", "", False),
    ("relative", "not-safe", False), ("placement", "not-safe", False),
])  # fmt: skip
def test_going_home_is_held_back_where_home_is_answered_to_be_unsafe(goes_to: str, home: str, held_back: bool) -> None:
    back = Said(AnswerCode.IN_PLACE, {"home": home})
    said = answered(discharge_place=Said(AnswerCode.IN_PLACE, {**PLACE, "goes-to": goes_to}), safe_to_return=back)
    assert lacks(said) == ({("DIS-2", "safe-to-return")} if held_back else set())


def test_that_the_area_or_the_school_is_not_safe_is_shown_and_holds_nothing_back() -> None:
    said = answered(safe_to_return=Said(AnswerCode.IN_PLACE, {"area": "not-safe", "school": "not-safe"}))
    [shown] = [line for line in lines(said) if line.settles == "safe-to-return"]
    assert "the area where it happened and school, college or work are answered to be not safe" in shown.words
    assert not shown.is_needed
    assert lacks(said) == set()


@pytest.mark.clause("DIS-3")
@pytest.mark.parametrize(("answer", "safe", "met"), [
    (AnswerCode.IN_PLACE, "safe", True), (AnswerCode.IN_PLACE, "not-safe", False),
    (AnswerCode.IN_PLACE, "not-known", False), (AnswerCode.IN_PLACE, "", False),
    (AnswerCode.NOT_NEEDED, "", True), (AnswerCode.NOT_NEEDED, "not-safe", False),
    (AnswerCode.NOT_NEEDED, "not-known", False), (AnswerCode.ACTION_NEEDED, "", False),
])  # fmt: skip
def test_the_household_is_safe_or_there_is_none(answer: str, safe: str, met: bool) -> None:
    found = lacks(answered(discharge_household=Said(answer, {"household-safe": safe} if safe else {}, acted=True)))
    assert found == (set() if met else {("DIS-3", "discharge-household")})


SEATS = [
    pytest.param(kind, clause, marks=pytest.mark.clause(clause))
    for kind, clause in (
        (SeatKind.SOCIAL_WORK, "DIS-4"), (SeatKind.GP, "DIS-5"), (SeatKind.POLICE, "DIS-6"),
        (SeatKind.DESIGNATED, "DIS-7"), (SeatKind.HOSPITAL, "DIS-8"),
    )
]  # fmt: skip


@pytest.mark.clause("DIS-4")
@pytest.mark.clause("DIS-5")
@pytest.mark.clause("DIS-6")
@pytest.mark.clause("DIS-7")
@pytest.mark.clause("DIS-8")
@pytest.mark.parametrize(("kind", "clause"), SEATS)
@pytest.mark.parametrize(
    ("seat", "met"),
    [
        (None, False),
        (SeatSaid(SeatState.NOT_ASKED), False),
        (SeatSaid(SeatState.INVITED), False),
        (SeatSaid(SeatState.COMING), True),
        (SeatSaid(SeatState.TOOK_PART), True),
        (SeatSaid(SeatState.EMPTY), False),
        (SeatSaid(SeatState.EMPTY, because="weekend"), False),
        (SeatSaid(SeatState.EMPTY, asked_of="the practice"), False),
        (EMPTY, True),
    ],
)
def test_a_seat_is_taken_or_empty_with_why_and_whom_was_asked(
    kind: SeatKind, clause: str, seat: SeatSaid | None, met: bool
) -> None:
    seats = {one: said for one, said in TAKEN.items() if one != kind} | ({kind: seat} if seat else {})
    assert lacks(None, seats) == (set() if met else {(clause, f"seat:{kind}")})
    if not met:
        with pytest.raises(Refused, match="cannot be agreed yet"):
            policies.check_discharge_may_be_agreed(lines(None, seats), "A")


@pytest.mark.clause("DIS-5")
def test_five_empty_seats_with_their_reasons_keep_no_child_on_a_ward() -> None:
    seats = {str(kind): EMPTY for kind in SeatKind}
    assert lacks(None, seats) == set()
    shown = [line for line in lines(None, seats) if line.settles.startswith("seat:")]
    assert len(shown) == 5
    assert not any(line.met or line.is_needed for line in shown)
    assert "the seat of the general practitioner is empty: “weekend”; what they know was asked of the practice" in [
        line.words for line in shown
    ]


def test_what_was_answered_for_the_stay_before_counts_for_nothing_now() -> None:
    said = {code: Said(AnswerCode.IN_PLACE, record, is_of_this_stay=False) for code, record in RECORDS.items()}
    assert lacks(said) == lacks({})
    assert "answered for the stay before, and not for this one" in words(said)


@pytest.mark.parametrize("record", [{}, {"young-persons-view": "Wants to go to his aunt"}, {"parents-view": "Agree"}])
def test_what_the_young_person_and_the_parents_say_is_shown_and_holds_nothing_back(record: dict[str, str]) -> None:
    said = answered(discharge_young_persons_view=Said(AnswerCode.IN_PLACE, record))
    shown = [line for line in lines(said) if line.settles == "discharge-young-persons-view"]
    assert [line.met for line in shown] == ["young-persons-view" in record, "parents-view" in record]
    assert lacks(said) == set()


def test_what_an_edition_does_not_ask_holds_nothing_back_but_the_place_always_does() -> None:
    assert lacks({"discharge-health": Said(AnswerCode.IN_PLACE)}) == {
        ("DIS-1", "discharge-place"), ("DIS-2", "discharge-place"),
    }  # fmt: skip


def test_each_missing_line_says_who_can_settle_it() -> None:
    said = {code: Said(who="social worker") for code in RECORDS}
    assert all(line.who for line in missing(lines(said, {})))


SAID = st.tuples(st.sampled_from([*AnswerCode.values, ""]), st.booleans(), st.booleans())


@pytest.mark.clause("DIS-2")
@given(
    st.dictionaries(st.sampled_from(sorted(RECORDS)), SAID),
    st.sampled_from(["safe", "not-safe", "not-known", ""]),
    st.sampled_from(["home", "relative", "not-known", ""]),
    st.dictionaries(st.sampled_from(SeatKind.values), st.builds(
        SeatSaid, state=st.sampled_from(SeatState.values), because=st.sampled_from(["", "x"]),
        asked_of=st.sampled_from(["", "y"]),
    )),
)  # fmt: skip
def test_whatever_is_said_nobody_goes_where_it_is_not_said_to_be_safe(
    chosen: dict[str, tuple[str, bool, bool]], place: str, goes_to: str, seats: dict[str, SeatSaid]
) -> None:
    said: dict[str, Said] = {}
    for code, (answer, acted, stay) in chosen.items():
        fields = {**RECORDS[code], **({"place": place, "goes-to": goes_to} if code == "discharge-place" else {})}
        said[code] = Said(answer, fields, acted, stay)
    if missing(lines(said, seats)):
        with pytest.raises(Refused):
            policies.check_discharge_may_be_agreed(lines(said, seats), "A")
        return
    stands = said["discharge-place"]
    assert (place, stands.is_of_this_stay) == ("safe", True)
    assert goes_to in ("home", "relative")
    assert all(not one.not_covered for one in said.values())
    assert set(seats) == set(SeatKind.values)


@pytest.mark.clause("DIS-2")
@pytest.mark.parametrize(("state", "says"), [
    ({"is_in_hospital": False, "is_disputed": False, "died": False}, "is not in hospital"),
    ({"is_in_hospital": True, "is_disputed": True, "died": False}, "Two places are said"),
    ({"is_in_hospital": False, "is_disputed": False, "died": True}, "has died"),
])  # fmt: skip
def test_a_discharge_is_agreed_of_somebody_who_is_in_hospital(state: dict[str, Any], says: str) -> None:
    policies.check_is_in_hospital("A", is_in_hospital=True, is_disputed=False, died=False)
    with pytest.raises(Refused, match=says):
        policies.check_is_in_hospital("A", **state)
