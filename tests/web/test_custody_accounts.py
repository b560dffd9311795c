"""What a young person said in custody: written down on the form, read on one page, and by no officer anywhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Incident, Involvement
from reachable.people.facts import NewAccount
from reachable.people.models import Account
from tests.domain.incident_hands import told
from tests.factories import AT, LONG_AGO, Cast, agency, reported_incident, sweep_world, with_team
from tests.pages import PAGES, World
from tests.web.record_hands import address, on, shown

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CUS-5")]
SignedIn = Callable[[Professional], Client]
HEARD, ASKED, THERE = "He told me to carry it", "Zephyr asked how he was", "Only the quiet worker"
IN_CUSTODY = NewAccount(ASKED, HEARD, AT - timedelta(hours=1), THERE, in_custody=True)
POLICE = (RoleCode.MACE_POLICE, RoleCode.SENIOR_INVESTIGATING_OFFICER, RoleCode.POLICE_DUTY_INSPECTOR)
SAID = {
    "question": ASKED, "words": HEARD, "present": THERE, "in_custody": "YES",
    "said_at-day": "21", "said_at-month": "11", "said_at-year": "2026", "said_at-time": "21:50",
}  # fmt: skip


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.mace))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def on_team(cast: Cast, reference: str, role: RoleCode, home: str) -> Professional:
    one = directory.create_professional(
        by=None, at=LONG_AGO, name="Robin Ash", email=f"{role.lower()}@readers.example", job_title="Reader",
        agency=agency(home), roles=[role], telephone="01632 960131", opens_account=True, is_demo_persona=True,
    )  # fmt: skip
    operations.add_to_team(by=cast.hana, at=AT, reference=reference, professional_key=one.key, why="Helps with it")
    return one


def test_the_form_asks_whether_it_was_said_in_custody_and_says_who_reads_it(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    form = address(kai, "record_account")
    assert "Was it said in custody, to a worker who is not police?" in shown(client, form)
    refused = client.post(form, {**SAID, "in_custody": ""}).content.decode()
    assert "Say whether it was said in custody" in refused
    assert HEARD in refused, "nothing that was typed is lost"
    assert not Account.objects.exists()
    answer = client.post(form, SAID, follow=True).content.decode()
    assert "Social workers and you read it on a page of its own, and police do not." in answer
    assert Account.objects.get().in_custody
    answer = client.post(form, {**SAID, "in_custody": "NO"}, follow=True).content.decode()
    assert "Police and social workers read it on a page of its own." in answer


def test_a_social_worker_reads_that_it_was_said_in_custody(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    operations.record_account(**on(kai, cast.priya), new=IN_CUSTODY)
    client = signed_in(cast.priya)
    assert "what they said of what happened (1)" in shown(client, address(kai))
    page = shown(client, address(kai, "accounts"))
    assert HEARD in page
    assert "Said in custody, to a worker who is not police." in page


def test_a_custody_worker_writes_it_down_and_reads_what_he_wrote(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    worker = on_team(cast, kai.incident.reference, RoleCode.CUSTODY_WORKER, "youth-justice")
    client = signed_in(worker)
    assert client.get(address(kai, "accounts")).status_code == 403
    assert client.post(address(kai, "record_account"), SAID).status_code == 302
    assert HEARD in shown(client, address(kai, "accounts"))
    assert HEARD not in shown(client, address(kai))
    assert signed_in(cast.hana).get(address(kai, "accounts")).status_code == 403


@pytest.mark.parametrize("role", POLICE)
def test_an_officer_sees_neither_it_nor_that_it_is_there(
    signed_in: SignedIn, cast: Cast, kai: Involvement, role: RoleCode
) -> None:
    client = signed_in(on_team(cast, kai.incident.reference, role, "police"))
    pages = (address(kai), address(kai, "accounts"))
    before = [main_of(shown(client, one)) for one in pages]
    operations.record_account(**on(kai, cast.priya), new=IN_CUSTODY)
    assert [main_of(shown(client, one)) for one in pages] == before
    assert "Read what they said" not in before[0]
    assert "Nothing is written down." in before[1]


def main_of(page: str) -> str:
    """Without the forms of the frame, whose tokens are made anew for every answer."""
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def world(cast: Cast) -> World:
    made = sweep_world(cast)
    key = made.keys["young_person"]
    common = {"by": cast.priya, "at": AT, "reference": made.reference}
    operations.record_account(**common, key=key, new=IN_CUSTODY)
    told(cast.priya, Incident.objects.get(reference=made.reference), FactKind.CUSTODY_TOLD, "A")
    return made


@pytest.mark.parametrize("role", POLICE)
def test_on_no_page_of_the_incident_does_an_officer_meet_a_word_of_it(
    signed_in: SignedIn, cast: Cast, world: World, role: RoleCode
) -> None:
    """Every address of the table that belongs to an incident and answers a GET."""
    client = signed_in(on_team(cast, world.reference, role, "police"))
    seen = 0
    for row in PAGES:
        if not row.through_incident or row.post_only:
            continue
        answer = client.get(reverse(row.name, kwargs=row.arguments(world)))
        text = answer.content.decode() if not answer.streaming else ""
        assert not [one for one in (HEARD, ASKED, THERE) if one in text], row.name
        seen += answer.status_code == 200
    assert seen > 40, "the officer is on the team and reads most of it"


def test_the_sweep_would_find_it(signed_in: SignedIn, cast: Cast, world: World) -> None:
    where = reverse("people:accounts", args=(world.reference, world.keys["young_person"]))
    text = signed_in(cast.priya).get(where).content.decode()
    assert all(one in text for one in (HEARD, ASKED, THERE))
