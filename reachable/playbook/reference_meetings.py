"""The page of docs/reference about the kinds of meeting, written from the data."""

from collections.abc import Iterator, Mapping, Sequence

from .schema import AgendaItem, Due, MeetingKind, MeetingSeat, Playbook

_KIND = {"default": "our default", "local": "local", "statutory": "statutory"}


def lines(playbook: Playbook, *, roles: Mapping[str, str], agencies: Mapping[str, str]) -> Iterator[str]:
    """Without the head of the page. `roles` and `agencies`: what they are called, by the code of the playbook."""
    yield from ("Purposes that a meeting may agree:", "")
    yield from (f"- {purpose.title} (`{purpose.code}`). {purpose.why}" for purpose in playbook.purposes)
    yield ""
    for kind in playbook.meetings.values():
        yield from _kind(kind, roles, agencies)


def _kind(kind: MeetingKind, roles: Mapping[str, str], agencies: Mapping[str, str]) -> Iterator[str]:
    yield from (f"## {kind.title}", "", kind.why, "", f"- Code: `{kind.code}`")
    yield f"- Guide: {', '.join(kind.clauses) or 'not asked'}"
    yield f"- Chairs: {_named(kind.chairs, roles)}"
    yield f"- Supports: {_named(kind.supports, roles)}"
    yield f"- Quorum: {_named(kind.quorum, agencies)}"
    yield f"- Discusses young people by name: {'yes' if kind.about_individuals else 'no'}"
    yield f"- To be held: {_due(kind.target)}"
    yield f"- Record sent: {_due(kind.sending)}"
    yield f"- Decides for each young person: {', '.join(field.label for field in kind.outcome) or 'nothing'}"
    yield from ("", "| seat | strength | guide | roles | needed when |", "|---|---|---|---|---|")
    yield from (_seat(seat, roles) for seat in kind.seats)
    yield from ("", "| agenda | about | guide | answers |", "|---|---|---|---|")
    yield from (_item(item) for item in kind.agenda)
    yield ""


def _seat(seat: MeetingSeat, roles: Mapping[str, str]) -> str:
    needed = f"`{seat.needed_when}`" if seat.needed_when else "–"
    guide = ", ".join(seat.clauses) or "–"
    return f"| {seat.title} (`{seat.code}`) | {seat.strength} | {guide} | {_named(seat.roles, roles)} | {needed} |"


def _item(item: AgendaItem) -> str:
    about = "each young person" if item.about == "young-person" else "the incident"
    answers = ", ".join(f"`{code}`" for code in item.considerations) or "–"
    return f"| {item.title} (`{item.code}`) | {about} | {', '.join(item.clauses) or '–'} | {answers} |"


def _due(due: Due | None) -> str:
    if due is None:
        return "no time of its own"
    return f"{due.text} ({_KIND[due.kind]}{': ' if due.source else ''}{due.source})"


def _named(codes: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes) or "–"
