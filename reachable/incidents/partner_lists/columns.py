"""What each column holds: by the words over it, and by the look of what stands in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from .fields import LEFT_OUT, POLICE_NUMBER, Field, dropped_kind, field_headed, heading
from .flags import has_police_number, take_out
from .looks import is_empty_fact, looks_like_a_date, postcode_in, sex_of, valid_nhs_number, valid_upn
from .names import without_births
from .tables import Table

_SAMPLE = 80
_MOST_OF_THEM = 0.6
_ONCE = (
    Field.DATE_OF_BIRTH,
    Field.AGE,
    Field.POSTCODE,
    Field.NHS_NUMBER,
    Field.UPN,
    Field.SOCIAL_CARE_ID,
    Field.SEX,
)
_ROADS = ("road", "street", "close", "lane", "avenue", "drive", "way", "gardens", "court", "crescent", "rd", "ave")


@dataclass(frozen=True)
class Column:
    """`kind` is what is left out with a column that is dropped."""

    index: int
    header: str
    field: Field
    kind: str = ""


@dataclass(frozen=True)
class Columns:
    columns: tuple[Column, ...]

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def of(self, field: Field) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.field == field)

    def with_column(self, index: int, field: Field) -> "Columns":
        """The same, with one column as a person says that it is."""
        return Columns(tuple(_as(one, field) if one.index == index else one for one in self.columns))


def guess_columns(table: Table) -> Columns:
    values = [_sample(table, index) for index in range(table.width)]
    guessed = [_guess(index, header, values[index]) for index, header in enumerate(table.header)]
    guessed = _names_without_heading(guessed, values)
    return Columns(tuple(_settled(guessed, values)))


def _as(column: Column, field: Field) -> Column:
    kind = (dropped_kind(column.header) or column.kind or LEFT_OUT) if field == Field.DROP else ""
    return replace(column, field=field, kind=kind)


def _sample(table: Table, index: int) -> list[str]:
    found = (row[index] for _, row in table.body if row[index] and not is_empty_fact(row[index]))
    return [value for _, value in zip(range(_SAMPLE), found, strict=False)]


def _guess(index: int, header: str, values: Sequence[str]) -> Column:
    if _mostly(values, _only_a_police_number):
        return Column(index, header, Field.DROP, dropped_kind(header) or POLICE_NUMBER)
    field = field_headed(header)
    if field is None:
        field = _by_look(values, bool(header))
    elif field == Field.OTHER_NAMES and _mostly(values, _a_road):
        field = Field.ADDRESS
    elif field == Field.WHOLE_NAME and _mostly(values, _is_prose):
        field = Field.NOTES
    elif field == Field.AGE and _mostly(values, looks_like_a_date):
        field = Field.DATE_OF_BIRTH
    return _as(Column(index, header, field), field)


def _by_look(values: Sequence[str], headed: bool) -> Field:
    """A heading in words that are not known allows only what cannot be mistaken."""
    if _mostly(values, lambda value: bool(valid_nhs_number(value))):
        return Field.NHS_NUMBER
    if _mostly(values, lambda value: bool(valid_upn(value))):
        return Field.UPN
    if _mostly(values, lambda value: bool(postcode_in(value))):
        return Field.POSTCODE if _mostly(values, lambda value: len(value) <= 10) else Field.ADDRESS
    if _mostly(values, lambda value: bool(sex_of(value)) and not value.isdigit()):
        return Field.SEX
    if headed:
        return Field.IGNORE
    if _mostly(values, looks_like_a_date):
        return Field.DATE_OF_BIRTH
    if _mostly(values, lambda value: len(value) <= 2 and value.isdecimal() and 3 <= int(value) <= 25):
        return Field.AGE
    return Field.NOTES if _mostly(values, _is_prose) else Field.IGNORE


def _names_without_heading(guessed: list[Column], values: Sequence[Sequence[str]]) -> list[Column]:
    """Where no column is headed as a name: whole names by their look, or two columns of single words side by side."""
    fields = {one.field for one in guessed}
    if fields & {Field.WHOLE_NAME, Field.GIVEN_NAMES, Field.FAMILY_NAME}:
        return guessed
    open_ones = [one for one in guessed if one.field == Field.IGNORE and not one.header]
    wordy = [one for one in open_ones if _mostly(values[one.index], _is_words)]
    whole = next((one for one in wordy if _mostly(values[one.index], lambda value: len(value.split()) > 1)), None)
    single = [one for one in wordy if _mostly(values[one.index], lambda value: len(value.split()) == 1)]
    if len(single) > 1 and (whole is None or single[0].index < whole.index):
        first, second = single[:2]
        loud = _mostly(values[first.index], str.isupper) and not _mostly(values[second.index], str.isupper)
        chosen = {first.index: Field.FAMILY_NAME, second.index: Field.GIVEN_NAMES}
        if not loud:
            chosen = {first.index: Field.GIVEN_NAMES, second.index: Field.FAMILY_NAME}
    else:
        if whole and single and single[0].index == whole.index - 1:  # Fenwick | Kai Lee
            chosen = {single[0].index: Field.FAMILY_NAME, whole.index: Field.GIVEN_NAMES}
            return [replace(one, field=chosen.get(one.index, one.field)) for one in guessed]
        named = whole or (single[0] if single else None)
        chosen = {named.index: Field.WHOLE_NAME} if named else {}
    return [replace(one, field=chosen.get(one.index, one.field)) for one in guessed]


def _settled(guessed: Sequence[Column], values: Sequence[Sequence[str]]) -> list[Column]:
    """One column of each kind that a person has once, and one way of saying the name."""
    settled: list[Column] = []
    apart = {one.field for one in guessed} & {Field.GIVEN_NAMES, Field.FAMILY_NAME}
    whole = _best_whole(guessed)
    seen: set[Field] = set()
    for one in guessed:
        field = one.field
        if field == Field.WHOLE_NAME and apart == {Field.FAMILY_NAME} and one is whole:
            field = Field.GIVEN_NAMES
        elif field == Field.WHOLE_NAME and (len(apart) == 2 or one is not whole):
            field = Field.IGNORE
        if field in _ONCE and (field in seen or not values[one.index]) and _another(one, guessed, values):
            field = Field.IGNORE
        else:
            seen.add(field)
        settled.append(one if field == one.field else _as(one, field))
    return settled


def _best_whole(guessed: Sequence[Column]) -> Column | None:
    """The column of whole names: a heading with the word "name" before one that says "subject"."""
    whole = [one for one in guessed if one.field == Field.WHOLE_NAME]
    return next((one for one in whole if "name" in heading(one.header)), whole[0] if whole else None)


def _another(column: Column, guessed: Sequence[Column], values: Sequence[Sequence[str]]) -> bool:
    return any(one is not column and one.field == column.field and values[one.index] for one in guessed)


def _mostly(values: Sequence[str], looks: Callable[[str], bool]) -> bool:
    return bool(values) and sum(map(looks, values)) >= _MOST_OF_THEM * len(values)


def _only_a_police_number(value: str) -> bool:
    return len(value) <= 30 and has_police_number(value) and not take_out(value)[0]


def _a_road(value: str) -> bool:
    words = value.casefold().replace(",", " ").split()
    return len(words) > 1 and any(word in _ROADS for word in words)


def _is_prose(value: str) -> bool:
    return len(value.split()) > 6


def _is_words(value: str) -> bool:
    words = without_births(value)
    return (
        len(value) <= 60 and value[0].isalpha() and all(letter.isalpha() or letter in " ,.'’-&/()" for letter in words)
    )
