"""Giving an action for a place or a group, from the incident and from its own page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.contexts import operations as contexts
from reachable.contexts.models import Context
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.responses import operations
from reachable.responses.models import Action
from tests.counting import costs_the_same
from tests.domain.context_hands import refer_from
from tests.domain.incident_hands import new_action
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
QUESTION = "Which place or group is it for?"
GIVE = "Give an action for this place"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    told = {"by": cast.hana, "at": AT, "reference": found.reference, "why": "Takes the minutes"}
    incidents.add_to_team(**told, professional_key=cast.joy.key)
    return found


@pytest.fixture
def bowl(cast: Cast, incident: Incident) -> Context:
    return refer_from(cast.priya, incident)


@pytest.fixture
def address(incident: Incident) -> str:
    return reverse("responses:actions", args=[incident.reference])


def page_of(bowl: Context) -> str:
    return reverse("contexts:context", args=[bowl.reference])


def sent(who: Professional, **changes: str) -> dict[str, str]:
    given = {"what": "Light the path", "owner": f"p:{who.key}", "due": "in-2h", "contact": "no", **changes}
    return {f"new-{name}": value for name, value in given.items()}


def test_from_its_page_it_is_chosen_already_and_then_listed_there(
    signed_in: SignedIn, cast: Cast, incident: Incident, bowl: Context, address: str
) -> None:
    client = signed_in(cast.priya)
    page = client.get(page_of(bowl)).content.decode()
    assert "Actions given for it" not in page
    assert GIVE in page
    assert f'href="{address}?place={bowl.reference}#add"' in page
    form = client.get(f"{address}?place={bowl.reference}").content.decode()
    assert f'<option value="{bowl.reference}" selected>The skate bowl ({bowl.reference})</option>' in form
    about = str(incident.involvements.get().key)
    told = sent(cast.priya, context=bowl.reference, about=about, aims_at="NEIGHBOURHOOD")
    listed = client.post(address, told, follow=True).content.decode()
    assert f'for <a class="govuk-link" href="{page_of(bowl)}">The skate bowl</a>' in listed
    [action] = Action.objects.all()
    assert (action.context, action.aims_at) == (bowl, "NEIGHBOURHOOD")
    one = client.get(reverse("responses:action", args=[action.key])).content.decode()
    assert "For the place or group" in one
    assert "Neighbourhood, places and ways" in one
    answer = client.get(page_of(bowl))
    assert "Actions given for it" in answer.content.decode()
    assert "Light the path" in answer.content.decode()
    assert_declares_everybody_it_shows(answer)
    assert {look.incident for look in answer.looks} == {"", incident.reference}


def test_nobody_who_does_not_see_places_finds_one(signed_in: SignedIn, cast: Cast, bowl: Context, address: str) -> None:
    signed_in(cast.priya).post(address, sent(cast.joy, context=bowl.reference))
    action = Action.objects.get()
    client = signed_in(cast.joy)
    for where in (address, f"{address}?place={bowl.reference}", reverse("responses:action", args=[action.key])):
        page = client.get(where).content.decode()
        assert "Light the path" in page
        for words in ("skate bowl", "contexts/CTX", QUESTION, "For the place"):
            assert words not in page
    client.post(address, sent(cast.joy, what="Another", context=bowl.reference))
    assert Action.objects.get(what="Another").context is None


def test_whoever_does_not_open_the_incident_finds_no_action_at_the_place(
    signed_in: SignedIn, cast: Cast, incident: Incident, bowl: Context, address: str
) -> None:
    signed_in(cast.priya).post(address, sent(cast.priya, context=bowl.reference))
    page = signed_in(cast.ward).get(page_of(bowl))
    assert page.status_code == 200
    for words in ("Light the path", incident.reference, "Actions given", GIVE):
        assert words not in page.content.decode()


def test_a_place_that_went_meanwhile_is_refused_in_its_box(
    signed_in: SignedIn, cast: Cast, incident: Incident, bowl: Context, address: str
) -> None:
    other = refer_from(cast.priya, incident, name="The arcade")
    contexts.end_context(by=cast.priya, at=AT, context=other.reference, because="Pulled down", seen_version=1)
    client = signed_in(cast.priya)
    assert (
        "Select one of the answers" in client.post(address, sent(cast.priya, context=other.reference)).content.decode()
    )
    assert "Say first which young person" in client.post(address, sent(cast.priya, aims_at="PEERS")).content.decode()
    assert GIVE not in client.get(page_of(other)).content.decode()
    assert Action.objects.count() == 0


def test_the_place_costs_the_same_with_more_actions(
    signed_in: SignedIn, cast: Cast, incident: Incident, bowl: Context
) -> None:
    client = signed_in(cast.priya)

    def more(count: int = 4) -> None:
        told = {
            "by": cast.priya,
            "at": AT,
            "reference": incident.reference,
            "about_key": incident.involvements.get().key,
        }
        for _ in range(count):
            operations.add_action(**told, new=new_action(cast.priya, context=bowl.reference))

    more(1)
    costs_the_same(lambda: client.get(page_of(bowl)), more, at_most=20)
