"""The pages of docs/reference, written from the data and never by hand.

The playbook knows the codes of roles, triggers and gates; what they are called and mean, the rooms above pass in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from . import coverage, reference_meetings
from .changes import KIND
from .schema import Consideration, Definition, Due, Playbook, RecordField, Strand

_WRITTEN = "Written by `python manage.py playbook reference`; change what it is written from, not this page."
_STRENGTH = {"must": "must be answered before standing down", "should": "left undone only with a reason and a name"}
_STRENGTH["consider"] = "must be answered, and any answer will do"
_ABOUT = {"incident": "the incident", "young-person": "each young person"}


class Trigger(Protocol):
    """As `responses.triggers` declares one."""

    @property
    def about(self) -> str: ...

    @property
    def says(self) -> str: ...


@dataclass(frozen=True)
class Known:
    """What the rooms above call things, by the code that the playbook uses."""

    roles: Mapping[str, str]
    agencies: Mapping[str, str]
    audiences: Mapping[str, str]
    triggers: Mapping[str, Trigger]
    gates: Mapping[str, coverage.Gate]


def pages(playbook: Playbook, known: Known) -> dict[str, str]:
    """Each page of the playbook by its place under docs/reference."""
    found = {"playbook.md": _index(playbook, known), "playbook/definitions.md": _definitions(playbook)}
    for strand in playbook.strands.values():
        found[f"playbook/{strand.code}.md"] = _text([*_head(strand.title), *_strand(strand, known)])
    meetings = reference_meetings.lines(playbook, roles=known.roles, agencies=known.agencies)
    found["playbook/meetings.md"] = _text([*_head("Kinds of meeting"), *meetings])
    found["deadlines.md"] = _text(_deadlines(playbook))
    found["triggers.md"] = _text(_triggers(playbook, known))
    return found


def guide(playbook: Playbook, clauses: Sequence[coverage.Clause], rows: Sequence[coverage.Row], known: Known) -> str:
    """How far each clause of the guide is carried, section by section."""
    by_id = {row["clause"]: row for row in rows}
    open_gates = coverage.not_enforced(known.gates.values())
    lines = [*_head("How this follows the guide"), coverage.counts(rows).sentence, ""]
    lines += ["*Asked*: a question or a rule carries it. *Enforced*: the software refuses what the clause forbids.", ""]
    lines += ["## Gates", "", "| gate | clauses | holds back | refused today |", "|---|---|---|---|"]
    for gate in known.gates.values():
        lines.append(_row(gate.title, ", ".join(gate.clauses), gate.refuses, "yes" if gate.enforced else "not yet"))
    for section, held in groupby(clauses, key=lambda clause: clause["section"]):
        lines += ["", f"## {section}", "", "| clause | what it asks | where it lives | how far |", "|---|---|---|---|"]
        for clause in held:
            row = by_id[clause["id"]]
            far = row["level"] + (", gate not yet enforced" if clause["id"] in open_gates else "")
            lines.append(_row(clause["id"], clause["ask"], _where(playbook, row), far))
    return _text(lines)


def asked_as(playbook: Playbook, row: coverage.Row) -> Iterator[str]:
    """The questions that carry a clause, each with the title of its strand or definition."""
    for code in row["items"]:
        definition, _, part = code.partition("/")
        if definition == "meeting":
            yield _of_meeting(playbook, *part.split("/"))
        elif part:
            held = playbook.definitions[definition]
            yield f"{held.part(part).ask} ({held.title})"
        else:
            strand, item = playbook.consideration(code)
            yield f"{item.ask} ({strand.title})"


def _of_meeting(playbook: Playbook, code: str, part: str = "") -> str:
    kind = playbook.meetings[code]
    found = kind.seat(part) or kind.item(part)
    return f"{found.title} ({kind.title})" if found else kind.title


def _where(playbook: Playbook, row: coverage.Row) -> str:
    rules = (f"`{rule.removeprefix('reachable.')}`" for rule in row["rules"])
    return "<br>".join([*asked_as(playbook, row), *rules]) or "–"


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _head(title: str) -> list[str]:
    return [f"# {title}", "", _WRITTEN, ""]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _index(playbook: Playbook, known: Known) -> str:
    lines = [*_head(playbook.title), f"Edition: {playbook.edition_name}. "]
    lines[-1] += f"Sections of the guide carried whole: {', '.join(playbook.sections) or 'none yet'}."
    lines += ["", "## Strands", "", "| strand | about | opens when | must | should | consider |"]
    lines.append("|---|---|---|---|---|---|")
    for strand in playbook.strands.values():
        strengths = [item.strength for item in strand.asked]
        numbers = [str(strengths.count(one)) for one in ("must", "should", "consider")]
        name = f"[{strand.title}](playbook/{strand.code}.md)"
        lines.append(_row(name, _ABOUT[strand.about], _opens(strand, known), *numbers))
    lines += ["", "The [definitions](playbook/definitions.md) say what counts as serious youth violence. See also"]
    lines += ["[kinds of meeting](playbook/meetings.md), [deadlines](deadlines.md), [triggers](triggers.md),"]
    lines += ["[roles](roles.md) and [how this follows the guide](guide.md)."]
    if playbook.tonight:
        lines += ["", "## Tonight", ""]
    lines += [
        f"{number}. {question.ask} ({', '.join(f'`{code}`' for code in question.considerations)})"
        for number, question in enumerate(playbook.tonight, start=1)
    ]
    return _text(lines)


def _opens(strand: Strand, known: Known) -> str:
    trigger = known.triggers.get(strand.opens)
    return trigger.says if trigger else f"`{strand.opens}`"


def _definitions(playbook: Playbook) -> str:
    lines = _head("Definitions")
    for definition in playbook.definitions.values():
        lines += _definition(definition)
    return _text(lines)


def _definition(definition: Definition) -> Iterator[str]:
    yield from (f"## {definition.title}", "", definition.why, "")
    for part in definition.parts:
        yield from (f"### {part.title}", "", f"`{definition.code}/{part.code}` · {part.clause}", "", part.ask, "")
        yield from (part.why, "")
        yield from (f"- {element}" for element in part.elements)
        if part.elements:
            yield ""
        yield from (f"- Met: {part.met}", f"- Not met: {part.not_met}", f"- Not known: {part.not_known}", "")


def _strand(strand: Strand, known: Known) -> Iterator[str]:
    whom = "for a young person " if strand.about == "young-person" else ""
    yield from (strand.why, "", f"Opens {whom}when {_opens(strand, known)} (`{strand.opens}`).", "")
    for item in strand.considerations:
        yield from _consideration(item, known)


def _consideration(item: Consideration, known: Known) -> Iterator[str]:
    yield from (f"## {item.ask}", "", item.why, "")
    origin = ", ".join(item.clauses) if item.clauses else f"not asked; ours, because: {item.source}"
    yield f"- Code: `{item.code}`" + (" (retired: no longer asked)" if item.retired else "")
    yield f"- Guide: {origin}"
    yield f"- About: {_ABOUT[item.about]}" + (", also after a death" if item.after_death else "")
    yield f"- Strength: {item.strength} ({_STRENGTH[item.strength]})"
    yield f"- Leads: {_named(item.lead, known.roles)}"
    if item.between:
        yield f"- Between: {_named(item.between, known.agencies)}"
    if item.due:
        yield f"- Due: {item.due.text} ({KIND[item.due.kind]}{': ' if item.due.source else ''}{item.due.source})"
    if item.gate:
        yield f"- Gate: {_gate(item.gate, known)}"
    if item.audience != "team":
        yield f"- Seen by: {_named((item.audience,), known.audiences)}"
    yield from (f"- Record: {_field(field)}" for field in item.record)
    for suggestion in item.suggests:
        yield f"- Suggested action: {suggestion.what}" + (" (makes contact)" if suggestion.makes_contact else "")
    yield ""


def _named(codes: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes)


def _gate(code: str, known: Known) -> str:
    gate = known.gates.get(code)
    if gate is None:
        return code
    return f"holds back {gate.refuses}" + ("" if gate.enforced else " (not yet enforced)")


def _field(field: RecordField) -> str:
    options = ": " + ", ".join(label for _, label in field.options) if field.options else ""
    return f"{field.label} (`{field.name}`, {field.kind}{options})"


def _deadlines(playbook: Playbook) -> Iterator[str]:
    yield from _head("Deadlines")
    yield from (
        "Hours run through nights, weekends and bank holidays. Working days skip them: the day of the event is",
    )
    yield from (
        "day 0, and the deadline is the end of the last day. While the fact is not known there is no due time.",
        "",
    )
    owed = [(strand, item, item.due) for strand in playbook.strands.values() for item in strand.asked if item.due]
    for kind in ("statutory", "local", "default"):
        rows = [(strand, item, due) for strand, item, due in owed if due.kind == kind]
        yield from (f"## {KIND[kind].capitalize()}", "", _SAYS[kind], "")
        with_source = any(due.source for _, _, due in rows)
        heads = ("owed", "question", "strand", "strength", *(("source", "edition") if with_source else ()))
        yield from (_row(*heads), "|---" * len(heads) + "|")
        for strand, item, due in rows:
            origin = (due.source or "–", due.edition or "–") if with_source else ()
            yield _row(_owed(due), f"{item.ask} (`{item.code}`)", strand.title, item.strength, *origin)
        yield ""


_SAYS = {
    "statutory": "Set by an Act, regulations or statutory guidance. They stand in the folder `england`, each once.",
    "local": "Set by this county or its partnership, in its own folder.",
    "default": "Set by nobody outside: our proposal, to be changed by those who work with it.",
}


def _owed(due: Due) -> str:
    return f"{due.text} (`{due.rule}`)" if due.rule else due.text


def _triggers(playbook: Playbook, known: Known) -> Iterator[str]:
    yield from _head("Triggers: what opens a strand")
    yield from (
        "A trigger asks whether something is or was so, never whether it just changed: the order in which facts",
    )
    yield from ("arrive changes nothing. What was recorded by mistake no longer counts.", "")
    heads = ("trigger", "answers for", "holds when", "opens")
    yield from (_row(*heads), "|---" * len(heads) + "|")
    for name, trigger in known.triggers.items():
        opened = [
            f"[{strand.title}](playbook/{strand.code}.md)"
            for strand in playbook.strands.values()
            if strand.opens == name
        ]
        yield _row(f"`{name}`", _ABOUT[trigger.about], trigger.says, ", ".join(opened) or "nothing here")
