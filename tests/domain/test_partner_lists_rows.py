"""Each row as the people it names, what could not be read, and what was left out. Read on 23 November 2026."""

import time
from collections.abc import Sequence
from datetime import date

import pytest
from stdnum.gb import upn

from reachable.incidents.partner_lists import Field, ReadPerson, ReadRow, guess_columns, read, read_people
from reachable.incidents.partner_lists.people import MOST_NAME
from reachable.people.choices import NAME_LENGTH
from tests.domain.partner_list_files import HEADINGS, KAI, NOOR, text, workbook

TODAY = date(2026, 11, 23)
UPN = upn.calc_check_digit("926000011001") + "926000011001"
ALL_HEADINGS = (
    "Surname", "Forename", "AKA", "DOB", "Age", "Postcode", "Address", "NHS No", "UPN", "Mosaic ID", "School", "Sex",
    "Why relevant", "Who says so", "Linked to", "Notes",
)  # fmt: skip


def rows_of(*rows: Sequence[str]) -> tuple[ReadRow, ...]:
    table = read(text(rows), "list.csv")
    return read_people(table, guess_columns(table), TODAY)


def row_of(headings: str, *cells: str) -> ReadRow:
    """One row under headings that are separated by bars, with another below it so that there is a list."""
    filler = tuple("Lark" if index == 0 else "" for index in range(len(cells)))
    return rows_of(headings.split("|"), cells, filler)[0]


def person_of(headings: str, *cells: str) -> ReadPerson:
    (person,) = row_of(headings, *cells).people
    return person


def test_everything_that_a_row_can_say() -> None:
    cells = (
        "FENWICK", "Mr Kai", "Ghost; Shadow", "12/03/2011", "15", "pe301aa", "4 Marsh Lane, PE30 1AA", "999 000 0018",
        UPN, "M-77", "Fen Academy", "M", "Friend of the boy who was hurt", "Sergeant on duty",
        "Noor Halloway", "Likes football",
    )  # fmt: skip
    row = rows_of(ALL_HEADINGS, cells)[0]
    assert row.people == (
        ReadPerson(
            given_names="Kai",
            family_name="Fenwick",
            other_names=("Ghost", "Shadow"),
            date_of_birth=date(2011, 3, 12),
            dob_accuracy="AAA",
            postcode="PE30 1AA",
            nhs_number="9990000018",
            upn=UPN,
            social_care_id="M-77",
            school="Fen Academy",
            sex="Male",
            relevance="Friend of the boy who was hurt",
            source="Sergeant on duty",
            linked_to="Noor Halloway",
            notes="Likes football",
        ),
    )
    assert (row.number, row.duplicate_of, row.dropped) == (2, None, ("Address, except its postcode",))


def test_csv_and_workbook_say_the_same() -> None:
    for_text = rows_of(HEADINGS, KAI, NOOR)
    table = read(workbook(), "list.xlsx")
    assert read_people(table, guess_columns(table), TODAY) == for_text
    assert [len(row.people) for row in for_text] == [1, 1]
    assert not any(row.problems for row in for_text)


def test_an_age_stands_where_there_is_no_date_and_never_beside_one() -> None:
    assert person_of("Name|Age", "Kai Fenwick", "15").approximate_age == 15
    assert person_of("Name|DOB", "Kai Fenwick", "15 yrs").approximate_age == 15
    both = row_of("Name|DOB|Age", "Kai Fenwick", "12/03/2011", "15")
    assert (both.people[0].approximate_age, both.people[0].date_of_birth) == (None, date(2011, 3, 12))
    assert both.problems == ()
    apart = row_of("Name|DOB|Age", "Kai Fenwick", "12/03/2011", "11")
    assert apart.problems == ("The age is given as 11, and the date of birth makes them 15; the date is read.",)


@pytest.mark.parametrize(
    "name", ["Kai Fenwick (15)", "Kai Fenwick, 15", "Kai Fenwick dob 12/03/2011", "Kai Fenwick 12/03/2011"]
)
def test_an_age_or_a_date_beside_the_name_is_read(name: str) -> None:
    person = person_of("Name|School", name, "Fen Academy")
    assert (person.given_names, person.family_name) == ("Kai", "Fenwick")
    assert person.approximate_age == 15 or person.date_of_birth == date(2011, 3, 12)


