"""The actions of an incident and the form that adds one."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from reachable.contexts import queries as contexts
from reachable.contexts.choices import Aspect
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading
from reachable.responses import queries
from reachable.responses.operations import NewAction
from reachable.web.shared.cards import YES, ActionRow
from reachable.web.shared.fields import HiddenField, SelectField
from reachable.web.shared.request import PageRequest

from . import pages, sheets


class NewActionForm(ActionRow):
    """As on a card, with whom it is about, for which place it is and what it is to change."""

    about = SelectField(label="About", choices=(), empty="The incident", required=False)
    context = SelectField(label="Which place or group is it for?", choices=(), empty="None", required=False)
    aims_at = SelectField(
        label="If it is about a young person: what is it to change?",
        choices=Aspect.choices,
        empty="Not said",
        required=False,
    )
    key = HiddenField(max_length=36)  # made with the form, so that a second press adds nothing

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = str(uuid4())

    def new_action(self) -> NewAction:
        given = self.cleaned_data
        new = replace(super().new_action(), context=given.get("context", ""), aims_at=given["aims_at"])
        try:
            return replace(new, key=UUID(given["key"]))
        except ValueError:  # no key, or not one of ours: an action all the same
            return new

    @property
    def about_key(self) -> UUID | None:
        chosen = self.cleaned_data["about"]
        return UUID(chosen) if chosen else None


class ActionsFound:
    def __init__(self, request: PageRequest, heading: Heading) -> None:
        self.request, self.heading = request, heading
        who, at = request.professional, request.at
        self.young_people = incidents.young_people(who, heading.incident_id, at)
        self.unfinished = queries.actions_for(who, heading.reference, at)
        self.finished = queries.actions_for(who, heading.reference, at, finished=True)
        self.may_add = "manage-actions" in heading.may

    def row(self, data: Any) -> NewActionForm:
        people = sheets.owners(self.request, self.heading.reference, may_answer=self.may_add)
        row = NewActionForm(data, at=self.request.at, prefix="new", owners=people, always=True)
        about = row.fields["about"]
        if isinstance(about, SelectField):
            about.choices = [(str(line.key), line.label) for line in self.young_people]
        self._offer_places(row)
        return row

    def _offer_places(self, row: NewActionForm) -> None:
        """Of this incident, for a giver who sees them; one is chosen already where its page led here."""
        who, at = self.request.professional, self.request.at
        known = contexts.places_to_name(who, self.heading.incident_id, at) if self.may_add else ()
        field = row.fields["context"]
        if not known:
            del row.fields["context"]
        elif isinstance(field, SelectField):
            field.choices = [(one.reference, f"{one.name} ({one.reference})") for one in known]
            row.initial["context"] = self.request.GET.get("place", "")

    def told(self, row: ActionRow) -> str:
        if row.cleaned_data["contact"] == YES:
            return "It stays proposed: do not make contact yet. The lead of the incident settles it."
        kind, _, key = row.cleaned_data["owner"].partition(":")
        if key == str(self.request.professional.key):
            return ""
        if kind == "p":
            return "Its owner is told by mail, where an address is known, that an action is waiting."
        return "Those of the agency who are on the team are told by mail. Where nobody is, ring the agency."

    def page(self, row: NewActionForm) -> pages.Actions:
        return pages.Actions(
            heading=self.heading,
            young_people=tuple(self.young_people),
            unfinished=tuple(self.unfinished),
            finished=tuple(self.finished),
            row=row,
            may_add=self.may_add,
        )
