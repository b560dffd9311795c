"""Whoever was directed sets off only while it holds; that they are there and back are facts; a lapse reaches them."""

from datetime import timedelta
from typing import Any

import pytest

from reachable.common.refusals import NotPermitted, Refused
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, LinkKind
from reachable.incidents.models import Incident
from reachable.responses import operations, queries
from reachable.responses.choices import ActionState, Step, Waits
from reachable.responses.models import Action, CameEarly, InDanger
from reachable.responses.queries import Attention
from reachable.safety import operations as safety
from tests.counting import costs_the_same
from tests.domain.clearing_hands import cleared
from tests.domain.incident_hands import involved, settled, told
from tests.domain.sending_hands import contact, direct, directed, goes, in_danger, letters, on_the_way, version
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
RING = "Priya Nair is on the way: ring 01632 960123"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def waiting(cast: Cast, incident: Incident, kind: Waits, at=AT) -> list[Attention]:
    return [one for one in queries.attention(cast.hana, incident.reference, at) if one.kind == kind]


def correct(cast: Cast, incident: Incident, at, **facts: Any) -> None:
    incident.refresh_from_db()
    number = incident.facts_number
    incidents.record_facts(
        by=cast.priya, at=at, reference=incident.reference, changes=facts, because="Rang", seen_number=number
    )


def test_there_and_back_each_with_its_step(cast: Cast, incident) -> None:
    action = on_the_way(cast, incident)
    assert queries.action(cast.hana, action.key, AT).is_travelling
    goes(cast.priya, action, "arrive", at=AT + HOUR)
    goes(cast.hana, action, "come_back", at=AT + 2 * HOUR)
    action.refresh_from_db()
    assert (action.set_off_at, action.arrived_at, action.back_at) == (AT, AT + HOUR, AT + 2 * HOUR)
    steps = list(action.steps.order_by("number").values_list("step", flat=True))
    assert steps[-3:] == [Step.SET_OFF, Step.ARRIVED, Step.BACK]
    assert not queries.action(cast.hana, action.key, AT + 2 * HOUR).is_travelling
    assert not CameEarly.objects.exists()
    goes(cast.priya, action, "set_off", at=AT + 3 * HOUR)  # and goes again
    action.refresh_from_db()
    assert (action.set_off_at, action.arrived_at, action.back_at) == (AT + 3 * HOUR, None, None)


def test_sent_twice_it_is_one_and_setting_off_is_not_said_twice(cast: Cast, incident) -> None:
    action = on_the_way(cast, incident)
    with pytest.raises(Refused, match="already"):
        goes(cast.priya, action, "set_off")
    for _ in range(2):
        operations.arrive(by=cast.priya, at=AT, action_key=action.key, seen_version=3)
    assert action.steps.filter(step=Step.ARRIVED).count() == 1


@pytest.mark.clause("STF-1")
def test_the_one_who_goes_or_a_manager_says_it(cast: Cast, incident) -> None:
    action = directed(cast, incident)
    for how in ("set_off", "arrive", "come_back"):
        with pytest.raises(NotPermitted):
            goes(cast.sam, action, how)
    goes(cast.hana, action, "set_off")


@pytest.mark.clause("STF-1")
def test_nobody_sets_off_who_is_not_directed(cast: Cast, incident) -> None:
    with pytest.raises(Refused, match=r"^Do not make contact yet: it is not directed \(Hana Malik can settle it\)"):
        goes(cast.priya, contact(cast, incident), "set_off")
    action = directed(cast, incident)
    with pytest.raises(Refused, match="the clearance ran out"):
        goes(cast.priya, action, "set_off", at=AT + 4 * HOUR)
    with pytest.raises(Refused, match="the clearance ran out"):
        goes(cast.priya, action, "accept_action", at=AT + 4 * HOUR)


LAPSES: dict[str, tuple[str, str]] = {
    "NEW_THREAT": ("A", "a new threat (A)"),
    "WEAPON_KNOWN": ("A", "a weapon is at hand (A)"),
    "WHO_IS_THERE": ("A", "somebody else is at the address (A)"),
    "ADDRESS_KNOWN": ("A", "the address has changed or is known (A)"),
    "RELEASED": ("A", "A was released"),
}


