"""What cannot be true of a person entered, and nothing more."""

import uuid
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reachable.common.refusals import Refused
from reachable.people.choices import Stage
from reachable.people.matching import Entry, EntryRefused, Match, NotSure, NotTheSame, SamePerson
from reachable.people.models import PersonRecord
from reachable.people.policies import check_answers, check_entry, check_not_twice, check_reason, normal_nhs_number

TODAY = date(2026, 11, 23)
KAI = Entry("Kai", "Mensah", date(2011, 3, 4))


@pytest.mark.parametrize(
    "entry",
    [
        Entry(),
        Entry("Kai"),
        Entry(family_name="محمد"),
        Entry(date_of_birth=TODAY),
        Entry(date_of_birth=date(2000, 11, 24)),  # 25, and 26 tomorrow
        Entry(date_of_birth=date(2010, 1, 1), dob_accuracy="UUE"),
        Entry(approximate_age=0),
        Entry(approximate_age=25),
        Entry(nhs_number="999 000 0018"),
        Entry(date_of_birth=date(1930, 1, 1), stage=Stage.ADULT),
        Entry(date_of_birth=date(2008, 11, 23), stage=Stage.ADULT),
    ],
)
def test_what_may_be_true_is_taken(entry: Entry) -> None:
    check_entry(entry, TODAY)


@pytest.mark.parametrize(
    ("entry", "field", "says"),
    [
        (Entry("K" * 121), "given_names", "120 characters"),
        (Entry(family_name="Men\x00sah"), "family_name", "cannot be printed"),
        (Entry(family_name="Men\ud800"), "family_name", "cannot be printed"),
        (Entry("???"), "given_names", "no letters"),
        (Entry(date_of_birth=date(2026, 11, 24)), "date_of_birth", "in the future"),
        (Entry(date_of_birth=date(2000, 11, 23)), "date_of_birth", "add an adult"),
        (Entry(date_of_birth=date(1900, 1, 1)), "date_of_birth", "126"),
        (Entry(date_of_birth=date(2010, 1, 1), dob_accuracy="XXX"), "dob_accuracy", "known, estimated"),
        (Entry(date_of_birth=date(2010, 1, 1), approximate_age=16), "approximate_age", "not both"),
        (Entry(approximate_age=-1), "approximate_age", "0 or more"),
        (Entry(approximate_age=26), "approximate_age", "add an adult"),
        (Entry(approximate_age=121, stage=Stage.ADULT), "approximate_age", "121"),
        (Entry(approximate_age=17, stage=Stage.ADULT), "approximate_age", "Add a young person"),
        (Entry(date_of_birth=date(2008, 11, 24), stage=Stage.ADULT), "date_of_birth", "Add a young person"),
        (Entry(nhs_number="9990000019"), "nhs_number", "ten digits"),
        (Entry(nhs_number="abc"), "nhs_number", "ten digits"),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field(entry: Entry, field: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        check_entry(entry, TODAY)
    assert refused.value.field == field
    assert says in refused.value.message


@given(st.integers(min_value=999_000_000, max_value=999_999_999), st.sampled_from(["", " ", "-"]))
def test_an_nhs_number_is_kept_as_ten_digits_however_it_is_spaced(nine: int, gap: str) -> None:
    check = -sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), str(nine), strict=True)) % 11
    assume(check < 10)  # no such number is issued
    number = f"{nine}{check}"
    assert normal_nhs_number(f" {number[:3]}{gap}{number[3:6]}{gap}{number[6:]} ") == number


@given(st.integers(min_value=0, max_value=9), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_in_an_nhs_number_is_caught(position: int, more: int) -> None:
    digits = [int(digit) for digit in "9990000018"]
    digits[position] = (digits[position] + more) % 10
    with pytest.raises(Refused):
        normal_nhs_number("".join(map(str, digits)))


SOMEBODY = uuid.UUID(int=1)


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        (KAI, Entry("KAI", "Mensah", KAI.date_of_birth), "given_names"),
        (Entry(nhs_number="9990000018"), Entry(nhs_number="999 000 0018"), "nhs_number"),
        (Entry(answer=SamePerson(SOMEBODY)), Entry(answer=SamePerson(SOMEBODY)), "answer"),
    ],
)
def test_the_same_young_person_twice_at_once_is_a_slip(first: Entry, second: Entry, field: str) -> None:
    with pytest.raises(EntryRefused) as refused:
        check_not_twice([Entry(), first, second])
    assert (refused.value.index, refused.value.field) == (2, field)
    assert "number 2" in refused.value.message


@pytest.mark.parametrize("answer", [NotTheSame(), NotSure()])
def test_two_of_one_name_and_birthday_are_taken_when_somebody_says_so(answer: NotTheSame | NotSure) -> None:
    check_not_twice([KAI, Entry("Kai", "Mensah", KAI.date_of_birth, answer=answer)])


def test_several_of_whom_nothing_is_known_are_not_the_same() -> None:
    check_not_twice([Entry(), Entry(), Entry("Kai"), Entry("Kai")])


def test_an_answer_must_name_somebody_who_agrees() -> None:
    match = Match(SOMEBODY, ("NHS number",), "Norfolk Police")
    check_answers([Entry(answer=SamePerson(SOMEBODY))], {0: (match,)})
    with pytest.raises(EntryRefused, match="no longer agree"):
        check_answers([Entry(), Entry(answer=SamePerson(SOMEBODY))], {0: (match,)})


def test_a_reason_that_does_not_fit_is_refused() -> None:
    check_reason("x" * 500)
    with pytest.raises(Refused):
        check_reason("x" * 501)


BORN = date(2012, 2, 29)


@pytest.mark.parametrize(
    ("facts", "day", "age", "described"),
    [
        ({"date_of_birth": date(2011, 11, 23), "dob_accuracy": "AAA"}, TODAY, 15, "15"),
        ({"date_of_birth": date(2011, 11, 24), "dob_accuracy": "AAA"}, TODAY, 14, "14"),
        ({"date_of_birth": BORN, "dob_accuracy": "AAA"}, date(2027, 2, 28), 14, "14"),
        ({"date_of_birth": BORN, "dob_accuracy": "AAA"}, date(2027, 3, 1), 15, "15"),
        ({"date_of_birth": date(2011, 1, 1), "dob_accuracy": "UUE"}, TODAY, 15, "about 15"),
        ({"date_of_birth": date(2011, 1, 1), "dob_accuracy": "AAU"}, TODAY, None, "age not known"),
        ({"date_of_birth": date(2011, 1, 1), "dob_accuracy": "AAA"}, date(2010, 1, 1), None, "age not known"),
        ({"approximate_age": 15, "age_stated_on": TODAY}, TODAY, 15, "about 15"),
        ({"approximate_age": 15, "age_stated_on": date(2025, 11, 1)}, TODAY, 16, "about 16"),
        ({}, TODAY, None, "age not known"),
    ],
)
def test_an_age_is_said_as_surely_as_it_is_known(
    facts: dict[str, object], day: date, age: int | None, described: str
) -> None:
    record = PersonRecord(**facts)
    assert (record.age_on(day), record.described_age(day)) == (age, described)


@pytest.mark.parametrize(
    ("given_names", "family_name", "shown"),
    [("Kai", "Mensah", "Kai Mensah"), ("Kai", "", "Kai"), ("", "Mensah", "Mensah"), ("", "", "Name not known")],
)
def test_a_name_is_shown_as_far_as_it_is_known(given_names: str, family_name: str, shown: str) -> None:
    assert PersonRecord(given_names=given_names, family_name=family_name).display_name == shown
