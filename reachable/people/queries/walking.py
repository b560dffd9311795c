"""What a walk over connections has found so far: whose each record is, what is within reach, what may be read."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from ..choices import Handling
from ..models import Association, Belonging
from ..scope import Scope

Row = tuple[int, int, int, str, int]


def touching(records: Collection[int], today: date) -> QuerySet[Association, Row]:
    """The connections of these records that stand today, the latest first; one half for each direction, so that each
    has its index.
    """
    standing = Association.objects.filter(review_on__gte=today).order_by()
    out, back = standing.filter(one__in=records), standing.filter(other__in=records)
    return _newest_first(out, back)


def whose(records: Collection[int]) -> QuerySet[Belonging, tuple[int, int, UUID]]:
    """Every current record of the people whose current records these are."""
    people = Belonging.objects.filter(record__in=records, until_at__isnull=True).values("person")
    return _belonging(Q(person__in=people))


def _belonging(of: Q) -> QuerySet[Belonging, tuple[int, int, UUID]]:
    return Belonging.objects.filter(of, until_at__isnull=True).values_list("person_id", "record_id", "person__key")


def _newest_first(*halves: QuerySet[Association]) -> QuerySet[Association, Row]:
    """Ordered by what is worked out of the key: by the key itself PostgreSQL would walk the whole table backwards."""
    rows = [
        half.annotate(newest=F("pk") * -1).values_list("pk", "one_id", "other_id", "handling", "newest")
        for half in halves
    ]
    return (rows[0].union(*rows[1:], all=True) if rows[1:] else rows[0]).order_by("newest")


class Walk:
    """People are counted by the keys of their rows here; `keys` has those that the world knows them by."""

    def __init__(self, scope: Scope, today: date, readable: frozenset[Handling], limit: int) -> None:
        self._scope, self._today, self._readable, self._limit = scope, today, readable, limit
        self.keys: dict[int, UUID] = {}
        self.walked: set[int] = set()
        self.cut = False
        self._ids: dict[UUID, int] = {}
        self._records: dict[int, list[int]] = {}
        self._person: dict[int, int] = {}
        self._within: set[int] = set()
        self._unasked: set[int] = set()
        self._rows: dict[int, Row] = {}
        self._seen: list[tuple[int, int, int]] = []

    def begin(self, people: Collection[UUID]) -> None:
        self._learn(_belonging(Q(person__key__in=list(people))))

    def ids_of(self, people: Iterable[UUID]) -> set[int]:
        return {self._ids[key] for key in people if key in self._ids}

    def within(self, person: int) -> tuple[int, ...]:
        return tuple(sorted(self._within.intersection(self._records[person])))

    def step(self, people: set[int], *, first: bool) -> None:
        """Find what connects these people with anybody. Where there is more than may be shown, what connects those
        asked for with each other is found all the same.
        """
        self.walked |= people
        records = [record for one in people for record in self._records[one]]
        self._take(touching(records, self._today))
        if self.cut and first:
            self._take(_newest_first(self._standing().filter(one__in=records, other__in=records)))
        self._look_up()

    def between(self, some: set[int], others: set[int]) -> None:
        """Find what connects anybody of the ones with anybody of the others."""
        left = [record for one in some for record in self._records[one]]
        right = [record for one in others for record in self._records[one]]
        if left and right:
            out = self._standing().filter(one__in=left, other__in=right)
            back = self._standing().filter(one__in=right, other__in=left)
            self._take(_newest_first(out, back))
            self._look_up()

    def _standing(self) -> QuerySet[Association]:
        return Association.objects.filter(review_on__gte=self._today).order_by()

    def _take(self, found: QuerySet[Association, Row]) -> None:
        rows = list(found[: self._limit + 1])
        self.cut = self.cut or len(rows) > self._limit
        self._rows.update((row[0], row) for row in rows[: self._limit])

    def _look_up(self) -> None:
        ends = {end for _, one, other, *_ in self._rows.values() for end in (one, other)}
        new = ends - self._person.keys()
        if new:
            self._learn(whose(sorted(new)))
        if self._unasked:
            self._within |= self._scope.among(sorted(self._unasked))
            self._unasked = set()
        self._seen = list(self._look_through())

    def _learn(self, rows: Iterable[tuple[int, int, UUID]]) -> None:
        for person, record, key in rows:
            if record not in self._person:
                self._person[record] = person
                self._records.setdefault(person, []).append(record)
                self._unasked.add(record)
                self.keys[person], self._ids[key] = key, person

    def seen(self) -> list[tuple[int, int, int]]:
        """The connections that this reader may see, in the order in which they were recorded, with their two people.

        Of two records that turned out to be of one person nothing is said.
        """
        return self._seen

    def _look_through(self) -> Iterator[tuple[int, int, int]]:
        for pk in sorted(self._rows):
            _, one, other, handling, _ = self._rows[pk]
            if handling in self._readable and one in self._within and other in self._within:
                left, right = self._person[one], self._person[other]
                if left != right:
                    yield pk, left, right

    def unseen(self, shown: set[int], near: set[int]) -> tuple[int, list[frozenset[int]]]:
        """Of the people shown: how many are not for this reader, and the records out of reach of each of the rest.

        Only those count that would be on the map if he might see them.
        """
        narrower, beyond = 0, []
        for _, one, other, handling, _ in self._rows.values():
            people = {self._person.get(one), self._person.get(other)}
            if len(people) == 1 or not (people & near or people <= shown):
                continue
            outside = frozenset({one, other} - self._within)
            if outside:
                beyond.append(outside)
            elif handling not in self._readable:
                narrower += 1
        return narrower, beyond

    def _around(self) -> dict[int, set[int]]:
        around: dict[int, set[int]] = {}
        for _, one, other in self._seen:
            around.setdefault(one, set()).add(other)
            around.setdefault(other, set()).add(one)
        return around

    def distances(self, starts: set[int], depth: int) -> dict[int, int]:
        """How many steps each person is away, as far as `depth`."""
        around, found, edge = self._around(), dict.fromkeys(starts, 0), starts
        for far in range(1, depth + 1):
            edge = {other for one in edge for other in around.get(one, ())} - found.keys()
            found.update(dict.fromkeys(edge, far))
        return found

    def neighbours_of(self, person: int) -> set[int]:
        return self._around().get(person, set())

    def between_two(self, one: int, other: int) -> tuple[int, int, int]:
        return next(line for line in self._seen if set(line[1:]) == {one, other})

    def ways(self, first: int, last: int, hops: int, few: int) -> list[tuple[int, ...]]:
        """The shortest few, each person at most once."""
        around = self._around()
        found: list[tuple[int, ...]] = []
        if last in around.get(first, ()):
            found.append((first, last))
        near, far = around.get(first, set()) - {last}, around.get(last, set()) - {first}
        if hops > 1:
            found += [(first, one, last) for one in sorted(near & far)]
        if hops > 2 and len(found) < few:
            steps = ((one, other) for one in sorted(near) for other in sorted(around.get(one, set()) & far))
            found += [(first, one, other, last) for one, other in steps if other != first]
        return found[:few]