def test_an_impossible_date_is_a_problem_and_the_row_keeps_the_rest() -> None:
    row = row_of("Name|DOB|Postcode", "Kai Fenwick", "31/02/2011", "PE30 1AA")
    assert row.problems == ("“31/02/2011” is not a date: there is no such day.",)
    (person,) = row.people
    assert (person.given_names, person.date_of_birth, person.postcode) == ("Kai", None, "PE30 1AA")


def test_a_list_that_puts_the_month_first_casts_doubt_on_its_other_dates() -> None:
    rows = rows_of(
        ("Name", "DOB"), ("Kai Fenwick", "03/25/2011"), ("Bo Lark", "04/05/2010"), ("Noor Hay", "06/06/2010")
    )
    assert "puts the month first" in rows[0].problems[0]
    assert rows[1].problems == (
        "The date of birth is read with the day first; other dates in this list put the month first. Check it.",
    )
    assert rows[2].problems == ()


def test_numbers_that_cannot_be_are_left_out_and_said() -> None:
    row = row_of("Name|NHS number|UPN|Postcode|Sex", "Kai Fenwick", "9990000019", "A1", "Lynn", "Q")
    (person,) = row.people
    assert (person.nhs_number, person.upn, person.postcode, person.sex) == ("", "", "", "")
    assert row.problems == (
        "“9990000019” is not a valid NHS number; it is left out.",
        "“A1” is not a valid unique pupil number; it is left out.",
        "“Q” cannot be read as a sex; it is left out.",
        "“Lynn” is not a whole postcode; it is left out.",
    )


@pytest.mark.parametrize("word", ["", "unknown", "N/K", "not known", "-", "?", "n/a"])
def test_what_is_not_known_is_empty_and_no_problem(word: str) -> None:
    row = row_of("Name|DOB|NHS number|Postcode|Sex|School|AKA", "Kai Fenwick", *[word] * 6)
    assert row.people == (ReadPerson(given_names="Kai", family_name="Fenwick"),)
    assert row.problems == ()


def test_a_postcode_is_taken_from_an_address_and_the_address_is_not() -> None:
    row = row_of("Name|Address", "Kai Fenwick", "4 Marsh Lane, Lynn PE30 1AA")
    assert row.people[0].postcode == "PE30 1AA"
    assert row.dropped == ("Address, except its postcode",)
    assert "Marsh" not in repr(row)


def test_two_people_in_a_cell_have_what_is_said_of_each() -> None:
    row = row_of("Name|DOB|NHS|School", "Liam & Noah Smith", "12/03/2011 & 4/7/2012", "9990000018; 9990000026", "Fen")
    assert [
        (one.given_names, one.family_name, one.date_of_birth, one.nhs_number, one.school) for one in row.people
    ] == [
        ("Liam", "Smith", date(2011, 3, 12), "9990000018", "Fen"),
        ("Noah", "Smith", date(2012, 7, 4), "9990000026", "Fen"),
    ]
    assert row.problems == ()


def test_one_date_for_two_people_is_nobodys() -> None:
    row = row_of("Name|DOB|AKA", "Liam & Noah Smith", "12/03/2011", "Ghost")
    assert [(one.date_of_birth, one.other_names) for one in row.people] == [(None, ()), (None, ())]
    assert row.problems == (
        "This row names more than one person, but not one date of birth for each; none is read.",
        "This row names more than one person, but not one other name for each; none is read.",
    )


def test_two_dates_for_one_person_are_a_problem() -> None:
    row = row_of("Name|DOB", "Kai Fenwick", "12/03/2011 & 13/03/2011")
    assert row.people[0].date_of_birth is None
    assert row.problems == ("There is more than one date of birth in this row; none is read.",)


def test_where_it_is_not_certain_who_is_named_the_row_has_nobody_and_says_so() -> None:
    row = row_of("Name|DOB", "Liam Smith and Noah", "12/03/2011")
    assert row.people == ()
    assert row.problems == ("“Liam Smith and Noah” may name more than one person. Put each in a row of their own.",)
    assert not row.nobody


