"""A young person in custody: one page, to which the forms of its facts come back."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import CustodyView
from reachable.responses import queries as response_queries
from reachable.responses.queries import CardView
from reachable.web.shared.page import page, render_page
from reachable.web.shared.request import PageRequest

from .pages import STRAND, Custody


@page(Permission.SEE_INCIDENTS)
def custody(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = incident_queries.custody(request.professional, reference, key, request.at)
    return render_page(request, Custody(view, _owed(request, view)))


def _owed(request: PageRequest, view: CustodyView) -> tuple[CardView, ...]:
    """The questions of the guide about them that nobody has answered, by when they are due."""
    try:
        sheet = response_queries.sheet(request.professional, view.heading.reference, STRAND, request.at)
    except NotFound:
        return ()
    owed = [] if sheet.is_stopped else [card for card in sheet.cards_for(view.line.letter) if card.is_owed]
    return tuple(sorted(owed, key=_when))


def _when(card: CardView) -> tuple[bool, float]:
    return card.due_at is None, card.due_at.timestamp() if isinstance(card.due_at, datetime) else 0
