"""The stays of a young person in hospital, as far as what counts of what was said of where they are tells.

Pure: nothing here reads the database. From one ward or hospital to another is one stay. Who was said to be at home by
mistake has not left; who comes back after having left begins another stay.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reachable.incidents import statements
from reachable.incidents.choices import Said, Where
from reachable.incidents.models import Whereabouts
from reachable.incidents.statements import SaidBefore


@dataclass(frozen=True)
class Leaving:
    """That they left: where they were then, when that was, and when it was said first, which nothing changes later."""

    where_label: str
    happened_at: datetime
    said_at: datetime


@dataclass(frozen=True)
class Stay:
    """`began_at`: when it was said first that they are in hospital. `left`: nobody says that they still are."""

    began_at: datetime
    left: Leaving | None = None


@dataclass(frozen=True)
class Stays:
    """`is_disputed`: in hospital and somewhere else are both said. `died`: what stands now is that they died."""

    stays: tuple[Stay, ...] = ()
    is_in_hospital: bool = False
    is_disputed: bool = False
    died: bool = False

    @property
    def last(self) -> Stay | None:
        return self.stays[-1] if self.stays else None

    @property
    def number(self) -> int:
        """Of the plan that is made now: that of the last stay, and the first before any."""
        return max(len(self.stays), 1)

    def began(self, at: datetime | None) -> bool:
        """Whether what was said then was said of the last stay. Before the first, planning may have begun already."""
        return at is not None and (len(self.stays) < 2 or at >= self.stays[-1].began_at)


@dataclass(frozen=True)
class _Group:
    """Statements that stand beside each other. `opened` is the first of them, also where it was wrong."""

    rows: tuple[Whereabouts, ...]
    opened: Whereabouts

    @property
    def known(self) -> frozenset[str]:
        return frozenset(row.where for row in self.rows) - {Where.NOT_KNOWN}

    @property
    def is_hospital(self) -> bool:
        return Where.HOSPITAL in self.known

    @property
    def is_death(self) -> bool:
        return self.known == {Where.DIED}

    @property
    def leaving(self) -> Leaving:
        told = self.rows[-1]
        return Leaving(str(told.get_where_display()), told.happened_at or self.opened.at, self.opened.at)


def stays_of(said: Iterable[Whereabouts], before: Sequence[SaidBefore] = ()) -> Stays:
    """Of one young person; `before` is what was said of letters that turned out to be this one."""
    groups = _groups(list(said), before)
    found: list[Stay] = []
    is_on = False  # whether the last of `found` goes on should they be in hospital next
    for group in groups:
        if group.is_hospital:
            if is_on:
                found[-1] = Stay(found[-1].began_at)
            else:
                found.append(Stay(group.opened.at))
            is_on = True
        elif found and found[-1].left is None and not group.is_death:
            found[-1] = Stay(found[-1].began_at, group.leaving)
        is_on = is_on and (group.is_hospital or not group.known)  # "not known" says nothing of another place
    if not groups:
        return Stays()
    now = groups[-1]
    return Stays(tuple(found), now.is_hospital, now.is_hospital and len(now.known) > 1, now.is_death)


def _groups(said: list[Whereabouts], before: Sequence[SaidBefore]) -> list[_Group]:
    """In the order in which they were said; what is said of now is the last."""
    now = statements.current(said, before)
    if not now:
        return []
    opened = _openings([said, *(one.said for one in before)])
    ours = [row for row in now if row.involvement_id == said[0].involvement_id] if said else now
    is_now = {row.pk for row in now}
    past: dict[int, list[Whereabouts]] = {}
    for row in statements.counting(said, before):
        if row.pk not in is_now:
            past.setdefault(opened[row.pk].pk, []).append(row)
    groups = [_Group(tuple(rows), opened[rows[0].pk]) for rows in past.values()]
    return [*sorted(groups, key=lambda one: one.opened.at), _Group(tuple(now), opened[(ours or now)[0].pk])]


def _openings(letters: Iterable[Sequence[Whereabouts]]) -> dict[int, Whereabouts]:
    """By statement, the move that it stands with: corrections and contradictions belong to the move before them."""
    found: dict[int, Whereabouts] = {}
    for letter in letters:
        rows = sorted(letter, key=lambda row: row.number)
        moves = [row for row in rows if row.relation == Said.MOVED] or rows[:1]
        numbers = [row.number for row in moves]
        for row in rows:
            found[row.pk] = moves[max(bisect_right(numbers, row.number) - 1, 0)]
    return found
