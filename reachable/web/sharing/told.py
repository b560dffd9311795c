"""Whether young people and parents were told that something about them is shared: who, when, by whom, or why not."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.sharing import operations, queries
from reachable.sharing.choices import ToldState, Whom
from reachable.sharing.queries import ToldLine, ToldOf, ToldView
from reachable.web.shared.fields import MomentField, RadiosField, TextareaField, TextField
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import Look, Page, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest
from reachable.web.shared.seen import SeenForm


@dataclass(frozen=True)
class Told(Page):
    template: ClassVar[str] = "sharing/told.html"
    nav: ClassVar[str] = "incidents"
    view: ToldView

    @property
    def title(self) -> str:
        return f"Who was told: {self.view.heading.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        about = tuple(row.young_person.person_key for row in self.view.rows)
        return (Look(incident=self.view.heading.incident.reference, about=about),)


@page(Permission.SEE_INCIDENTS)
def told(request: PageRequest, meeting: str) -> HttpResponse:
    return render_page(request, Told(queries.told(request.professional, meeting, request.at)))


class ToldForm(SeenForm):
    """A fact: nothing of it must be filled in but how it stands."""

    state = RadiosField(
        label="How does it stand?",
        choices=ToldState.choices,
        small=True,
        conditional={
            ToldState.TOLD: ("by_words", "told_at"),
            ToldState.NOT_YET: ("because",),
            ToldState.NOT_TOLD: ("because",),
        },
        missing="Say how it stands",
    )
    by_words = TextField(label="Who told them?", hint="Name and role", required=False, max_length=200)
    told_at = MomentField(label="When?", required=False, not_future=True)
    because = TextareaField(
        label="Why not, or why not yet?",
        hint="It can be added later. Name other young people by their letter",
        required=False,
        rows=2,
        max_length=300,
    )


@dataclass(frozen=True)
class SayTold(Page):
    """`stale`: somebody else said how it stands meanwhile; theirs is shown beside what was typed."""

    template: ClassVar[str] = "sharing/say_told.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save"
    view: ToldView
    row: ToldOf
    line: ToldLine
    form: ToldForm
    stale: bool

    @property
    def title(self) -> str:
        whom = "" if self.line.whom == Whom.YOUNG_PERSON else "The parents or carers of "
        return f"{whom}{self.row.young_person.label}: told that it is shared?"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.view.heading.incident.reference, about=(self.row.young_person.person_key,)),)


@page(Permission.SEE_INCIDENTS)
def say_told(request: PageRequest, meeting: str, key: UUID, whom: str) -> HttpResponse:
    who, at, code = request.professional, request.at, _code(whom)
    view = queries.told(who, meeting, at)
    line = view.of(key).of(code)
    initial = {name: getattr(line, name) for name in ("state", "because", "by_words", "told_at")}
    form = ToldForm(form_data(request), at=at, initial={**initial, "seen_number": line.number})
    stale = False
    if form.is_valid():
        saying = {"by": who, "at": at, "meeting": meeting, "involvement_key": key, "whom": code}
        try:
            operations.say_told(**saying, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                view = queries.told(who, meeting, at)
                line = view.of(key).of(code)
                form.has_now_seen(line.number)
        else:
            return redirect_with(request, "Recorded", "sharing:told", meeting)
    return render_page(request, SayTold(view, view.of(key), line, form, stale))


def _code(slug: str) -> str:
    """young-person or parents, as in the address."""
    code = slug.replace("-", "_").upper()
    if slug != slug.lower() or code not in Whom:
        raise NotFound("whom")
    return code
