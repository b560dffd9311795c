"""The pages on help: the grid with its gaps, one young person, recording and changing it, the sheet for the family."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.choices import ContactPointKind
from reachable.directory.models import ContactPoint, Professional
from reachable.incidents.models import Incident, Involvement
from reachable.safety.models import Offer
from tests.counting import costs_the_same
from tests.domain.same_person_hands import three
from tests.domain.support_hands import offered, stepped
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.support_hands import on, page_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


def of(offer: Offer) -> str:
    return reverse("support:offer_step", args=[offer.incident.reference, offer.key])


def sent(**more: str) -> dict[str, str]:
    typed = {"kind": "trauma", "what": "Talking with a therapist", "giver": "", "by_whom": "", "words": ""}
    return {"key": str(uuid4()), **typed, "state": "TO_OFFER", **more}


@pytest.mark.clause("STA-8", "STA-9", "STA-11", "STA-12", "STA-13")
def test_the_grid_shows_every_kind_and_the_gaps(signed_in: SignedIn, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    offered(cast.priya, incident, "B", by_whom="Dr Lind")
    page = signed_in(cast.sam).get(page_of("help", incident))
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    for words in ("Support with trauma", "Keeping education going", "Family Group Conference", "Dr Lind"):
        assert words in text
    assert "17 not considered yet." in text
    assert "To be offered" in text


@pytest.mark.clause("STA-11")
def test_a_service_of_the_directory_is_asked(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    rose = ContactPoint.objects.create(kind=ContactPointKind.SERVICE, name="ROSE", source="guide")
    client = signed_in(cast.priya)
    page = client.get(page_of("offer", incident, kai) + "?kind=trusted-relationship")
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    assert f'<option value="s-{rose.key}">ROSE</option>' in text
    assert "Targeted Youth Support, ROSE and St Giles can be asked" in text
    told = sent(kind="trusted-relationship", giver=f"s-{rose.key}", by_whom="Mina")
    text = text_of(client.post(page_of("offer", incident, kai), told, follow=True))
    assert "ROSE, Mina" in text


@pytest.mark.clause("STA-8")
@pytest.mark.parametrize(
    ("form", "says"),
    [
        (sent(kind=""), "Which kind of help?"),
        (sent(what=""), "Say what is offered"),
        (sent(state="NOT_WANTED"), "Say why."),
        (sent(key="x"), "Open this page again"),
    ],
    ids=["kind", "what", "why", "key"],
)
def test_what_is_wrong_is_named(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, form: dict[str, str], says: str
) -> None:
    text = text_of(signed_in(cast.priya).post(page_of("offer", incident, kai), form))
    assert "There is a problem" in text
    assert says in text
    assert not Offer.objects.exists()


@pytest.mark.clause("STA-12")
def test_what_became_of_it_is_recorded_and_every_step_shown(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    client, one = signed_in(cast.priya), offered(cast.sam, incident, kind="parents")
    assert_declares_everybody_it_shows(client.get(of(one)))
    step = {"seen_number": "1", "state": "NOT_WANTED", "words": ""}
    assert "Say why. Not wanted now is no reason to ask never again." in text_of(client.post(of(one), step))
    waits = {"seen_number": "1", "state": "WAITING", "words": "", **on("review_on", AT + timedelta(days=9))}
    text = text_of(client.post(of(one), waits, follow=True))
    assert "Wanted, waiting for a place" in text
    steps = text_of(client.get(of(one)))
    assert steps.index("<strong>Wanted, waiting for a place</strong>") < steps.index("<strong>To be offered</strong>")


def test_the_second_of_two_is_shown_what_the_first_said(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client, one = signed_in(cast.priya), offered(cast.sam, incident)
    stepped(cast.sam, one, "OFFERED", words="Rang his mother")
    text = text_of(client.post(of(one), {"seen_number": "1", "state": "WAITING", "words": "In March"}))
    assert "Meanwhile <strong>Sam Okafor</strong> said: offered" in text
    assert "Rang his mother" in text
    assert "In March" in text


@pytest.mark.clause("STA-12")
def test_the_sheet_for_the_family_says_what_happens_and_names_nobody_else(signed_in: SignedIn, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    kai = incident.involvements.get(position=0)
    offered(cast.priya, incident, kind="parents", what="A parents' group on Tuesdays")
    page = signed_in(cast.priya).get(page_of("family_sheet", incident, kai))
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    for words in (
        "What happens now: for Kai and the family",
        "A parents&#39; group on Tuesdays",
        "Ring 999",
        "What to notice and write down",
        "Whom to tell",
        "If your child is missing",
        "need not wait a day",
        "Within 72 hours",
        "01632 960123",
    ):
        assert words in text
    for name in ("Rokas", "Petrauskas", "Ella", "Wright", "Mensah"):
        assert name not in text
    offered(cast.priya, incident, what="Boxing with Rokas Petrauskas")
    text = text_of(signed_in(cast.priya).get(page_of("family_sheet", incident, kai)))
    assert "not on this sheet" in text
    assert "parents&#39; group on Tuesdays" not in text


def test_each_change_is_in_the_audit(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    client = signed_in(cast.priya)
    client.post(page_of("offer", incident, kai), sent())
    client.post(of(Offer.objects.get()), {"seen_number": "1", "state": "OFFERED", "words": ""})
    client.get(page_of("help_of", incident, kai))
    verbs = list(Entry.objects.filter(by_key=str(cast.priya.key)).values_list("verb", flat=True))
    assert {"help-offered", "help-changed", "looked-at"} <= set(verbs)


def test_strangers_and_other_roles(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    one = offered(cast.priya, incident)
    pages = [page_of("help", incident), of(one)]
    pages += [page_of(name, incident, kai) for name in ("help_of", "offer", "family_sheet")]
    assert {signed_in(cast.stranger).get(page).status_code for page in pages} == {404}
    assert {signed_in(cast.admin).get(page).status_code for page in pages} == {403}


def test_the_grid_costs_the_same_however_much_is_offered(signed_in: SignedIn, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    client = signed_in(cast.sam)
    offered(cast.priya, incident, "A")

    def more() -> None:
        for letter in "ABC":
            stepped(cast.priya, offered(cast.priya, incident, letter, kind="education"), "OFFERED")

    costs_the_same(lambda: client.get(page_of("help", incident)), more, at_most=24)
