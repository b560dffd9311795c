"""The form of one card, and a card as a page draws it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reachable.responses.choices import AnswerCode
from reachable.responses.queries import AnswerLine, CardView, Owner
from reachable.web.shared import dates
from reachable.web.shared.fields import (
    DatePartsField,
    HiddenField,
    RadiosField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form
from reachable.web.shared.record_fields import PREFIX, box, shown, stored

from .rows import ActionRow

SAVED = "Recorded"


class CardForm(Form):
    """The answer to one consideration. Names carry the card's key, so that many cards share one form of the page.

    `seen` is the number of the answer that the writer saw, `was` what the boxes held then: a sheet saved whole
    records only what was changed.
    """

    answer = RadiosField(
        label="Answer", choices=AnswerCode.choices, small=True, inline=True, missing="Choose one of four answers"
    )
    because = TextareaField(label="Because", rows=2, required=False)
    seen = HiddenField()
    was = HiddenField()

    def __init__(self, card: CardView, owners: Sequence[Owner], *, at: datetime, data: Any = None) -> None:
        holders = [(one.value, one.name) for one in owners]
        fields = {f"{PREFIX}{one.name}": box(one, holders, (one.value, one.words)) for one in card.fields}
        starts = {f"{PREFIX}{one.name}": shown(one, one.value) for one in card.fields}
        super().__init__(
            data,
            at=at,
            prefix=f"card-{card.key}",
            initial={"answer": card.answer, "because": card.because, "seen": str(card.number), **starts},
        )
        self.card = card
        self.fields["answer"].label = f"Answer: {card.ask}"
        if card.is_late_to_answer:
            self.fields["late_because"] = _why_late(card, at)
            self.initial["late_because"] = _stands_late(card)
        self.fields.update(fields)
        for field in fields.values():
            if isinstance(field, DatePartsField):
                field.at = at
        self.record_names = tuple(fields)
        self.initial["was"] = digest_of(card)
        self.rows = self._rows(card, owners, at, data)

    def _rows(self, card: CardView, owners: Sequence[Owner], at: datetime, data: Any) -> tuple[ActionRow, ...]:
        offered: list[tuple[str, bool | None]] = [*card.suggests, ("", None)]
        return tuple(
            ActionRow(
                data,
                at=at,
                prefix=f"card-{card.key}-action-{number}",
                owners=owners,
                suggestion=what,
                makes_contact=contact,
            )
            for number, (what, contact) in enumerate(offered)
        )

    @property
    def wanted(self) -> tuple[ActionRow, ...]:
        return tuple(row for row in self.rows if row.is_wanted)

    @property
    def is_sent(self) -> bool:
        return self.is_bound and self.add_prefix("seen") in self.data

    @property
    def is_changed(self) -> bool:
        """Whether the boxes hold anything else than they did when the page was drawn."""
        if not self.is_sent:
            return False
        if self.wanted:
            return True
        if any(error.code != "required" for errors in self.errors.as_data().values() for error in errors):
            return True
        return self.digest != str(self["was"].value() or "")

    @property
    def digest(self) -> str:
        """Of what is said; a card that holds kept text has not been validated and says nothing."""
        if not hasattr(self, "cleaned_data"):
            return ""
        given = self.cleaned_data
        return _digest(given.get("answer", ""), given.get("because", ""), self.late_because, self.record)

    @property
    def late_because(self) -> str:
        """Empty where nothing is late, and so not asked."""
        return str(self.cleaned_data.get("late_because") or "")

    @property
    def record(self) -> dict[str, str]:
        given = {name.removeprefix(PREFIX): stored(self.cleaned_data.get(name)) for name in self.record_names}
        return {name: value for name, value in given.items() if value}

    @property
    def seen_number(self) -> int:
        text = str(self["seen"].value() or "0")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def is_valid(self) -> bool:
        rows = [row.is_valid() for row in self.wanted]
        return super().is_valid() and all(rows)

    @property
    def error_summary(self) -> list[dict[str, str]]:
        """Each error with the question that it belongs to, leading to the box or else to the card."""
        found = [*super().error_summary, *(item for row in self.rows if row.is_wanted for item in row.error_summary)]
        about = f"{self.card.letter}: {self.card.ask}" if self.card.letter else self.card.ask
        home = f"#card-{self.card.key}"
        return [{"text": f"{item['text']} ({about})", "href": item.get("href", home)} for item in found]


@dataclass(frozen=True)
class DrawnCard:
    """`notice` says what became of it. `is_stale`: somebody else answered meanwhile, and both answers are shown."""

    view: CardView
    form: CardForm
    notice: str = ""
    is_stale: bool = False

    @property
    def errors(self) -> list[dict[str, str]]:
        return self.form.error_summary

    @property
    def history(self) -> list[tuple[AnswerLine, tuple[tuple[str, str], ...]]]:
        """Each answer, newest first, with its fields as people read them."""
        return [(line, tuple((label, _read(words)) for label, words in line.fields)) for line in self.view.history]

    @property
    def own_errors(self) -> list[str]:
        """Of the card as a whole; the others stand at their boxes."""
        return [str(words) for words in self.form.non_field_errors()] if self.errors else []

    @property
    def is_saved(self) -> bool:
        return self.notice == SAVED

    @property
    def needs_a_look(self) -> bool:
        """It was refused, answered by somebody else meanwhile, or holds what was typed and not recorded."""
        return bool(self.errors or self.is_stale or (self.notice and not self.is_saved))

    @property
    def is_owed(self) -> bool:
        return self.needs_a_look or self.view.is_owed

    @property
    def offers_stand_open(self) -> bool:
        """Suggested actions unfold where one is owed or begun, and where something is wrong."""
        is_chosen = self.form["answer"].value() == AnswerCode.ACTION_NEEDED
        return bool(self.form.wanted or (is_chosen and (self.errors or not self.view.open_actions)))


def _read(words: str) -> str:
    """Dates are kept as 2026-11-24 or 2026-11-24T12:00:00+00:00."""
    try:
        return dates.short_date(date.fromisoformat(words))
    except ValueError:
        pass
    try:
        return dates.full(datetime.fromisoformat(words))
    except ValueError:
        return words


def digest_of(card: CardView) -> str:
    """Of what stands, in the same words as the digest of what is sent."""
    record = {one.name: stored(shown(one, one.value)) for one in card.fields if one.value}
    return _digest(card.answer, card.because, _stands_late(card), record)


def _digest(answer: str, because: str, late_because: str, record: dict[str, str]) -> str:
    text = json.dumps([answer, because.strip(), late_because.strip(), record], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _stands_late(card: CardView) -> str:
    """What was said already of why it is late; asked no more once it is settled."""
    return card.late_because if card.is_late_to_answer else ""


def _why_late(card: CardView, at: datetime) -> TextField:
    due = dates.by(card.due_at, at) if card.due_at else ""
    label = f"It was due {due}. Why is it late?{'' if card.late_reason_is_owed else ' (optional)'}"
    return TextField(label=label, required=False, max_length=300)
