"""The record of one young person as a paper: what a browser opens, and what is filed as PDF."""

from collections.abc import Iterable

from . import content
from .html import as_html
from .parts import Block, Facts, Heading, Note, Paper, Paragraph, Table, printed
from .pdf import as_pdf


def record_html(document: content.Document, *, stamp: str = "") -> str:
    return as_html(record_paper(document, stamp=stamp))


def record_pdf(document: content.Document, *, stamp: str = "") -> bytes:
    """The same bytes for the same record, where no stamp says who took it and when."""
    return as_pdf(record_paper(document, stamp=stamp))


def record_paper(document: content.Document, *, stamp: str = "") -> Paper:
    facts = document.facts
    blocks: list[Block] = [Note(document.state_line), Facts(_head(document)), *_attended(document.attended)]
    for section in document.sections:
        blocks += [Heading(content.joined(section.heading)), *map(_paragraph, section.paragraphs)]
    if document.section_47:
        blocks += [Heading("Section 47 enquiry"), Facts(document.section_47)]
    if document.sha256:
        blocks.append(Paragraph(f"SHA-256 of the text of this record: {document.sha256}"))
    return Paper(
        title=document.title,
        reference=f"{facts.meeting} · record {document.number}",
        stamp=stamp,
        at=facts.agreed_at,
        blocks=tuple(blocks),
        handling=document.handling,
    )


def _head(document: content.Document) -> tuple[tuple[str, str], ...]:
    facts = document.facts
    rows = (
        ("Young person", facts.young_person),
        ("Social care number", facts.social_care_id or "not known"),
        ("Meeting", f"{facts.kind} {facts.meeting}"),
        ("Held", printed(facts.held_at)),
        ("Minutes agreed", printed(facts.agreed_at)),
        ("Chair", facts.chair),
        ("Minutes taken by", facts.minute_taker),
        ("For", "; ".join(facts.purposes)),
        ("Not for", facts.not_for),
    )
    return tuple((label, words) for label, words in rows if words)


def _attended(lines: Iterable[content.SeatLine]) -> list[Block]:
    rows = tuple((one.seat, content.joined(one.who), one.agency, one.attendance) for one in lines)
    return [Heading("Who was there"), Table("Seats", ("Seat", "Who", "Agency", "Attendance"), rows)] if rows else []


def _paragraph(one: content.Paragraph) -> Block:
    said_by = content.joined(one.said_by)
    lead = ", ".join(part for part in (one.label, said_by) if part)
    return Paragraph(f"{lead}: {one.words}" if lead else one.words)
