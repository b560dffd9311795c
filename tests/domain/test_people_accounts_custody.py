"""What a young person said in custody to a worker who is not police: never read by police, in any role (CUS-5)."""

import json
from datetime import timedelta

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.directory.roles import ROLES
from reachable.incidents import operations, queries
from reachable.incidents.choices import HoldKind
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement, Sealed, TimelineEntry
from reachable.incidents.sealing import for_reader, unsealed
from reachable.people.copies import Copy
from reachable.people.facts import NewAccount
from reachable.people.models import Account
from reachable.people.permissions import may_read_account
from tests.counting import costs_the_same
from tests.domain.removal_hands import member
from tests.domain.same_person_hands import apart, same
from tests.factories import AT, LONG_AGO, Cast, agency, reported_incident, with_team

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CUS-5")]
HEARD = "He told me to carry it"
IN_CUSTODY = NewAccount("How are you?", HEARD, AT - timedelta(hours=1), "Only me", in_custody=True)
BY_THE_WAY = NewAccount("What happened?", "I ran", AT - timedelta(hours=2), "Only me")
POLICE = (RoleCode.MACE_POLICE, RoleCode.SENIOR_INVESTIGATING_OFFICER, RoleCode.POLICE_DUTY_INSPECTOR)
HOMES = {RoleCode.SOCIAL_WORKER: "childrens-services", RoleCode.CUSTODY_WORKER: "youth-justice"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def reader(cast: Cast, incident: Incident, *roles: RoleCode) -> Professional:
    """Somebody who holds these roles, on the team."""
    slug = "-".join(roles).lower().replace("_", "-")
    one = directory.create_professional(
        by=None, at=LONG_AGO, name="Robin Ash", email=f"{slug}@readers.example", job_title="Reader", roles=roles,
        agency=agency(HOMES.get(roles[0], "police")), telephone="01632 960131", opens_account=True,
        is_demo_persona=True,
    )  # fmt: skip
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=one.key, why="Helps with the response"
    )
    return one


def record(by: Professional, kai: Involvement, new: NewAccount = IN_CUSTODY) -> None:
    operations.record_account(by=by, at=AT, reference=kai.incident.reference, key=kai.key, new=new)


def words(who: Professional, kai: Involvement) -> list[str]:
    return [one.words for one in queries.accounts_of(who, kai.incident.reference, kai.key, AT).accounts]


def count(who: Professional, kai: Involvement) -> int | None:
    return queries.record_of(who, kai.incident.reference, kai.key, AT).accounts


def test_the_police_roles_named_here_are_all_that_there_are() -> None:
    assert {code for code, role in ROLES.items() if {str(one) for one in role.agency_kinds} == {"POLICE"}} == set(
        POLICE
    )


@pytest.mark.parametrize("role", POLICE)
def test_no_police_role_reads_it_or_learns_that_it_is_there(cast: Cast, incident, kai, role: RoleCode) -> None:
    officer = reader(cast, incident, role)
    before = queries.record_of(officer, incident.reference, kai.key, AT)
    record(cast.priya, kai)
    assert words(officer, kai) == []
    assert queries.record_of(officer, incident.reference, kai.key, AT) == before
    record(cast.priya, kai, BY_THE_WAY)
    assert words(officer, kai) == ["I ran"], "what was not said in custody is read as before"
    assert count(officer, kai) == 1


@pytest.mark.parametrize("role", POLICE)
def test_an_officer_who_writes_it_down_is_not_refused_and_does_not_read_it(cast: Cast, incident, kai, role) -> None:
    officer = reader(cast, incident, role)
    record(officer, kai)
    assert Account.objects.get().in_custody
    assert words(officer, kai) == []
    assert count(officer, kai) == 0
    assert words(cast.priya, kai) == [HEARD]


def test_a_minute_taker_of_the_police_reads_neither(cast: Cast, incident, kai) -> None:
    record(cast.priya, kai)
    with pytest.raises(NotPermitted):
        words(reader(cast, incident, RoleCode.MINUTE_TAKER), kai)


def test_social_workers_read_it_and_so_does_the_custody_worker_who_wrote_it_down(cast: Cast, incident, kai) -> None:
    worker = reader(cast, incident, RoleCode.CUSTODY_WORKER)
    with pytest.raises(NotPermitted):
        words(worker, kai)
    assert count(worker, kai) is None
    record(cast.priya, kai, BY_THE_WAY)
    record(worker, kai)
    assert words(worker, kai) == [HEARD], "his own, and nothing else"
    assert count(worker, kai) == 1
    assert sorted(words(cast.priya, kai)) == [HEARD, "I ran"]
    assert count(cast.priya, kai) == 2


