"""The overview, the senior manager alert, other authorities."""

from uuid import UUID

from django.http import Http404, HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted
from reachable.sharing import operations, queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.alert import AcknowledgeForm, AlertForm
from ..forms.authorities import OTHER, AuthorityForm
from ..pages import notices as pages
from ..saving import send


@page(Permission.SEE_INCIDENTS)
def notices(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, pages.Notices(queries.notices(request.professional, reference, request.at)))


@page(Permission.SEE_INCIDENTS)
def alert(request: PageRequest, reference: str) -> HttpResponse:
    """Not there at all for who is not of children's services."""
    who, at = request.professional, request.at
    view = queries.alerts(who, reference, at)
    if not view.may_send:
        if request.method == "POST":
            raise NotPermitted
        return render_page(request, pages.Alert(view, None))
    young = [(str(one.key), one.label) for one in view.young_people]
    form = AlertForm(form_data(request), at=at, young_people=young)
    if send(form, lambda: operations.send_alert(by=who, at=at, reference=reference, **form.alert)).saved:
        return redirect_with(
            request, "The alert is recorded", "notices:alert", reference, then="Only children's services read of it."
        )
    return render_page(request, pages.Alert(view, form))


@page(Permission.SEE_INCIDENTS)
def acknowledge(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.alerts(who, reference, at)
    line = next((one for one in view.lines if one.key == key), None)
    if line is None:
        raise Http404
    form = AcknowledgeForm(form_data(request), at=at, initial={"acknowledged_at": at})
    told = {"by": who, "at": at, "reference": reference, "alert_key": key}
    if send(form, lambda: operations.acknowledge_alert(**told, **form.cleaned_data)).saved:
        return redirect_with(request, "Saved", "notices:alert", reference)
    return render_page(request, pages.Acknowledge(view.heading, line, form))


@page(Permission.SEE_INCIDENTS)
def authorities(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, pages.Authorities(queries.authorities(request.professional, reference, request.at)))


@page(Permission.SEE_INCIDENTS)
def authority(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    heading, line = queries.authority(who, reference, key, at)
    form = AuthorityForm(
        form_data(request), at=at, authorities=queries.authorities_to_name(), initial=_authority_now(line)
    )
    told = {"by": who, "at": at, "reference": reference, "involvement_key": key}
    sent = send(form, lambda: operations.say_authority(**told, **form.said))
    if sent.saved:
        return redirect_with(request, "Saved", "notices:authorities", reference, then="Everybody on the team sees it.")
    if sent.stale:
        heading, line = queries.authority(who, reference, key, at)
        form.has_now_seen(line.number)
    return render_page(request, pages.Authority(heading, line, form, sent.stale))


def _authority_now(line: queries.AuthorityOf) -> dict[str, object]:
    """The authority that was named before is not asked again."""
    before = line.stands
    if before is None:
        return {"seen_number": 0}
    named = str(before.authority_key) if before.authority_key else OTHER
    return {"seen_number": line.number, "authority": named, "authority_words": before.authority_words}
