"""Excel workbooks: what a person sees of one is read, and what could do harm is refused before it is unpacked."""

import time
from datetime import datetime
from unittest.mock import patch
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reachable.incidents.partner_lists import Table, Unreadable, read
from tests.domain.partner_list_files import (
    HEADINGS,
    KAI,
    NOOR,
    ROWS,
    bomb,
    lying_bomb,
    part_of,
    text,
    with_parts,
    workbook,
)

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
DAY = datetime.fromisoformat("2011-03-12")


def from_workbook(content: bytes, filename: str = "list.xlsx") -> Table:
    return read(content, filename)


def refused(content: bytes, filename: str = "list.xlsx") -> str:
    with pytest.raises(Unreadable) as caught:
        read(content, filename)
    return caught.value.sentence


def test_a_workbook_says_what_the_same_text_says() -> None:
    from_excel, from_text = from_workbook(workbook()), read(text(), "list.csv")
    assert (from_excel.rows, from_excel.numbers, from_excel.header_row) == (ROWS, (1, 2, 3), 0)
    assert from_excel.rows == from_text.rows
    assert from_excel.described == "Excel workbook"


def test_a_workbook_is_known_by_its_content_whatever_it_is_called() -> None:
    assert from_workbook(workbook(), "list.csv").rows == ROWS


def test_dates_and_numbers_come_as_a_person_would_write_them() -> None:
    cells = ("Fenwick", "Kai", DAY, 9990000018.0, 14.5, True, DAY.replace(hour=9, minute=5))
    table = from_workbook(workbook((HEADINGS, cells)))
    assert table.rows[1] == ("Fenwick", "Kai", "2011-03-12", "9990000018", "14.5", "Yes", "2011-03-12 09:05")


def test_titles_and_gaps_keep_the_numbers_of_the_sheet() -> None:
    table = from_workbook(workbook([["Names for Friday"], [], HEADINGS, KAI, [], [], NOOR]))
    assert [number for number, _ in table.body] == [4, 7]


