"""Two and eight people at the same moment, with real commits: nobody's work is lost and nothing is doubled."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from reachable.audit.verify import verify
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from reachable.responses import operations
from reachable.responses.choices import UNFINISHED
from reachable.responses.models import Action, ActionStep, Answer, Consideration, Edition, ToFindOut
from tests.at_once import at_once
from tests.domain.incident_hands import answer, asked, involved, new_action, running, said, told
from tests.domain.test_incidents_report import young_people
from tests.factories import AT, Cast, report, reported_incident, with_team


def prepared(cast: Cast, count: int = 1) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=young_people(count)))


def fresh(who: Professional) -> Professional:
    """As another request would have it."""
    return Professional.objects.get(pk=who.pk)


def kinds(results: list[object]) -> Counter[str]:
    return Counter(type(one).__name__ for one in results)


def test_eight_reporting_at_once_get_eight_references(committed_db: None, cast: Cast) -> None:
    assert cast.everybody
    who = [fresh(cast.ward), fresh(cast.mace), fresh(cast.priya), fresh(cast.hana)] * 2
    results = at_once(*[lambda by=by: reported_incident(by) for by in who])
    assert kinds(results) == {"Incident": 8}, results
    assert sorted(one.reference for one in results) == [f"INC-2026-{n:04d}" for n in range(1, 9)]
    assert Edition.objects.count() == 1
    assert verify().problems == []


def test_the_same_report_sent_twice_at_once_opens_one_incident(committed_db: None, cast: Cast) -> None:
    sent = report(key=uuid4())
    by = fresh(cast.ward)
    results = at_once(*[lambda: incidents.report_incident(by=by, at=AT, report=sent)] * 4)
    assert kinds(results) == {"Incident": 4}, results
    assert len({one.reference for one in results}) == 1
    assert (Incident.objects.count(), Involvement.objects.count()) == (1, 1)


def test_of_two_answering_the_same_card_one_is_shown_the_other(committed_db: None, cast: Cast) -> None:
    incident = prepared(cast)
    key = asked(incident, "threat-to-life", "A").key
    common = {"at": AT, "reference": incident.reference, "consideration_key": key, "seen_number": 0}
    results = at_once(
        lambda: operations.answer_consideration(by=fresh(cast.priya), answer="NOT_NEEDED", because="Why", **common),
        lambda: operations.answer_consideration(by=fresh(cast.sam), answer="IN_PLACE", because="How", **common),
    )
    assert kinds(results) == {"Answer": 1, "Stale": 1}, results
    stale = next(one for one in results if isinstance(one, Stale))
    assert stale.current == Answer.objects.get()


def test_unknowns_that_come_at_once_are_still_rolled_up(committed_db: None, cast: Cast) -> None:
    incident = prepared(cast, 2)
    codes = ("threat-to-life", "continuing-risk", "safe-address", "siblings-at-risk")
    incident_wide = ("reprisal-disruption", "social-media-posts")
    jobs = [lambda c=c: answer(fresh(cast.priya), incident, c, "NOT_YET_KNOWN", "A") for c in codes]
    jobs += [lambda c=c: answer(fresh(cast.sam), incident, c, "NOT_YET_KNOWN") for c in incident_wide]
    results = at_once(*jobs)
    assert kinds(results) == {"Answer": 6}, results
    rolled = {(a.about_id is not None, str(a.owner_agency)): a.unknowns.count() for a in Action.objects.all()}
    police, children = "Norfolk Constabulary", "Norfolk Children's Services"
    assert rolled == {(True, police): 2, (True, children): 2, (False, police): 2}
    assert Action.objects.count() == 3


def test_finishing_and_extending_at_once_lets_one_through(committed_db: None, cast: Cast) -> None:
    incident = prepared(cast)
    new = new_action(cast.priya)
    action = operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    common = {"at": AT, "action_key": action.key, "seen_version": 1}
    results = at_once(
        lambda: operations.finish_action(by=fresh(cast.priya), outcome="Written", **common),
        lambda: operations.extend_action(
            by=fresh(cast.hana), due_at=AT + timedelta(hours=9), because="The ward is slow", **common
        ),
    )
    assert kinds(results) == {"Action": 1, "Stale": 1}, results
    assert list(ActionStep.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_of_two_joining_the_same_pair_one_does(committed_db: None, cast: Cast) -> None:
    one, other = prepared(cast), prepared(cast)
    answer(cast.priya, other, "threat-to-life", "NOT_YET_KNOWN", "A")
    [here], [there] = one.involvements.all(), other.involvements.all()

    def join(report: Incident, into: Incident, same: dict[object, object]):
        return lambda: incidents.join_reports(
            by=fresh(cast.hana), at=AT, reference=report.reference, into=into.reference, same=same
        )

    results = at_once(join(other, one, {there.key: here.key}), join(one, other, {here.key: there.key}))
    assert kinds(results) == {"Incident": 1, "Refused": 1}, results
    assert Incident.objects.filter(phase="JOINED").count() == 1
    assert Action.objects.filter(state__in=UNFINISHED, incident__joined_into=None).count() == 1


def test_answering_and_acting_while_the_report_is_joined_loses_nothing(committed_db: None, cast: Cast) -> None:
    one, other = prepared(cast), prepared(cast)
    [here], [there] = one.involvements.all(), other.involvements.all()
    answer(cast.priya, other, "continuing-risk", "NOT_YET_KNOWN", "A")
    new = new_action(cast.priya)
    action = operations.add_action(by=cast.hana, at=AT, reference=other.reference, new=new)
    results = at_once(
        lambda: incidents.join_reports(
            by=fresh(cast.hana), at=AT, reference=other.reference, into=one.reference, same={there.key: here.key}
        ),
        lambda: answer(fresh(cast.priya), other, "threat-to-life", "NOT_NEEDED", "A"),
        lambda: answer(fresh(cast.sam), other, "continuing-risk", "NOT_NEEDED", "A"),
        lambda: operations.extend_action(
            by=fresh(cast.priya),
            at=AT,
            action_key=action.key,
            seen_version=1,
            due_at=AT + timedelta(hours=9),
            because="The ward is slow",
        ),
    )
    assert isinstance(results[0], Incident), results
    assert all(isinstance(r, Answer | Action | Refused) for r in results[1:]), results
    written = sum(isinstance(r, Answer) for r in results[1:])
    carried = Answer.objects.filter(consideration__strand__response__incident=one, answer="NOT_NEEDED").count()
    assert carried == written
    action.refresh_from_db()
    assert action.incident == one
    assert ToFindOut.objects.filter(action__state__in=UNFINISHED, settled_at=None).count() == (
        0 if isinstance(results[2], Answer) else 1
    )
    assert verify().problems == []


def test_two_naming_a_lead_at_once_leave_one(committed_db: None, cast: Cast) -> None:
    incident = reported_incident(cast.ward)

    def name(by: Professional, chosen: Professional):
        return lambda: incidents.name_lead(
            by=fresh(by), at=AT, reference=incident.reference, professional_key=chosen.key, why="Leads"
        )

    results = at_once(name(cast.edt, cast.hana), name(cast.manager, cast.manager))
    assert set(kinds(results)) <= {"Joined", "NotFound"}, results
    assert incident.team.filter(part="LEAD", until_at=None).count() == 1


def test_facts_that_come_at_once_open_each_strand_once(committed_db: None, cast: Cast) -> None:
    """An arrest, the media, a hospital, contact and a second young person, each by somebody else, and twice."""
    incident = prepared(cast, 1)
    about = involved(incident).key
    visit = new_action(cast.priya, what="Visit A at home", makes_contact=True)

    def add(who: Professional) -> None:
        reference = incident.reference
        operations.add_action(
            by=fresh(who), at=AT, reference=reference, new=replace(visit, key=uuid4()), about_key=about
        )

    results = at_once(
        lambda: told(fresh(cast.sam), incident, FactKind.ARRESTED, "A"),
        lambda: told(fresh(cast.priya), incident, FactKind.ARRESTED, "A"),
        lambda: told(fresh(cast.hana), incident, FactKind.MEDIA_INTEREST),
        lambda: told(fresh(cast.sam), incident, FactKind.MEDIA_INTEREST),
        lambda: said(fresh(cast.priya), incident, Where.HOSPITAL),
        lambda: add(cast.hana),
        lambda: add(cast.priya),
        lambda: incidents.add_young_person(
            by=fresh(cast.sam), at=AT, reference=incident.reference, facts=ReportedYoungPerson()
        ),
    )
    assert not [one for one in results if isinstance(one, Exception)], results
    assert running(incident) == {
        ("immediate-safety", ""), ("enquiries", ""), ("notifications", ""), ("wider-context", ""), ("media", ""),
        ("custody", "A"), ("hospital", "A"), ("discharge", "A"), ("staff-safety", "A"),
    }  # fmt: skip
    rows = Consideration.objects.values_list("strand__code", "code", "about_id")
    assert set(Counter(rows).values()) == {1}
    asked_of = [set(Consideration.objects.filter(about=one, strand__code="immediate-safety").values_list("code"))
                for one in incident.involvements.all()]  # fmt: skip
    assert asked_of[0] == asked_of[1] != set()
    assert verify().problems == []
