"""What journeys of a response share: a team at work on it, its cards as a reader finds them, and actions."""

from datetime import timedelta

from playwright.sync_api import Locator

from reachable.common import clock
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.responses import operations, queries
from reachable.responses.models import Action
from reachable.responses.queries import CardView
from tests.factories import Cast, reported_incident, with_team
from tests.journeys.keyboard import HEIGHT, Keyboard

STRAND = "immediate-safety"
PLACES = (Where.HOSPITAL, Where.HOME, Where.CUSTODY, Where.HOME)


def given_a_response(cast: Cast, *names: str) -> Incident:
    """An hour old, with Hana, Sam and Priya on it and one young person for each name."""
    at = clock.now() - timedelta(hours=1)
    people = tuple(
        ReportedYoungPerson(
            given_names=name, family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=where
        )
        for name, where in zip(names or ("Kai",), PLACES, strict=False)
    )
    reported = reported_incident(
        cast.ward,
        at=at,
        happened_at=at - timedelta(minutes=50),
        place="Bus station, Castle Meadow",
        young_people=people,
    )
    return with_team(cast, reported, at=at)


def card_of(cast: Cast, incident: Incident, code: str, letter: str = "") -> CardView:
    view = queries.sheet(cast.hana, incident.reference, STRAND, clock.now())
    cards = (*view.incident_cards, *view.young_person_cards)
    return next(card for card in cards if card.code == code and card.letter == letter)


def given_an_answer(cast: Cast, incident: Incident, code: str, letter: str, answer: str, because: str = "") -> None:
    card = card_of(cast, incident, code, letter)
    operations.answer_consideration(
        by=cast.sam, at=clock.now(), reference=incident.reference, consideration_key=card.key, answer=answer,
        because=because, seen_number=card.number,
    )  # fmt: skip


def given_an_action(cast: Cast, incident: Incident, what: str, *, hours: float = 3, **new: object) -> Action:
    """Hana gives it to Priya, about the first young person, unless told otherwise."""
    given = {"due_at": clock.now() + timedelta(hours=hours), "owner_key": cast.priya.key, **new}
    about = incident.involvements.order_by("position").first()
    return operations.add_action(
        by=cast.hana,
        at=clock.now() - timedelta(minutes=30),
        reference=incident.reference,
        new=operations.NewAction(what=what, **given),  # type: ignore[arg-type]  # the caller names fields of NewAction
        about_key=about.key if about else None,
    )


def shown(who: Keyboard, card: CardView) -> Locator:
    """The card on the page in front of this person."""
    return who.page.locator(f"#card-{card.key}")


def said(card: Locator, answer: str, because: str = "") -> None:
    card.get_by_label(answer, exact=True).check()
    if because:
        card.get_by_label("Because").fill(because)


def offered(card: Locator, words: str) -> Locator:
    """One action that can be added on the spot, ticked."""
    offer = card.locator(".app-offer").filter(has_text=words)
    if not offer.is_visible():
        card.get_by_text("Add an action", exact=True).click()
    offer.get_by_role("checkbox", name=words).check()
    return offer


def given_to(offer: Locator, owner: str, *, contact: str = "") -> None:
    offer.get_by_label("Who", exact=True).select_option(label=owner)
    if contact:
        offer.get_by_label(contact, exact=True).check()


def pictured(who: Keyboard, name: str, height: int) -> None:
    """The top of a page that is too long to show whole."""
    who.page.set_viewport_size({"width": who.width, "height": height})
    who.page.evaluate("scrollTo(0, 0)")
    who.picture(name, full_page=False)
    who.page.set_viewport_size({"width": who.width, "height": HEIGHT})
