"""Which person records a professional may reach. Only `incidents` builds one."""

from collections.abc import Callable, Iterable
from functools import cached_property


class Scope:
    """A set of person-record ids, fetched once and only when first asked for.

    Only `incidents` builds one, because a young person is reached through an incident that the
    professional works on; the reads of this room take it as it comes.
    """

    def __init__(self, fetch: Callable[[], Iterable[int]]) -> None:
        self._fetch = fetch

    @cached_property
    def ids(self) -> frozenset[int]:
        return frozenset(self._fetch())

    def contains(self, record_id: int) -> bool:
        return record_id in self.ids

    def filter_ids(self, record_ids: Iterable[int]) -> list[int]:
        """Those of `record_ids` that are within reach, in the order given."""
        return [record_id for record_id in record_ids if record_id in self.ids]