def test_a_row_with_nobody_in_it_is_neither_a_person_nor_a_problem() -> None:
    rows = rows_of(HEADINGS, KAI, ("Unknown", "-", "N/K", "", "", "", "to follow"), NOOR, ("Total: 2", *[""] * 6))
    assert [row.nobody for row in rows] == [False, True, False, True]
    assert [row.number for row in rows] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [("DOB", "12/03/2011", "a date of birth"), ("Age", "15", "an age"), ("AKA", "Ghost", "another name"),
     ("NHS number", "9990000018", "a number")],
)  # fmt: skip
def test_somebody_without_a_name_is_a_problem_and_kept(heading: str, cell: str, said: str) -> None:
    row = row_of(f"Name|{heading}", "Unknown", cell)
    assert row.problems == (f"There is no name, only {said}.",)
    assert len(row.people) == 1


def test_columns_that_are_left_out_are_said_where_they_held_something() -> None:
    headings = "Name|PNC ID|Warnings|Risk score|Gang|Ethnicity"
    row = row_of(headings, "Kai Fenwick", "10/123456A", "VI", "87", "Marsh Boys", "A1")
    assert row.dropped == (
        "Police National Computer number", "Warning flag", "Risk score", "Gang label", "Ethnicity",
    )  # fmt: skip
    assert row.people == (ReadPerson(given_names="Kai", family_name="Fenwick"),)
    assert row_of(headings, "Kai Fenwick", "", "N/K", "-", "No", "").dropped == ()


def test_flags_inside_names_and_notes_are_taken_out_and_said() -> None:
    row = row_of(
        "Name|Why relevant|Notes", "FENWICK, Kai (VIOLENT)", "Gang nominal; friend of Bo", "PNC 10/123456A. At school"
    )
    (person,) = row.people
    assert (person.given_names, person.family_name) == ("Kai", "Fenwick")
    assert (person.relevance, person.notes) == ("friend of Bo", "At school")
    assert row.dropped == ("Warning flag", "Gang label", "Police National Computer number")


def test_a_problem_quotes_no_police_number() -> None:
    """Two parts that only the sentence puts side by side."""
    row = row_of("Forename|Surname", "Bo & Kai & 10/", "123456A / Lark")
    assert row.people == ()
    (problem,) = row.problems
    assert "123456A" not in problem


def test_a_police_number_that_two_cells_make_together_is_taken_out() -> None:
    row = row_of("Forename|Middle name|Surname", "Kai 10/", "123456A", "Fenwick")
    assert "123456A" not in repr(row.people[0])
    assert row.dropped == ("Police National Computer number",)


def test_a_column_that_a_person_drops_is_said_and_one_that_is_ignored_is_not() -> None:
    table = read(text((HEADINGS, KAI, NOOR)), "list.csv")
    columns = guess_columns(table)
    dropped = read_people(table, columns.with_column(5, Field.DROP), TODAY)[0]
    assert (dropped.dropped, dropped.people[0].relevance) == (("Column that is left out",), "")
    ignored = read_people(table, columns.with_column(5, Field.IGNORE), TODAY)[0]
    assert (ignored.dropped, ignored.people[0].relevance) == ((), "")


def test_an_exact_repetition_is_said_whatever_its_capitals() -> None:
    shouted = ("FENWICK", "KAI", "12.03.2011", "pe301aa", "999 000 0018", *KAI[5:])
    rows = rows_of(HEADINGS, KAI, NOOR, shouted, KAI)
    assert [row.duplicate_of for row in rows] == [None, None, 2, 2]


def test_a_row_that_says_more_is_no_repetition() -> None:
    assert [row.duplicate_of for row in rows_of(HEADINGS, KAI, (*KAI[:6], "Left early"))] == [None, None]


def test_two_names_with_one_nhs_number_are_a_problem() -> None:
    rows = rows_of(HEADINGS, KAI, ("Lark", "Bo", "", "", KAI[4], "", ""))
    assert rows[1].problems == ("Row 2 has the same number with another name. One of them is wrong.",)


