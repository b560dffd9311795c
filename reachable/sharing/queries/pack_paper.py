"""A pack as a paper."""

from collections.abc import Iterable
from datetime import datetime

from reachable.responses.choices import ActionState
from reachable.responses.queries import ActionLine

from ..documents import Block, Facts, Heading, Items, Note, Paper, Paragraph, Table, printed, stamp_of
from .pack_lines import Owed, Pack, PackItem, PackLink, PackPerson


def pack_paper(pack: Pack) -> Paper:
    heading = pack.heading
    blocks: list[Block] = [
        Facts(_head(pack)),
        *_warned(pack),
        Heading("Agenda"),
        Items(tuple(one.title for one in pack.items), numbered=True),
        Heading("Young people"),
        *_people(pack.young_people),
        Heading("What is known, and what is open"),
    ]
    for item in pack.items:
        blocks += _item(item)
    blocks += [Heading("Open actions"), *_actions(pack)]
    if pack.links is not None:
        blocks += [Heading("Network"), *_links(pack.links, waits=pack.links_wait_for_a_reason)]
    blocks += [Heading("Earlier meetings"), *_earlier(pack), Note(pack.left_out)]
    return Paper(
        title=f"{heading.title}: pack",
        reference=f"{heading.reference} · {heading.incident.reference}",
        stamp=stamp_of(pack.made_for, pack.at),
        at=pack.at,
        blocks=tuple(blocks),
    )


def _head(pack: Pack) -> tuple[tuple[str, str], ...]:
    heading = pack.heading
    rows = [
        ("When", f"{printed(heading.starts_at)} to {printed(heading.ends_at)}"),
        ("Where", heading.place or "not said"),
        ("Chair", heading.chair),
        ("Minutes", heading.minute_taker or "nobody yet"),
        ("For", "; ".join(one.title for one in heading.purposes)),
        ("Not for", heading.not_for),
    ]
    return tuple((label, words) for label, words in rows if words)


def _warned(pack: Pack) -> list[Block]:
    said = tuple(f"{one.whom.label}: {'; '.join(one.sentences)}" for one in pack.warned)
    return [Heading("Do not disclose"), Items(said)] if said else []


def _people(people: tuple[PackPerson, ...]) -> list[Block]:
    if not people:
        return [Paragraph("This meeting discusses no young person by name.")]
    rows = tuple(
        (", ".join(part for part in (one.label, one.age) if part), one.part_words, one.where, one.protects, one.plan)
        for one in people
    )
    return [Table("Whom the meeting discusses", ("Who", "Role", "Where now", "Who protects", "Safety plan"), rows)]


def _item(item: PackItem) -> list[Block]:
    if not item.asked and not item.known:
        return []
    blocks: list[Block] = [Heading(f"{item.number}. {item.title}", 2)]
    if item.open:
        rows = tuple((question.ask, "\n".join(_owed(question.owed))) for question in item.open)
        caption = f"Open ({item.progress})"
        blocks.append(Table(caption, ("Question", "For whom, and how it stands"), rows))
    elif item.asked:
        blocks.append(Paragraph(f"Nothing is open: {item.progress}."))
    if item.known:
        facts = tuple(f"{one.label or 'Incident'}: {one.words}{_when(one.at)}" for one in item.known)
        blocks += [Heading("Recorded", 3), Items(facts)]
    return blocks


def _owed(owed: Iterable[Owed]) -> list[str]:
    """Those of whom the same is to be said stand together."""
    alike: dict[str, list[str]] = {}
    for one in owed:
        due = f", due {printed(one.due_at)}" if one.due_at else ""
        alike.setdefault(f"{one.state}{due}", []).append(one.label or "Incident")
    return [f"{', '.join(labels)}: {words}" for words, labels in alike.items()]


def _when(at: datetime | None) -> str:
    return f" ({printed(at)})" if at else ""


def _actions(pack: Pack) -> list[Block]:
    if not pack.actions:
        return [Paragraph("None.")]
    rows = tuple((_what(one), one.owner, _due(one)) for one in pack.actions)
    return [Table("What is still to be done", ("What", "Who", "By"), rows)]


def _what(one: ActionLine) -> str:
    about = f" ({one.label})" if one.label else ""
    wait = ". Proposed: do not make contact yet" if one.state == ActionState.PROPOSED else ""
    return f"{one.what}{about}{wait}"


def _due(one: ActionLine) -> str:
    return f"{printed(one.due_at)}{', late' if one.is_overdue else ''}"


def _links(links: tuple[PackLink, ...], *, waits: bool) -> list[Block]:
    if waits:
        return [Paragraph("Nobody has recorded yet why the network is mapped: no connection is shown.")]
    if not links:
        return [Paragraph("No connection is recorded.")]
    rows = tuple(
        (
            one.sentence,
            one.says,
            printed(one.observed_on) if one.observed_on else "not known",
            printed(one.review_on),
        )
        for one in links
    )
    return [Table("Connections", ("Connection", "Who says so, and how they know", "When seen", "Holds until"), rows)]


def _earlier(pack: Pack) -> list[Block]:
    if not pack.earlier:
        return [Paragraph("None.")]
    return [Items(tuple(f"{one.title} {one.reference}, {printed(one.starts_at)}: {one.state}" for one in pack.earlier))]
