"""What is said to the media, on one page; and who speaks."""

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused, Stale
from reachable.sharing import operations, queries
from reachable.sharing.queries import MediaView
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.releases import ContactsForm
from ..pages.contacts import Contacts, Media


@page(Permission.SEE_INCIDENTS)
def media(request: PageRequest, reference: str) -> HttpResponse:
    return render_page(request, Media(queries.media(request.professional, reference, request.at)))


@page(Permission.LEAD_MEDIA, name="media-contacts")
def contacts(request: PageRequest, reference: str) -> HttpResponse:
    who, at = request.professional, request.at
    view = queries.media(who, reference, at)
    form = ContactsForm(form_data(request), at=at, initial=_as_it_stands(view))
    stale = False
    if form.is_valid():
        try:
            operations.name_media_contacts(by=who, at=at, reference=reference, **form.said)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = queries.media(who, reference, at)
                form.has_now_seen(view.number)
        else:
            return redirect_with(request, "Saved who speaks", "media:media", reference, then="The team sees it now.")
    return render_page(request, Contacts(view, form, stale))


def _as_it_stands(view: MediaView) -> dict[str, object]:
    names = ("police_lead", "contact_point", "telephone", "health", "childrens_services")
    now = {name: getattr(view.who_speaks, name) for name in names} if view.who_speaks else {}
    return {**now, "seen_number": view.number}
