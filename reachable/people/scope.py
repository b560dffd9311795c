"""Which person records a professional may reach. Only `incidents` builds one."""

from collections.abc import Callable, Collection, Iterable
from functools import cached_property


class Scope:
    """A set of person-record ids, asked of the database only when needed.

    Only `incidents` builds one, because a young person is reached through an incident that the
    professional works on; the reads of this room take it as it comes. `fetch` answers all of them,
    `fetch_among` those among some, which is cheaper where there are many.
    """

    def __init__(
        self,
        fetch: Callable[[], Iterable[int]],
        fetch_among: Callable[[Collection[int]], Iterable[int]] | None = None,
    ) -> None:
        self._fetch = fetch
        self._fetch_among = fetch_among

    @cached_property
    def ids(self) -> frozenset[int]:
        return frozenset(self._fetch())

    def among(self, record_ids: Collection[int]) -> frozenset[int]:
        """Those of `record_ids` within reach, at one statement however many there are in all."""
        if self._fetch_among is None or "ids" in vars(self):
            return self.ids.intersection(record_ids)
        return frozenset(self._fetch_among(record_ids)) if record_ids else frozenset()

    def contains(self, record_id: int) -> bool:
        return record_id in self.ids

    def filter_ids(self, record_ids: Iterable[int]) -> list[int]:
        """Those of `record_ids` that are within reach, in the order given."""
        return [record_id for record_id in record_ids if record_id in self.ids]
