"""What holds for any file: nothing but a plain refusal comes out of bad bytes, no police number survives, and what
was read says the same when it is read again.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reachable.incidents.partner_lists import Field, ReadPerson, ReadRow, Unreadable, guess_columns, read, read_people
from tests.domain.partner_list_files import HEADINGS, KAI, NOOR, bomb, old_office, part_of, text, with_parts, workbook

TODAY = date(2026, 11, 23)
POLICE_NUMBER = re.compile(r"(?<!\d)\d{2}(?:\d{2})?/\d{6,7}[A-Z](?![A-Z0-9])", re.IGNORECASE)
FLAGGED = (
    "FENWICK & Lark (VIOLENT)",
    "Kai/Bo",
    "14/15 approx",
    "10/123456A",
    "PNC 11/1234567B",
    "gang member",
    "a 1/2",
)
GOOD = [
    text(),
    text((HEADINGS, KAI, FLAGGED)),
    text(encoding="utf-16"),
    text(delimiter=";", encoding="cp1252"),
    workbook(),
    workbook((HEADINGS, FLAGGED, NOOR), others={"Other": [["a", "b"]]}),
]
PIECES = [
    b"\n", b",", b'"', b"\x00", b"\xff", b"/", b"&", b" and ", b"(", b")", b" aka ", b"PNC ", b"12/123456A", b"VIOLENT",
    b"'", b"9" * 40, b"-", b"\r", b"<", "／".encode(), b"1E5", "٣".encode(), b"xx/", b"Smith, ", b"0/",
    "²".encode(), b"=1",
]  # fmt: skip
changes = st.lists(
    st.tuples(st.integers(0, 10_000), st.sampled_from(["put", "cut", "change"]), st.sampled_from(PIECES)),
    min_size=1,
    max_size=12,
)
letters = st.one_of(
    st.sampled_from("0123456789/ABab PNC()&,;-'\"\n"), st.characters(codec="utf-8", exclude_characters="\x00")
)
words = st.text(letters, max_size=40)


def changed(content: bytes, how: list[tuple[int, str, bytes]]) -> bytes:
    made = bytearray(content)
    for place, what, piece in how:
        at = place % (len(made) + 1)
        if what == "put":
            made[at:at] = piece
        elif what == "cut":
            del made[at : at + len(piece)]
        else:
            made[at : at + len(piece)] = piece
    return bytes(made)


def check_sentence(sentence: str) -> None:
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def read_all(content: bytes, chosen: list[Field] | None = None) -> tuple[ReadRow, ...] | None:
    """Everything that can be read of a file; None where it is refused."""
    try:
        table = read(content, "list.csv")
    except Unreadable as refusal:
        return check_sentence(refusal.sentence)
    columns = guess_columns(table)
    for index, field in enumerate(chosen or []):
        columns = columns.with_column(index, field)
    return read_people(table, columns, TODAY)


def said(rows: tuple[ReadRow, ...]) -> Iterator[str]:
    for row in rows:
        yield from row.problems
        yield from row.dropped
        for person in row.people:
            for field in fields(person):
                value = getattr(person, field.name)
                yield from value if isinstance(value, tuple) else [str(value)]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xff\xfe")
@example(bomb())
@example(old_office("Workbook")[:9])
def test_any_bytes_are_read_or_refused_in_a_sentence(content: bytes) -> None:
    read_all(content)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(GOOD), changes, st.lists(st.sampled_from(list(Field)), max_size=7))
def test_a_good_file_that_was_damaged_is_read_or_refused(
    content: bytes, how: list[tuple[int, str, bytes]], chosen: list[Field]
) -> None:
    rows = read_all(changed(content, how), chosen)
    for text_said in said(rows or ()):
        assert not POLICE_NUMBER.search(text_said)


PARTS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")
XML_PIECES = [
    b"9999999999", b"1E400", b"-1", b"<v>1</v>",
    b"</c>", b't="s"', b't="d"', b't="n"', b'r="ZZZ99"', b'hidden="1"', b"inf",
    b"A1:XFD1048576", b"A:A", b"<f>x</f>", b"&#x1F600;", b"&lt;", b"60", b'<row r="500000"/>',
    b'<mergeCell ref="A2:A9"/>',
]  # fmt: skip
xml_changes = st.lists(
    st.tuples(st.integers(0, 10_000), st.sampled_from(["put", "cut", "change"]), st.sampled_from(XML_PIECES)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PARTS), xml_changes)
def test_a_workbook_with_a_damaged_part_is_read_or_refused(part: str, how: list[tuple[int, str, bytes]]) -> None:
    read_all(with_parts(workbook(), {part: changed(part_of(workbook(), part), how)}))


@settings(max_examples=200, deadline=None)
@given(st.lists(words, min_size=7, max_size=7), st.lists(st.sampled_from(list(Field)), min_size=7, max_size=7))
@example(
    ["10/123456", "A", "10/", "123456A", "10/(Mr)123456A", "1/10/123456A", "10/123456A10/123456A"], [Field.NOTES] * 7
)
def test_no_police_number_survives_in_any_word_of_the_answer(cells: list[str], chosen: list[Field]) -> None:
    rows = read_all(text((HEADINGS, KAI, cells)), chosen)
    for text_said in said(rows or ()):
        assert not POLICE_NUMBER.search(text_said)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(GOOD[:4]), changes)
def test_the_same_bytes_always_say_the_same(content: bytes, how: list[tuple[int, str, bytes]]) -> None:
    made = changed(content, how)
    assert read_all(made) == read_all(made)


AGAIN = (
    "Forename", "Surname", "AKA", "DOB", "Age", "Postcode", "NHS number", "UPN", "Mosaic ID", "School", "Sex",
    "Why relevant", "Who says so", "Linked to", "Notes",
)  # fmt: skip


def written(person: ReadPerson) -> tuple[str, ...]:
    """A person as a careful partner would write them."""
    born = ""
    if person.date_of_birth:
        unknown = person.dob_accuracy.count("U")
        born = person.date_of_birth.strftime(("%Y-%m-%d", "%B %Y", "%Y")[unknown])
        born = f"approx {born}" if "E" in person.dob_accuracy else born
    age = "" if person.approximate_age is None else str(person.approximate_age)
    return (
        person.given_names, person.family_name, "; ".join(person.other_names), born, age, person.postcode,
        person.nhs_number, person.upn, person.social_care_id, person.school, person.sex, person.relevance,
        person.source, person.linked_to, person.notes,
    )  # fmt: skip


names = st.sampled_from(
    ["Kai", "Noor", "FENWICK", "O’Hay", "Ana Maria", "dos Santos", "Łukasz", "Lark-Hay", "KJ", "", "N/K"]
)
births = st.sampled_from(
    [
        "",
        "12/03/2011",
        "2010-07-04",
        "approx 12/03/2011",
        "March 2011",
        "2011",
        "c. 2010",
        "15",
        "15 yrs",
        "31/02/2011",
        "?",
    ]
)
cells = st.sampled_from(
    ["", "Fen Academy", "-", "=1+1", "Friend of Bo; gang member", "PNC 10/123456A, polite", "unknown"]
)


@settings(max_examples=150, deadline=None)
@given(st.tuples(names, names, births, cells, cells), st.sampled_from(["", "PE30 1AA", "nr23bb"]))
def test_what_was_read_says_the_same_when_it_is_read_again(row: tuple[str, ...], postcode: str) -> None:
    headings = ("Surname", "Forename", "DOB", "School", "Notes", "Postcode")
    first = read_all(text((headings, (*row, postcode), ("Lark", "Bo", "", "", "", ""))))
    assert first is not None
    people = [person for one in first for person in one.people]
    again = read_all(text((AGAIN, *map(written, people))))
    assert again is not None
    assert [person for one in again for person in one.people] == people
    assert not any(one.dropped for one in again)
