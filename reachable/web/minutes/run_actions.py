"""An action in one line: who, what, by when. Enter adds it and the next can be typed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from reachable.meetings.operations import AgreedAction
from reachable.meetings.queries import OwnerChoice, RunView
from reachable.web.shared.cards import NO, YES, ActionRow
from reachable.web.shared.fields import BooleanCheckField, SelectField

from .run_forms import KeyField
from .run_people import WhoField, listed


class AtOnceRow(ActionRow):
    """Whoever does it is typed. That it sends somebody to a young person or a family is ticked; where the words say so
    and the box does not, the operation asks again and an answer must be given.
    """

    always_contact: frozenset[str] = frozenset()  # suggestions of the guide that send somebody

    def __init__(self, data: Any = None, *, owners: Sequence[OwnerChoice], at: datetime, prefix: str) -> None:
        super().__init__(data, at=at, prefix=prefix, owners=(), always=True)
        self.fields["owner"] = WhoField(listed(owners), required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        asked_again = bool(given.get("asked")) and given.get("asked") == given.get("what")
        if not given.get("contact") and not asked_again:
            given["contact"] = YES if given.get("what") in self.always_contact else NO
        return super().clean()


class ActionForm(AtOnceRow):
    key = KeyField()
    item = KeyField()
    about = SelectField(label="About", choices=(), empty="everybody", required=False)
    everybody_may_read = BooleanCheckField(label="Everybody on the team may read this action")

    def __init__(self, view: RunView, data: Any = None, *, at: datetime) -> None:
        super().__init__(data, owners=view.owners, at=at, prefix="action")
        self.initial.update(key=str(uuid4()), item=str(view.item.key) if view.item else "")
        self._set("about", [(str(one.key), one.label) for one in view.heading.covered])

    def agreed(self) -> AgreedAction:
        given = self.cleaned_data
        return AgreedAction(
            key=given["key"] or uuid4(),
            what=given["what"],
            due_at=given["moment"],
            owner=given["owner"],
            item_key=given["item"],
            about_key=UUID(given["about"]) if given["about"] else None,
            makes_contact=given["contact"] == YES,
            asked_again=self.was_asked_again,
            everybody_may_read=given["everybody_may_read"],
        )
