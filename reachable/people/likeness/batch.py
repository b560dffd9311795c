"""Many looked for among many, in memory: more keys than a look-up in the database, and the same comparison."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from math import log

from .blocking import wide_keys
from .commonness import Commonness, counted
from .comparing import LEAST, search
from .details import Comparison
from .prepared import Prepared
from .rows import Row

LIMIT = 5
# A key that more people share than this says too little to fetch them all; of what is left so many are compared.
_CROWD = 1_500
_COMPARED = 50


class Held:
    """The people of one file, filed under their keys."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: Sequence[Row] = tuple(rows)
        self.common: Commonness = counted([row.person for row in self.rows])
        filed: dict[str, list[int]] = defaultdict(list)
        for position, row in enumerate(self.rows):
            for key in wide_keys(row.person):
                filed[key].append(position)
        self.filed = dict(filed)

    def near(self, person: Prepared) -> Iterator[tuple[str, Prepared]]:
        """Those who share a key; where many do, those who share the most, rare keys before common ones."""
        found = sorted((self.filed[key] for key in wide_keys(person) if key in self.filed), key=len)
        weights: dict[int, float] = {}
        for positions in found:
            if len(positions) > _CROWD and weights:
                break
            weight = log(len(self.rows) + 1) - log(len(positions))
            for position in positions:
                weights[position] = weights.get(position, 0.0) + weight
        for position in nlargest(_COMPARED, weights, key=weights.__getitem__):
            yield self.rows[position].key, self.rows[position].person

    def search(self, person: Prepared) -> list[tuple[str, Comparison]]:
        return search(person, self.near(person), LIMIT, LEAST, self.common)
