"""The rows of an item: what is asked of each young person, answered where it is discussed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reachable.meetings.queries import RunView
from reachable.responses.choices import AnswerCode
from reachable.responses.queries import CardView, Owner
from reachable.web.shared.cards import CardForm, DrawnCard

from .run_actions import AtOnceRow

_IN_THE_ROW = ("yes-no", "choice", "text", "number")


class RowForm(CardForm):
    """One question about one young person in one row, with one action that counts where something is typed in it."""

    def __init__(self, card: CardView, view: RunView, *, at: datetime, data: Any = None) -> None:
        self.of = view
        owners = [Owner(one.value, one.label, one.name) for one in view.owners]
        super().__init__(card, owners, at=at, data=data)

    def _rows(self, card: CardView, owners: Sequence[Owner], at: datetime, data: Any) -> tuple[AtOnceRow, ...]:
        row = AtOnceRow(data, owners=self.of.owners, at=at, prefix=f"card-{card.key}-action")
        row.always_contact = frozenset(what for what, sends in card.suggests if sends)
        return (row,)

    @property
    def action(self) -> Any:
        return self.rows[0]

    @property
    def wanted(self) -> Any:
        needs = self["answer"].value() == AnswerCode.ACTION_NEEDED
        return self.rows if needs and (self.action["what"].value() or "").strip() else ()

    @property
    def in_the_row(self) -> list[Any]:
        """Fields that fit beside the answer; the others unfold."""
        kinds = {f"record-{one.name}": one.kind for one in self.card.fields}
        return [self[name] for name in self.record_names if kinds[name] in _IN_THE_ROW]

    @property
    def unfolded(self) -> list[Any]:
        beside = {field.name for field in self.in_the_row}
        return [self[name] for name in self.record_names if name not in beside]


def rows_of(view: RunView, *, at: datetime, data: Any = None) -> list[RowForm]:
    """Those of the item that stands open."""
    return [RowForm(card, view, at=at, data=data) for row in view.answers for card in row.cards]


def drawn(forms: Sequence[RowForm], *, notice: str = "") -> dict[Any, DrawnCard]:
    """By the key of the question, for the page."""
    return {form.card.key: DrawnCard(form.card, form, notice) for form in forms}
