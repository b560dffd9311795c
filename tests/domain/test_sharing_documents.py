"""Papers: what is typed stays text, what is made is tagged, and what cannot be printed is said."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pdfua
import pypdf
import pytest

from reachable.common.refusals import Refused
from reachable.sharing.documents import (
    Block,
    Facts,
    Heading,
    Items,
    Note,
    Paper,
    Paragraph,
    Table,
    as_html,
    as_pdf,
    printed,
    stamp_of,
)
from reachable.sharing.documents.pdf import MISSING, is_printed

AT = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
NAMES = (
    "Żółć Wałęsa",
    "Šarūnas Žukauskas",
    "Zoë Müller-Ångström",
    "Nguyễn Thị Ánh",
    "Ștefan Țîrlea",
    "Ольга",
    "محمد علي",
)


def paper(*blocks: Block, title: str = "Pack") -> Paper:
    return Paper(title, "MTG-2026-0007", stamp_of("Hana Malik", AT), AT, blocks)


def words_of(made: bytes) -> str:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    return " ".join("\n".join(pages).split())


EVERYTHING: tuple[Block, ...] = (
    Heading("Agenda"),
    Items(("Opening", "Safety plans"), numbered=True),
    Facts((("Chair", "Hana Malik"), ("Where", "Room 3"))),
    Paragraph("First line\nsecond line"),
    Note("Some of it is not printed"),
    Heading("Below it", 2),
    Items(("one", "two")),
    Table("Young people", ("Who", "Where"), (("A", "at home"), ("B", "in hospital"))),
)


def test_a_paper_passes_the_check_of_tagged_files(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(as_pdf(paper(*EVERYTHING)))
    report = pdfua.validate(str(file))
    assert [one.message for one in report.findings] == []
    assert report.outcomes, "nothing was checked"


def test_a_paper_has_a_language_a_title_tags_and_header_cells() -> None:
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(paper(*EVERYTHING))))
    root = _plain(reader.root_object)
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Pack"
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/L", "/Table", "/TH", "/TD"} <= kinds


def _plain(node: Any) -> Any:
    """What pypdf gives, followed where it is a reference."""
    return node.get_object() if hasattr(node, "get_object") else node


def _kinds(node: Any) -> set[str]:
    """The tags of the structure below it."""
    node = _plain(node)
    if isinstance(node, list):
        return set().union(*map(_kinds, node))
    if not isinstance(node, dict):
        return set()
    own = {str(node["/S"])} if "/S" in node else set()
    return own | (_kinds(node["/K"]) if "/K" in node else set())


def test_every_page_says_how_it_is_handled_for_whom_it_is_and_when() -> None:
    made = as_pdf(paper(*(Paragraph("word " * 400) for _ in range(6))))
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert "OFFICIAL-SENSITIVE" in page
        assert "MTG-2026-0007" in page
        assert "for Hana Malik, 24 November 2026, 09:12" in page
        assert f"page {number} of {len(pages)}" in page


def test_the_same_paper_is_the_same_bytes() -> None:
    assert as_pdf(paper(*EVERYTHING)) == as_pdf(paper(*EVERYTHING))


HOSTILE = {
    "reads a file": '#read("/etc/passwd")',
    "sets a rule": "#set page(width: 1pt)",
    "markup": "*bold* _it_ = not a heading $x^2$ @label <tag> `code` // comment",
    "json": '", "blocks": [], "x": "',
    "html": "<script>alert(1)</script> & <img src=x onerror=alert(1)>",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_what_is_typed_stays_text(words: str) -> None:
    everywhere = (Paragraph(words), Heading(words), Note(words), Items((words,)), Facts(((words, words),)))
    made = paper(*everywhere, Table(words, (words,), ((words,),)), title=words)
    read = words_of(as_pdf(made))
    assert read.count(" ".join(words.split())) >= 1
    assert "root:" not in read
    html = as_html(made)
    assert "<script" not in html
    assert "<img" not in html
    assert " onerror=" not in html.replace("&lt;img src=x onerror=alert(1)&gt;", "")


@pytest.mark.parametrize("name", NAMES)
def test_names_of_people_here_are_printed(name: str) -> None:
    made = as_pdf(paper(Paragraph(name)))
    assert all(map(is_printed, name))
    assert MISSING not in words_of(made)


def test_the_letters_of_european_names_are_read_back() -> None:
    read = words_of(as_pdf(paper(*map(Paragraph, NAMES[:6]))))
    assert all(name in read for name in NAMES[:6])


NOT_COVERED = {"emoji": "😀", "chinese": "李明", "tamil": "தமிழ்", "amharic": "አማርኛ", "punjabi": "ਪੰਜਾਬੀ", "thai": "ไทย"}


@pytest.mark.parametrize("name", NOT_COVERED.values(), ids=NOT_COVERED)
def test_what_the_fonts_have_not_is_a_square_and_the_paper_says_so(name: str) -> None:
    read = words_of(as_pdf(paper(Paragraph(f"Known as {name} to friends"))))
    assert f"Known as {MISSING}" in read
    assert "could not be printed here" in read
    assert name in as_html(paper(Paragraph(name)))


@pytest.mark.parametrize(
    "words",
    [
        "x" * 60_000,
        "é😀 wörd " * 20_000,
        "\x00\x07\x1b[31m",
        "abc \u202egnihton\u202c \u2066x\u2069",
        "مُحَمَّد",
        "\ud7ff \ue000 \U0010ffff",
        "e\u0301\u0489\u20dd",
        "",
        " \n\n ",
    ],
    ids=["one-long-word", "long", "controls", "overrides", "vowel-signs", "private", "marks", "empty", "blank"],
)
def test_strange_text_makes_a_paper(words: str) -> None:
    made = as_pdf(paper(Paragraph(words), Heading(words), Items((words,)), Table(words, (words,), ((words,),))))
    assert made.startswith(b"%PDF-")


def test_nothing_turns_the_reading_order_round() -> None:
    html = as_html(paper(Paragraph("a\u202eb")))
    assert "ab" in html
    assert "\u202e" not in html


def test_a_very_long_word_stays_on_the_page() -> None:
    made = as_pdf(paper(Table("t", ("a", "b"), (("y" * 300, "b"),))))
    [page] = pypdf.PdfReader(io.BytesIO(made)).pages
    assert page.extract_text().count("y") >= 300
    assert len(page.extract_text().splitlines()) > 8


def test_what_is_too_long_for_a_paper_is_refused_in_plain_words() -> None:
    with pytest.raises(Refused, match="too long for one paper"):
        as_pdf(paper(Paragraph("word " * 300_000)))


def test_the_file_for_a_browser_stands_alone() -> None:
    html = as_html(paper(*EVERYTHING))
    assert html.startswith("<!DOCTYPE html>")
    assert '<html lang="en-GB">' in html
    assert "OFFICIAL-SENSITIVE · MTG-2026-0007 · for Hana Malik, 24 November 2026, 09:12" in html
    assert '<th scope="col">Who</th>' in html
    assert '<th scope="row">A</th>' in html
    assert "<h1>Pack</h1>" in html
    assert "<h2>Agenda</h2>" in html
    assert "<h3>Below it</h3>" in html
    for outside in ("<script", "<link", "http:", "https:", "url("):
        assert outside not in html


def test_a_paper_has_dates_and_no_today() -> None:
    assert printed(AT) == "24 November 2026, 09:12"
    assert printed(AT.replace(month=7)) == "24 July 2026, 10:12"
    assert printed(AT.date()) == "24 November 2026"
