"""Linking two incidents, reading the link from both sides, ending it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.models import Incident, IncidentLink
from tests.counting import costs_the_same
from tests.factories import Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def other(cast: Cast, incident: Incident, at: datetime) -> Incident:
    """Hana and the manager are on it; Priya and Sam are not."""
    found = reported_incident(cast.mace, place="Anglia Square", young_people=())
    operations.name_lead(
        by=cast.manager, at=at, reference=found.reference, professional_key=cast.manager.key, why="Leads it"
    )
    operations.add_to_team(
        by=cast.manager, at=at, reference=found.reference, professional_key=cast.hana.key, why="Leads the other"
    )
    return found


def address(incident: Incident, name: str = "link_incident", *more: object) -> str:
    return reverse(f"incidents:{name}", args=(incident.reference, *more))


def sent(linked_with: Incident, /, **changes: str) -> dict[str, str]:
    return {"other": linked_with.reference, "kind": "REPRISAL", "because": "Named in the threats", **changes}


def test_the_others_that_the_reader_may_open_are_listed_to_choose(
    signed_in: SignedIn, cast: Cast, incident: Incident, other: Incident
) -> None:
    client = signed_in(cast.hana)
    page = client.get(address(incident)).content.decode()
    assert f"?other={other.reference}" in page
    assert "Anglia Square" in page
    page = client.get(address(incident), {"other": other.reference}).content.decode()
    assert f'value="{other.reference}"' in page
    assert "Anglia Square" not in signed_in(cast.priya).get(address(incident)).content.decode()


def test_a_link_is_made_and_told(signed_in: SignedIn, cast: Cast, incident: Incident, other: Incident) -> None:
    answer = signed_in(cast.hana).post(address(incident), sent(other), follow=True)
    assert answer.redirect_chain == [(address(incident, "overview"), 302)]
    assert f"Linked with {other.reference}" in answer.content.decode()
    assert IncidentLink.objects.get().because == "Named in the threats"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"other": ""}, "Enter the reference of the other incident"),
        ({"other": "12"}, "Enter the whole reference, like INC-2026-0012"),
        ({"kind": ""}, "Select how they belong together"),
        ({"because": ""}, "Answer “Why you say so”"),
        ({"other": "INC-2026-0001"}, "this is the same one"),
    ],
)
def test_what_is_wrong_is_named(
    signed_in: SignedIn, cast: Cast, incident: Incident, other: Incident, change: dict[str, str], says: str
) -> None:
    assert incident.reference == "INC-2026-0001"
    page = signed_in(cast.hana).post(address(incident), sent(other, **change)).content.decode()
    assert "There is a problem" in page
    assert says in page
    assert not IncidentLink.objects.exists()


def test_one_out_of_reach_and_one_that_is_none_read_alike_and_are_noted(
    signed_in: SignedIn, cast: Cast, incident: Incident, other: Incident
) -> None:
    client = signed_in(cast.priya)
    pages = [
        client.post(address(incident), sent(other, other=reference)).content.decode()
        for reference in (other.reference, "INC-2026-0099")
    ]
    assert all("No incident with this reference is open to you." in page for page in pages)
    assert not IncidentLink.objects.exists()
    refused = Entry.objects.filter(verb="was-refused", by_key=str(cast.priya.key))
    assert set(refused.values_list("incident", flat=True)) == {other.reference, "INC-2026-0099"}


@pytest.fixture
def linked(cast: Cast, incident: Incident, other: Incident, at: datetime) -> IncidentLink:
    return operations.link_incidents(
        by=cast.hana, at=at, reference=incident.reference, other=other.reference, kind="SAME_PEOPLE",
        because="The same three boys",
    )  # fmt: skip


def partial(who: Professional, incident: Incident, at: datetime) -> str:
    """As the page of the incident includes it."""
    view = queries.incident(who, incident.reference, at)
    shown = {"heading": view.heading, "view": view, "elsewhere": queries.elsewhere(who, view, at)}
    return " ".join(get_template("incidents/_linked.html").render({"page": shown, "at": at}).split())


def test_it_is_read_by_whoever_may_open_both_and_the_rest_ring(
    cast: Cast, incident: Incident, other: Incident, linked: IncidentLink, at: datetime
) -> None:
    both = partial(cast.hana, incident, at)
    assert f'href="{address(other, "overview")}"' in both
    assert "The same three boys" in both
    assert address(incident, "end_link", linked.key) in both
    one = partial(cast.priya, incident, at)
    assert f"<strong>{other.reference}</strong>, another incident; ring Owen Pryce" in one
    assert 'href="tel:01632960123"' in one
    for secret in ("Anglia", "three boys", address(other, "overview"), "end/"):
        assert secret not in one


def test_a_link_is_ended_with_a_reason(
    signed_in: SignedIn, cast: Cast, incident: Incident, other: Incident, linked: IncidentLink
) -> None:
    client, where = signed_in(cast.hana), address(incident, "end_link", linked.key)
    page = client.get(where).content.decode()
    assert f"End the link with {other.reference}?" in page
    assert "The same three boys" in page
    assert "Answer “Why the link ends”" in client.post(where, {"because": ""}).content.decode()
    page = client.post(where, {"because": "Two of them were elsewhere"}, follow=True).content.decode()
    assert f"The link with {other.reference} has ended" in page
    assert client.get(where).status_code == 404


def test_whoever_may_open_one_side_alone_ends_nothing(
    signed_in: SignedIn, cast: Cast, incident: Incident, other: Incident, linked: IncidentLink
) -> None:
    for method in ("get", "post"):
        visit = getattr(signed_in(cast.priya), method)
        assert visit(address(incident, "end_link", linked.key), {"because": "x"}).status_code == 404
    linked.refresh_from_db()
    assert linked.ended_at is None


@pytest.mark.parametrize("name", ["link_incident", "end_link"])
def test_strangers_find_nothing(
    signed_in: SignedIn, cast: Cast, incident: Incident, linked: IncidentLink, name: str
) -> None:
    more = (linked.key,) if name == "end_link" else ()
    assert signed_in(cast.stranger).get(address(incident, name, *more)).status_code == 404
    assert signed_in(cast.admin).get(address(incident, name, *more)).status_code == 403


def test_the_page_costs_the_same_however_many_there_are_to_choose(
    signed_in: SignedIn, cast: Cast, incident: Incident, linked: IncidentLink
) -> None:
    client = signed_in(cast.hana)

    def more() -> None:
        for _ in range(3):
            with_team(cast, reported_incident(cast.hana))

    costs_the_same(lambda: client.get(address(incident)), more, at_most=20)
