"""What a column holds, by the words over it in any sensible spelling, and by the look of what stands in it."""

from collections.abc import Sequence

import pytest

from reachable.incidents.partner_lists import Field, guess_columns, read
from reachable.incidents.partner_lists.fields import dropped_kind, field_headed
from tests.domain.partner_list_files import HEADINGS, KAI, NOOR, text


def guessed(rows: Sequence[Sequence[str]]) -> list[Field]:
    return [one.field for one in guess_columns(read(text(rows), "list.csv"))]


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        (Field.DATE_OF_BIRTH, "DOB|D.O.B.|d o b|Date of Birth|Birth Date|DateOfBirth|date_of_birth (dd/mm/yyyy)|Born"),
        (Field.AGE, "Age|Age (yrs)|Approx. age|Current Age"),
        (Field.GIVEN_NAMES, "Forename|Forename(s)|First Name|FirstName|Given names|Middle name|Christian name"),
        (Field.FAMILY_NAME, "Surname|SURNAME|Last name|LastName|Family Name|Sur name"),
        (Field.WHOLE_NAME, "Name|Full name|Nominal name|Nominal|Child’s name|YP|Young Person|Surname, Forename"),
        (Field.OTHER_NAMES, "AKA|A.K.A.|Alias|Aliases|Street name|Nickname|Known as|Previous surname"),
        (Field.POSTCODE, "Postcode|Post Code|POST CODE"),
        (Field.ADDRESS, "Address|Home address|Address line 1"),
        (Field.NHS_NUMBER, "NHS|NHS No|NHS no.|NHS Number"),
        (Field.UPN, "UPN|Unique Pupil Number"),
        (Field.SOCIAL_CARE_ID, "Mosaic ID|LCS ID|Liquidlogic No|Social care number"),
        (Field.SCHOOL, "School|School/College|School name|Education provider"),
        (Field.SEX, "Sex|Gender|M/F"),
        (Field.RELEVANCE, "Why relevant|Relevance|Reason for inclusion|Rationale|Role in incident"),
        (Field.SOURCE, "Source|Who says so|Reported by|Information from"),
        (Field.LINKED_TO, "Linked to|Associates|Connected to|Relationship to victim|Friend of|Known to"),
        (Field.NOTES, "Notes|Comments|Additional info|Further information"),
        (Field.DROP, "PNC|PNC ID|PNCID|CRO number|Warnings|Warning markers|Flags|Risk|Risk score|RAG|Gang|Ethnicity"),
        (Field.IGNORE, "Mobile|E-mail|Social worker|Mother’s name|Date added|Date of offence|Place of birth"),
    ],
)  # fmt: skip
def test_headings_are_known_in_any_sensible_spelling(field: Field, headings: str) -> None:
    assert {heading: field_headed(heading) for heading in headings.split("|")} == dict.fromkeys(
        headings.split("|"), field
    )


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("PNC ID", "Police National Computer number"),
        ("CRO", "Criminal Records Office number"),
        ("Warning signals", "Warning flag"),
        ("Risk score", "Risk score"),
        ("Gang matrix score", "Gang label"),
        ("Ethnic appearance", "Ethnicity"),
        ("Nominal URN", "Police reference number"),
        ("Surname", ""),
    ],
)
def test_what_is_left_out_is_named_by_its_kind(heading: str, kind: str) -> None:
    assert dropped_kind(heading) == kind


@pytest.mark.parametrize("words", ["Shoe size", "", "x" * 90, "Favourite colour"])
def test_other_words_are_not_known(words: str) -> None:
    assert field_headed(words) is None


def test_a_list_without_headings_is_known_by_its_look() -> None:
    rows = [
        ("FENWICK", "Kai", "12/03/2011", "PE30 1AA", "9990000018", "M", "10/123456A"),
        ("HALLOWAY", "Noor", "4 July 2010", "NR2 3BB", "9990000026", "F", "11/7654321B"),
    ]
    assert guessed(rows) == [
        Field.FAMILY_NAME, Field.GIVEN_NAMES, Field.DATE_OF_BIRTH, Field.POSTCODE, Field.NHS_NUMBER, Field.SEX,
        Field.DROP,
    ]  # fmt: skip


def test_whole_names_and_ages_without_headings_are_known_by_their_look() -> None:
    long = "Seen with the boy who was hurt on the evening before it happened"
    rows = [("Kai Fenwick", "15", long), ("Noor Halloway", "14", long)]
    assert guessed(rows) == [Field.WHOLE_NAME, Field.AGE, Field.NOTES]


@pytest.mark.parametrize("heading", ["Ref", "Notes", "Name 2", "ID"])
def test_police_numbers_are_left_out_whatever_stands_over_them(heading: str) -> None:
    rows = [("Name", "DOB", heading), ("Kai Fenwick", "12/03/2011", "10/123456A"), ("Bo", "1/2/2010", "PNC 11/123456B")]
    columns = guess_columns(read(text(rows), "list.csv"))
    assert columns.columns[2].field == Field.DROP
    assert columns.columns[2].kind == "Police National Computer number"


def test_values_correct_a_heading_that_says_something_else() -> None:
    rows = [
        ("Name", "Age", "Street name"),
        ("Kai Fenwick", "12/03/2011", "4 Marsh Lane"),
        ("Noor Halloway", "04/07/2010", "9 Fen Road"),
    ]
    assert guessed(rows) == [Field.WHOLE_NAME, Field.DATE_OF_BIRTH, Field.ADDRESS]


def test_name_beside_surname_is_the_given_name() -> None:
    assert guessed([("Name", "Surname"), ("Kai", "Fenwick")]) == [Field.GIVEN_NAMES, Field.FAMILY_NAME]


def test_a_whole_name_beside_both_its_parts_is_not_read_twice() -> None:
    rows = [("Full name", "Forename", "Surname"), ("Kai Fenwick", "Kai", "Fenwick")]
    assert guessed(rows) == [Field.IGNORE, Field.GIVEN_NAMES, Field.FAMILY_NAME]


def test_of_two_columns_for_one_thing_the_filled_one_is_read() -> None:
    rows = [("Name", "DOB", "Date of birth"), ("Kai Fenwick", "", "12/03/2011"), ("Bo", "", "1/2/2010")]
    assert guessed(rows) == [Field.WHOLE_NAME, Field.IGNORE, Field.DATE_OF_BIRTH]


def test_one_person_on_each_line_of_a_text_is_a_list_of_names() -> None:
    content = b"Kai Fenwick 12/03/2011\nNoor Halloway (15)\nBo Lark\n"
    assert [one.field for one in guess_columns(read(content, "names.txt"))] == [Field.WHOLE_NAME]


def test_a_family_name_before_given_names_without_headings_is_not_lost() -> None:
    content = b"Fenwick, Kai Lee\nHalloway, Noor Ann\n"
    assert [one.field for one in guess_columns(read(content, "names.txt"))] == [Field.FAMILY_NAME, Field.GIVEN_NAMES]


def test_a_person_can_correct_each_column() -> None:
    columns = guess_columns(read(text((HEADINGS, KAI, NOOR)), "list.csv"))
    corrected = columns.with_column(6, Field.LINKED_TO).with_column(5, Field.DROP)
    assert [one.field for one in corrected][5:] == [Field.DROP, Field.LINKED_TO]
    assert corrected.columns[5].kind == "Column that is left out"
    assert [one.field for one in columns][5:] == [Field.RELEVANCE, Field.NOTES]
    assert corrected.with_column(5, Field.RELEVANCE).columns[5].kind == ""
    assert columns.with_column(99, Field.DROP) == columns
