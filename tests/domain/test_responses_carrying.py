"""When a report is joined, no answer and no unfinished action is lost, and nothing is looked for twice."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reachable.common.refusals import NotFound
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import Audience, FactKind, LinkKind, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, IncidentLink
from reachable.responses import operations, queries
from reachable.responses.choices import SETTLED, UNFINISHED, Standing
from reachable.responses.models import Action, Answer, Consideration, ToFindOut
from tests import guides
from tests.domain.incident_hands import answer, asked, new_action, running, said, told, verbs
from tests.domain.test_incidents_joining import join
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, agency, reported_incident, with_team

LATER = AT + timedelta(minutes=30)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(1)))


@pytest.fixture
def report(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(2)))


def history(incident: Incident, code: str, letter: str = "") -> list[tuple[int, str, str]]:
    rows = asked(incident, code, letter).answers.order_by("number")
    return [(row.number, row.answer, row.carried_from) for row in rows]


@pytest.mark.django_db
def test_answers_to_what_nobody_answered_there_are_carried_with_their_history(cast: Cast, incident, report) -> None:
    first = answer(cast.sam, report, "safe-to-return", "NOT_NEEDED", "A")
    answer(cast.priya, report, "safe-to-return", "IN_PLACE", "A", record_fields={"home": "safe"})
    answer(cast.priya, report, "siblings-at-risk", "NOT_NEEDED", "B")
    answer(cast.priya, report, "staff-tonight", "IN_PLACE")
    join(cast.hana, report, incident, incident.involvements.get(), None, at=LATER)
    ref = report.reference
    assert history(incident, "safe-to-return", "A") == [(1, "NOT_NEEDED", ref), (2, "IN_PLACE", ref)]
    assert history(incident, "siblings-at-risk", "B") == [(1, "NOT_NEEDED", ref)]
    assert history(incident, "staff-tonight") == [(1, "IN_PLACE", ref)]
    carried = asked(incident, "safe-to-return", "A").answers.get(number=1)
    assert (carried.by, carried.at, carried.because) == (cast.sam, first.at, first.because)
    assert asked(incident, "safe-to-return", "A").answers.get(number=2).record == {"home": "safe"}
    assert "response-carried-over" in verbs(incident)
    assert {s.standing for s in queries.strands(cast.hana, report.reference, LATER)} == {Standing.STOPPED}


@pytest.mark.django_db
def test_what_was_decided_in_the_incident_stands_and_the_other_answer_is_read_in_the_history(
    cast: Cast, incident, report
) -> None:
    answer(cast.sam, incident, "threat-to-life", "IN_PLACE", "A")
    answer(cast.priya, report, "threat-to-life", "NOT_NEEDED", "A", at=LATER)
    answer(cast.sam, incident, "continuing-risk", "NOT_NEEDED", "A")
    answer(cast.priya, report, "continuing-risk", "NOT_YET_KNOWN", "A")
    answer(cast.sam, incident, "safe-address", "NOT_NEEDED", "A")
    answer(cast.sam, report, "safe-address", "NOT_NEEDED", "A")
    join(cast.hana, report, incident, incident.involvements.get(), None, at=LATER)
    found = history(incident, "threat-to-life", "A")
    assert found == [(1, "IN_PLACE", ""), (2, "NOT_NEEDED", report.reference), (3, "IN_PLACE", "")]
    assert history(incident, "continuing-risk", "A") == [(1, "NOT_NEEDED", "")]
    assert history(incident, "safe-address", "A") == [(1, "NOT_NEEDED", "")]


@pytest.mark.django_db
@pytest.mark.clause("SAF-1")
def test_what_one_of_them_knew_is_known_and_no_longer_looked_for(cast: Cast, incident, report) -> None:
    answer(cast.priya, incident, "threat-to-life", "NOT_YET_KNOWN", "A")
    answer(cast.priya, report, "threat-to-life", "NOT_NEEDED", "A")
    answer(cast.priya, incident, "safe-address", "NOT_NEEDED", "A")
    answer(cast.priya, report, "safe-address", "NOT_YET_KNOWN", "A")
    join(cast.hana, report, incident, incident.involvements.get(), None, at=LATER)
    assert history(incident, "threat-to-life", "A")[-1] == (2, "NOT_NEEDED", report.reference)
    assert not Action.objects.filter(state__in=UNFINISHED).exists()
    assert Action.objects.filter(incident=incident, state="DONE").count() == 2


@pytest.mark.django_db
def test_unfinished_actions_move_with_their_cards_and_a_finished_one_stays(cast: Cast, incident, report) -> None:
    answer(cast.priya, report, "safe-address", "ACTION_NEEDED", "B", actions=[new_action(cast.priya)])
    done = operations.add_action(by=cast.priya, at=AT, reference=report.reference, new=new_action(cast.priya))
    operations.finish_action(by=cast.priya, at=AT, action_key=done.key, seen_version=1, outcome="Written")
    contact = operations.add_action(
        by=cast.priya,
        at=AT,
        reference=report.reference,
        new=new_action(agency=agency("police").key, what="Visit Given0", makes_contact=True),
        about_key=report.involvements.get(position=0).key,
    )
    join(cast.hana, report, incident, incident.involvements.get(), None, at=LATER)
    card = queries.card(cast.sam, incident.reference, asked(incident, "safe-address", "B").key, LATER)[2]
    assert card.open_actions == 1
    contact.refresh_from_db()
    assert (contact.incident, contact.about, contact.state) == (
        incident,
        incident.involvements.get(position=0),
        "PROPOSED",
    )
    assert contact.steps.order_by("-number")[0].step == "CARRIED_OVER"
    done.refresh_from_db()
    assert done.incident == report
    operations.assign_action(by=cast.hana, at=LATER, action_key=contact.key, seen_version=2, owner_key=cast.sam.key)


@pytest.mark.django_db
def test_find_outs_are_carried_and_roll_up_further(cast: Cast, incident, report) -> None:
    answer(cast.priya, incident, "threat-to-life", "NOT_YET_KNOWN", "A")
    answer(cast.priya, report, "continuing-risk", "NOT_YET_KNOWN", "A")
    answer(cast.priya, report, "threat-to-life", "NOT_YET_KNOWN", "B")
    join(cast.hana, report, incident, incident.involvements.get(), None, at=LATER)
    answer(cast.priya, incident, "continuing-risk", "NOT_YET_KNOWN", "B", at=LATER)
    open_ = Action.objects.filter(incident=incident, state="OPEN")
    assert sorted((a.about.letter, a.unknowns.count()) for a in open_) == [("A", 1), ("A", 1), ("B", 2)]
    for code in ("threat-to-life", "continuing-risk"):
        for letter in "AB":
            answer(cast.sam, incident, code, "NOT_NEEDED", letter, at=LATER)
    assert not open_.all().exists()


@pytest.mark.django_db
def test_an_admission_that_the_report_knew_of_starts_the_clocks(cast: Cast) -> None:
    home = (ReportedYoungPerson(given_names="Kai", where=Where.NOT_KNOWN),)
    ward = (ReportedYoungPerson(given_names="Kai", where=Where.HOSPITAL),)
    incident, report = (reported_incident(cast.hana, young_people=young) for young in (home, ward))
    assert asked(incident, "hospital-protection", "A").due_at is None
    join(cast.hana, report, incident, incident.involvements.get(), at=LATER)
    assert asked(incident, "hospital-protection", "A").due_at == AT + timedelta(hours=2)


CODES = ("threat-to-life", "safe-address", "siblings-at-risk")
ANSWERS = ("NOT_YET_KNOWN", "NOT_NEEDED", "IN_PLACE", "ACTION_NEEDED")
SAID = st.lists(
    st.tuples(st.sampled_from("xy"), st.sampled_from(CODES), st.sampled_from("AB"), st.sampled_from(ANSWERS)),
    max_size=8,
)
SAME = st.lists(st.sampled_from((0, 1, None)), min_size=2, max_size=2)


class Joining(TestCase):
    """Whatever was said in the two and whoever is who, everything that was said is in the one that remains."""

    @settings(max_examples=15, deadline=None)
    @given(SAID, SAME)
    def test_no_answer_and_no_unfinished_action_is_lost(self, said, same) -> None:
        cast = Cast()
        one, other = (with_team(cast, reported_incident(cast.hana, young_people=young_people(2))) for _ in range(2))
        for n, (where, code, letter, what) in enumerate(said):
            more = {"because": f"reason {n}"}
            actions = {"actions": [new_action(cast.priya, what=f"Write letter {n}")]} if what == "ACTION_NEEDED" else {}
            answer(cast.priya, one if where == "x" else other, code, what, letter, **more, **actions)
        unfinished = set(Action.objects.filter(state="OPEN", kind="DO").values_list("key", flat=True))
        known = set(Answer.objects.filter(answer__in=SETTLED).values_list("because", flat=True))
        young = list(one.involvements.order_by("position"))
        join(cast.hana, other, one, *(None if s is None else young[s] for s in same), at=LATER)
        here = Answer.objects.filter(consideration__strand__response__incident=one)
        assert known <= set(here.values_list("because", flat=True))
        assert unfinished == set(
            Action.objects.filter(incident=one, state="OPEN", kind="DO").values_list("key", flat=True)
        )
        assert not Action.objects.filter(incident=other, state__in=UNFINISHED).exists()
        self.check_what_stands(one)
        letters = [i.letter for i in one.involvements.order_by("position")]
        assert letters == ["A", "B", "C", "D"][: len(letters)]

    def check_what_stands(self, one: Incident) -> None:
        """One answer of those that know stands before any that does not; find-outs wait for nothing answered."""
        for asked_ in Consideration.objects.filter(strand__response__incident=one):
            rows = list(asked_.answers.order_by("number"))
            assert [row.number for row in rows] == list(range(1, len(rows) + 1))
            waiting = ToFindOut.objects.filter(consideration=asked_, settled_at=None, action__state__in=UNFINISHED)
            stands_known = bool(rows) and rows[-1].answer in SETTLED
            assert waiting.exists() == (bool(rows) and not stands_known)


# The whole guide


@pytest.mark.django_db
@pytest.mark.clause("CUS-1")
def test_a_strand_about_somebody_goes_with_him_and_asks_under_his_new_letter(cast: Cast, incident, report) -> None:
    """B of the report, who was arrested, is B of the incident; A of the report is A there and was missing."""
    told(cast.sam, report, FactKind.ARRESTED, "B", happened_at=AT - timedelta(hours=1))
    said(cast.priya, report, Where.MISSING, "A", happened_at=AT - timedelta(hours=3))
    answer(cast.priya, report, "custody-support", "IN_PLACE", "B")
    answer(cast.priya, report, "missing-search", "ACTION_NEEDED", "A", actions=[new_action(cast.priya)])
    join(cast.hana, report, incident, incident.involvements.get(), None, at=LATER)
    assert {("custody", "B"), ("missing", "A"), ("wider-context", "")} <= running(incident)
    assert running(report) == set()
    assert history(incident, "custody-support", "B") == [(1, "IN_PLACE", report.reference)]
    assert Action.objects.get().consideration == asked(incident, "missing-search", "A")
    assert asked(incident, "appropriate-adult", "B").due_at == AT + timedelta(hours=1)
    assert asked(incident, "custody-worker", "B").due_at == asked(report, "custody-worker", "B").due_at


@pytest.mark.django_db
@pytest.mark.clause("NOT-1")
def test_what_few_may_read_is_carried_for_those_few(cast: Cast, incident, report) -> None:
    for one in (incident, report):
        answer(cast.hana, one, "senior-manager-alert", "NOT_YET_KNOWN")
        answer(cast.hana, one, "staff-tonight", "NOT_YET_KNOWN")
    answer(cast.hana, report, "notification-decision", "NOT_YET_KNOWN")
    join(cast.hana, report, incident, incident.involvements.get(), None, at=LATER)
    found = Action.objects.filter(incident=incident, finds_out_for__isnull=False)
    assert sorted(found.values_list("audience", flat=True)) == [
        Audience.CHILDRENS_SERVICES, Audience.NOTIFICATION_DECISION, Audience.TEAM,
    ]  # fmt: skip
    seen = {line.key for line in queries.actions_for(cast.sam, incident.reference, LATER)}
    unread = Action.objects.filter(incident=incident).exclude(audience=Audience.TEAM)
    assert seen
    assert not seen & set(unread.values_list("key", flat=True))
    for row in Action.objects.filter(incident=incident):
        readers = set(row.unknowns.values_list("consideration__audience", flat=True))
        assert readers <= {row.audience}, "no list mixes what different people read"


@pytest.mark.django_db
@pytest.mark.clause("NOT-1")
def test_the_timeline_counts_no_action_that_the_team_does_not_read(cast: Cast, incident, report) -> None:
    for code in ("senior-manager-alert", "staff-tonight"):
        answer(cast.hana, report, code, "ACTION_NEEDED", actions=[new_action(cast.hana)])
    join(cast.hana, report, incident, incident.involvements.get(), None, at=LATER)
    lines = [line.words for line in incident_queries.timeline_for(cast.sam, incident.reference, LATER).lines]
    assert f"Carried over from {report.reference}: 1 unfinished action." in lines
    assert Action.objects.filter(incident=incident).count() == 2


@pytest.mark.django_db
@pytest.mark.clause("NOT-1")
def test_what_few_read_in_the_report_no_more_read_in_an_incident_of_an_older_edition(
    cast: Cast, tmp_path, settings
) -> None:
    guide = guides.first(tmp_path, settings)
    incident = with_team(cast, reported_incident(cast.hana))
    guides.ship(guide, settings, narrow=guides.REWORDED)
    report = with_team(cast, reported_incident(cast.hana))
    answer(cast.priya, report, guides.REWORDED, "IN_PLACE", "A")
    assert asked(incident, guides.REWORDED, "A").audience == Audience.TEAM
    join(cast.hana, report, incident, incident.involvements.get(), at=LATER)
    twin = asked(incident, guides.REWORDED, "A")
    assert (twin.audience, twin.answers.count()) == (Audience.CHILDRENS_SERVICES, 1)
    assert queries.card(cast.priya, incident.reference, twin.key, LATER)[2].answer == "IN_PLACE"
    with pytest.raises(NotFound):
        queries.card(cast.sam, incident.reference, twin.key, LATER)


@pytest.mark.django_db
@pytest.mark.clause("CTX-1")
def test_a_link_of_the_report_is_one_of_the_incident_and_a_link_between_the_two_is_none(cast: Cast) -> None:
    incident, report, third = (with_team(cast, reported_incident(cast.hana, young_people=())) for _ in range(3))
    between = link(cast, report, incident)
    join(cast.hana, report, incident, at=LATER)
    assert ("wider-context", "") not in running(incident)
    report, other = (with_team(cast, reported_incident(cast.hana, young_people=())) for _ in range(2))
    linked = link(cast, report, third)
    join(cast.hana, report, other, at=LATER)
    assert ("wider-context", "") in running(other)
    assert ("wider-context", "") in running(third)
    incidents.end_link(by=cast.hana, at=LATER, reference=third.reference, link_key=linked.key, because="Not so")
    assert ("wider-context", "") not in running(other) | running(third)
    assert between.ended_at is None


def link(cast: Cast, one: Incident, other: Incident) -> IncidentLink:
    return incidents.link_incidents(
        by=cast.hana, at=AT, reference=one.reference, other=other.reference, kind=LinkKind.OTHER, because="Same place"
    )
