"""The criteria one by one, the decision, the advice, the data sheet, and that it was sent."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from reachable.sharing.choices import Decided
from reachable.sharing.operations import ChildOnSheet, Found
from reachable.sharing.queries import CriterionLine
from reachable.web.shared.fields import HiddenField, MomentField, RadiosField, SelectField, TextareaField, TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

FOUND = (("YES", "Met"), ("NO", "Not met"), ("NOT_KNOWN", "Not known"))


class DecideForm(SeenForm):
    """`criteria` are asked before the decision; `late`: the law's time has passed, and why is owed."""

    decided = RadiosField(label="Is a notification owed?", choices=Decided.choices, missing="Decide either way")
    because = TextareaField(label="Why?", hint="The reasons are kept, whichever way it is decided", rows=5)
    against_advice = TextField(
        label="Why is it decided otherwise than police or health advise?",
        hint="Leave it empty where nobody advises otherwise",
        required=False,
        max_length=500,
    )
    decided_at = MomentField(label="When was it decided?", hint="Leave it empty for now", required=False)
    late_because = TextField(
        label="Why is it decided late?", hint="5 working days have passed", required=False, max_length=300
    )

    def __init__(self, *args: Any, criteria: Iterable[CriterionLine], late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = tuple(criteria)
        for one in self.criteria:
            hint = " ".join(part for part in (one.why, f"Source: {one.source}." if one.source else "") if part)
            self.fields[f"found_{one.code}"] = RadiosField(
                label=one.title, hint=hint, choices=FOUND, small=True, required=False
            )
            self.fields[f"words_{one.code}"] = TextField(label="What shows it?", required=False, max_length=500)
        if not late:
            del self.fields["late_because"]

    @property
    def decision(self) -> dict[str, Any]:
        """The arguments of `decide_notification`."""
        given = self.cleaned_data
        criteria = {one.code: Found(given[f"found_{one.code}"], given[f"words_{one.code}"]) for one in self.criteria}
        told = {name: given[name] for name in ("decided", "because", "against_advice", "decided_at")}
        late = given.get("late_because", "")
        return {**told, "criteria": criteria, "late_because": late, "seen_number": given["seen_number"]}


class AdviceForm(SeenForm):
    advises = RadiosField(label="What do they advise?", choices=Decided.choices)
    because = TextField(label="Why?", max_length=500)
    adviser = TextField(label="Whose advice is it?", hint="Name and office of the safeguarding lead", max_length=200)


class SheetForm(SeenForm):
    """A place and the harm for each young person; `young_people` are (letter, key, label)."""

    further = TextareaField(
        label="Further detail",
        hint="What happened, and about young people beyond the four that the notification takes",
        required=False,
        rows=6,
    )

    def __init__(self, *args: Any, young_people: Iterable[tuple[str, UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.young_people = tuple(young_people)
        places = [(str(n), str(n)) for n in range(1, len(self.young_people) + 1)]
        for letter, _, label in self.young_people:
            self.fields[f"place_{letter}"] = SelectField(
                label=f"Place of {label} on the notification", choices=places, required=False, empty="Not on it"
            )
            self.fields[f"harm_{letter}"] = TextareaField(
                label=f"Harm that came to {label}", required=False, max_length=500, rows=2
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for letter, _, label in self.young_people:
            place = given.get(f"place_{letter}", "")
            if place and place in taken:
                self.add_error(f"place_{letter}", f"{taken[place]} has place {place}: give each their own")
            elif place:
                taken[place] = label
        return given

    @property
    def sheet(self) -> dict[str, Any]:
        """The arguments of `write_sheet`."""
        given = self.cleaned_data
        chosen = sorted(
            (int(given[f"place_{letter}"]), key, given[f"harm_{letter}"])
            for letter, key, _ in self.young_people
            if given[f"place_{letter}"]
        )
        children = [ChildOnSheet(key, harm) for _, key, harm in chosen]
        return {"children": children, "further": given["further"], "seen_version": given["seen_number"]}


class SentForm(Form):
    """`again`: it is recorded already, and is put right. `late`: the law's time has passed."""

    key = HiddenField()
    sent_at = MomentField(label="When was it sent?", not_future=True)
    sent_by = TextField(label="By whom?", max_length=200)
    national_reference = TextField(label="Reference", hint="Of the national service", required=False, max_length=60)
    because = TextField(label="Why is what was recorded put right?", max_length=300)
    late_because = TextField(
        label="Why was it sent late?",
        hint="The question of the guide stays open until this is said",
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, again: bool, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["because"]
        if not late:
            del self.fields["late_because"]

    @property
    def sent(self) -> dict[str, Any]:
        """The arguments of `say_notification_sent`."""
        given = dict(self.cleaned_data)
        return {**given, "key": _key(given["key"])}


def _key(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()