def test_who_wrote_down_what_was_not_said_in_custody_does_not_read_it_again(cast: Cast, kai) -> None:
    record(cast.hana, kai, BY_THE_WAY)
    with pytest.raises(NotPermitted):
        words(cast.hana, kai)
    record(cast.hana, kai)
    assert words(cast.hana, kai) == [HEARD]


def test_the_lead_and_others_do_not_learn_of_it(cast: Cast, kai) -> None:
    record(cast.priya, kai)
    assert count(cast.hana, kai) is None
    with pytest.raises(NotPermitted):
        words(cast.hana, kai)
    with pytest.raises(NotFound):
        words(cast.stranger, kai)


def test_the_trace_holds_no_word_of_it_and_the_timeline_no_line(cast: Cast, kai) -> None:
    before = TimelineEntry.objects.count()
    record(cast.priya, kai)
    assert TimelineEntry.objects.count() == before
    told = [*Entry.objects.values_list("codes", flat=True), *EntryWords.objects.values_list("words", flat=True)]
    assert not any(part in json.dumps([str(one) for one in told]) for part in (HEARD, "custody"))


def test_it_is_carried_with_the_person_and_police_read_it_nowhere(cast: Cast, incident, kai) -> None:
    """Two letters that are one young person: what was said of either is of both."""
    jay = operations.add_young_person(
        by=cast.hana, at=AT, reference=incident.reference, facts=ReportedYoungPerson(given_names="Jay")
    )
    record(cast.priya, jay)
    merging = same(cast.hana, incident, "A", "B")
    assert words(cast.priya, kai) == [HEARD]
    assert words(cast.sam, kai) == []
    apart(cast.hana, incident, "A", merging)
    assert words(cast.priya, kai) == []


@pytest.mark.parametrize(("in_custody", "reads"), [("Yes", False), ("No", True)])
def test_what_is_sealed_of_it_is_not_shown_to_police(cast: Cast, in_custody: str, reads: bool) -> None:
    lines = (("Words", HEARD), ("In custody", in_custody))
    shown = for_reader(cast.sam, Copy("Somebody", "key", (), (("Account", lines),)))
    assert (HEARD in json.dumps(shown.as_json())) is reads
    assert HEARD in json.dumps(for_reader(cast.priya, Copy("Somebody", "key", (), (("Account", lines),))).as_json())


def test_removed_under_a_hold_it_says_that_it_was_said_in_custody(cast: Cast, incident) -> None:
    """The copy carries what the rule reads."""
    operations.place_hold(
        by=cast.hana, at=AT, reference=incident.reference, kind=HoldKind.INQUEST, because="The coroner asked"
    )
    leo = member(cast.priya, incident)
    operations.record_account(by=cast.priya, at=AT, reference=incident.reference, key=leo.key, new=IN_CUSTODY)
    operations.remove_from_network(by=cast.hana, at=AT, reference=incident.reference, key=leo.key, because="ASKED")
    kept = [part for row in Sealed.objects.all() for part in unsealed(row).parts]
    [account] = [lines for title, lines in kept if title == "Account"]
    assert ("In custody", "Yes") in account
    things = operations.read_sealed(by=cast.ig, at=AT, reference=incident.reference, because="Asked by the coroner")
    assert HEARD not in json.dumps([thing.copy.as_json() for thing in things])


def test_the_rule_by_itself(cast: Cast) -> None:
    table = [
        (cast.priya, True), (cast.sam, False), (cast.mace, False), (cast.hana, False), (cast.ward, False),
    ]  # fmt: skip
    for who, reads in table:
        assert may_read_account(who, in_custody=True) is reads
    assert may_read_account(cast.hana, in_custody=True, by_id=cast.hana.pk)
    assert not may_read_account(cast.sam, in_custody=True, by_id=cast.sam.pk)
    assert may_read_account(cast.sam, in_custody=False)


def test_it_costs_the_same_however_many_there_are(cast: Cast, kai) -> None:
    record(cast.priya, kai)
    costs_the_same(
        lambda: words(Professional.objects.get(pk=cast.priya.pk), kai), lambda: record(cast.priya, kai), at_most=13
    )
