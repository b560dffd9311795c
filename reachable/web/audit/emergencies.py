"""Who used emergency access, why, and what it opened: for the information-governance lead, who reviews each."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import EmergencyLine
from reachable.web.shared.page import Look, Page, page, render_page
from reachable.web.shared.request import PageRequest


@dataclass(frozen=True)
class Emergencies(Page):
    template: ClassVar[str] = "audit/emergencies.html"
    nav: ClassVar[str] = "audit"
    title: ClassVar[str] = "Uses of emergency access"
    lines: tuple[EmergencyLine, ...]

    @property
    def looks(self) -> tuple[Look, ...]:
        references = dict.fromkeys(reference for line in self.lines for reference in line.opened)
        return tuple(Look(incident=one, purpose="emergencies") for one in references) or (Look(),)


@page(Permission.SEARCH_AUDIT)
def emergencies(request: PageRequest) -> HttpResponse:
    return render_page(request, Emergencies(tuple(incident_queries.emergencies(request.professional))))
