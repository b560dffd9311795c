"""Who is who when two reports are joined."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from reachable.incidents.queries import YoungPersonLine
from reachable.web.shared.fields import SelectField
from reachable.web.shared.forms import Form

NEW = "NEW"


class JoinForm(Form):
    """One question for each young person of the report. Answered beforehand only where the identity is the same."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        at: datetime,
        report: Sequence[tuple[YoungPersonLine, str]],
        into: Sequence[tuple[YoungPersonLine, str]],
    ) -> None:
        super().__init__(data, at=at)
        self.report = tuple(line for line, _ in report)
        self.called = {str(line.key): called for line, called in into}
        choices = [(key, f"The same as {called}") for key, called in self.called.items()]
        for number, (line, called) in enumerate(report):
            same = [str(other.key) for other, _ in into if other.person_key == line.person_key]
            self.fields[f"who_{number}"] = SelectField(
                label=f"{called}, {line.age or 'age not known'}, {line.part_words}",
                choices=[*choices, (NEW, "Somebody else: add to the incident")],
                empty="Choose",
                initial=same[0] if same else "",
                missing=f"Choose who this is: {called}",
            )

    def clean(self) -> None:
        super().clean()
        chosen: dict[str, str] = {}
        for name, key in list(self.cleaned_data.items()):  # refusing takes an answer out
            if key != NEW and key in chosen:
                self.refuse(f"Two young people of the report cannot both be {self.called[key]}.", name)
            chosen[key] = name

    def same(self) -> dict[UUID, UUID | None]:
        picked = (self.cleaned_data[f"who_{number}"] for number in range(len(self.report)))
        return {line.key: None if key == NEW else UUID(key) for line, key in zip(self.report, picked, strict=True)}
