"""A young person in custody: what must happen next, who was told, which offers fit, what was recorded."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.choices import ContactPointKind, CustodyWorkers
from reachable.directory.models import ContactPoint, Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind, Where
from reachable.incidents.fact_kinds import TOLD, Group, of_group
from reachable.incidents.models import Incident, Involvement
from tests.counting import costs_the_same
from tests.domain.incident_hands import said, told
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
HOURS = timedelta(hours=1)
NIGHT = ((24, 23, 30), (25, 2, 0))


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def wymondham(db: None) -> None:
    suite("Wymondham Police Investigation Centre", CustodyWorkers.YES, "01632 960200")


def suite(name: str, workers: str, telephone: str = "") -> ContactPoint:
    return ContactPoint.objects.create(
        kind=ContactPointKind.CUSTODY_SUITE, name=name, custody_workers=workers, telephone=telephone, source="guide"
    )


def address(kai: Involvement) -> str:
    return reverse("custody:custody", args=(kai.incident.reference, kai.key))


def record(kai: Involvement, slug: str) -> str:
    return reverse("incidents:record_fact_about", args=(kai.incident.reference, kai.key, slug))


def page(client: Client, kai: Involvement) -> str:
    answer = client.get(address(kai))
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return text_of(answer)


@pytest.fixture
def arrested(cast: Cast, incident: Incident, wymondham: None) -> None:
    told(cast.priya, incident, FactKind.ARRESTED, "A", place="wymondham PIC", happened_at=AT - 5 * HOURS)
    said(cast.priya, incident, Where.CUSTODY)


def test_not_in_custody_says_so_and_what_to_do(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    shown = page(signed_in(cast.priya), kai)
    assert "Kai Mensah (A) is not in custody</h1>" in shown
    assert record(kai, "arrested") in shown
    assert "Tell these people now" not in shown


def test_said_to_be_in_custody_before_anybody_recorded_the_arrest(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    said(cast.priya, incident, Where.CUSTODY, place="Thetford")
    shown = page(signed_in(cast.priya), kai)
    assert "Kai Mensah (A) in custody</h1>" in shown
    assert "Record the arrest</a>" in shown
    assert '<span class="app-typed">Thetford</span>' in shown
    assert "since the arrest" not in shown


def test_hours_in_custody_are_counted_through_the_night_in_which_the_clocks_go_back(
    signed_in: SignedIn, cast: Cast, set_clock: Callable[[datetime], None]
) -> None:
    """From 00:30 in summer time to 02:00 after the change are two and a half hours, not one and a half."""
    arrested_at, now = (datetime(2026, 10, day, hour, minute, tzinfo=UTC) for day, hour, minute in NIGHT)
    incident = with_team(cast, reported_incident(cast.mace, at=arrested_at, happened_at=None), at=arrested_at)
    told(cast.priya, incident, FactKind.ARRESTED, "A", at=arrested_at, happened_at=arrested_at)
    said(cast.priya, incident, Where.CUSTODY, at=arrested_at)
    set_clock(now)
    shown = page(signed_in(cast.priya), incident.involvements.get())
    assert "today 00:30" in shown
    assert "2 h ago" in shown


@pytest.mark.clause("CUS-1", "CUS-2")
def test_the_top_says_where_since_when_and_what_is_next(
    signed_in: SignedIn, cast: Cast, kai: Involvement, arrested: None
) -> None:
    shown = page(signed_in(cast.priya), kai)
    assert "Kai Mensah (A) in custody</h1>" in shown
    assert "today 17:15" in shown
    assert "5 h ago" in shown
    assert (
        'Wymondham Police Investigation Centre, <a class="govuk-link" href="tel:01632960200">01632 960200</a>' in shown
    )
    assert "Custody workers come here: yes" in shown
    assert "About 15" in shown
    first = shown.index("Who is the appropriate adult?")
    assert shown.index("Next</h2>") < first < shown.index("Tell these people now")
    assert "was due today 19:15 (3 h late)" in shown
    assert "our default" in shown


@pytest.mark.clause("CUS-5")
def test_the_list_of_whom_to_tell_is_live(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, arrested: None
) -> None:
    client = signed_in(cast.priya)
    shown = page(client, kai)
    assert [shown.index(f'id="tell-{code}"') for code, _ in TOLD] == sorted(
        shown.index(f'id="tell-{code}"') for code, _ in TOLD
    )
    assert shown.count("5 h since the arrest") == 6
    assert "6 of 6" in shown
    assert "Priya Nair, Social worker, Norfolk Children&#39;s Services: <a" in shown
    assert f"{record(kai, 'custody-told')}?whom=mace-police&amp;reached=told" in shown
    said_so = {"whom": "mace-police", "reached": "told", "name": "Maggie Thorne", "about": "arrest"}
    told(cast.priya, incident, FactKind.CUSTODY_TOLD, "A", said=said_so, happened_at=AT - HOURS)
    row = page(client, kai).partition('id="tell-mace-police"')[2].partition("</dd>")[0]
    assert '<span class="app-typed">Maggie Thorne</span>, <details' in row
    assert "today 21:15" in row
    assert "by Priya Nair: the arrest, and where they are" in row
    assert "Not told yet" not in row
    told(cast.priya, incident, FactKind.RELEASED, "A", happened_at=AT)
    row = page(client, kai).partition('id="tell-mace-police"')[2].partition("</dd>")[0]
    assert "Not told of the release yet" in row


@pytest.mark.clause("CUS-5")
def test_one_step_leads_from_the_list_to_the_form_with_the_name_chosen(
    signed_in: SignedIn, cast: Cast, kai: Involvement, arrested: None
) -> None:
    client = signed_in(cast.priya)
    form = text_of(client.get(f"{record(kai, 'custody-told')}?whom=youth-justice&reached=told"))
    for chosen in ("youth-justice", "told"):
        before, _, after = form.partition(f'value="{chosen}"')
        tag = before.rpartition("<")[2] + after.partition(">")[0]
        assert "checked" in tag or "selected" in tag, tag


@pytest.mark.clause("CUS-5", "CUS-7")
def test_the_page_says_that_police_do_not_get_the_childs_account(
    signed_in: SignedIn, cast: Cast, kai: Involvement, arrested: None
) -> None:
    apart = reverse("people:record_account", args=(kai.incident.reference, kai.key))
    shown = page(signed_in(cast.priya), kai)
    assert "Never what they said about the alleged offence: police do not get that from anybody" in shown
    assert apart in shown
    assert apart not in page(signed_in(cast.sam), kai)


@pytest.mark.clause("CUS-2", "CUS-3", "CUS-4")
def test_each_offer_says_whether_it_fits_why_and_what_would_settle_it(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, arrested: None
) -> None:
    client = signed_in(cast.priya)
    shown = page(client, kai)
    assert "Aged about 15; at Wymondham Police Investigation Centre, where custody workers come." in shown
    assert "What would settle it: Ask where the young person lives" in shown
    assert record(kai, "other-authority") not in shown
    fields = {"lives": "out-of-county", "statutory": "yes"}
    told(cast.priya, incident, FactKind.SERVICES_AND_HOME, "A", said=fields)
    shown = page(client, kai)
    assert "open to services in Norfolk and lives out of county." in shown
    assert record(kai, "other-authority") in shown
    assert "Not known yet</strong>" not in shown.partition('id="offers"')[2].partition('id="adult"')[0]


@pytest.mark.clause("CUS-2")
def test_at_a_suite_without_the_service_it_says_who_does_it_instead(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, wymondham: None
) -> None:
    suite("King's Lynn Police Investigation Centre", CustodyWorkers.NO)
    told(cast.priya, incident, FactKind.ARRESTED, "A", place="Kings Lynn PIC")
    shown = page(signed_in(cast.priya), kai)
    assert "No custody workers come to King&#39;s Lynn Police Investigation Centre: ask youth justice who does" in shown
    assert "Ask youth justice who does this instead." in shown
    assert "no telephone number in the directory" in shown
    add = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Knows him"}
    operations.add_to_team(**add, professional_key=cast.youth_justice.key)
    first = page(signed_in(cast.priya), kai).partition("<dl")[0]
    assert "Yusuf Demir, Manager, Norfolk Youth Justice Service: <a" in first


def test_two_suites_and_a_suite_that_nobody_knows(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, wymondham: None
) -> None:
    client = signed_in(cast.priya)
    told(cast.priya, incident, FactKind.ARRESTED, "A")
    assert "Ask the police duty inspector." in page(client, kai)
    told(cast.priya, incident, FactKind.ARRESTED, "A", place="Martlesham")
    assert "The directory does not have it under that name" in page(client, kai)
    told(cast.sam, incident, FactKind.ARRESTED, "A", place="Wymondham")
    shown = page(client, kai)
    assert "Wymondham, or Martlesham: not settled" in shown
    assert "This one is right" in shown.partition("Custody suite")[0]


@pytest.mark.clause("CUS-2", "CUS-6", "CUS-8")
def test_every_kind_of_custody_is_recorded_from_here_and_shown_here(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, arrested: None
) -> None:
    client = signed_in(cast.priya)
    shown = page(client, kai)
    kinds = [one for one in of_group(Group.CUSTODY) if one.kind != FactKind.ARRESTED]
    for one in kinds:
        assert record(kai, one.slug) in shown, one.slug
        assert client.get(record(kai, one.slug)).status_code == 200
    assert shown.count("Nothing is recorded yet") == 8
    for one in kinds:
        told(cast.priya, incident, one.kind, "A")
    shown = page(client, kai)
    assert [one.label for one in kinds if f"<strong>{one.label}</strong>, when is not known" not in shown] == []
    assert "Nothing is recorded yet" not in shown


def test_a_remand_says_what_it_starts(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, arrested: None
) -> None:
    client = signed_in(cast.priya)
    where = reverse("responses:sheet_about", args=(incident.reference, "remand", "A"))
    assert where not in page(client, kai)
    told(cast.priya, incident, FactKind.REMANDED, "A")
    shown = page(client, kai)
    assert where in shown
    assert client.get(where).status_code == 200
    assert reverse("court:young_person", args=(incident.reference, kai.key)) in shown


def test_the_top_names_the_appropriate_adult_and_how_it_went_with_the_worker(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, arrested: None
) -> None:
    client = signed_in(cast.priya)
    told(cast.priya, incident, FactKind.APPROPRIATE_ADULT, "A", said={"who": "His aunt"})
    told(cast.priya, incident, FactKind.CUSTODY_WORKER, "A", said={"outcome": "declined"})
    top = page(client, kai).partition("Next</h2>")[0]
    assert "His aunt" in top
    assert "Was offered it and declined" in top
    told(cast.priya, incident, FactKind.APPROPRIATE_ADULT, "A", at=AT + HOURS)
    assert "Recorded, without saying who or how" in page(client, kai)


def test_after_custody_everything_stays_and_the_clock_stops(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, arrested: None
) -> None:
    said(cast.priya, incident, Where.HOME)
    shown = page(signed_in(cast.priya), kai)
    assert "Kai Mensah (A): custody</h1>" in shown
    assert "Not in custody now: at home" in shown
    assert "5 h ago" not in shown
    assert "since the arrest" not in shown
    assert record(kai, "appropriate-adult") in shown


def test_wrong_role_and_stranger(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    assert signed_in(cast.admin).get(address(kai)).status_code == 403
    assert signed_in(cast.stranger).get(address(kai)).status_code == 404


def test_the_page_costs_the_same_however_much_is_recorded(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, arrested: None
) -> None:
    client = signed_in(cast.priya)

    def more() -> None:
        for code, _ in TOLD:
            told(cast.priya, incident, FactKind.CUSTODY_TOLD, "A", said={"whom": code, "reached": "told"})
        for one in of_group(Group.CUSTODY):
            told(cast.priya, incident, one.kind, "A")

    more()
    costs_the_same(lambda: page(client, kai), more, at_most=38)
