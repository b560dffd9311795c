"""One card as an answer to one request: the page or the fragment, with what it holds."""

from typing import Any
from uuid import UUID

from reachable.directory import operations as directory_operations
from reachable.directory.choices import KeptPurpose
from reachable.responses import queries
from reachable.responses.queries import CardView, Owner
from reachable.web.shared import session
from reachable.web.shared.cards import SAVED, CardForm, DrawnCard, stale_card
from reachable.web.shared.kept import form_data
from reachable.web.shared.request import PageRequest

from . import addresses, pages, sheets

_NOT_KEPT = ("csrfmiddlewaretoken", "next")


class Found:
    """`is_fragment`: asked for by the script of a sheet, which puts the card into its page."""

    def __init__(self, request: PageRequest, reference: str, key: UUID) -> None:
        self.request, self.reference, self.key = request, reference, key
        self.is_fragment = "X-Fragment" in request.headers
        self.heading, self.strand, self.card = self._read()
        self.may_answer = "answer-considerations" in self.heading.may
        self.owners: list[Owner] = sheets.owners(request, reference, may_answer=self.may_answer)

    def _read(self) -> tuple[Any, str, CardView]:
        return queries.card(self.request.professional, self.reference, self.key, self.request.at)

    @property
    def back(self) -> str:
        """Where the reader came from, or the card's place on its sheet."""
        given = session.safe_next(self.request, "")
        return given or f"{addresses.sheet(self.reference, self.strand, self.card.letter)}#card-{self.key}"

    @property
    def then(self) -> str:
        _, _, card = self._read()
        return f"{card.ask} {card.answer_label}."

    def form(self, data: Any) -> CardForm:
        return CardForm(self.card, self.owners, at=self.request.at, data=data)

    def page(self, drawn: DrawnCard) -> pages.Card:
        kind = pages.CardFragment if self.is_fragment else pages.Card
        network = sheets.figures(self.request, self.heading, [self.card])
        return kind(self.heading, self.strand, drawn, self.back, self.may_answer, network)

    def drawn(self) -> DrawnCard:
        if self.is_fragment:
            return DrawnCard(self.card, CardForm(self.card, self.owners, at=self.request.at))
        [drawn] = sheets.fill(self.request, [self.card], self.owners, None, form_data(self.request))
        return drawn

    def refused(self, form: CardForm) -> DrawnCard:
        return DrawnCard(self.card, form)

    def stale(self) -> DrawnCard:
        """The answer that stands, read anew, beside what was typed."""
        _, _, card = self._read()
        return stale_card(card, sheets.maker(self.owners, self.request.at), self.request.POST)

    def saved(self) -> DrawnCard:
        _, _, card = self._read()
        return DrawnCard(card, CardForm(card, self.owners, at=self.request.at), notice=SAVED)


def keep_draft(request: PageRequest) -> None:
    """Under the address of the form itself: what /drafts/tonight/ keeps, /tonight/ shows again."""
    payload = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_KEPT}
    directory_operations.keep_text(
        by=request.professional,
        form=request.path.replace("/drafts/", "/", 1),
        payload=payload,
        at=request.at,
        purpose=KeptPurpose.DRAFT,
    )
