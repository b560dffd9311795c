"""The forms in which is said what is decided about whoever may be at risk."""

from typing import Any
from uuid import UUID

from reachable.responses import queries as response_queries
from reachable.responses.queries import AtRiskLine, AtRiskView, Owner
from reachable.web.shared.request import PageRequest

from .forms.risk import DisposeForm


def forms(request: PageRequest, risk: AtRiskView) -> dict[UUID, DisposeForm]:
    """One for each person; none for a reader who does not answer. The answers of others are read with the page."""
    if not risk.may_answer:
        return {}
    owners = response_queries.owners_for(request.professional, risk.network.heading.reference, request.at)
    return {line.node.person_key: form_for(request, line, owners) for line in risk.lines if not line.is_elsewhere}


def form_for(request: PageRequest, line: AtRiskLine, owners: list[Owner], data: Any = None) -> DisposeForm:
    """Its ids carry the mark, so that several stand on one page."""
    stands = {
        "code": line.code,
        "because": line.because,
        "worker": line.worker,
        "seen_number": str(line.number),
    }
    mark = line.node.mark.replace("/", "-")
    return DisposeForm(data, at=request.at, owners=owners, initial=stands, auto_id=f"id_{mark}_%s")