@pytest.mark.clause("CTX-18")
@pytest.mark.parametrize("kind", LAPSES)
def test_what_lapses_it_while_somebody_is_on_the_way_reaches_them_at_once(cast: Cast, incident, kind: str) -> None:
    action, at = on_the_way(cast, incident), AT + HOUR
    letter, words = LAPSES[kind]
    told(cast.sam, incident, FactKind(kind), letter, at)
    assert letters("LOOK_AGAIN") == ["Priya Nair", "Hana Malik"]
    stop = f"do not go on: the clearance lapsed: {words}, today 23:15"
    view = queries.action(cast.priya, action.key, at)
    assert (view.stop, view.is_travelling) == (stop, True)
    [line] = waiting(cast, incident, Waits.LAPSED, at)
    assert (line.what, line.note, line.letter, line.action_key) == (RING, stop, "A", action.key)
    assert [(one.who, one.telephone) for one in line.to_ring] == [("Priya Nair", "01632 960123")]
    assert queries.attention(cast.hana, incident.reference, at)[0] == line, "before everything else"
    board = queries.contact_board(cast.hana, incident.reference, at)
    assert [one.stop for one in board.travelling] == [stop]
    assert [(one.letter, one.stands) for one in board.states] == [("A", "do not make contact yet")]


@pytest.mark.clause("CTX-18")
def test_what_lapses_nothing_sends_nobody_a_letter(cast: Cast, incident) -> None:
    on_the_way(cast, incident)
    for kind in (FactKind.CONTACT_MADE, FactKind.VISITOR, FactKind.CHARGED):
        told(cast.sam, incident, kind, "A", AT + HOUR)
    assert letters("LOOK_AGAIN") == []
    assert waiting(cast, incident, Waits.LAPSED, AT + HOUR) == []


@pytest.mark.clause("CTX-18")
def test_a_second_threat_tells_nobody_twice_and_a_mistake_lets_them_go_on(cast: Cast, incident) -> None:
    action = on_the_way(cast, incident)
    threat = told(cast.sam, incident, FactKind.NEW_THREAT, "A", AT + HOUR)
    told(cast.sam, incident, FactKind.WHO_IS_THERE, "A", AT + 2 * HOUR)
    assert letters("LOOK_AGAIN") == ["Priya Nair", "Hana Malik"]
    settled(cast.sam, threat, "MISTAKE", AT + 2 * HOUR)
    assert letters("LOOK_AGAIN") == ["Priya Nair", "Hana Malik"] * 2, "it lapses by the other, two hours on"
    goes(cast.priya, action, "come_back", at=AT + 3 * HOUR)
    told(cast.sam, incident, FactKind.WEAPON_KNOWN, "A", AT + 3 * HOUR)
    assert len(letters("LOOK_AGAIN")) == 4, "nobody is on the way"


@pytest.mark.clause("CTX-18")
def test_whoever_took_it_up_is_told_and_whoever_has_not_is_held_back(cast: Cast, incident) -> None:
    accepted, waits = directed(cast, incident), directed(cast, incident, owner=cast.sam)
    goes(cast.priya, accepted, "accept_action")
    told(cast.hana, incident, FactKind.NEW_THREAT, "", AT + HOUR)
    assert letters("LOOK_AGAIN") == ["Priya Nair", "Hana Malik"]
    lines = waiting(cast, incident, Waits.LAPSED, AT + HOUR)
    assert {one.action_key for one in lines} == {accepted.key, waits.key}
    assert {one.what.split(":")[0] for one in lines} == {
        "Priya Nair was directed and does not go now",
        "Sam Okafor was directed and does not go now",
    }


@pytest.mark.clause("CTX-18")
def test_a_reprisal_reaches_those_on_the_way_in_both_incidents(cast: Cast, incident) -> None:
    other = with_team(cast, reported_incident(cast.hana, at=AT + timedelta(minutes=10)))
    on_the_way(cast, incident)
    on_the_way(cast, other)
    common = {"by": cast.hana, "reference": incident.reference, "other": other.reference, "because": "Their brother"}
    link = incidents.link_incidents(at=AT + HOUR, kind=LinkKind.SAME_PLACE, **common)
    assert letters("LOOK_AGAIN") == []
    incidents.end_link(
        by=cast.hana, at=AT + HOUR, reference=incident.reference, link_key=link.key, because="More than that"
    )
    incidents.link_incidents(at=AT + HOUR, kind=LinkKind.REPRISAL, **common)
    assert letters("LOOK_AGAIN") == ["Priya Nair", "Hana Malik"] * 2
    for one in (incident, other):
        assert "linked as a reprisal" in waiting(cast, one, Waits.LAPSED, AT + HOUR)[0].note


