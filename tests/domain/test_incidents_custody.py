"""What is known of a young person in custody, who was told, and that nothing of it is ever refused."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.common.refusals import NotFound
from reachable.directory import operations as directory
from reachable.directory.choices import ContactPointKind, CustodyWorkers, DutyHours, RoleCode
from reachable.directory.models import ContactPoint, Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import FactKind, FactStands, Part, Where
from reachable.incidents.fact_kinds import TOLD, Group, of_group
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Fact, Incident, Involvement
from reachable.incidents.policies import Fits
from reachable.incidents.queries import CustodyView, TellLine
from reachable.people.choices import DetailKind
from reachable.people.facts import NewDetail
from tests.counting import costs_the_same
from tests.domain.incident_hands import involved, said, settled, told
from tests.factories import AT, LONG_AGO, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db
WYMONDHAM, LYNN = "Wymondham Police Investigation Centre", "King's Lynn Police Investigation Centre"
HOUR = timedelta(hours=1)


# What is known of one young person


@pytest.fixture
def incident(cast: Cast) -> Incident:
    for name, workers in ((WYMONDHAM, CustodyWorkers.YES), (LYNN, CustodyWorkers.NO)):
        ContactPoint.objects.create(
            kind=ContactPointKind.CUSTODY_SUITE, name=name, custody_workers=workers, telephone="01632 960200",
            source="guide",
        )  # fmt: skip
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def read(who: Professional, kai: Involvement, at=AT) -> CustodyView:
    return queries.custody(who, kai.incident.reference, kai.key, at)


def tell(view: CustodyView, code: str) -> TellLine:
    return next(one for one in view.tells if one.code == code)


@pytest.mark.parametrize("kind", [*(one.kind for one in of_group(Group.CUSTODY)), FactKind.REMANDED])
def test_nothing_of_custody_is_refused_for_what_is_not_known(cast: Cast, incident, kai, kind: str) -> None:
    """Nobody said that they were arrested; no time, no place, no field: recorded all the same, by anybody."""
    for who in (cast.priya, cast.sam):
        told(who, incident, kind, "A")
    found = read(cast.hana, kai).of(kind)
    assert len(found) == 2
    assert not any(one.said or one.happened_at or one.place for one in found)


@pytest.mark.clause("CUS-2")
def test_where_and_since_when_they_are_in_custody(cast: Cast, incident, kai) -> None:
    view = read(cast.priya, kai)
    assert (view.is_there, view.ever, view.arrested_at, view.suite.said) == (False, False, None, ())
    arrest = told(cast.priya, incident, FactKind.ARRESTED, "A", place="kings lynn pic", happened_at=AT - 6 * HOUR)
    said(cast.priya, incident, Where.CUSTODY)
    view = read(cast.priya, kai)
    assert (view.is_there, view.arrested_at, view.suite.name) == (True, AT - 6 * HOUR, LYNN)
    assert (view.suite.telephone, view.suite.workers) == ("01632 960200", CustodyWorkers.NO)
    assert [one.fits for one in view.routes] == [Fits.NO] * 3
    said(cast.priya, incident, Where.CUSTODY, place="Wymondham", at=AT + HOUR)
    assert read(cast.priya, kai).suite.name == WYMONDHAM, "moved since"
    settled(cast.priya, arrest, FactStands.MISTAKE)
    assert read(cast.priya, kai).arrested_at is None


@pytest.mark.clause("CUS-2")
def test_two_suites_are_not_settled_until_one_is_chosen(cast: Cast, incident, kai) -> None:
    told(cast.priya, incident, FactKind.ARRESTED, "A", place="Wymondham")
    wrong = told(cast.sam, incident, FactKind.ARRESTED, "A", place="King's Lynn")
    view = read(cast.priya, kai)
    assert (view.suite.name, view.known.suites_differ) == ("", True)
    assert view.routes[0].fits == Fits.NOT_KNOWN
    settled(cast.sam, wrong, FactStands.MISTAKE)
    assert read(cast.priya, kai).routes[0].fits == Fits.YES
    told(cast.sam, incident, FactKind.ARRESTED, "A", place="Wymondham PIC")
    assert read(cast.priya, kai).suite.name == WYMONDHAM, "two spellings of one suite"


def test_a_suite_that_the_directory_does_not_have_is_shown_as_it_was_written(cast: Cast, incident, kai) -> None:
    told(cast.priya, incident, FactKind.ARRESTED, "A", place="Martlesham")
    view = read(cast.priya, kai)
    assert (view.suite.called, view.suite.name, view.known.suites_differ) == ("Martlesham", "", False)
    assert view.routes[0].because.startswith("The directory does not say whether custody workers come to Martlesham")


@pytest.mark.parametrize(
    ("where", "after", "is_there"),
    [
        ("", "", True), (Where.NOT_KNOWN, "", True), (Where.CUSTODY, "", True), (Where.HOME, "", False),
        ("", FactKind.RELEASED, False), ("", FactKind.REMANDED, False), ("", FactKind.CHARGED, True),
        (Where.CUSTODY, FactKind.RELEASED, True),
    ],
)  # fmt: skip
def test_whether_they_are_in_custody_now(cast: Cast, incident, kai, where: str, after: str, is_there: bool) -> None:
    """Arrested, and nothing says that it is over; where somebody says they are counts before that."""
    said(cast.priya, incident, where or Where.NOT_KNOWN)
    told(cast.priya, incident, FactKind.ARRESTED, "A", happened_at=AT - 6 * HOUR)
    if after:
        told(cast.priya, incident, after, "A", happened_at=AT - HOUR)
    view = read(cast.priya, kai)
    assert (view.is_there, view.ever) == (is_there, True)


def test_an_arrest_after_a_release_is_custody_again(cast: Cast, incident, kai) -> None:
    said(cast.priya, incident, Where.NOT_KNOWN)
    told(cast.priya, incident, FactKind.RELEASED, "A", happened_at=AT - 9 * HOUR)
    told(cast.priya, incident, FactKind.ARRESTED, "A", happened_at=AT - 6 * HOUR)
    assert read(cast.priya, kai).is_there


@pytest.mark.clause("CUS-2")
@pytest.mark.parametrize(
    ("age", "rings"), [(9, "front-door"), (11, "youth-justice"), (None, "youth-justice"), (20, "")]
)
def test_whom_to_ring_where_custody_workers_do_not_come(cast: Cast, incident, age: int | None, rings: str) -> None:
    facts = ReportedYoungPerson(given_names="Jay", family_name="Larter", approximate_age=age)
    operations.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=facts)
    common = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Knows him"}
    operations.add_to_team(**common, professional_key=cast.youth_justice.key)
    role, hours = RoleCode.FRONT_DOOR_MANAGER, DutyHours.ALWAYS
    directory.set_duty_line(by=None, at=LONG_AGO, role=role, name="Front door", telephone="01632 960122", hours=hours)
    told(cast.priya, incident, FactKind.ARRESTED, "B", place="King's Lynn")
    view = read(cast.priya, involved(incident, "B"))
    names = {"front-door": ["Front door"], "youth-justice": ["Yusuf Demir"], "": []}[rings]
    assert [one.name for one in view.ring_first or ()] == names
    assert (view.ring_first is None) == (not rings)


@pytest.mark.clause("CUS-3", "CUS-4")
def test_a_later_statement_that_does_not_know_takes_nothing_away(cast: Cast, incident, kai) -> None:
    told(cast.priya, incident, FactKind.ARRESTED, "A", place="Wymondham")
    home = {"lives": "greater-norwich", "statutory": "no"}
    told(cast.priya, incident, FactKind.SERVICES_AND_HOME, "A", said=home, happened_at=AT - HOUR)
    assert read(cast.priya, kai).routes[2].fits == Fits.NOT_KNOWN
    told(cast.sam, incident, FactKind.SERVICES_AND_HOME, "A", said={"early-help": "no", "lives": "not-known"})
    assert [one.fits for one in read(cast.priya, kai).routes] == [Fits.YES, Fits.NO, Fits.YES]
    told(cast.sam, incident, FactKind.SERVICES_AND_HOME, "A", said={"early-help": "yes"}, happened_at=AT, at=AT + HOUR)
    assert [one.fits for one in read(cast.priya, kai).routes] == [Fits.YES, Fits.YES, Fits.NO]


@pytest.mark.clause("CUS-2")
@pytest.mark.parametrize(("born", "age"), [(date(2008, 11, 22), 17), (date(2008, 11, 21), 18)])
def test_the_age_is_that_of_today(cast: Cast, incident, born: date, age: int) -> None:
    facts = ReportedYoungPerson(given_names="Jay", family_name="Larter", date_of_birth=born, parts=(Part.SUSPECTED,))
    operations.add_young_person(by=cast.priya, at=AT, reference=incident.reference, facts=facts)
    told(cast.priya, incident, FactKind.ARRESTED, "B", place="Wymondham")
    view = read(cast.priya, involved(incident, "B"))
    assert (view.known.age, view.known.age_is_about) == (age, False)
    assert view.routes[0].fits == (Fits.YES if age < 18 else Fits.NO)


# Who is told at once (CUS-5)


def has_told(by: Professional, incident: Incident, whom: str, reached: str = "told", at=AT, **more: Any) -> Fact:
    fields = {"whom": whom, "reached": reached, **more}
    return told(by, incident, FactKind.CUSTODY_TOLD, "A", at=at, happened_at=at, said=fields)


@pytest.mark.clause("CUS-5")
def test_the_six_are_listed_in_their_order_and_each_says_how_it_stands(cast: Cast, incident, kai) -> None:
    told(cast.priya, incident, FactKind.ARRESTED, "A")
    assert [(one.code, one.label) for one in read(cast.priya, kai).tells] == list(TOLD)
    assert read(cast.priya, kai).not_told_yet == 6
    first = has_told(cast.priya, incident, "mace-police", name="Maggie Thorne")
    has_told(cast.priya, incident, "family-support", "no-such")
    has_told(cast.priya, incident, "youth-justice", "left-word")
    told(cast.priya, incident, FactKind.CUSTODY_TOLD, "A", said={"whom": "front-door"})
    view = read(cast.sam, kai)
    mace, none, left = tell(view, "mace-police"), tell(view, "family-support"), tell(view, "youth-justice")
    assert (mace.told and mace.told.key, mace.is_owed) == (first.key, False)
    assert mace.told is not None
    assert (mace.told.by, mace.told.happened_at, mace.told.value("name")) == ("Priya Nair", AT, "Maggie Thorne")
    assert (none.is_none, none.is_owed, none.told) == (True, False, None)
    assert (left.is_owed, left.told) == (True, None)
    assert left.left_word is not None
    assert not tell(view, "front-door").is_owed, "that they were told is enough; more may stay empty"
    assert view.not_told_yet == 3
    settled(cast.priya, first, FactStands.MISTAKE)
    assert tell(read(cast.sam, kai), "mace-police").is_owed, "recorded by mistake is not told"


@pytest.mark.clause("CUS-5")
def test_somebody_who_turned_up_after_all_is_told(cast: Cast, incident, kai) -> None:
    has_told(cast.priya, incident, "family-support", "no-such")
    has_told(cast.priya, incident, "family-support", at=AT + HOUR)
    assert not tell(read(cast.priya, kai), "family-support").is_none
    has_told(cast.priya, incident, "family-support", "left-word", at=AT + 2 * HOUR)
    assert tell(read(cast.priya, kai), "family-support").told, "word left later takes nothing away"


@pytest.mark.clause("CUS-5")
def test_the_way_out_is_told_too(cast: Cast, incident, kai) -> None:
    has_told(cast.priya, incident, "mace-police", about="arrest,health")
    assert not tell(read(cast.priya, kai), "mace-police").owes_release
    told(cast.priya, incident, FactKind.RELEASED, "A")
    view = read(cast.priya, kai)
    assert tell(view, "mace-police").owes_release
    assert not tell(view, "front-door").owes_release, "was never told at all: that is what is owed"
    has_told(cast.priya, incident, "mace-police", about="release", at=AT + HOUR)
    assert not tell(read(cast.priya, kai), "mace-police").owes_release


@pytest.mark.clause("CUS-5")
def test_whom_to_ring_is_proposed_with_the_number(cast: Cast, incident, kai) -> None:
    common = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Works with him"}
    operations.add_to_team(**common, professional_key=cast.mace.key)
    operations.add_to_team(**common, professional_key=cast.youth_justice.key)
    support = directory.create_professional(
        by=None, at=LONG_AGO, name="Femi Alder", email="femi.alder@childrens-services.example",
        job_title="Family support practitioner", agency=agency("childrens-services"), roles=[RoleCode.SOCIAL_WORKER],
        telephone="01632 960177",
    )  # fmt: skip
    operations.add_to_team(**common, professional_key=support.key)
    directory.set_duty_line(
        by=None, at=LONG_AGO, role=RoleCode.EMERGENCY_DUTY_SENIOR, name="Emergency duty team", telephone="01632 960111",
        area="", hours=DutyHours.OUT_OF_HOURS,
    )  # fmt: skip
    view = read(cast.hana, kai)
    assert [one.name for one in tell(view, "mace-police").to_tell] == ["Maggie Thorne"]
    assert [one.telephone for one in tell(view, "youth-justice").to_tell] == ["01632 960123"]
    assert [one.name for one in tell(view, "family-support").to_tell] == ["Femi Alder"]
    assert [one.name for one in tell(view, "front-door").to_tell] == ["Emergency duty team"], "at night"
    assert [one.name for one in tell(view, "social-worker").to_tell] == ["Priya Nair", "Femi Alder"]
    assert tell(view, "youth-worker").to_tell == ()


@pytest.mark.clause("CUS-5")
def test_who_is_on_record_as_working_with_them_comes_first_for_who_reads_records(cast: Cast, incident, kai) -> None:
    new = NewDetail(DetailKind.WORKER, "SOCIAL_WORKER", professional_key=cast.stranger.key)
    operations.add_detail(by=cast.priya, at=AT, reference=incident.reference, key=kai.key, new=new)
    youth = NewDetail(DetailKind.WORKER, "YOUTH_JUSTICE", words="Ola Brandt", where="Norwich team")
    operations.add_detail(by=cast.priya, at=AT, reference=incident.reference, key=kai.key, new=youth)
    view = read(cast.sam, kai)
    [one] = tell(view, "social-worker").to_tell
    assert (one.name.startswith("Stella Ford"), one.telephone) == (True, "01632 960123")
    assert [(one.name, one.what) for one in tell(view, "youth-justice").to_tell] == [("Ola Brandt", "Norwich team")]
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.joy.key, why="Takes the minutes"
    )
    assert [one.name for one in tell(read(cast.joy, kai), "social-worker").to_tell] == ["Priya Nair"]


def test_nobody_out_of_reach_finds_them(cast: Cast, incident, kai) -> None:
    with pytest.raises(NotFound):
        read(cast.stranger, kai)
    with pytest.raises(NotFound):
        queries.custody(cast.priya, incident.reference, uuid4(), AT)
    other = reported_incident(cast.hana)
    with pytest.raises(NotFound):
        queries.custody(cast.priya, incident.reference, other.involvements.get().key, AT)


def test_it_costs_the_same_however_much_is_recorded(cast: Cast, incident, kai) -> None:
    def more() -> None:
        told(cast.priya, incident, FactKind.ARRESTED, "A", place="Wymondham")
        for code, _ in TOLD:
            has_told(cast.priya, incident, code)
        for kind in of_group(Group.CUSTODY):
            told(cast.priya, incident, kind.kind, "A")

    more()
    costs_the_same(lambda: read(Professional.objects.get(pk=cast.priya.pk), kai), more, at_most=19)
