"""Weighing what matters most, and saying what an open action is to change."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from reachable.contexts.choices import Aspect, WeighedBy
from reachable.contexts.policies.weighting import Weight
from reachable.contexts.queries import WeightingVersion
from reachable.responses.queries import AimLine
from reachable.web.shared.fields import HiddenField, IntegerField, SelectField, TextField
from reachable.web.shared.forms import Form

from .maps import KeyedForm


class WeighForm(KeyedForm):
    """Five shares of a hundred, each with a reason."""

    said_by = TextField(
        label="Who said it, and to whom?", hint="And where and when, if it matters", missing="Say who said it"
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, side: str, stands: WeightingVersion | None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        if side == WeighedBy.PROFESSIONAL:
            del self.fields["said_by"]
        for aspect in Aspect:
            code, label = aspect.value.lower(), str(aspect.label)
            self.fields[f"weight_{code}"] = IntegerField(
                label=label, least=0, most=100, suffix="of 100", required=False
            )
            self.fields[f"because_{code}"] = TextField(
                label=f"Why: {label[0].lower()}{label[1:]}", required=False, max_length=300
            )
        if stands:
            self.initial = {**_as_weighed(stands), **self.initial}

    @property
    def rows(self) -> Iterable[tuple[Any, Any]]:
        """The share and the reason of each aspect, for the page."""
        return ((self[f"weight_{one.lower()}"], self[f"because_{one.lower()}"]) for one in Aspect.values)

    @property
    def told(self) -> dict[str, Any]:
        """The arguments of the operation. An empty share is none of the hundred."""
        given = self.cleaned_data
        weights = [
            Weight(one, given[f"weight_{one.lower()}"] or 0, given[f"because_{one.lower()}"]) for one in Aspect.values
        ]
        said = {"seen_number": given["seen_number"], "key": given["key"], "said_by": given.get("said_by", "")}
        return {**said, "weights": weights}


class AimsForm(Form):
    """What each open action is to change; beside it what stood there when the page was opened."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, actions: Iterable[AimLine], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.actions = tuple(actions)
        for one in self.actions:
            label = f"What “{one.what}” is to change"
            self.fields[f"aim-{one.key}"] = SelectField(
                label=label, choices=Aspect.choices, required=False, empty="Not said"
            )
            self.fields[f"seen-{one.key}"] = HiddenField()
            self.initial.update({f"aim-{one.key}": one.aims_at, f"seen-{one.key}": one.aims_at})

    @property
    def rows(self) -> Iterable[tuple[AimLine, Any, Any]]:
        return ((one, self[f"aim-{one.key}"], self[f"seen-{one.key}"]) for one in self.actions)

    def has_now_seen(self, actions: Iterable[AimLine]) -> None:
        """After somebody else was first: what was chosen stays, and saving it again answers what now stands."""
        data: Any = self.data
        self.data = data = data.copy()
        for one in actions:
            data[f"seen-{one.key}"] = one.aims_at

    @property
    def aims(self) -> dict[UUID, tuple[str, str]]:
        given = self.cleaned_data
        return {one.key: (given[f"seen-{one.key}"] or "", given[f"aim-{one.key}"] or "") for one in self.actions}


def _as_weighed(stands: WeightingVersion) -> dict[str, Any]:
    found: dict[str, Any] = {"said_by": stands.said_by}
    for one in stands.weights:
        found[f"weight_{one.aspect.lower()}"], found[f"because_{one.aspect.lower()}"] = one.weight, one.because
    return found