@pytest.mark.clause("CTX-18")
def test_a_correction_to_something_worse_reaches_them(cast: Cast, incident) -> None:
    on_the_way(cast, incident)
    correct(cast, incident, AT + HOUR, weapon="FIREARM")
    assert letters("LOOK_AGAIN") == ["Priya Nair", "Hana Malik"]


def test_while_somebody_is_on_the_way_it_is_given_to_nobody_else(cast: Cast, incident) -> None:
    action = on_the_way(cast, incident)
    common = {"at": AT, "action_key": action.key}
    with pytest.raises(Refused, match="Priya Nair is on the way"):
        operations.assign_action(by=cast.hana, seen_version=version(action), owner_key=cast.sam.key, **common)
    with pytest.raises(Refused, match="Priya Nair is on the way"):
        operations.hand_back_action(by=cast.priya, seen_version=version(action), because="No", **common)
    goes(cast.priya, action, "come_back")
    operations.assign_action(by=cast.hana, seen_version=version(action), owner_key=cast.sam.key, **common)
    action.refresh_from_db()
    assert (action.state, action.set_off_at, action.back_at) == (ActionState.PROPOSED, None, None)


def test_what_is_due_later_while_they_are_on_the_way_leaves_them_in_sight(cast: Cast, incident) -> None:
    action = on_the_way(cast, incident)
    common = {"by": cast.hana, "at": AT, "action_key": action.key, "because": "Later"}
    operations.extend_action(**common, seen_version=version(action), due_at=AT + 30 * HOUR)
    action.refresh_from_db()
    assert (action.state, action.set_off_at) == (ActionState.PROPOSED, AT)
    [line] = waiting(cast, incident, Waits.LAPSED)
    assert (line.what, line.note) == (RING, "do not go: nobody directed it")
    goes(cast.priya, action, "arrive")
    assert not CameEarly.objects.exists(), "she was let when she set off"


def test_what_is_withdrawn_while_they_are_on_the_way_reaches_them(cast: Cast, incident) -> None:
    action = on_the_way(cast, incident)
    operations.withdraw_action(
        by=cast.hana, at=AT, action_key=action.key, seen_version=version(action), because="He is in custody"
    )
    assert letters("LOOK_AGAIN") == ["Priya Nair"]
    [line] = waiting(cast, incident, Waits.LAPSED)
    assert (line.what, line.note) == (RING, "do not go on: it is no longer needed")
    assert [one.key for one in queries.contact_board(cast.hana, incident.reference, AT).travelling] == [action.key]
    told(cast.sam, incident, FactKind.NEW_THREAT, "A", AT + HOUR)
    assert letters("LOOK_AGAIN") == ["Priya Nair", "Priya Nair", "Hana Malik"]
    goes(cast.priya, action, "come_back", at=AT + HOUR)
    assert waiting(cast, incident, Waits.LAPSED, AT + HOUR) == []


# Danger to life


@pytest.mark.clause("STF-1")
def test_danger_to_life_is_never_held_up(cast: Cast, incident) -> None:
    action = in_danger(cast.hana, contact(cast, incident))
    danger = InDanger.objects.get()
    assert (action.state, action.danger, action.clearance) == (ActionState.OPEN, danger, None)
    assert (danger.gate, danger.by, danger.involvement) == ("contact", cast.hana, involved(incident))
    assert action.steps.get(number=2).step == Step.DIRECTED_IN_DANGER
    told(cast.sam, incident, FactKind.NEW_THREAT, "A", AT)
    goes(cast.priya, action, "accept_action")
    goes(cast.priya, action, "set_off")
    instruction = queries.action(cast.priya, action.key, AT).instruction
    assert instruction is not None
    assert (instruction.in_danger, instruction.because) == (True, "He is being followed home")
    assert (instruction.police_informed, instruction.mitigations) == (
        "Duty inspector, 22:10",
        ("Police near or with them",),
    )


@pytest.mark.clause("STF-1")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"because": " "}, "because"),
        ({"police_informed": " "}, "police_informed"),
        ({"mitigations": []}, "mitigations"),
        ({"mitigations": ["PRAYER"]}, "mitigations"),
        ({"because": "x" * 501}, "because"),
    ],
)
def test_it_takes_why_the_police_and_something_that_lessens_the_risk(
    cast: Cast, incident, changes: dict[str, Any], field: str
) -> None:
    action = contact(cast, incident)
    with pytest.raises(Refused) as refused:
        in_danger(cast.hana, action, **changes)
    assert refused.value.field == field
    assert not InDanger.objects.exists()
    in_danger(cast.hana, action, mitigations=[], mitigation_words="Two go")


