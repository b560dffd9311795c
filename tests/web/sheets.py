"""What the tests of sheets, the night and My work share: a response, and a card's boxes as a browser sends them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.responses import operations, queries
from reachable.responses.models import Action
from reachable.responses.queries import CardView, SheetView
from tests.factories import AT, Cast, reported_incident, with_team

STRAND = "immediate-safety"
NAMES = ("Kai", "Jay", "Ella", "Dara", "Lio", "Mina")


def response(cast: Cast, young: int = 1, **facts: Any) -> Incident:
    people = tuple(
        ReportedYoungPerson(given_names=name, family_name="Mensah", parts=(Part.VICTIM,), where=Where.HOSPITAL)
        for name in NAMES[:young]
    )
    return with_team(cast, reported_incident(cast.hana, young_people=people, **facts))


def sheet_of(cast: Cast, incident: Incident) -> SheetView:
    return queries.sheet(cast.hana, incident.reference, STRAND, AT)


def card_of(cast: Cast, incident: Incident, code: str, letter: str = "") -> CardView:
    view = sheet_of(cast, incident)
    cards = (*view.incident_cards, *view.young_person_cards)
    return next(card for card in cards if card.code == code and letter in ("", card.letter))


def boxes(card: CardView, **said: Any) -> dict[str, Any]:
    """What the form of a card sends: `said` names its boxes, "__" standing for "-" (action__0__what)."""
    from_page = {"seen": str(card.number), "answer": card.answer, "because": card.because}
    given = {**from_page, **{name.replace("__", "-"): value for name, value in said.items()}}
    return {f"card-{card.key}-{name}": value for name, value in given.items() if value != ""}


def action_boxes(
    card: CardView, what: str, owner: UUID, *, contact: str = "no", row: int | None = None, **more: str
) -> dict:
    """A ticked row: the last one, "something else", unless told."""
    number = len(card.suggests) if row is None else row
    given = {"tick": "yes", "what": what, "owner": f"p:{owner}", "due": "in-2h", "contact": contact, **more}
    return {f"card-{card.key}-action-{number}-{name}": value for name, value in given.items()}


def add_action(cast: Cast, incident: Incident, what: str = "Write to the landlord", **new: Any) -> Action:
    given = {"due_at": AT + timedelta(hours=2), "owner_key": cast.priya.key, **new}
    about = incident.involvements.order_by("position").first()
    return operations.add_action(
        by=cast.hana,
        at=AT,
        reference=incident.reference,
        new=operations.NewAction(what=what, **given),
        about_key=about.key if about else None,
    )


def answer(cast: Cast, incident: Incident, card: CardView, code: str = "NOT_YET_KNOWN", **said: Any) -> None:
    by = said.pop("by", cast.sam)
    operations.answer_consideration(
        by=by, at=AT, reference=incident.reference, consideration_key=card.key, answer=code,
        seen_number=card.number, **said,
    )  # fmt: skip
