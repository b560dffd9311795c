"""The pure rules of a running meeting, as truth tables."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from reachable.common.refusals import NotPermitted, Refused
from reachable.directory.choices import AgencyKind
from reachable.incidents.choices import Audience
from reachable.meetings import policies
from reachable.meetings.choices import Attendance, NoteKind
from reachable.meetings.policies import Noted
from tests.factories import AT

A, B = uuid4(), uuid4()
THREE = ("childrens-services", "police", "health")
CS, POLICE, HEALTH = AgencyKind.CHILDRENS_SERVICES, AgencyKind.POLICE, AgencyKind.HEALTH


@pytest.mark.clause("SAF-1")
@pytest.mark.parametrize(
    ("there", "met"),
    [
        ((), (False, False, False)),
        ((CS,), (True, False, False)),
        ((CS, POLICE), (True, True, False)),
        ((CS, HEALTH), (True, False, True)),
        ((POLICE, HEALTH), (False, True, True)),
        ((CS, POLICE, HEALTH), (True, True, True)),
        ((CS, POLICE, HEALTH, AgencyKind.EDUCATION), (True, True, True)),
    ],
    ids=lambda value: "-".join(str(one) for one in value) or "nobody",
)
def test_a_strategy_discussion_has_all_three(there: tuple[str, ...], met: tuple[bool, ...]) -> None:
    lines = policies.quorum_lines(THREE, there)
    assert tuple(line.met for line in lines) == met
    assert {line.clause for line in lines} == {"SAF-1"}
    assert all("nobody" in line.words for line in lines if not line.met)


def test_a_kind_without_a_quorum_asks_for_nobody() -> None:
    assert policies.quorum_lines((), ()) == ()


@pytest.mark.parametrize("attendance", Attendance.values)
@pytest.mark.parametrize("left", [None, -1, 1], ids=["stays", "has-left", "leaves-later"])
@pytest.mark.parametrize("arrived", [None, -1, 1], ids=["no-time", "came", "comes-later"])
def test_who_is_there(attendance: str, left: int | None, arrived: int | None) -> None:
    moment = {None: None, -1: AT - timedelta(minutes=1), 1: AT + timedelta(minutes=1)}
    expected = attendance in ("PRESENT", "REMOTE") and left != -1 and arrived != 1
    assert policies.is_there(attendance, moment[left], AT, arrived_at=moment[arrived]) is expected


@pytest.mark.clause("CTX-15")
@pytest.mark.parametrize(
    ("said_by", "police_plans", "is_plan", "held"),
    [
        (POLICE, False, False, True),
        (HEALTH, False, False, False),
        ("", False, False, False),
        (HEALTH, True, False, True),
        (HEALTH, True, True, True),
        ("", False, True, True),
    ],
)
def test_what_police_hold_by_default(said_by: str, police_plans: bool, is_plan: bool, held: bool) -> None:
    assert policies.is_held_by_police(said_by=said_by, police_plans=police_plans, is_plan=is_plan) is held


@pytest.mark.clause("CTX-15")
@pytest.mark.parametrize("is_plan", [True, False], ids=["plan", "note"])
@pytest.mark.parametrize("is_chair", [True, False], ids=["chair", "other"])
@pytest.mark.parametrize("is_police", [True, False], ids=["police", "not-police"])
def test_who_says_that_it_need_not_be_held(is_plan: bool, is_chair: bool, is_police: bool) -> None:
    may = not is_plan and (is_chair or is_police)
    if may:
        policies.check_may_release(is_plan=is_plan, is_chair=is_chair, is_police=is_police)
        return
    with pytest.raises(Refused) as refusal:
        policies.check_may_release(is_plan=is_plan, is_chair=is_chair, is_police=is_police)
    assert refusal.value.field == "held_by_police"


@pytest.mark.clause("CTX-15")
def test_a_plan_says_whom_it_is_about() -> None:
    policies.check_plan_says_whom([A], is_plan=True)
    policies.check_plan_says_whom([], is_plan=False)
    with pytest.raises(Refused):
        policies.check_plan_says_whom([], is_plan=True)


@pytest.mark.clause("CTX-15")
@pytest.mark.parametrize(
    ("held", "is_police", "is_chair", "may"),
    [
        (True, True, False, True),
        (True, False, True, False),
        (True, False, False, False),
        (False, False, True, True),
        (False, True, False, False),
    ],
)
def test_who_clears_wording(held: bool, is_police: bool, is_chair: bool, may: bool) -> None:
    if may:
        policies.check_may_clear(held_by_police=held, is_police=is_police, is_chair=is_chair)
        return
    with pytest.raises(NotPermitted):
        policies.check_may_clear(held_by_police=held, is_police=is_police, is_chair=is_chair)


def noted(**changes: Any) -> Noted:
    return Noted(**{"words": "as said", **changes})


@pytest.mark.clause("CTX-4", "CTX-15")
@pytest.mark.parametrize(
    ("note", "of_a", "of_b"),
    [
        (noted(), "as said", "as said"),
        (noted(about=frozenset({A})), "as said", ""),
        (noted(about=frozenset({A, B})), "as said", "as said"),
        (noted(is_gone=True), "", ""),
        (noted(is_gone=True, cleared_words="cleared"), "", ""),
        (noted(held_by_police=True), "", ""),
        (noted(held_by_police=True, cleared_words="cleared"), "cleared", "cleared"),
        (noted(held_by_police=True, cleared_words="cleared", about=frozenset({B})), "", "cleared"),
        (noted(in_restricted_part=True), "", ""),
        (noted(in_restricted_part=True, cleared_words="cleared"), "cleared", "cleared"),
        (noted(audience=Audience.WITNESSES), "", ""),
        (noted(audience=Audience.CHILDRENS_SERVICES, cleared_words="cleared"), "cleared", "cleared"),
        (noted(is_plan=True, held_by_police=True, about=frozenset({A})), "", ""),
        (noted(is_plan=True, held_by_police=True, about=frozenset({A}), cleared_words="cleared"), "cleared", ""),
        (noted(is_plan=True, held_by_police=True, cleared_words="cleared"), "", ""),
        (noted(cleared_words="cleared"), "as said", "as said"),
    ],
    ids=[
        "about-nobody",
        "about-a",
        "about-both",
        "taken-back",
        "taken-back-though-cleared",
        "held",
        "held-cleared",
        "held-cleared-about-b",
        "restricted",
        "restricted-cleared",
        "witnesses",
        "narrow-cleared",
        "plan",
        "plan-cleared",
        "plan-about-nobody",
        "cleared-without-need",
    ],
)
def test_what_of_a_note_stands_in_a_record(note: Noted, of_a: str, of_b: str) -> None:
    assert (policies.words_for_record(note, A), policies.words_for_record(note, B)) == (of_a, of_b)


@pytest.mark.parametrize(
    ("note", "whom", "waits"),
    [
        (noted(), A, False),
        (noted(held_by_police=True), A, True),
        (noted(held_by_police=True, about=frozenset({B})), A, False),
        (noted(held_by_police=True, cleared_words="cleared"), A, False),
        (noted(held_by_police=True, is_gone=True), A, False),
    ],
    ids=["open", "held", "held-about-another", "cleared", "gone"],
)
def test_what_waits_for_wording(note: Noted, whom: UUID, waits: bool) -> None:
    assert policies.waits_for_wording(note, whom) is waits


@pytest.mark.clause("CTX-4", "CTX-15")
@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.WITNESSES])
@pytest.mark.parametrize("part", [True, False], ids=["restricted", "open"])
@pytest.mark.parametrize("plans", [True, False], ids=["police-plans", "other"])
def test_which_actions_and_answers_may_stand_in_a_record(audience: str, part: bool, plans: bool) -> None:
    expected = audience == Audience.TEAM and not part and not plans
    assert policies.goes_into_records(audience=audience, in_restricted_part=part, police_plans=plans) is expected


@pytest.mark.parametrize(
    ("check", "field"),
    [
        (lambda: policies.check_note_words("  "), "words"),
        (lambda: policies.check_note_words("x" * 5_001), "words"),
        (lambda: policies.check_note_kind("RUMOUR"), "kind"),
        (lambda: policies.check_writer_reads(Audience.WITNESSES, [Audience.TEAM]), "audience"),
        (lambda: policies.check_is_decision(NoteKind.VIEW), "note"),
        (lambda: policies.check_chair_stays(1, [2, 3]), "stay"),
        (lambda: policies.check_team_may_read(in_part=True, everybody_may_read=False), "everybody_may_read"),
        (lambda: policies.check_guest_sees("Gwen", sees=False), "owner"),
    ],
    ids=["empty", "long", "kind", "audience", "dissent", "chair", "action", "guest"],
)
def test_what_is_refused_says_in_which_field(check: Callable[[], None], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        check()
    assert refusal.value.field == field


def test_what_is_allowed_passes() -> None:
    policies.check_note_words("x" * 5_000)
    policies.check_chair_stays(1, [1, 2])
    policies.check_team_may_read(in_part=True, everybody_may_read=True)
    policies.check_team_may_read(in_part=False, everybody_may_read=False)
    policies.check_writes_in_part(is_part_running=True, stayed=False, same_item=False)
    policies.check_writes_in_part(is_part_running=True, stayed=True, same_item=True)
    with pytest.raises(Refused):
        policies.check_writes_in_part(is_part_running=True, stayed=False, same_item=True)