@pytest.mark.clause("STF-1")
def test_another_manager_looks_at_it_the_next_day(cast: Cast, incident) -> None:
    in_danger(cast.hana, contact(cast, incident))
    danger, noon = InDanger.objects.get(), AT.replace(day=22, hour=12, minute=0)
    [review] = Action.objects.filter(makes_contact=False)
    assert (review.what, review.owner, review.due_at) == (
        "Look at what was directed in danger to life",
        cast.hana,
        noon,
    )
    [line] = waiting(cast, incident, Waits.REVIEW)
    assert (line.letter, line.due_at, line.key, line.is_overdue) == ("A", noon, danger.key, False)
    assert waiting(cast, incident, Waits.REVIEW, noon + HOUR)[0].is_overdue
    common = {"at": noon, "reference": incident.reference, "danger_key": danger.key}
    for shown, may in ((cast.hana, False), (cast.priya, False)):
        assert queries.contact_board(shown, incident.reference, noon).dangers[0].may_review is may
    with pytest.raises(Refused, match="Another manager"):
        operations.review_danger(by=cast.hana, review="Fine", **common)
    with pytest.raises(NotPermitted):
        operations.review_danger(by=cast.priya, review="Fine", **common)
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="Deputises"
    )
    assert queries.contact_board(cast.manager, incident.reference, noon).dangers[0].may_review
    with pytest.raises(Refused) as refused:
        operations.review_danger(by=cast.manager, review=" ", **common)
    assert refused.value.field == "review"
    operations.review_danger(by=cast.manager, review="Right to go, and police were there", **common)
    review.refresh_from_db()
    assert review.state == ActionState.DONE
    assert waiting(cast, incident, Waits.REVIEW, noon) == []
    with pytest.raises(Refused, match="already"):
        operations.review_danger(by=cast.manager, review="Again", **common)
    [shown] = queries.contact_board(cast.hana, incident.reference, noon).dangers
    assert (shown.reviewed_by, shown.review) == ("Owen Pryce", "Right to go, and police were there")


def test_the_board_costs_the_same_however_many_go(cast: Cast, incident) -> None:
    def more() -> None:
        for _ in range(3):
            contact(cast, incident)
            on_the_way(cast, incident)
            in_danger(cast.hana, contact(cast, incident))

    more()
    costs_the_same(lambda: queries.contact_board(cast.hana, incident.reference, AT), more, at_most=24)
    costs_the_same(lambda: queries.attention(cast.hana, incident.reference, AT), more, at_most=15)
    costs_the_same(lambda: queries.mine(cast.priya, AT), more, at_most=14)


@pytest.mark.clause("CTX-18")
def test_whose_clearance_was_ended_is_stopped(cast: Cast, incident) -> None:
    action = on_the_way(cast, incident)
    safety.end_clearance(
        by=cast.hana,
        at=AT + HOUR,
        reference=incident.reference,
        clearance_key=Action.objects.get(pk=action.pk).clearance.key,
        because="He moved",
    )
    [line] = waiting(cast, incident, Waits.LAPSED, AT + HOUR)
    assert (line.what, line.note) == (RING, "do not go on: the clearance was ended: He moved")


def test_whoever_is_out_when_it_runs_out_is_rung(cast: Cast, incident) -> None:
    on_the_way(cast, incident)
    assert waiting(cast, incident, Waits.LAPSED, AT + 3 * HOUR) == []
    [line] = waiting(cast, incident, Waits.LAPSED, AT + 4 * HOUR)
    assert line.note == "do not go on: the clearance ran out today 02:15"
    assert letters("LOOK_AGAIN") == []


def test_the_board_shows_each_contact_once(cast: Cast, incident) -> None:
    proposed, given = contact(cast, incident), contact(cast, incident)
    direct(cast.hana, given, cleared(cast.hana, incident, involved(incident)))
    out = on_the_way(cast, incident)
    board = queries.contact_board(cast.priya, incident.reference, AT)
    assert [one.key for one in board.proposed] == [proposed.key]
    assert [one.key for one in board.directed] == [given.key]
    assert [(one.key, one.owner, one.owner_telephone) for one in board.travelling] == [
        (out.key, "Priya Nair", "01632 960123")
    ]
    assert ([one.letter for one in board.states], len(board.clearances), board.may_clear) == (["A"], 2, False)
    assert queries.contact_board(cast.hana, incident.reference, AT).may_clear
