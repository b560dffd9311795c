"""What is sealed under holds, for the information-governance lead: read with a reason, each time recorded."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry, EntryWords
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.models import Hold, Incident, Sealed
from tests.counting import costs_the_same
from tests.domain.removal_hands import associated, member
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web import young_people

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
SEALED = "/audit/sealed/"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def of(incident: Incident) -> str:
    return reverse("audit:sealed_of", args=[incident.reference])


@pytest.fixture
def hold(cast: Cast, incident: Incident) -> Hold:
    """One runs, and somebody with a connection was taken out under it."""
    placed = operations.place_hold(
        by=cast.hana, at=AT, reference=incident.reference, kind="REVIEW", because="A review was begun"
    )
    leo = member(cast.priya, incident)
    associated(cast.priya, incident.involvements.get().record, leo.record)
    operations.remove_from_network(by=cast.hana, at=AT, reference=incident.reference, key=leo.key, because="ASKED")
    return placed


def test_the_list_counts_and_says_nothing_of_what_is_sealed(signed_in: SignedIn, cast: Cast, incident, hold) -> None:
    client = signed_in(cast.ig)
    assert SEALED in client.get(reverse("audit:search")).content.decode()
    answer = client.get(SEALED)
    page = answer.content.decode()
    for words in (incident.reference, "1 hold running", "2 sealed"):
        assert words in page
    assert "Zephyrine" not in page
    assert [look.incident for look in answer.looks] == [incident.reference]


def test_nothing_is_shown_before_a_reason_and_the_reading_is_recorded(
    signed_in: SignedIn, cast: Cast, incident, hold
) -> None:
    client = signed_in(cast.ig)
    assert "Zephyrine" not in client.get(of(incident)).content.decode()
    answer = client.post(of(incident), {"because": ""})
    assert "Enter why you read it" in answer.content.decode()
    assert "Zephyrine" not in answer.content.decode()
    assert not Entry.objects.filter(verb="sealed-read").exists()
    answer = client.post(of(incident), {"because": "Asked by the reviewer"})
    page = answer.content.decode()
    for words in ("Leo Zephyrine", "Seen together at the skatepark", "Seen or heard myself", "Kai Mensah"):
        assert words in page
    young_people.assert_declares_everybody_it_shows(answer)
    entry = Entry.objects.get(verb="sealed-read")
    assert "Asked by the reviewer" in EntryWords.objects.get(number=entry.number).words
    assert "Zephyrine" not in client.get(of(incident)).content.decode()


def test_a_hold_is_placed_on_any_incident_and_ended(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.ig)
    form = {"reference": "INC-2026-9999", "kind": "COMPLAINT", "because": "A complaint came in"}
    assert "There is no incident with this reference" in client.post(SEALED, form).content.decode()
    page = client.post(SEALED, {**form, "reference": incident.reference}, follow=True).content.decode()
    assert "Hold placed" in page
    where = reverse("audit:end_hold_of", args=[incident.reference, Hold.objects.get().key])
    assert "It is the last that runs" in client.get(where).content.decode()
    assert "The hold has ended" in client.post(where, {"because": "Answered"}, follow=True).content.decode()
    assert client.get(where).status_code == 404
    assert "Nothing is sealed" in client.post(of(incident), {"because": "To see"}).content.decode()


def test_it_is_erased_with_the_last_hold(signed_in: SignedIn, cast: Cast, incident, hold) -> None:
    where = reverse("audit:end_hold_of", args=[incident.reference, hold.key])
    client = signed_in(cast.ig)
    assert "2 sealed are erased with it" in client.get(where).content.decode()
    client.post(where, {"because": "The review is over"})
    assert not Sealed.objects.exists()


@pytest.mark.parametrize("who", ["hana", "admin", "priya"])
def test_nobody_else_gets_there(signed_in: SignedIn, cast: Cast, incident, hold, who: str) -> None:
    client = signed_in(getattr(cast, who))
    for where in (SEALED, of(incident), reverse("audit:end_hold_of", args=[incident.reference, hold.key])):
        assert client.get(where).status_code == 403
    assert signed_in(cast.ig).get(reverse("audit:sealed_of", args=["INC-2026-9999"])).status_code == 404


def test_the_list_costs_the_same_with_more_of_them(signed_in: SignedIn, cast: Cast, incident, hold) -> None:
    client = signed_in(cast.ig)

    def more() -> None:
        for _ in range(3):
            other = reported_incident(cast.hana)
            operations.place_hold(by=cast.ig, at=AT, reference=other.reference, kind="REVIEW", because="Another")

    costs_the_same(lambda: client.get(SEALED), more, at_most=16)
