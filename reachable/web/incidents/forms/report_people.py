"""Page 2 of a report: a card for each young person, and for each adult hurt or suspected."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict

from reachable.common import clock, references
from reachable.common.refusals import Refused
from reachable.incidents.choices import AdultPart, Part, Where
from reachable.incidents.facts import ReportedAdult, ReportedYoungPerson
from reachable.people import policies as people_policies
from reachable.people.choices import NAME_LENGTH, Stage
from reachable.people.matching import Answer, Entry, EntryRefused
from reachable.web.shared.fields import (
    CheckboxesField,
    DatePartsField,
    IntegerField,
    MomentField,
    RadiosField,
    TextareaField,
    TextField,
)
from reachable.web.shared.forms import Form

from .places import in_the_directory

MOST = 30
YOUNG, ADULT = "young", "adult"
TOO_MANY = (
    f"A report holds {MOST} young people and {MOST} adults at most. "
    "Send it, and add the others on the page of the incident."
)


class Card(Form):
    """One person; `called` is how the page and its error messages name the card."""

    label: str

    def __init__(self, data: Mapping[str, Any] | None, *, at: datetime, kind: str, card_id: str, called: str) -> None:
        super().__init__(data, at=at, prefix=f"{kind}-{card_id}")
        self.card_id, self.called = card_id, called

    @property
    def error_summary(self) -> list[dict[str, str]]:
        return [{**item, "text": f"{self.called}: {item['text']}"} for item in super().error_summary]

    def entry(self) -> Entry:
        """Each kind of card says what it puts on record; a form's metaclass leaves no room for an abstract method."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        if self.at is None or self.errors:
            return
        try:
            people_policies.check_entry(self.entry(), clock.local_date(self.at))
        except Refused as refusal:
            self.refuse(refusal)

    @property
    def is_untouched(self) -> bool:
        return not any(value for name, value in self.cleaned_data.items() if value != Where.NOT_KNOWN)


class PersonFields(Form):
    """Who a young person is."""

    given_names = TextField(label="Given names", required=False, max_length=NAME_LENGTH)
    family_name = TextField(label="Family name", required=False, max_length=NAME_LENGTH)
    date_of_birth = DatePartsField(label="Date of birth", required=False, not_future=True)
    approximate_age = IntegerField(label="Or age, about", required=False, suffix="years", most=120)
    nhs_number = TextField(label="NHS number", required=False, max_length=20, width=20, inputmode="numeric")

    def entry(self) -> Entry:
        given = self.cleaned_data
        return Entry(
            given_names=given["given_names"],
            family_name=given["family_name"],
            date_of_birth=given["date_of_birth"],
            approximate_age=given["approximate_age"],
            nhs_number=given["nhs_number"],
        )


class YoungPersonCard(PersonFields, Card):
    parts = CheckboxesField(
        label="Role",
        hint="Tick all that apply. Nothing ticked means not known yet.",
        choices=[choice for choice in Part.choices if choice[0] != Part.NOT_KNOWN],
        required=False,
        small=True,
        conditional={Part.OTHER: ("part_words",)},
    )
    part_words = TextField(label="In which way?", required=False)
    where = RadiosField(
        label="Where now?",
        choices=Where.choices,
        required=False,
        small=True,
        conditional={
            Where.HOSPITAL: ("hospital", "expected_discharge_at"),
            Where.CUSTODY: ("suite",),
            Where.ELSEWHERE: ("elsewhere",),
        },
    )
    hospital = TextField(label="Which hospital and ward?", required=False)
    expected_discharge_at = MomentField(
        label="Discharge expected",
        hint="As the ward says now. Where only the day is known, put 12:00.",
        required=False,
    )
    suite = TextField(label="Which custody suite?", required=False)
    elsewhere = TextField(label="Where?", required=False)

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.cleaned_data["given_names"], self.cleaned_data["family_name"]) if part)

    def facts(self, answer: Answer | None = None) -> ReportedYoungPerson:
        given, entry = self.cleaned_data, self.entry()
        return ReportedYoungPerson(
            given_names=entry.given_names,
            family_name=entry.family_name,
            date_of_birth=entry.date_of_birth,
            approximate_age=entry.approximate_age,
            nhs_number=entry.nhs_number,
            parts=tuple(given["parts"]) or (Part.NOT_KNOWN,),
            part_words=given["part_words"],
            where=given["where"] or Where.NOT_KNOWN,
            place=given["hospital"] or given["suite"] or given["elsewhere"],
            expected_discharge_at=given["expected_discharge_at"],
            answer=answer,
        )


class AdultCard(Card):
    given_names = TextField(label="Given names", required=False, max_length=NAME_LENGTH)
    family_name = TextField(label="Family name", required=False, max_length=NAME_LENGTH)
    approximate_age = IntegerField(label="Age, about", required=False, suffix="years", most=120)
    part = RadiosField(
        label="Hurt or suspected?",
        choices=AdultPart.choices,
        small=True,
        missing="Select whether this adult was hurt or is suspected",
    )
    words = TextareaField(label="What is known", required=False, rows=2, max_length=2_000)

    def entry(self) -> Entry:
        given = self.cleaned_data
        return Entry(
            given_names=given["given_names"],
            family_name=given["family_name"],
            approximate_age=given["approximate_age"],
            stage=Stage.ADULT,
        )

    def facts(self) -> ReportedAdult:
        return ReportedAdult(**self.cleaned_data)


class PeopleForm(Form):
    """The page's own form: its cards in the order of the page. `ids` tell the cards apart, whatever was removed.

    `hospitals` and `suites` are what the directory calls them, to be written alike.
    """

    def __init__(
        self, data: QueryDict, *, at: datetime, hospitals: Sequence[str] = (), suites: Sequence[str] = ()
    ) -> None:
        super().__init__(data, at=at)
        young, adults = ids_of(data, YOUNG), ids_of(data, ADULT)
        self.too_many = max(len(young), len(adults)) > MOST
        self.young = tuple(
            YoungPersonCard(data, at=at, kind=YOUNG, card_id=card_id, called=references.letter(position))
            for position, card_id in enumerate(young[:MOST])
        )
        for card in self.young:
            card.fields["hospital"].help_text = in_the_directory(hospitals)
            card.fields["suite"].help_text = in_the_directory(suites)
        self.adults = tuple(
            AdultCard(data, at=at, kind=ADULT, card_id=card_id, called=f"Adult {position}")
            for position, card_id in enumerate(adults[:MOST], start=1)
        )

    @property
    def cards(self) -> tuple[Card, ...]:
        return (*self.young, *self.adults)

    def is_valid(self) -> bool:
        each = [card.is_valid() for card in self.cards]
        if self.too_many and not self.holds_kept_text:
            self.refuse(TOO_MANY)
        if not (super().is_valid() and all(each)):
            return False
        try:
            people_policies.check_not_twice([card.entry() for card in self.young])
        except EntryRefused as refusal:
            self.young[refusal.index].refuse(refusal)
            return False
        return True

    def young_people(self) -> tuple[YoungPersonCard, ...]:
        """Those reported: the one card that the page offers by itself counts only where something was said."""
        if len(self.young) == 1 and self.young[0].is_untouched:
            return ()
        return self.young


def ids_of(data: QueryDict, kind: str) -> list[str]:
    sent = dict.fromkeys(data.getlist(kind))
    return [card_id for card_id in sent if card_id.isascii() and card_id.isdigit() and len(card_id) <= 4]


def next_id(ids: list[str]) -> str:
    return str(max(map(int, ids), default=-1) + 1)
