"""A partner's file becomes a table, whichever encoding and separator it has, or is refused in a plain sentence."""

import pytest

from reachable.incidents.partner_lists import MOST_CELL_TEXT, NO_HEADER, Unreadable, read
from tests.domain.partner_list_files import HEADINGS, KAI, NOOR, ROWS, archive, old_office, text

ACCENTED = ("Renée-Ñuñez", *KAI[1:])


def refused(content: bytes, filename: str = "list.csv") -> str:
    with pytest.raises(Unreadable) as caught:
        read(content, filename)
    return caught.value.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_gives_the_same_names(encoding: str) -> None:
    table = read(text((HEADINGS, ACCENTED, NOOR), encoding=encoding), "list.csv")
    assert table.rows == (HEADINGS, ACCENTED, NOOR)
    assert table.header_row == 0


def test_letters_beyond_latin_survive_utf_16_without_its_mark() -> None:
    row = ("Žemaitis", "Łukasz", *KAI[2:])
    assert read(text((HEADINGS, row, NOOR), encoding="utf-16-le"), "list.csv").rows[1] == row


def test_a_guessed_encoding_is_said() -> None:
    table = read(text((HEADINGS, ACCENTED), encoding="cp1252"), "list.csv")
    assert "Windows-1252" in table.described
    assert table.remarks == ("No encoding is given; it was read as Windows-1252. Check names with accents.",)
    assert read(text((HEADINGS, ACCENTED)), "list.csv").remarks == ()


