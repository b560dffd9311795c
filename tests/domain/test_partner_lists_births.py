"""Dates of birth and ages as partners write them. Read on 23 November 2026."""

from datetime import date

import pytest

from reachable.incidents.partner_lists.births import Birth, read_birth
from reachable.people.choices import ACCURACIES, NO_DATE
from reachable.people.choices import OLDEST as OLDEST_OF_A_PERSON

TODAY = date(2026, 11, 23)
MARCH = date(2011, 3, 12)


def born(text: str) -> Birth:
    return read_birth(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "2011-03-12", "2011/03/12", "2011-03-12 00:00:00", "2011-03-12T00:00", "12/03/2011", "12.03.2011", "12-03-2011",
        "12 03 2011", "12\\03\\2011", "12/3/11", "12.3.11", "12/03/2011 00:00", "12/03/2011 12:00:00 AM",
        "12 March 2011",
        "12th March 2011", "12 Mar 11", "12-Mar-2011", "March 12, 2011", "Sat 12 March 2011",
        "Saturday, 12th of March 2011",
        "40614", "40614.0", "12032011", "20110312", "120311", "DOB: 12/03/2011", "born 12/03/2011", " 12 / 03 / 2011 ",
    ],
)  # fmt: skip
def test_every_way_of_writing_one_day(text: str) -> None:
    found = born(text)
    assert (found.date_of_birth, found.accuracy, found.age, found.problem) == (MARCH, "AAA", None, "")


@pytest.mark.parametrize(
    "text", ["approx 12/03/2011", "12/03/2011 (approx)", "c. 12/03/2011", "12/03/2011?", "~12 Mar 2011"]
)
def test_an_approximate_date_is_estimated(text: str) -> None:
    assert (born(text).date_of_birth, born(text).accuracy) == (MARCH, "EEE")


@pytest.mark.parametrize(
    ("text", "day", "accuracy"),
    [
        ("March 2011", date(2011, 3, 1), "UAA"),
        ("03/2011", date(2011, 3, 1), "UAA"),
        ("xx/03/2011", date(2011, 3, 1), "UAA"),
        ("??/03/2011", date(2011, 3, 1), "UAA"),
        ("00/03/2011", date(2011, 3, 1), "UAA"),
        ("00/00/2011", date(2011, 1, 1), "UUA"),
        ("2011", date(2011, 1, 1), "UUA"),
        ("circa 2011", date(2011, 1, 1), "UUE"),
    ],
)
def test_what_is_not_said_of_a_date_is_unknown(text: str, day: date, accuracy: str) -> None:
    assert (born(text).date_of_birth, born(text).accuracy) == (day, accuracy)
    assert accuracy in ACCURACIES


@pytest.mark.parametrize(
    "text", ["15", "15.0", "15 yrs", "15 years old", "15y", "15yo", "aged 15", "Age: 15", "approx 15", "c15", "15ish",
             "15+", "~15", "15?", "15 years 4 months", "about 15 years"],
)  # fmt: skip
def test_an_age_where_a_date_could_stand(text: str) -> None:
    assert born(text) == Birth(age=15)


@pytest.mark.parametrize("text", ["14/15", "14-15", "14 or 15", "14 to 15 yrs", "14–15"])
def test_of_two_ages_the_lower_is_taken_and_said(text: str) -> None:
    assert born(text).age == 14
    assert born(text).problem == f"The age is given as “{text}”; it is entered as about 14."


@pytest.mark.parametrize(
    "text", ["", "-", "?", "unknown", "N/K", "not known", "DOB unknown", "n/a", "0", "00/00/0000", "approx"]
)
def test_nothing_is_known(text: str) -> None:
    assert born(text) == Birth()
    assert born(text).accuracy == NO_DATE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/02/2011", "“31/02/2011” is not a date: there is no such day."),
        ("29/02/2011", "“29/02/2011” is not a date: there is no such day."),
        ("13/13/2011", "“13/13/2011” is not a date: there is no such day."),
        ("2011-13-01", "“2011-13-01” is not a date: there is no such day."),
        ("12/03/2031", "The date of birth “12/03/2031” is in the future."),
        ("24/11/2026", "The date of birth “24/11/2026” is in the future."),
        ("25/12/26", "The date of birth “25/12/26” would make the person 99 years old."),
        ("12/03/1850", "The date of birth “12/03/1850” would make the person 176 years old."),
        ("200", "“200” cannot be an age."),
        ("sometime", "“sometime” cannot be read as a date of birth or an age."),
        ("Year 10", "“Year 10” cannot be read as a date of birth or an age."),
        ("x" * 90, f"“{'x' * 39}…” cannot be read as a date of birth or an age."),
    ],
)
def test_what_cannot_be_is_a_problem_and_no_date(text: str, said: str) -> None:
    found = born(text)
    assert (found.date_of_birth, found.age, found.accuracy, found.problem) == (None, None, NO_DATE, said)


def test_the_month_comes_first_only_where_the_day_cannot_and_is_to_be_confirmed() -> None:
    american = born("03/25/2011")
    assert american.date_of_birth == date(2011, 3, 25)
    assert american.problem == "“03/25/2011” puts the month first; it is read as 25 March 2011."
    assert american.month_first
    assert born("03/04/2011").date_of_birth == date(2011, 4, 3)
    assert born("03/04/2011").either_way


@pytest.mark.parametrize(
    ("text", "year"), [("12/03/11", 2011), ("12/03/26", 2026), ("12/03/85", 1985), ("12/03/00", 2000)]
)
def test_two_digits_are_the_last_such_year(text: str, year: int) -> None:
    assert born(text).date_of_birth == date(year, 3, 12)


def test_nobody_is_born_today_or_earlier_in_the_future() -> None:
    assert born("23/11/2026").date_of_birth == TODAY


def test_the_oldest_is_what_a_record_of_a_person_allows() -> None:
    assert born(str(OLDEST_OF_A_PERSON)).age == OLDEST_OF_A_PERSON
    assert born(str(OLDEST_OF_A_PERSON + 1)).problem
