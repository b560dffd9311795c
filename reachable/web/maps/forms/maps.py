"""Beginning a safety map, a place or a way on it, and who may see it."""

import re
from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.contexts.choices import Colour, MapKind, MapSeenBy
from reachable.contexts.policies.maps import LONGEST_WORDS, POINT_AS, NewPlace
from reachable.contexts.queries import KnownPlace, MapVersion, PlaceLine
from reachable.web.shared.fields import (
    BooleanCheckField,
    CheckboxesField,
    DatePartsField,
    HiddenField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.seen import SeenForm

from ..drawing import written_points

TAKE_OUT = "take-out"  # the button beside Save
_POINT = re.compile(r"\s*(-?[0-9]{1,3}(?:\.[0-9]{1,7})?)\s*,\s*(-?[0-9]{1,3}(?:\.[0-9]{1,7})?)\s*")


class KeyedForm(SeenForm):
    """`key` is made with the form: sent twice, it is one version."""

    key = HiddenField()

    def clean_key(self) -> UUID:
        try:
            return UUID(str(self.cleaned_data["key"]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    def missed(self, number: int) -> bool:
        """Whether somebody else wrote while this one did: also where something is missing, or text was kept."""
        return self.is_bound and str(self.data.get("seen_number", "")) != str(number)


class ReadersForm(KeyedForm):
    """`team` are those who may be named."""

    seen_by = RadiosField(
        label="Who may see it?",
        hint="As the young person says. It holds at once, for this version and all before it.",
        choices=MapSeenBy.choices,
        conditional={MapSeenBy.NAMED.value: ["readers"]},
        small=True,
    )
    readers = CheckboxesField(label="Who, by name?", choices=(), small=True, missing="Choose who may see it")
    may_count = BooleanCheckField(
        label="It may be counted together with others, without a name",
        hint="Only places that several young people name are ever shown, never one young person's.",
    )

    def __init__(
        self, *args: Any, team: Iterable[tuple[UUID, str]], stands: MapVersion | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {str(key): name for key, name in team}
        for key, name in stands.readers if stands else ():
            known.setdefault(str(key), name)
        cast(CheckboxesField, self.fields["readers"]).choices = list(known.items())
        if stands:
            self.initial = {**_as_written(stands), **self.initial}

    @property
    def told(self) -> dict[str, Any]:
        """The arguments of the operation."""
        return {**self.cleaned_data, "readers": [UUID(key) for key in self.cleaned_data["readers"]]}


class MapForm(ReadersForm):
    """What a version says beside its places."""

    made_on = DatePartsField(label="When was it made?", not_future=True, missing="Say on which day it was made")
    made_with = TextField(
        label="Who was there?",
        hint="The young person, you, and anybody else who was in the room",
        missing="Say who was there when it was made",
    )
    explained = TextareaField(
        label="What did you explain?",
        hint="What the map is for, that it is theirs, who sees it, what happens with it, and that they may change it",
        max_length=500,
        rows=3,
        missing="Say what was explained: what it is for, and who sees it",
    )
    young_persons_words = TextareaField(
        label="In the young person's own words",
        hint="About places and ways. What they say happened to them has no place here.",
        required=False,
        max_length=LONGEST_WORDS,
        rows=3,
    )

    field_order = (
        "key", "seen_number", "explained", "made_on", "made_with", "seen_by", "readers", "may_count",
        "young_persons_words",
    )  # fmt: skip


class PlaceForm(KeyedForm):
    """A row of the map. The points are text: a drawing beside it only helps to write them."""

    name = TextField(
        label="Which place or way?",
        hint="As the young person calls it",
        max_length=120,
        missing="Say which place or way it is",
    )
    kind = RadiosField(label="What is it?", choices=MapKind.choices, small=True, inline=True)
    colour = RadiosField(label="How safe is it for them?", choices=Colour.choices, small=True)
    times = CheckboxesField(
        label="At what times?", hint="Leave it empty where it is so at any time", choices=(), required=False, small=True
    )
    who_helps = TextField(label="Who helps here?", hint="A trusted adult, a shop to go into, a friend", required=False)
    words = TextField(label="In their own words", required=False, max_length=300)
    context = SelectField(
        label="Is it a place or group that is known in this incident?",
        hint="Whoever may see this map and reads places and groups finds a link to it. Its own page does not say whose "
        "map names it.",
        choices=(),
        empty="No, or not known",
        required=False,
    )
    points = TextField(
        label="Where on the drawing?",
        hint="Leave it empty if nothing is drawn.",
        required=False,
        max_length=1_000,
    )

    def __init__(
        self,
        *args: Any,
        times: Iterable[tuple[str, str]],
        place: PlaceLine | None,
        is_sketch: bool,
        known: Iterable[KnownPlace] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer(known, place)
        cast(CheckboxesField, self.fields["times"]).choices = list(times)
        across = "across and down, from 0,0 at the top left to 100,100" if is_sketch else "latitude and longitude"
        self.fields["points"].help_text = (
            f"Two numbers for each point, {across}; a semicolon between points. A way has two or more. "
            "Leave it empty if nothing is drawn."
        )
        self.is_sketch, self.place = is_sketch, place
        if place:
            self.initial = {**_as_placed(place, is_sketch=is_sketch), **self.initial}

    def _offer(self, known: Iterable[KnownPlace], place: PlaceLine | None) -> None:
        """What stands stays to be chosen after the place has ended or left the incident; without a choice, no box."""
        stands = (place.known_as,) if place and place.known_as else ()
        choices = {one.reference: f"{one.name} ({one.reference})" for one in (*known, *stands)}
        if choices:
            cast(SelectField, self.fields["context"]).choices = list(choices.items())
        else:
            del self.fields["context"]

    def clean_points(self) -> tuple[tuple[float, float], ...]:
        parts = [part for part in str(self.cleaned_data["points"]).split(";") if part.strip()]
        found = [_POINT.fullmatch(part) for part in parts]
        if not all(found):
            raise ValidationError(POINT_AS, code="invalid")
        return tuple((float(one[1]), float(one[2])) for one in found if one)

    @property
    def new(self) -> NewPlace:
        """Points that were drawn on the other kind of ground stay as they are until new ones are written."""
        given = self.cleaned_data
        points, is_sketch = given["points"], self.is_sketch
        if not points and self.place and self.place.points and self.place.is_sketch != self.is_sketch:
            points, is_sketch = self.place.points, self.place.is_sketch
        told = {name: given[name] for name in ("name", "kind", "colour", "who_helps", "words")}
        context = given.get("context")  # None where it was not asked
        return NewPlace(**told, times=tuple(given["times"]), points=points, is_sketch=is_sketch, context=context)


def _as_written(stands: MapVersion) -> dict[str, Any]:
    names = ("explained", "made_on", "made_with", "seen_by", "may_count", "young_persons_words")
    return {**{name: getattr(stands, name) for name in names}, "readers": [str(key) for key, _ in stands.readers]}


def _as_placed(place: PlaceLine, *, is_sketch: bool) -> dict[str, Any]:
    names = ("name", "kind", "colour", "who_helps", "words")
    points = written_points(place.points) if place.is_sketch == is_sketch else ""
    known_as = place.known_as.reference if place.known_as else ""
    said = {name: getattr(place, name) for name in names}
    return {**said, "times": list(place.time_codes), "points": points, "context": known_as}