@pytest.mark.parametrize(
    ("delimiter", "said"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")]
)
def test_every_separator_is_found(delimiter: str, said: str) -> None:
    table = read(text(delimiter=delimiter), "list.csv")
    assert table.rows == ROWS
    assert f"separated by {said}" in table.described


def test_commas_inside_names_do_not_hide_the_semicolons() -> None:
    content = b"Name;DOB;Postcode\nFenwick, Kai;12/03/2011;PE30 1AA\nHalloway, Noor;04/07/2010;NR2 3BB\n"
    assert read(content, "list.csv").rows[1] == ("Fenwick, Kai", "12/03/2011", "PE30 1AA")


def test_one_column_of_names_with_commas_stays_one_column() -> None:
    table = read(b"Name\nFenwick, Kai\nHalloway, Noor\n", "list.csv")
    assert table.rows == (("Name",), ("Fenwick, Kai",), ("Halloway, Noor",))


def test_the_separator_that_excel_writes_on_top_is_used_and_rows_keep_their_numbers() -> None:
    table = read(b"sep=;\r\nSurname;Forename\r\nFenwick;Kai\r\n", "list.csv")
    assert table.rows == (("Surname", "Forename"), ("Fenwick", "Kai"))
    assert table.numbers == (2, 3)


def test_a_line_break_inside_quotation_marks_stays_in_its_cell() -> None:
    table = read(b'Name,DOB,Notes\nKai Fenwick,12/03/2011,"first\nsecond"\nNoor Halloway,4/7/2010,x\n', "list.csv")
    assert table.rows[1][2] == "first\nsecond"
    assert table.numbers == (1, 2, 3)


def test_titles_blank_rows_and_blank_columns_are_passed_over_and_numbers_stay() -> None:
    rows = [
        ["OFFICIAL-SENSITIVE", "", "", ""],
        ["Names for the meeting, 20 November", "", "", ""],
        ["", "", "", ""],
        ["", "Surname", "", "DOB"],
        ["", "Fenwick", "", "12/03/2011"],
        ["", "", "", ""],
        ["", "Halloway", "", "04/07/2010"],
    ]
    table = read(text(rows), "list.csv")
    assert table.header == ("", "Surname", "DOB")
    assert [number for number, _ in table.body] == [5, 7]
    assert table.above == (("OFFICIAL-SENSITIVE", "", ""), ("Names for the meeting, 20 November", "", ""))


def test_headings_that_are_repeated_further_down_are_no_people() -> None:
    table = read(text((HEADINGS, KAI, HEADINGS, NOOR)), "list.csv")
    assert [number for number, _ in table.body] == [2, 4]


def test_a_list_without_headings_has_none() -> None:
    table = read(text((KAI, NOOR)), "list.csv")
    assert table.header_row == NO_HEADER
    assert len(table.body) == 2


def test_headings_in_unknown_words_are_still_headings() -> None:
    table = read(b"Alpha,Beta\nKai Fenwick,12/03/2011\nNoor Halloway,04/07/2010\n", "list.csv")
    assert table.header == ("Alpha", "Beta")


def test_a_person_with_nothing_known_in_the_first_row_is_not_taken_for_headings() -> None:
    table = read(b"Kai Fenwick,unknown\nNoor Halloway,04/07/2010\nBo Lark,05/07/2010\n", "list.csv")
    assert table.header_row == NO_HEADER


def test_a_person_written_without_numbers_is_not_taken_for_headings() -> None:
    table = read(b"Kai Smith 12/03/2011\nLiam & Noah Jones\nFENWICK, Bo (15)\nAna Lark, 14\n", "names.txt")
    assert (table.header_row, table.width, len(table.body)) == (NO_HEADER, 1, 4)


def test_another_row_can_be_chosen_as_headings() -> None:
    table = read(text(), "list.csv")
    assert table.with_header_row(1).header == KAI
    assert table.with_header_row(NO_HEADER).header_row == NO_HEADER
    assert table.with_header_row(99).header_row == NO_HEADER


def test_a_cell_that_would_be_a_formula_stays_text() -> None:
    row = ("=HYPERLINK(1)", "Kai", "", "", "", "@friend", "+44 7700 900123")
    assert read(text((HEADINGS, row)), "list.csv").rows[1] == row


def test_a_cell_that_is_too_long_is_cut_and_its_row_is_said() -> None:
    table = read(text((HEADINGS, (*KAI[:6], "x" * 9000), NOOR)), "list.csv")
    assert len(table.rows[1][6]) == MOST_CELL_TEXT
    assert table.cut == (2,)


def test_a_row_with_more_cells_than_the_others_is_said() -> None:
    content = (
        b"Name,DOB,School\nKai Fenwick,12/03/2011,Fen Academy, Lynn\nNoor Halloway,4/7/2010,Marsh\nBo,5/7/2010,x\n"
    )
    assert read(content, "list.csv").uneven == (2,)


def test_letters_that_cannot_be_seen_are_taken_out() -> None:
    table = read("Surname,Forename\nFen\u200bwick,\u202eKai\u00a0Lee\x07\n".encode(), "list.csv")
    assert table.rows[1] == ("Fenwick", "Kai Lee")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty"),
        (b" \r\n\t\n", "This file is empty"),
        (b",,,\n,,,\n", "There is nothing in this file"),
        (b";;;\n;;;\n", "There is nothing in this file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "This is a PDF. Save the list as CSV or Excel (.xlsx)"),
        (b"\n%PDF-1.4 x", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "This is a picture"),
        (b"GIF89a\x00\x00", "This is a picture"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "This is a picture or a film"),
        (b"{\\rtf1\\ansi Kai}", "This is a document (RTF)"),
        (b"\x1f\x8b\x08\x00abc", "This is a compressed file"),
        (b"<!DOCTYPE html><html><table><tr><td>Kai", "This is a web page, whatever its name says"),
        (b"\xef\xbb\xbf  <html>", "This is a web page"),
        ("<table><tr><td>Kai".encode("utf-16"), "This is a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "This is XML"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook", "This is a mail or a saved web page"),
        (b'[{"name": "Kai"}]', "This is JSON"),
        (b"BEGIN:VCARD\nN:Fenwick;Kai", "This is a contact"),
        (b"SQLite format 3\x00", "This is a database"),
        (archive("word/document.xml"), "This is a Word document"),
        (archive("ppt/presentation.xml"), "This is a presentation"),
        (archive("mimetype", "content.xml"), "This is an OpenDocument file"),
        (archive("xl/workbook.bin"), "This is a binary Excel workbook (.xlsb)"),
        (archive("Index/Document.iwa"), "This is a Numbers or Pages file"),
        (archive("list.csv"), "This is a compressed file (zip). Unpack it first."),
        (old_office("Workbook"), "This is an old Excel workbook (.xls)"),
        (old_office("WordDocument"), "This is a Word document"),
        (old_office("EncryptedPackage"), "This workbook is locked with a password"),
        (old_office("Else"), "This is an old Office file"),
        (b"Name,DOB\nKai\x00Fenwick,12/03/2011\n", "This file has bytes in it that are not text"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08", "This file has bytes in it that are not text"),
        (b"Name\nFen\x81wick\n", "cannot be read as Windows-1252. Save it as “CSV UTF-8”"),
        (b"\xff\xfeN\x00a\x00m", "cannot be read as UTF-16"),
        (text((HEADINGS,)), "There is a row of headings in this file, but nobody below it"),
    ],
)
def test_what_is_no_list_is_refused_by_what_it_is(content: bytes, said: str) -> None:
    assert said in refused(content)


def test_a_file_of_fifty_megabytes_is_refused_unread() -> None:
    assert refused(b"Name,DOB\n" * (50 * 1024 * 1024 // 9)).startswith(
        "This file has 50.0 MB; at most 5 MB can be read."
    )


def test_too_many_people_are_refused_and_counted() -> None:
    assert len(read(text((HEADINGS, *[KAI] * 500)), "list.csv").body) == 500
    assert refused(text((HEADINGS, *[KAI] * 501))).startswith("The list has 501 rows; at most 500 people")
    assert refused(text((HEADINGS, *[KAI] * 9000))).startswith("The list has more than 5,000 rows")


def test_empty_rows_do_not_count_as_people() -> None:
    blanks = [("",) * len(KAI)] * 700
    assert len(read(text((HEADINGS, KAI, *blanks, NOOR)), "list.csv").body) == 2


def test_two_hundred_columns_are_refused_and_sixty_are_not() -> None:
    def wide(count: int) -> bytes:
        return text((["Surname", *(f"Heading {index}" for index in range(count - 1))], ["x"] * count))

    assert read(wide(60), "list.csv").width == 60
    assert refused(wide(200)).startswith("The table has 200 columns; at most 60 can be read.")


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_list() -> None:
    content = b'Name,DOB\n"Kai Fenwick,12/03/2011\n' + b"Noor Halloway,04/07/2010\n" * 60
    assert "A quotation mark is opened in row 2 and not closed" in refused(content)


def test_a_cell_without_end_is_refused() -> None:
    assert "cannot be read: a cell in it does not end" in refused(b"Name,DOB\nKai," + b"x" * 200_000 + b"\n")
