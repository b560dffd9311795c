"""What is recorded of a stay in hospital, section by section, and what is still owed where something is recorded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reachable.incidents.choices import FactKind
from reachable.incidents.queries import FactLine

Facts = tuple[FactLine, ...]


def _nothing(facts: Facts) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Section:
    """`kinds` are what is recorded here, each with what its link says; `teaches` why, in a sentence or two.

    `owes` says of what stands what is missing, each in a sentence; `note` is shown quietly at the end.
    """

    code: str
    heading: str
    teaches: str
    kinds: Mapping[FactKind, str]
    owes: Callable[[Facts], Iterable[str]] = field(default=_nothing)
    note: str = ""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The kind in an address, and the words."""
        return tuple((kind.value.lower().replace("_", "-"), words) for kind, words in self.kinds.items())


def _section(
    code: str,
    heading: str,
    teaches: str,
    kinds: dict[FactKind, str],
    owes: Callable[[Facts], Iterable[str]] = _nothing,
    note: str = "",
) -> Section:
    return Section(code, heading, teaches, MappingProxyType(kinds), owes, note)


def _visitors(facts: Facts) -> Iterable[str]:
    """HOS-5: somebody who may come, of whom the ward does not know yet what to do."""
    for one in facts:
        who = one.value("who") or "somebody"
        if one.value("let-in") in ("", "not-agreed") and one.value("came") != "came":
            yield f"It is not agreed whether the ward lets in {who}."
        elif one.value("as") == "opposing" and one.value("let-in") != "no":
            yield f"{who[:1].upper()}{who[1:]} is of an opposing group: tell the ward and police."


def _advice(facts: Facts) -> Iterable[str]:
    advised = {code for one in facts for code in one.value("advised").split(",")}
    if facts and "young-person" not in advised:
        yield "The young person has not been advised yet."
    if facts and "parents" not in advised:
        yield "Parents or carers have not been advised yet."


def _devices(facts: Facts) -> Iterable[str]:
    """HOS-3: what was seized is explained, with the law."""
    for one in facts:
        if one.value("decision") == "seized":
            if one.value("explained") != "yes":
                yield "A device was seized, and nobody has recorded that the reason was explained."
            if not one.value("power"):
                yield "A device was seized, and it is not recorded under which power."
        elif one.value("decision") == "not-seized" and not (one.value("why") or one.words):
            yield "Nothing was seized: say why."


def _roles(facts: Facts) -> Iterable[str]:
    """HOS-9: the ward and police know what a visiting professional is there for."""
    for one in facts:
        whom = [who for name, who in (("ward-told", "the ward"), ("police-told", "police")) if one.value(name) != "yes"]
        if whom:
            yield f"{one.value('who') or 'Somebody who visits'}: {' and '.join(whom)} not told yet."


SECTIONS = (
    _section(
        "police",
        "Police on the ward",
        "An officer goes to the emergency department as soon as police know. Record it when they come and when they "
        "leave, whenever that was.",
        {
            FactKind.OFFICER_ATTENDING: "Record that an officer is there",
            FactKind.OFFICER_LEFT: "Record that the officer has left",
        },
    ),
    _section(
        "discussion",
        "The discussion of police, health and children's services",
        "Five minutes at the bedside or by telephone are enough: who may come in, who stays, when it is looked at "
        "again. It can be agreed on its ground that the officer leaves.",
        {FactKind.WARD_DISCUSSION: "Record the discussion"},
    ),
    _section(
        "visitors",
        "Visitors",
        "Friends come, and so may those who did it. Whoever is expected, asks or comes is written down, with what the "
        "ward does.",
        {FactKind.VISITOR: "Record a visitor"},
        _visitors,
    ),
    _section(
        "phones",
        "Phones and social media",
        "A post from the ward tells others where somebody lies. The young person and their parents or carers are "
        "advised to keep off, and told how they reach each other instead.",
        {FactKind.PHONE_ADVICE: "Record that advice was given"},
        _advice,
    ),
    _section(
        "devices",
        "Devices as evidence",
        "Police consider whether a phone would help to show who did it. No is an answer; no answer is not. When a "
        "phone is taken, it is explained why, and under which law.",
        {FactKind.DEVICES: "Record what was decided"},
        _devices,
    ),
    _section(
        "trusted",
        "Somebody they trust",
        "Being hurt is a moment at which help may be taken up. Ask the young person who they would want to see.",
        {FactKind.TRUSTED_PROFESSIONAL: "Record whom they trust"},
    ),
    _section(
        "youth-worker",
        "Youth worker",
        "The social work team can ask for one. Police, the Head of Social Work and the Head of Targeted Youth Support, "
        "or whoever is on call for them, talk first about sending them.",
        {
            FactKind.YOUTH_WORKER_ASKED: "Record that one was asked for",
            FactKind.YOUTH_WORKER_DISCUSSED: "Record what the three agreed",
        },
    ),
    _section(
        "visiting",
        "Professionals who visit",
        "Ward staff and police know who comes to the bed and what for.",
        {FactKind.VISITING_ROLE: "Record who visits, and who was told"},
        _roles,
    ),
    _section(
        "contacts",
        "Contacts with the young person",
        "Who was in contact, how and when, and whether they wanted it.",
        {FactKind.CONTACT_MADE: "Record a contact"},
        note="In person works best. In a study of youth work in a hospital (Nottingham, 573 referrals) what was "
        "offered by telephone, or to those who came in at a weekend, was taken up far less often.",
    ),
)
