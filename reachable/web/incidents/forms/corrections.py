"""Adding to or correcting what was reported: the facts of the incident, and the name and age of a young person."""

from collections.abc import Mapping
from typing import Any

from reachable.people.choices import REASON_LENGTH
from reachable.people.matching import Entry
from reachable.web.shared.fields import RadiosField, TextareaField

from .definition import SeenForm
from .report import AT_A_TIME, ME, NOT_KNOWN, SOMEBODY, WhatForm
from .report_people import PersonFields

# A fact that is not asked in one box of its own name.
_BOXES = {
    "happened_at": ("when", *(f"happened_at-{part}" for part in ("day", "month", "year", "time"))),
    "told_by": ("teller", "told_by"),
}


class CorrectFactsForm(WhatForm, SeenForm):
    """Page 1 of a report again, filled with what stands."""

    when = RadiosField(
        label="When did it happen?",
        choices=((AT_A_TIME, "At this time"), (NOT_KNOWN, "Not known")),
        required=False,
        small=True,
        conditional={AT_A_TIME: ("happened_at", "happened_about")},
    )
    teller = RadiosField(
        label="Who told us of it?",
        choices=((ME, "Only the reporter"), (SOMEBODY, "Somebody told the reporter")),
        required=False,
        small=True,
        conditional={SOMEBODY: ("told_by",)},
    )
    because = TextareaField(
        label="Why it changes, or who says so", hint="It stays with what stood before", required=False, rows=2,
        max_length=1_000,
    )  # fmt: skip

    def __init__(self, *args: Any, standing: Mapping[str, Any], number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_by"].label = "Who told the reporter?"
        stands = {name: value for name, value in standing.items() if value is not None}
        self.initial = {**self.initial, **stands, **_choices_for(standing), "seen_number": number}

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {name: value for name, value in given.items() if name not in ("seen_number", "because")}

    def take_over(self, standing: Mapping[str, Any], seen: Mapping[str, Any], number: int) -> None:
        """After somebody else was first: what this writer left as he saw it now shows what the other one wrote."""
        given = self.facts()
        self.has_now_seen(number)
        posted = _as_posted(standing)
        for name, value in standing.items():
            if given[name] == seen[name] != value:
                for box in _BOXES.get(name, (name,)):
                    self.data[box] = posted.get(box, "")  # type: ignore[index]  # has_now_seen made it a copy


def _choices_for(standing: Mapping[str, Any]) -> dict[str, str]:
    return {
        "when": AT_A_TIME if standing["happened_at"] else NOT_KNOWN,
        "teller": SOMEBODY if standing["told_by"] else ME,
    }


def _as_posted(standing: Mapping[str, Any]) -> dict[str, str]:
    """What stands as the boxes of the page send it."""
    plain = {name: str(value) for name, value in standing.items() if name not in ("happened_at", "happened_about")}
    moment = WhatForm.base_fields["happened_at"].prepare_value(standing["happened_at"])
    parts = {f"happened_at-{part}": value for part, value in moment.items()}
    about = "on" if standing["happened_about"] else ""
    return {**plain, **parts, **_choices_for(standing), "happened_about": about}


class CorrectYoungPersonForm(PersonFields, SeenForm):
    """A date of birth that is left alone stays as sure as it was: `standing_accuracy`."""

    reason = TextareaField(
        label="Why it changes, or who says so", hint="It stays with what stood before", required=False, rows=2,
        max_length=REASON_LENGTH,
    )  # fmt: skip

    def __init__(self, *args: Any, standing_accuracy: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing_accuracy = standing_accuracy

    def entry(self) -> Entry:
        entry = super().entry()
        if entry.date_of_birth and entry.date_of_birth == self.initial.get("date_of_birth"):
            return Entry(**{**vars(entry), "dob_accuracy": self.standing_accuracy})
        return entry
