"""What is typed to convene a meeting, to change it and to cancel it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError

from reachable.web.shared.fields import (
    CheckboxesField,
    HiddenField,
    MomentField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form
from reachable.web.shared.seen import SeenForm

Choices = Iterable[tuple[str, str]]
NAMES_NOBODY = "Goes into calendars: name no young person."
LENGTHS = (
    ("30", "30 minutes"),
    ("60", "1 hour"),
    ("90", "1½ hours"),
    ("120", "2 hours"),
    ("150", "2½ hours"),
    ("180", "3 hours"),
    ("240", "4 hours"),
    ("360", "6 hours"),
)
USUAL_LENGTH = "60"
OWN_PURPOSE = 200


class _WhenAndWhere(Form):
    starts_at = MomentField(label="When it starts")
    length = SelectField(label="How long", choices=LENGTHS, empty=None)
    place = TextField(label="Place", hint=f"Room and building. {NAMES_NOBODY}", required=False)
    link = TextField(label="Link to take part on a screen", hint="Begins with https://", required=False, max_length=500)
    chair = SelectField(
        label="Chair", choices=(), empty="Choose who chairs", missing="Choose who chairs",
        hint="Of the team, whose role allows it",
    )  # fmt: skip
    minute_taker = SelectField(
        label="Takes the minutes", choices=(), empty="Not named yet", required=False, hint="Of the team"
    )
    not_for = TextareaField(
        label="What its information must not be used for",
        hint="Leave empty where there is nothing to say. Everybody who is asked reads this.",
        required=False,
        rows=2,
        max_length=300,
    )

    def offer(self, chairs: Choices, takers: Choices) -> None:
        self._field("chair").choices = list(chairs)
        self._field("minute_taker").choices = list(takers)

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"] or "")
        if link and not link.startswith("https://"):
            raise ValidationError("Enter a link that begins with https://", code="invalid")
        if " " in link:
            raise ValidationError("Enter one link, without spaces", code="invalid")
        return link

    @property
    def ends_at(self) -> datetime:
        return cast(datetime, self.cleaned_data["starts_at"]) + timedelta(minutes=int(self.cleaned_data["length"]))

    @property
    def said(self) -> dict[str, Any]:
        """As the operations take it."""
        sent = self.cleaned_data
        return {
            "starts_at": sent["starts_at"],
            "ends_at": self.ends_at,
            "place": sent["place"],
            "link": sent["link"],
            "not_for": sent["not_for"],
            "chair_key": UUID(sent["chair"]),
            "minute_taker_key": UUID(sent["minute_taker"]) if sent["minute_taker"] else None,
        }

    def _field(self, name: str) -> Any:
        return self.fields[name]


class _WithPurposes(Form):
    purposes = CheckboxesField(
        label="What the meeting is for",
        hint="What is said in it may be used for these purposes, once the meeting agrees them, and for nothing else.",
        choices=(),
        required=False,
        small=True,
    )
    own_purpose = TextareaField(
        label="Other purposes, in your words",
        hint="One on each line. Name no young person.",
        required=False,
        rows=2,
        max_length=1_000,
    )

    @property
    def own_purposes(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in str(self.cleaned_data["own_purpose"] or "").splitlines() if line.strip())

    def clean_own_purpose(self) -> str:
        words = str(self.cleaned_data["own_purpose"] or "")
        if any(len(line) > OWN_PURPOSE for line in words.splitlines()):
            raise ValidationError(f"Write each purpose in {OWN_PURPOSE} characters or fewer", code="max_length")
        return words

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if not sent.get("purposes") and not sent.get("own_purpose") and "own_purpose" not in self.errors:
            self.add_error("purposes", ValidationError("Choose at least one purpose, or write one", code="required"))
        return sent


class ConveneForm(_WithPurposes, _WhenAndWhere):
    """`key` is made with the form: sent twice, it is one meeting."""

    key = HiddenField()
    series = HiddenField(required=False)  # of which it is the next
    kind = RadiosField(label="Kind of meeting", choices=(), missing="Choose the kind of meeting")
    young_people = CheckboxesField(
        label="Young people whom it discusses",
        hint="All are chosen. Take away those whom this meeting is not about.",
        choices=(),
        required=False,
        small=True,
    )

    field_order = (
        "key", "series", "kind", "young_people", "starts_at", "length", "place", "link", "chair", "minute_taker",
        "purposes", "own_purpose", "not_for",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[tuple[str, str, str]],
        young_people: Choices,
        chairs: Choices,
        takers: Choices,
        purposes: Iterable[tuple[str, str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(chairs, takers)
        _offer(self._field("kind"), kinds)
        _offer(self._field("purposes"), purposes)
        self._field("young_people").choices = list(young_people)

    def clean_key(self) -> UUID:
        return self._uuid("key")

    def clean_series(self) -> UUID | None:
        return self._uuid("series") if self.cleaned_data["series"] else None

    def _uuid(self, name: str) -> UUID:
        try:
            return UUID(str(self.cleaned_data[name]))
        except ValueError:
            raise ValidationError("Open this page again: it was sent incompletely.", code="invalid") from None

    @property
    def said(self) -> dict[str, Any]:
        sent = self.cleaned_data
        return {
            **super().said,
            "key": sent["key"],
            "kind": sent["kind"],
            "involvement_keys": tuple(UUID(one) for one in sent["young_people"]),
            "purposes": tuple(sent["purposes"]),
            "own_purposes": self.own_purposes,
        }


class ChangeMeetingForm(_WhenAndWhere, SeenForm):
    field_order = ("seen_number", "starts_at", "length", "place", "link", "chair", "minute_taker", "not_for")

    def __init__(self, *args: Any, chairs: Choices, takers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(chairs, takers)
        length = str(self.initial.get("length", USUAL_LENGTH))
        if length not in dict(LENGTHS):  # as somebody convened it elsewhere
            self._field("length").choices = [(length, f"{length} minutes"), *LENGTHS]


class PurposesForm(_WithPurposes, SeenForm):
    field_order = ("seen_number", "purposes", "own_purpose")

    def __init__(self, *args: Any, purposes: Iterable[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(cast(Any, self.fields["purposes"]), purposes)

    @property
    def said(self) -> dict[str, Any]:
        sent = self.cleaned_data
        return {
            "purposes": sent["purposes"],
            "own_purposes": self.own_purposes,
            "seen_version": sent["seen_number"],
        }


class YoungPeopleForm(Form):
    """All of them, with those who are discussed; `because` is asked for whoever is taken away."""

    young_people = CheckboxesField(
        label="Young people whom it discusses",
        choices=(),
        small=True,
        missing="Choose whom the meeting discusses, or cancel it",
    )
    because = TextField(label="Why somebody is taken away", required=False, max_length=300)

    def __init__(self, *args: Any, young_people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(CheckboxesField, self.fields["young_people"]).choices = list(young_people)

    @property
    def said(self) -> dict[str, Any]:
        keys = tuple(UUID(one) for one in self.cleaned_data["young_people"])
        return {"involvement_keys": keys, "because": self.cleaned_data["because"]}


class CancelForm(Form):
    because = TextField(
        label="Why is it not held?",
        hint="The team reads this. Whoever is invited is told that it is cancelled, and not why.",
        max_length=300,
        missing="Say why it is not held",
    )


def _offer(field: Any, offered: Iterable[tuple[str, str, str]]) -> None:
    """Choices of (code, words, hint)."""
    lines = list(offered)
    field.choices = [(code, words) for code, words, _ in lines]
    field.hints = {code: hint for code, _, hint in lines if hint}