def test_a_heading_may_say_that_family_names_come_first() -> None:
    person = person_of("Name (surname first)|DOB", "Fenwick Kai Lee", "12/03/2011")
    assert (person.given_names, person.family_name) == ("Kai Lee", "Fenwick")


def test_middle_names_in_a_column_of_their_own_follow_the_first() -> None:
    assert person_of("Forename|Middle name|Surname", "Kai", "Lee", "Fenwick").given_names == "Kai Lee"


def test_a_cut_cell_and_a_moved_cell_are_said_at_their_row() -> None:
    cut = row_of("Name|Notes|School", "Kai Fenwick", "x" * 5000, "")
    assert cut.problems == ("A cell is longer than 2,000 characters; only its beginning is read.",)
    content = b"Name,DOB,School\nKai Fen,12/03/2011,Fen, Lynn\nNoor Hay,4/7/2010,Marsh\nBo Lark,5/7/2010,x\n"
    table = read(content, "list.csv")
    rows = read_people(table, guess_columns(table), TODAY)
    assert [bool(row.problems) for row in rows] == [True, False, False]
    assert "more cells than the others" in rows[0].problems[0]


@pytest.mark.parametrize("name", ["Kai & " * 9 + "Bo Lark", "K" * 500])
def test_a_cell_with_a_crowd_in_it_names_nobody(name: str) -> None:
    row = row_of("Name|School", name, "Fen")
    assert (row.people, len(row.problems)) == ((), 1)
    assert row_of("Forename|Surname", name, "Lark").people == ()


def test_a_name_that_is_longer_than_a_record_holds_is_cut_and_said() -> None:
    assert MOST_NAME == NAME_LENGTH
    row = row_of("Forename|Surname", "K" + "a" * 300, "Fenwick")
    assert len(row.people[0].given_names) == MOST_NAME
    assert row.problems == ("Something in this row is longer than 120 characters; only its beginning is read.",)


def test_what_looks_like_a_formula_is_kept_as_text() -> None:
    person = person_of("Name|Notes|Linked to", "Kai Fenwick", "=1+1", "+44 7700 900123")
    assert (person.notes, person.linked_to) == ("=1+1", "+44 7700 900123")


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("Kai Fenwick (deceased)", "deceased"),
        ("Kai Fenwick (M)", "M"),
        ("Kai Fenwick s/o Ali", "s/o Ali"),
        ("Kai (see list) Fenwick", "see list"),
    ],
)
def test_a_remark_beside_a_name_is_a_note_and_no_other_name(name: str, notes: str) -> None:
    assert person_of("Name|School", name, "Fen") == ReadPerson(
        given_names="Kai", family_name="Fenwick", school="Fen", notes=notes
    )


HOSTILE = ["(" * 2000, "&" * 2000, "10/" * 660, "PNC " * 500, "VIOLENT " * 240, "a" + " " * 1998 + "b", "aka " * 500,
           "1" * 2000,
           "a,b;" * 500, "'a " * 660, "warning markers: " * 110, "10/123456 " * 190]  # fmt: skip


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_however_made_takes_long(cell: str) -> None:
    table = read(text((HEADINGS, *[[cell] * 7] * 20)), "list.csv")
    columns = guess_columns(table)
    for field in (Field.WHOLE_NAME, Field.DATE_OF_BIRTH, Field.OTHER_NAMES, Field.ADDRESS):
        columns = columns.with_column(list(Field).index(field) % 7, field)
    started = time.process_time()
    read_people(table, columns, TODAY)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("make", [text, workbook])
def test_five_hundred_people_are_read_in_well_under_a_second(make: object) -> None:
    people = [
        (f"Fenwick{index}", "Kai", "12/03/2011", "PE30 1AA", "", "Friend; PNC 10/123456A", "x" * 400)
        for index in range(500)
    ]
    assert callable(make)
    content = make((HEADINGS, *people))
    started = time.process_time()
    table = read(content, "list")
    rows = read_people(table, guess_columns(table), TODAY)
    assert time.process_time() - started < 1
    assert len(rows) == 500
