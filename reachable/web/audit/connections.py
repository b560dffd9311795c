"""Who declared a connection with somebody in an incident: what it is, and what they had looked at before."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import ConnectionLine
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import Look, Page, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from .forms import EndConnectionForm


@dataclass(frozen=True)
class Connections(Page):
    template: ClassVar[str] = "audit/connections.html"
    nav: ClassVar[str] = "audit"
    title: ClassVar[str] = "Connections"
    lines: tuple[ConnectionLine, ...]

    @property
    def parts(self) -> tuple[tuple[str, list[ConnectionLine]], ...]:
        running = [line for line in self.lines if line.ended_at is None]
        return ("Shut out now", running), ("Ended", [line for line in self.lines if line.ended_at])

    @property
    def looks(self) -> tuple[Look, ...]:
        references = dict.fromkeys(line.reference for line in self.lines)
        return tuple(Look(incident=one, purpose="connections") for one in references) or (Look(),)


@dataclass(frozen=True)
class EndConnection(Page):
    template: ClassVar[str] = "audit/end_connection.html"
    nav: ClassVar[str] = "audit"
    button: ClassVar[str] = "End the connection"
    has_keepable_form: ClassVar[bool] = True
    form: EndConnectionForm
    line: ConnectionLine

    @property
    def title(self) -> str:
        return f"May {self.line.name} work on {self.line.reference} again?"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.line.reference, purpose="connections"),)


@page(Permission.SEARCH_AUDIT)
def connections(request: PageRequest) -> HttpResponse:
    return render_page(request, Connections(tuple(incident_queries.connections(request.professional))))


@page(Permission.SEARCH_AUDIT)
def end_connection(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    lines = incident_queries.connections(request.professional)
    wanted = (reference, key, True)
    line = next((one for one in lines if (one.reference, one.professional_key, one.may_end) == wanted), None)
    if line is None:
        raise NotFound("connection")
    form = EndConnectionForm(form_data(request), at=request.at)
    if form.is_valid():
        try:
            incident_operations.end_connection(
                by=request.professional, at=request.at, reference=reference, professional_key=key, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            then = "They are not on the team by this: the lead adds them."
            return redirect_with(request, f"The connection of {line.name} has ended", "audit:connections", then=then)
    return render_page(request, EndConnection(form, line))
