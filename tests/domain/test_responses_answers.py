"""Answering considerations: what is owed, two people at once, history, and what is not yet known."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.incidents import operations as incidents
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import Incident
from reachable.responses import operations, queries
from reachable.responses.choices import UNFINISHED, ActionKind, AnswerCode, Step
from reachable.responses.models import Action, Answer, ToFindOut
from tests.domain.incident_hands import (
    STRAND,
    answer,
    asked,
    new_action,
    people_in_last,
    person_key,
    timeline,
    verbs,
)
from tests.domain.test_incidents_access import close
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, agency, reported_incident, with_team

HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


def card(who, incident: Incident, code: str, letter: str = "") -> queries.CardView:
    return queries.card(who, incident.reference, asked(incident, code, letter).key, AT)[2]


@pytest.mark.django_db
def test_an_answer_stands_and_leaves_a_trace(cast: Cast, incident) -> None:
    fields = {"home": "not-safe", "area": "not-known", "school": ""}
    row = answer(
        cast.priya, incident, "safe-to-return", "IN_PLACE", "B", record_fields=fields, because=" At an aunt's "
    )
    assert (row.number, row.because, row.record) == (1, "At an aunt's", {"home": "not-safe", "area": "not-known"})
    shown = card(cast.sam, incident, "safe-to-return", "B")
    assert (shown.answer, shown.number, shown.is_overdue) == ("IN_PLACE", 1, False)
    assert [f.words for f in shown.fields] == ["Not safe", "Not known", ""]
    assert (timeline(incident)[-1], verbs(incident)[-1]) == ("answered", "consideration-answered")
    young = incident.involvements.get(position=1)
    assert people_in_last("consideration-answered") == {person_key(young)}
    assert queries.strands(cast.sam, incident.reference, AT)[0].answered == 1


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
@pytest.mark.parametrize(
    ("said", "more", "field"),
    [
        ("NOT_NEEDED", {"because": " "}, "because"),
        ("IN_PLACE", {"because": ""}, "because"),
        ("ACTION_NEEDED", {}, "actions"),
        ("NOT_YET_KNOWN", {"record_fields": {"home": "perhaps"}}, "record-home"),
        ("NOT_YET_KNOWN", {"record_fields": {"garden": "yes"}}, "record-garden"),
    ],
)
def test_what_is_owed_is_refused_by_field_and_nothing_is_written(cast: Cast, incident, said, more, field) -> None:
    with pytest.raises(Refused) as refused:
        answer(cast.priya, incident, "safe-to-return", said, "A", **more)
    assert refused.value.field == field
    assert (Answer.objects.count(), Action.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
def test_action_needed_takes_its_actions_on_the_spot_and_is_content_with_an_open_one(cast: Cast, incident) -> None:
    answer(cast.priya, incident, "safe-address", "ACTION_NEEDED", "A", actions=[new_action(cast.priya)])
    action = Action.objects.get()
    assert (action.consideration.code, action.about.letter, action.owner) == ("safe-address", "A", cast.priya)
    answer(cast.sam, incident, "safe-address", "ACTION_NEEDED", "A", because="Still")
    assert card(cast.sam, incident, "safe-address", "A").open_actions == 1
    operations.finish_action(
        by=cast.priya, at=AT, action_key=action.key, seen_version=action.version, outcome="He said yes"
    )
    with pytest.raises(Refused, match="at least one action"):
        answer(cast.sam, incident, "safe-address", "ACTION_NEEDED", "A")


@pytest.mark.django_db
@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
def test_an_answer_whose_action_says_contact_is_asked_again_and_nothing_is_lost_or_doubled(
    cast: Cast, incident
) -> None:
    said = {"what": "Visit the aunt"}
    with pytest.raises(operations.AsksAgain):
        answer(cast.priya, incident, "safe-address", "ACTION_NEEDED", "A", actions=[new_action(cast.priya, **said)])
    assert not Answer.objects.exists()
    for n, more in enumerate(({"makes_contact": True}, {"asked_again": True}), 1):
        new = new_action(cast.priya, **said, **more)
        answer(cast.priya, incident, "safe-address", "ACTION_NEEDED", "A", actions=[new])
        assert Answer.objects.count() == n
    assert list(Action.objects.order_by("id").values_list("state", "makes_contact", "asked_again")) == [
        ("PROPOSED", True, False),
        ("OPEN", False, True),
    ]


@pytest.mark.django_db
def test_the_second_of_two_writers_is_shown_what_the_first_wrote(cast: Cast, incident) -> None:
    first = answer(cast.priya, incident, "threat-to-life", "NOT_NEEDED", "A")
    with pytest.raises(Stale) as stale:
        answer(cast.sam, incident, "threat-to-life", "IN_PLACE", "A", seen_number=0)
    assert (stale.value.current, stale.value.current.by) == (first, cast.priya)
    answer(cast.sam, incident, "threat-to-life", "IN_PLACE", "A")
    history = card(cast.hana, incident, "threat-to-life", "A").history
    assert [(line.number, line.answer, line.by) for line in history] == [
        (2, "IN_PLACE", "Sam Okafor"),
        (1, "NOT_NEEDED", "Priya Nair"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["mace", "stranger", "ig", "admin", "edt"])
def test_out_of_reach_there_is_nothing_to_answer(cast: Cast, incident, name: str) -> None:
    with pytest.raises(NotFound):
        answer(getattr(cast, name), incident, "threat-to-life", "NOT_NEEDED", "A")


@pytest.mark.django_db
def test_on_the_team_the_role_decides_who_answers(cast: Cast, incident) -> None:
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Takes the minutes"
    )
    with pytest.raises(NotPermitted):
        answer(cast.joy, incident, "threat-to-life", "NOT_NEEDED", "A")
    assert not queries.sheet(cast.joy, incident.reference, STRAND, AT).may_answer
    incidents.declare_connection(by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    with pytest.raises(NotFound):
        answer(cast.priya, incident, "threat-to-life", "NOT_NEEDED", "A")


@pytest.mark.django_db
def test_a_card_of_another_incident_is_not_found_here(cast: Cast, incident) -> None:
    other = with_team(cast, reported_incident(cast.hana))
    key = asked(other, "threat-to-life", "A").key
    with pytest.raises(NotFound):
        operations.answer_consideration(
            by=cast.hana,
            at=AT,
            reference=incident.reference,
            consideration_key=key,
            answer="NOT_YET_KNOWN",
            seen_number=0,
        )
    with pytest.raises(NotFound):
        queries.card(cast.hana, incident.reference, key, AT)


@pytest.mark.django_db
def test_after_closing_answers_are_still_taken_and_on_a_joined_report_they_are_not(cast: Cast, incident) -> None:
    other = reported_incident(cast.ward, young_people=())
    incidents.join_reports(by=cast.hana, at=AT, reference=other.reference, into=incident.reference, same={})
    with pytest.raises(Refused, match="Work continues there"):
        answer(cast.hana, other, "staff-tonight", "NOT_YET_KNOWN")
    with pytest.raises(Refused, match="Work continues there"):
        operations.add_action(by=cast.hana, at=AT, reference=other.reference, new=new_action(cast.hana))
    close(cast.hana, incident)
    answer(cast.priya, incident, "threat-to-life", "NOT_NEEDED", "A")


def find_outs(incident: Incident, **facts: object):
    return Action.objects.filter(incident=incident, kind=ActionKind.FIND_OUT, **facts)


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
def test_what_is_not_known_is_rolled_up_for_each_young_person_and_agency(cast: Cast, incident) -> None:
    for letter in "AB":
        for code in ("threat-to-life", "continuing-risk", "siblings-at-risk", "safe-address"):
            answer(cast.priya, incident, code, "NOT_YET_KNOWN", letter)
    answer(cast.priya, incident, "reprisal-disruption", "NOT_YET_KNOWN")
    answer(cast.priya, incident, "social-media-posts", "NOT_YET_KNOWN")
    shown = [(a.about.letter if a.about else "", str(a.owner_agency), a.unknowns.count()) for a in find_outs(incident)]
    police, children = "Norfolk Constabulary", "Norfolk Children's Services"
    assert sorted(shown) == sorted(
        [("A", police, 2), ("A", children, 2), ("B", police, 2), ("B", children, 2), ("", police, 2)]
    )
    assert find_outs(incident).filter(about__isnull=False).first().due_at == AT + 2 * HOUR
    assert "find-out-started" in verbs(incident)


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
def test_an_answer_settles_the_unknown_and_the_last_one_the_action(cast: Cast, incident) -> None:
    for code in ("threat-to-life", "continuing-risk"):
        answer(cast.priya, incident, code, "NOT_YET_KNOWN", "A")
    action = find_outs(incident).get()
    answer(cast.sam, incident, "threat-to-life", "NOT_NEEDED", "A")
    action.refresh_from_db()
    assert (action.state, action.unknowns.filter(settled_at=None).count()) == ("OPEN", 1)
    answer(cast.sam, incident, "continuing-risk", "NOT_NEEDED", "A")
    action.refresh_from_db()
    assert action.state == "DONE"
    assert action.steps.order_by("-number")[0].step == Step.DONE
    assert verbs(incident)[-2:] == ["action-finished", "consideration-answered"]
    assert people_in_last("action-finished") == {person_key(incident.involvements.get(position=0))}


@pytest.mark.django_db
def test_what_was_found_out_and_is_in_doubt_again_comes_back_on_the_same_list(cast: Cast, incident) -> None:
    for code in ("threat-to-life", "continuing-risk"):
        answer(cast.priya, incident, code, "NOT_YET_KNOWN", "A")
    answer(cast.sam, incident, "threat-to-life", "NOT_NEEDED", "A")
    answer(cast.sam, incident, "threat-to-life", "NOT_YET_KNOWN", "A")
    action = find_outs(incident).get()
    assert (action.unknowns.count(), action.unknowns.filter(settled_at=None).count()) == (2, 2)


@pytest.mark.django_db
def test_it_is_one_find_out_whoever_took_it_on(cast: Cast, incident) -> None:
    answer(cast.priya, incident, "threat-to-life", "NOT_YET_KNOWN", "A")
    action = find_outs(incident).get()
    operations.accept_action(by=cast.sam, at=AT, action_key=action.key, seen_version=action.version)
    answer(cast.priya, incident, "continuing-risk", "NOT_YET_KNOWN", "A")
    assert find_outs(incident).get().unknowns.count() == 2
    action.refresh_from_db()
    operations.hand_back_action(
        by=cast.sam, at=AT, action_key=action.key, seen_version=action.version, because="Off shift"
    )
    action.refresh_from_db()
    assert (action.owner, action.owner_agency) == (None, agency("police"))


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
def test_while_something_is_unknown_somebody_finds_it_out(cast: Cast, incident) -> None:
    answer(cast.priya, incident, "threat-to-life", "NOT_YET_KNOWN", "A")
    action = find_outs(incident).get()
    with pytest.raises(Refused, match="done with the last one"):
        operations.finish_action(by=cast.sam, at=AT, action_key=action.key, seen_version=1, outcome="Nobody knows")
    operations.withdraw_action(by=cast.sam, at=AT, action_key=action.key, seen_version=1, because="Nobody can know")
    answer(cast.priya, incident, "threat-to-life", "NOT_YET_KNOWN", "A")
    again = find_outs(incident, state="OPEN").get()
    assert again != action
    answer(cast.sam, incident, "threat-to-life", "NOT_NEEDED", "A")
    again.refresh_from_db()
    assert again.state == "DONE"


def holds_no_answered_question(incident: Incident) -> bool:
    open_ = ToFindOut.objects.filter(action__incident=incident, action__state__in=UNFINISHED, settled_at=None)
    waiting = {unknown.consideration_id for unknown in open_}
    latest = {a.consideration_id: a.answer for a in Answer.objects.order_by("number")}
    unknown = {pk for pk, said in latest.items() if said == AnswerCode.NOT_YET_KNOWN}
    on_team = [(a.about_id, a.finds_out_for_id) for a in find_outs(incident, state="OPEN")]
    empty = [a for a in find_outs(incident, state="OPEN") if not a.unknowns.filter(settled_at=None).exists()]
    return waiting == unknown and len(on_team) == len(set(on_team)) and not empty


CODES = ("threat-to-life", "continuing-risk", "safe-address")
ANSWERS = ("NOT_YET_KNOWN", "NOT_NEEDED", "IN_PLACE")


class InAnyOrder(TestCase):
    """Whatever order the answers come in, what waits to be found out is what stands as not yet known."""

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from("AB"), st.sampled_from(ANSWERS)), max_size=10))
    def test_a_find_out_never_holds_an_answered_question(self, said: list[tuple[str, str, str]]) -> None:
        cast = Cast()
        incident = with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))
        for code, letter, one in said:
            answer(cast.priya, incident, code, one, letter)
            assert holds_no_answered_question(incident)
