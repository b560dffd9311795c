"""A strand as one sheet: cards for the incident and for each young person, and the grid over them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Audience
from reachable.incidents.queries import Heading, YoungPersonLine

from .. import editions
from ..choices import AnswerCode, Standing
from ..models import Answer, Consideration, Response
from .cards import CardView, cards_of


@dataclass(frozen=True)
class Cell:
    card_key: UUID | None
    answer: str
    words: str  # as `CardView.cell`
    is_gap: bool


@dataclass(frozen=True)
class SheetView:
    """`grid` has one row for each question about young people: (ask, code, cells in the order of `young_people`)."""

    heading: Heading
    code: str
    title: str
    why: str
    standing: str
    standing_label: str
    stopped_letters: tuple[str, ...]  # of young people for whom it was stopped while it runs for others
    edition: str
    young_people: tuple[YoungPersonLine, ...]
    incident_cards: tuple[CardView, ...]
    young_person_cards: tuple[CardView, ...]
    grid: tuple[tuple[str, str, tuple[Cell, ...]], ...]
    answered: int
    not_known: int
    total: int
    may_answer: bool

    @property
    def is_stopped(self) -> bool:
        return self.standing == Standing.STOPPED

    def cards_for(self, letter: str) -> tuple[CardView, ...]:
        return tuple(c for c in self.young_person_cards if c.letter == letter)


@dataclass(frozen=True)
class TonightQuestionView:
    code: str
    ask: str
    why: str
    cards: tuple[CardView, ...]

    @property
    def unanswered(self) -> int:
        return sum(1 for card in self.cards if card.is_owed)


@dataclass(frozen=True)
class TonightView:
    heading: Heading
    young_people: tuple[YoungPersonLine, ...]
    questions: tuple[TonightQuestionView, ...]
    may_answer: bool


def sheet(professional: Professional, reference: str, strand_code: str, at: datetime) -> SheetView:
    """Raises NotFound for an incident out of reach or a strand that is not open."""
    heading = incidents.heading(professional, reference, at)
    response = _response(heading)
    playbook = editions.of(response.edition)
    rows = list(response.strands.filter(code=strand_code).select_related("about").order_by("pk"))
    shown = [row for row in rows if row.standing != Standing.STOPPED] or rows
    young = incidents.young_people(professional, heading.incident_id, at)
    asked = asked_in(response, heading).filter(strand__in=shown)
    cards = cards_of(
        professional, asked, playbook, young, at, incident_id=heading.incident_id, audiences=heading.audiences
    )
    if not cards:
        raise NotFound("strand")
    guide, strand = playbook.strands[strand_code], shown[0]
    about_young = tuple(c for c in cards if c.letter)
    letters = {card.letter for card in about_young}  # nobody is shown about whom nothing is asked
    young = [line for line in young if line.letter in letters]
    return SheetView(
        heading=heading,
        code=strand_code,
        title=guide.title,
        why=guide.why,
        standing=strand.standing,
        standing_label=strand.get_standing_display(),
        stopped_letters=tuple(row.about.letter for row in rows if row not in shown and row.about),
        edition=playbook.edition_name,
        young_people=tuple(young),
        incident_cards=tuple(c for c in cards if not c.letter),
        young_person_cards=about_young,
        grid=_grid(about_young, young),
        answered=sum(1 for c in cards if c.is_answered),
        not_known=sum(1 for c in cards if c.answer == AnswerCode.NOT_YET_KNOWN),
        total=sum(1 for c in cards if not c.is_set_aside),
        may_answer=professional.holds(Permission.ANSWER_CONSIDERATIONS),
    )


def card(professional: Professional, reference: str, key: UUID, at: datetime) -> tuple[Heading, str, CardView]:
    """One card with the heading of its incident and the code of its strand."""
    heading = incidents.heading(professional, reference, at)
    response = _response(heading)
    young = incidents.young_people(professional, heading.incident_id, at)
    found = asked_in(response, heading).filter(key=key).select_related("strand")
    playbook = editions.of(response.edition)
    cards = cards_of(
        professional, found, playbook, young, at, incident_id=heading.incident_id, audiences=heading.audiences
    )
    if not cards:
        raise NotFound("consideration")
    return heading, found[0].strand.code, cards[0]


def tonight(
    professional: Professional, reference: str, at: datetime, *, audiences: frozenset[Audience] = frozenset(Audience)
) -> TonightView:
    """The eight questions of the night, each with the cards that answer it.

    `audiences` narrows what is shown, for what is printed and left on desks.
    """
    heading = incidents.heading(professional, reference, at)
    response = _response(heading)
    playbook = editions.of(response.edition)
    readable = heading.audiences & audiences
    young = incidents.young_people(professional, heading.incident_id, at, audiences=readable)
    codes = {code for question in playbook.tonight for code in question.considerations}
    asked = asked_in(response, heading).filter(code__in=codes, audience__in=readable)
    cards = cards_of(professional, asked, playbook, young, at, incident_id=heading.incident_id, audiences=readable)
    return TonightView(
        heading=heading,
        young_people=tuple(young),
        questions=tuple(
            TonightQuestionView(
                code=question.code,
                ask=question.ask,
                why=question.why,
                cards=tuple(c for code in question.considerations for c in cards if c.code == code),
            )
            for question in playbook.tonight
        ),
        may_answer=professional.holds(Permission.ANSWER_CONSIDERATIONS),
    )


def _response(heading: Heading) -> Response:
    found = Response.objects.select_related("edition").filter(incident_id=heading.incident_id).first()
    if found is None:
        raise NotFound("response")
    return found


def asked_in(response: Response, heading: Heading) -> QuerySet[Consideration]:
    return (
        Consideration.objects.filter(strand__response=response, about__now_known_as__isnull=True)
        .filter(audience__in=heading.audiences)
        .select_related("about")
        .prefetch_related(Prefetch("answers", queryset=Answer.objects.select_related("by").order_by("-number")))
    )


def _grid(cards: tuple[CardView, ...], young: list[YoungPersonLine]) -> tuple[tuple[str, str, tuple[Cell, ...]], ...]:
    by_code: dict[str, dict[str, CardView]] = {}
    for one in cards:
        by_code.setdefault(one.code, {})[one.letter] = one
    grid = []
    for code, row in by_code.items():
        ask = next(iter(row.values())).ask
        grid.append((ask, code, tuple(_cell(row.get(line.letter)) for line in young)))
    return tuple(grid)


def _cell(card_view: CardView | None) -> Cell:
    if card_view is None:
        return Cell(card_key=None, answer="", words="", is_gap=False)
    return Cell(card_key=card_view.key, answer=card_view.answer, words=card_view.cell, is_gap=card_view.is_owed)
