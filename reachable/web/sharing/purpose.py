"""For which purpose somebody reads, prints, takes or shares what belongs to a meeting: asked before it is shown."""

from dataclasses import dataclass
from typing import Any, ClassVar, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.meetings import operations, queries
from reachable.meetings.choices import Duty, Ground, UseFor, UseState
from reachable.meetings.queries import PurposeQuestion
from reachable.web.shared import session
from reachable.web.shared.fields import HiddenField, RadiosField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import Page, page, redirect_with, render_page
from reachable.web.shared.purpose import remember_use
from reachable.web.shared.request import PageRequest

_ASKS = {
    UseFor.OPEN: "For which purpose do you open what belongs to this meeting?",
    UseFor.PRINT: "For which purpose do you print this?",
    UseFor.EXPORT: "For which purpose do you take this file?",
    UseFor.SHARE: "For which purpose do you share this?",
}
_AGREED, _APPROVED = "for:", "use:"  # how the value of a radio begins; what follows is a code or a key
NO_NAMES = "Name young people by their letter, if at all"


class PurposeForm(Form):
    """`purpose` is an agreed one, a use that was approved, or what else it may be used for."""

    purpose = RadiosField(
        label="What you need it for",
        choices=(),
        conditional={
            Ground.FURTHER: ("further", "further_because"),
            Ground.LEGAL_DUTY: ("duty", "asked_by"),
            Ground.RISK_TO_LIFE: ("because",),
        },
        missing="Say for which purpose you need it",
    )
    further = TextField(label="For what do you need it?", hint=NO_NAMES, required=False, max_length=200)
    further_because = TextareaField(label="Why? (optional)", required=False, rows=2, max_length=500)
    duty = RadiosField(label="Which legal duty?", choices=Duty.choices, required=False, small=True)
    asked_by = TextareaField(
        label="Who asks for it, for what, and by when?",
        hint=f"For example: the family court at Norwich, by 4 December. {NO_NAMES}",
        required=False,
        rows=2,
        max_length=500,
    )
    because = TextareaField(
        label="Why is a life at risk?",
        hint=f"A few words are enough. {NO_NAMES}",
        required=False,
        rows=2,
        max_length=500,
    )
    use_for = HiddenField(required=False)
    item = HiddenField(required=False)
    next = HiddenField(required=False)

    def __init__(self, *args: Any, question: PurposeQuestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        approved = [(f"{_APPROVED}{one.key}", f"{one.purpose or one.duty}: approved") for one in question.approved]
        agreed = [(f"{_AGREED}{one.code}", one.title) for one in question.purposes]
        other = [
            (str(Ground.FURTHER), "Another purpose"),
            (str(Ground.LEGAL_DUTY), "A legal duty"),
            (str(Ground.RISK_TO_LIFE), "A life is at risk"),
        ]
        field = cast(RadiosField, self.fields["purpose"])
        field.choices = [*approved, *agreed, *other]
        whys = {f"{_AGREED}{one.code}": one.why for one in question.purposes if one.why}
        field.hints = {**whys, **_hints(question)}
        field.divider_before = {str(Ground.FURTHER): "or"}

    @property
    def approved(self) -> UUID | None:
        """The use that was chosen, where one was approved before."""
        chosen: str = self.cleaned_data["purpose"]
        return UUID(chosen.removeprefix(_APPROVED)) if chosen.startswith(_APPROVED) else None

    @property
    def said(self) -> dict[str, Any]:
        """As `state_purpose` takes it."""
        chosen: str = self.cleaned_data["purpose"]
        if chosen.startswith(_AGREED):
            return {"ground": Ground.AGREED, "purpose": chosen.removeprefix(_AGREED)}
        because = {
            Ground.FURTHER: "further_because",
            Ground.LEGAL_DUTY: "asked_by",
            Ground.RISK_TO_LIFE: "because",
        }[Ground(chosen)]
        data = self.cleaned_data
        return {"ground": chosen, "purpose": data["further"], "duty": data["duty"], "because": data[because]}


def _hints(question: PurposeQuestion) -> dict[str, str]:
    decides = " or ".join(one.name for one in question.decides) or "information governance"
    return {
        str(Ground.FURTHER): f"Waits until {decides} decides",
        str(Ground.LEGAL_DUTY): "An order of a court, a coroner, disclosure, or a request for one's own information. "
        "Waits for the information-governance lead",
        str(Ground.RISK_TO_LIFE): "Opens at once. It is recorded, and another manager looks at it the next day",
    }


@dataclass(frozen=True)
class Purpose(Page):
    """No young person is on it. `use_for` says what is to be done with the material."""

    template: ClassVar[str] = "sharing/purpose.html"
    nav: ClassVar[str] = "incidents"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Continue"
    question: PurposeQuestion
    use_for: str
    form: PurposeForm

    @property
    def title(self) -> str:
        return _ASKS[UseFor(self.use_for)]


@page(Permission.SIGN_IN)
def purpose(request: PageRequest, meeting: str) -> HttpResponse:
    who, at = request.professional, request.at
    use_for, item, onward = _asked(request)
    question = queries.purpose_question(who, meeting, at, use_for=use_for, item_key=item)
    first = f"{_AGREED}{question.purposes[0].code}" if question.purposes and use_for == UseFor.OPEN else ""
    initial = {"purpose": first, "use_for": use_for, "item": item, "next": onward}
    form = PurposeForm(form_data(request), at=at, question=question, initial=initial)
    if form.is_valid():
        key = form.approved
        if key is not None:
            return _go_on(request, meeting, use_for, item, key)
        told: dict[str, Any] = {"by": who, "at": at, "meeting": meeting, "use_for": use_for, "item_key": item}
        try:
            use = operations.state_purpose(**told, **form.said)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if use.state == UseState.WAITING:
                then = "Whoever decides it is told by mail, which says nothing of what it is about."
                return redirect_with(request, "Asked", "sharing:purpose_asked", meeting, use.key, then=then)
            return _go_on(request, meeting, use_for, item, use.key)
    return render_page(request, Purpose(question, use_for, form))


def _go_on(request: PageRequest, meeting: str, use_for: str, item: str, key: UUID) -> HttpResponse:
    remember_use(request, meeting, use_for, item, key)
    return redirect(session.safe_path(request, request.POST.get("next", ""), "/"))


def _asked(request: PageRequest) -> tuple[str, str, str]:
    """What is to be done, with what, and where to go on: from the address, and afterwards from the form."""
    sent = request.POST if request.method == "POST" else request.GET
    name = "use_for" if request.method == "POST" else "for"
    use_for = sent.get(name, "")
    return use_for if use_for in UseFor else UseFor.OPEN, sent.get("item", "")[:60], sent.get("next", "")
