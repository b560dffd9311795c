"""What is decided for one young person: the fields of the kind of meeting."""

from datetime import datetime
from typing import Any

from reachable.meetings.queries import OutcomeLine, RunView
from reachable.web.shared.fields import DatePartsField
from reachable.web.shared.record_fields import PREFIX, box, shown, stored
from reachable.web.shared.seen import SeenForm


class OutcomeForm(SeenForm):
    def __init__(self, line: OutcomeLine, view: RunView, *, at: datetime, data: Any = None) -> None:
        holders = [(one.value, one.name) for one in view.owners]
        made = {f"{PREFIX}{one.name}": box(one, holders, (one.value, one.words)) for one in line.fields}
        start = {f"{PREFIX}{one.name}": shown(one, one.value) for one in line.fields}
        super().__init__(data, at=at, prefix="outcome", initial={"seen_number": str(line.number), **start})
        self.fields.update(made)
        for field in made.values():
            if isinstance(field, DatePartsField):
                field.at = at
        self.line, self.names = line, tuple(made)

    @property
    def record(self) -> dict[str, str]:
        given = {name.removeprefix(PREFIX): stored(self.cleaned_data.get(name)) for name in self.names}
        return {name: value for name, value in given.items() if value}

    @property
    def stands(self) -> dict[str, str]:
        return {one.name: stored(shown(one, one.value)) for one in self.line.fields if one.value}
