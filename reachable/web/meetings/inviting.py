"""The last look before invitations go: what is missing, who gets one, and exactly what it says."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpResponse
from django.urls import reverse

from reachable.common.gates import GateState
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted, Refused, Stale
from reachable.meetings import operations, queries
from reachable.meetings.queries import InviteView
from reachable.outbox.choices import Message
from reachable.outbox.messages import TEXTS
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import Look, Page, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest
from reachable.web.shared.seen import SeenForm

from .only_while import while_planned


class InviteForm(SeenForm):
    """The button says it all; it answers the version of the meeting that was shown."""


@dataclass(frozen=True)
class Invite(Page):
    """The invitation names nobody, and neither does this page beyond those who are asked."""

    template: ClassVar[str] = "meetings/invite.html"
    nav: ClassVar[str] = "incidents"
    view: InviteView
    form: InviteForm

    @property
    def title(self) -> str:
        return f"Invite to {self.view.heading.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.heading.incident.reference),)

    @property
    def gate(self) -> GateState:
        return GateState("meeting-invitation", "", "all that is needed is there", self.view.lines)

    @property
    def links(self) -> dict[str, tuple[str, str]]:
        """Where each missing line is settled: when, where and who chairs in one place, seats in the other."""
        meeting = self.view.heading.reference
        change = (reverse("meeting:change", args=[meeting]), "change what was planned")
        seats = (f"{reverse('meeting:meeting', args=[meeting])}#seats", "fill the seats, or say why not")
        by_clause = {
            "CTX-2": (reverse("meeting:young_people", args=[meeting]), "say whom it is about"),
            "CTX-3": (reverse("meeting:purposes", args=[meeting]), "say for what it is"),
            "CTX-7": seats,
            "CTX-8": seats,
        }
        return {one.words: by_clause.get(one.clause, change) for one in self.view.lines}

    @property
    def mail_heading(self) -> str:
        return TEXTS[Message.MEETING_INVITED].subject

    @property
    def mail_says(self) -> str:
        return TEXTS[Message.MEETING_INVITED].says


@page(Permission.CONVENE_MEETINGS)
@while_planned
def invite(request: PageRequest, meeting: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.invite_view(who, meeting, at)
    if not view.heading.may_change:
        raise NotPermitted
    form = InviteForm(form_data(request), at=at, initial={"seen_number": str(view.heading.version)})
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen_number"]
            invited = operations.invite(by=who, at=at, meeting=meeting, seen_version=seen)
        except Refused as refusal:
            form.refuse(refusal)
            if isinstance(refusal, Stale):
                form.has_now_seen(view.heading.version)
        else:
            message = "1 person is invited" if invited.count == 1 else f"{invited.count} people are invited"
            ring = f"Ring those without an e-mail address: {', '.join(invited.not_reached)}."
            then = ring if invited.not_reached else "Their answers show on this page."
            return redirect_with(request, message, "meeting:meeting", meeting, then=then)
    return render_page(request, Invite(view, form))
