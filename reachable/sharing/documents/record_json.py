"""The text of a record: canonical JSON, in a form with a version, that a system can read without Reachable.

It holds no key of anybody. Section 47 bears the names of the Children in Need census.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .content import Document, Facts, Paragraph, SeatLine, Section, Segment, SegmentKind, Segments, joined
from .parts import HANDLING

SCHEMA = "reachable/child-record"
SCHEMA_VERSION = 1
CENSUS = (
    ("S47ActualStartDate", "Enquiry under section 47 began"),
    ("InitialCPCtarget", "Initial conference due by"),
    ("DateOfInitialCPC", "Initial conference"),
    ("ICPCnotRequired", "Conference not required"),
)


@dataclass(frozen=True)
class Content:
    """`census` has the four fields of a section 47 enquiry; empty where the young person has none."""

    number: int
    facts: Facts
    attended: tuple[SeatLine, ...]
    sections: tuple[Section, ...]
    census: Mapping[str, str | bool | None]


def record_json(document: Document) -> str:
    return document.text


def to_text(content: Content) -> str:
    facts = content.facts
    data = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "handling": HANDLING,
        "number": content.number,
        "meeting": {
            "reference": facts.meeting,
            "kind": facts.kind,
            "held_at": facts.held_at.isoformat(),
            "agreed_at": facts.agreed_at.isoformat(),
            "chair": facts.chair,
            "minute_taker": facts.minute_taker,
            "purposes": list(facts.purposes),
            "not_for": facts.not_for,
        },
        "young_person": {"name": facts.young_person, "LAchildID": facts.social_care_id},
        "attended": [
            {"seat": one.seat, "who": _words(one.who), "agency": one.agency, "attendance": one.attendance}
            for one in content.attended
        ],
        "sections": [
            {"id": one.id, "heading": _words(one.heading), "paragraphs": [_paragraph(par) for par in one.paragraphs]}
            for one in content.sections
        ],
        "section_47": dict(content.census),
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> Content:
    data = json.loads(text)
    meeting = data["meeting"]
    facts = Facts(
        young_person=data["young_person"]["name"],
        social_care_id=data["young_person"]["LAchildID"],
        meeting=meeting["reference"],
        kind=meeting["kind"],
        held_at=datetime.fromisoformat(meeting["held_at"]),
        agreed_at=datetime.fromisoformat(meeting["agreed_at"]),
        chair=meeting["chair"],
        minute_taker=meeting["minute_taker"],
        purposes=tuple(meeting["purposes"]),
        not_for=meeting["not_for"],
    )
    return Content(
        number=data["number"],
        facts=facts,
        attended=tuple(
            SeatLine(one["seat"], _segments(one["who"]), one["agency"], one["attendance"]) for one in data["attended"]
        ),
        sections=tuple(
            Section(one["id"], _segments(one["heading"]), tuple(_read_paragraph(par) for par in one["paragraphs"]))
            for one in data["sections"]
        ),
        census=data["section_47"],
    )


def census_in_words(census: Mapping[str, str | bool | None]) -> tuple[tuple[str, str], ...]:
    said = {True: "yes", False: "no", None: "not known yet"}
    return tuple((label, _in_words(census[code], said)) for code, label in CENSUS if code in census)


def _in_words(value: str | bool | None, said: Mapping[bool | None, str]) -> str:
    if isinstance(value, str):
        day = datetime.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return said[value]


def _paragraph(one: Paragraph) -> dict[str, Any]:
    return {"id": one.id, "label": one.label, "said_by": _words(one.said_by), **_words(one.segments)}


def _read_paragraph(data: Mapping[str, Any]) -> Paragraph:
    return Paragraph(data["id"], _segments(data), data["label"], _segments(data["said_by"]))


def _words(segments: Segments) -> dict[str, Any]:
    """The words, and which of them stand for something that was replaced, from and to which letter."""
    return {"words": joined(segments), "marks": list(_marks(segments))}


def _marks(segments: Segments) -> Iterable[dict[str, Any]]:
    place = 0
    for one in segments:
        end = place + len(one.words)
        if one.kind is not SegmentKind.PLAIN:
            yield {"start": place, "end": end, "kind": str(one.kind), "what": one.what}
        place = end


def _segments(data: Mapping[str, Any]) -> Segments:
    words, place, found = data["words"], 0, list[Segment]()
    for mark in data["marks"]:
        if place < mark["start"]:
            found.append(Segment(words[place : mark["start"]]))
        found.append(Segment(words[mark["start"] : mark["end"]], SegmentKind(mark["kind"]), what=mark["what"]))
        place = mark["end"]
    if place < len(words):
        found.append(Segment(words[place:]))
    return tuple(found)