def test_a_formula_is_taken_by_its_stored_value_and_said() -> None:
    def formula(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet["G2"] = "=A2"

    made = workbook(change=formula)
    stored = (
        part_of(made, SHEET)
        .replace(b"<f>A2</f><v />", b"<f>A2</f><v>7</v>")
        .replace(b"<f>A2</f><v/>", b"<f>A2</f><v>7</v>")
    )
    table = from_workbook(with_parts(made, {SHEET: stored}))
    assert table.rows[1][6] == "7"
    assert any("nothing is worked out anew" in remark for remark in table.remarks)
    assert not any("no stored value" in remark for remark in table.remarks)
    assert "A formula has no stored value in row 2. Open the workbook in Excel and save it again." in (
        from_workbook(made).remarks
    )


def test_a_formula_that_failed_is_empty() -> None:
    assert from_workbook(workbook((HEADINGS, (*KAI[:6], "#REF!"), NOOR))).rows[1][6] == ""


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    def hide(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["F"].hidden = True

    table = from_workbook(workbook(change=hide))
    assert table.rows == ROWS
    assert "Row 3 is hidden in the workbook, and read here." in table.remarks
    assert "Some columns are hidden in the workbook, and read here." in table.remarks


def test_a_cell_merged_over_brothers_is_read_for_each_of_them() -> None:
    def merge(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("F2:G2")

    table = from_workbook(workbook(change=merge))
    assert [row[0] for row in table.rows] == ["Surname", KAI[0], KAI[0]]
    assert "Cells that are merged over several rows are read in each of those rows." in table.remarks


def test_the_first_sheet_with_a_table_is_read_and_the_others_are_said() -> None:
    def cover(book: openpyxl.Workbook, _: Worksheet) -> None:
        book.create_sheet("Cover", 0)["A1"] = "For the meeting on Friday"

    table = from_workbook(workbook(others={"Codes": [["a", "b"], ["c", "d"]]}, change=cover))
    assert (table.sheet, table.sheet_names) == ("List", ("Cover", "List", "Codes"))
    assert table.rows == ROWS
    assert table.remarks == ("Only the sheet “List” was read; the sheets “Cover” and “Codes” were not.",)


def test_words_on_a_cover_are_no_list_unless_there_is_no_other() -> None:
    def cover(book: openpyxl.Workbook, _: Worksheet) -> None:
        front = book.create_sheet("Cover", 0)
        for row in (["Names for the meeting"], ["Prepared on Friday", "by the analyst"], ["Do not pass on"]):
            front.append(row)

    assert from_workbook(workbook(change=cover)).rows == ROWS
    assert from_workbook(workbook([KAI, NOOR], others={"Other": [["a"]]})).rows == (KAI, NOOR)


def test_a_hidden_sheet_is_read_only_where_no_other_has_a_list() -> None:
    def hide_own(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    both = from_workbook(
        workbook([["Name", "DOB"], ["Hidden One", "1/2/2011"]], others={"Shown": ROWS}, change=hide_own)
    )
    assert both.sheet == "Shown"
    only = from_workbook(workbook(others={"Cover": [["x"]]}, change=hide_own))
    assert only.rows == ROWS
    assert only.remarks[0] == "The sheet “List” is hidden in the workbook; it was read."


def test_a_size_that_the_sheet_states_wrongly_is_not_believed() -> None:
    content = workbook()
    wrong = part_of(content, SHEET).replace(b'ref="A1:G3"', b'ref="A1:A1"')
    assert b'ref="A1:A1"' in wrong
    assert from_workbook(with_parts(content, {SHEET: wrong})).rows == ROWS


def test_a_workbook_with_nothing_on_it_is_refused() -> None:
    assert "There is no list on any sheet" in refused(workbook([]))


@pytest.mark.parametrize("name", [b"Kai", b"x" * 40])
def test_a_cell_in_the_last_corner_of_a_sheet_does_not_fill_the_memory(name: bytes) -> None:
    def far(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet["XFD1048576"] = name.decode()

    started = time.process_time()
    table = from_workbook(workbook(change=far))
    assert time.process_time() - started < 5
    assert table.rows == ROWS
    assert any("Only the first 100,000 rows" in remark for remark in table.remarks)


@pytest.mark.parametrize("content", [bomb(), lying_bomb()], ids=["honest", "lying"])
def test_a_bomb_is_refused(content: bytes) -> None:
    assert len(content) < 200_000
    refused(content)


def test_a_bomb_is_refused_before_anything_is_unpacked() -> None:
    content = bomb()
    with (
        patch.object(ZipFile, "read", side_effect=AssertionError),
        patch.object(ZipFile, "open", side_effect=AssertionError),
    ):
        said = refused(content)
    assert said.startswith(
        "This workbook would unpack into far more than a list of people can be, so it was not opened."
    )


def test_a_sheet_that_is_coloured_in_to_its_end_is_read() -> None:
    content = workbook()
    cells = [
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}" s="0"/>' for column in "ABCDEFG")
        for row in range(4, 40_000)
    ]
    coloured = part_of(content, SHEET).replace(b"</sheetData>", "</row>".join([*cells, "</sheetData>"]).encode())
    table = from_workbook(with_parts(content, {SHEET: coloured}))
    assert table.rows == ROWS
    assert any(remark.startswith("Only the first ") for remark in table.remarks)


def test_a_list_is_not_cut_off_in_the_middle_because_its_rows_are_coloured_in() -> None:
    def colour(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        for row in range(2, 252):
            sheet.cell(row, 1500).number_format = "0.00"

    content = workbook((HEADINGS, *[KAI] * 250), change=colour)
    assert "Copy the list into a new workbook" in refused(content)


def test_millions_of_styles_are_refused_unread() -> None:
    styles = part_of(workbook(), "xl/styles.xml")
    many = "".join(f'<xf numFmtId="{index % 163}"/>' for index in range(120_000)).encode()
    content = with_parts(workbook(), {"xl/styles.xml": styles.replace(b"</cellXfs>", many + b"</cellXfs>")})
    assert refused(content).startswith("This workbook would unpack into far more")


def test_ten_thousand_parts_are_refused() -> None:
    parts = {f"xl/media/{index}.png": b"" for index in range(1200)}
    assert "parts" in refused(with_parts(workbook(), parts))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/vbaProject.bin", "This workbook has macros in it (.xlsm)"),
        ("xl/macrosheets/sheet1.xml", "This workbook has macros in it"),
        ("xl/externalLinks/externalLink1.xml", "This workbook takes cells from other workbooks"),
        ("xl/embeddings/oleObject1.bin", "This workbook has another file inside it"),
        ("xl/media/inner.zip", "This workbook has another file inside it"),
    ],
)
def test_a_workbook_with_something_inside_it_is_refused(part: str, said: str) -> None:
    assert said in refused(with_parts(workbook(), {part: b"x"}))


def test_a_workbook_that_is_called_xlsm_is_refused() -> None:
    assert "Save it as a workbook without macros (.xlsx)" in refused(workbook(), "List.XLSM")


def test_a_part_that_declares_entities_is_refused() -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert "cannot be opened" in refused(with_parts(workbook(), {SHEET: entities}))


@pytest.mark.parametrize("cut", [30, 400, 2000])
def test_half_a_workbook_is_refused(cut: int) -> None:
    assert "damaged" in refused(workbook()[:cut])


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_a_broken_part_is_refused(part: str) -> None:
    assert "cannot be opened" in refused(with_parts(workbook(), {part: b"<broken"}))


def _sharing(strings: str) -> bytes:
    """A workbook as Excel itself writes it: the words stand in a part of their own, and cells point to them."""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{2 * row - 2}</v></c><c r="B{row}" t="s"><v>{2 * row - 1}</v></c></row>'
        for row in (1, 2)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = part_of(workbook(), TYPES).decode()
    if kind not in types:
        types = types.replace("</Types>", f'<Override PartName="/{STRINGS}" ContentType="{kind}"/></Types>')
    parts = {
        SHEET: f'<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>',
        STRINGS: f'<sst xmlns="{name}">{strings}</sst>',
        TYPES: types,
    }
    return with_parts(workbook(), {part: words.encode() for part, words in parts.items()})


def test_words_that_cells_share_are_read_also_where_part_of_them_is_bold() -> None:
    bold = "<si><r><t>Fen</t></r><r><rPr><b/></rPr><t>wick</t></r></si>"
    table = from_workbook(_sharing(f"<si><t>Surname</t></si><si><t>Forename</t></si>{bold}<si><t>Kai</t></si>"))
    assert table.rows == (("Surname", "Forename"), ("Fenwick", "Kai"))


@pytest.mark.parametrize("strings", ["", "<si><t>Surname", "<si><t>Surname</t></si>"])
def test_a_cell_that_points_to_words_that_are_not_there_refuses_the_workbook(strings: str) -> None:
    assert "cannot be opened" in refused(_sharing(strings))


def test_a_workbook_locked_part_by_part_is_refused() -> None:
    content = bytearray(workbook())
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    assert "damaged" in refused(bytes(content))


def test_too_many_rows_of_a_workbook_are_refused_quickly() -> None:
    content = workbook((HEADINGS, *[KAI] * 6000))
    started = time.process_time()
    assert "more than 5,000 rows" in refused(content)
    assert time.process_time() - started < 5
