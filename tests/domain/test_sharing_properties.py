"""Invented meetings in which others are mentioned in every way: no record names a child of another household (CTX-4).

Looked for by a plain search over letters and figures, which shares nothing with the finder.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reachable.people.naming import Known, Roster
from reachable.sharing.choices import MarkDecision
from reachable.sharing.documents.content import Facts, Paragraph, Section, SegmentKind
from reachable.sharing.documents.record_json import Content, from_text, to_text
from reachable.sharing.policies import Decided, Marker, Numbering

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
GIVEN = ("Kai", "Jayden", "Zoë", "Brigitta", "Oluwaseun", "Will", "Summer", "Mary-Jane", "Siân", "Aleksandra")
FAMILY = ("Mensah", "Achterberg", "O’Brien", "Nowak", "Ferreira", "Thorvaldsen", "Hill", "Okonkwo", "Quist", "Demir")
SCHOOLS = ("Hewett Academy", "Notre Dame High School", "Sprowston Community Academy")
WAYS = (
    "{given} {family} was there.",
    "{FAMILY}, {given} was seen at the station.",
    "They spoke to {given} about {family}.",
    "{given}'s mother rang.",
    "He named {given_small} {family_small} in the interview.",
    "{initial}. {family} ran off.",
    "Born {born}, goes to {school}.",
    "Lives at {line}, {postcode}.",
    "{mark} had a knife.",
    "{given}\n{family} came back.",
    "Rang {telephone} twice.",
    "{bare_given} {bare_family} posted it.",
)


@st.composite
def meetings(draw: st.DrawFn) -> tuple[list[Known], dict[str, list[str]]]:
    """Young people of several households, and what was said of each."""
    pairs = st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY))
    names = draw(st.lists(pairs, min_size=3, max_size=6, unique=True))
    young = [
        Known(
            key=UUID(int=index + 1),
            given=given,
            family=family,
            born=(date(2008 + index % 4, 1 + index, 11 + index),),
            schools=(SCHOOLS[index % 3],) if index else (),
            addresses=((f"{31 + index} Bluebell Road", f"NR{3 + index} 4{chr(66 + index)}Z"),),
            telephones=(f"07700 90012{index}",),
            marks=("PRTUVX"[index],),
        )
        for index, (given, family) in enumerate(names)
    ]
    mention = st.tuples(st.sampled_from(WAYS), st.sampled_from(young))
    notes = draw(st.lists(st.lists(mention, min_size=1, max_size=4), min_size=1, max_size=3))
    said = {f"note-{index}": ways for index, ways in enumerate(notes)}
    return young, {name: [filled(way, one) for way, one in ways] for name, ways in said.items()}


def filled(way: str, one: Known) -> str:
    [born], [(line, postcode)] = one.born, one.addresses
    return way.format(
        given=one.given,
        family=one.family,
        FAMILY=one.family.upper(),
        given_small=one.given.lower(),
        family_small=one.family.lower(),
        bare_given=bare(one.given),
        bare_family=bare(one.family),
        initial=one.given[0],
        born=f"{born.day:02}/{born.month:02}/{born.year}",
        school=(one.schools or ("no school",))[0],
        line=line,
        postcode=postcode.replace(" ", ""),
        telephone=one.telephones[0],
        mark=one.marks[0],
    )


def bare(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", bare(text).lower())


def record_of(me: Known, others: list[Known], said: dict[str, list[str]]) -> str:
    """As a record is made: a person has every doubtful place replaced, and it goes through the text of the file."""
    numbering = Numbering(dict.fromkeys((one.key for one in others), "young person"))
    decisions: dict[tuple[str, str], Decided] = {}
    for _ in range(2):
        marker = Marker(Roster(others, [me]), decisions, numbering, {})
        paragraphs = [Paragraph(name, marker.segments(name, " ".join(words))) for name, words in said.items()]
        for one in paragraphs:
            for segment in one.segments:
                if segment.kind is SegmentKind.DOUBTFUL:
                    decisions[one.id, segment.was] = Decided(MarkDecision.TAKE_OUT)
    facts = Facts(f"{me.given} {me.family}", "", "MTG-2026-0001", "Strategy discussion", AT, AT, "", "", (), "")
    text = to_text(Content(1, facts, (), (Section("item-1", (), tuple(paragraphs)),), {}))
    assert to_text(from_text(text)) == text
    return text


def identifiers(one: Known) -> Iterable[str]:
    [born], [(line, postcode)] = one.born, one.addresses
    yield from (one.given, one.family, one.given + one.family, line, postcode, one.telephones[0], *one.schools)
    yield from (f"{born.day:02}{born.month:02}{born.year}", born.isoformat())


@pytest.mark.clause("CTX-4")
@settings(max_examples=60, deadline=None)
@given(meetings())
def test_no_record_names_a_child_of_another_household(invented: tuple[list[Known], dict[str, list[str]]]) -> None:
    young, said = invented
    for me in young:
        others = [one for one in young if one is not me]
        text = record_of(me, others, said)
        words = "".join(section.words for one in from_text(text).sections for section in one.paragraphs)
        plainly = re.sub(r"young person \d+|\[[a-z ]+\]", " ", words)
        folded = {squeezed(word) for word in re.findall(r"[\w'’-]+", plainly)}
        mine = {squeezed(name) for name in identifiers(me)}
        for one in others:
            for name in {squeezed(name) for name in identifiers(one)} - mine:
                if any(letter.isdigit() for letter in name) or len(name) > 12:
                    assert name not in squeezed(plainly), (name, words)
                elif name not in ("will", "hill", "summer"):
                    assert name not in folded, (name, words)
            assert not re.search(rf"\b{one.marks[0]}\b", plainly), (one.marks, words)
        assert not any(str(one.key) in text for one in others)
