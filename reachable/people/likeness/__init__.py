"""Whether two records are of one person: plain Python, without records, clock or database.

How it works, how far to trust a score and what it cannot do: docs/operations/matching.md.
"""

from .blocking import keys
from .commonness import Commonness, usual
from .comparing import compare, search
from .details import Comparison, Details
from .prepared import Prepared, prepare

__all__ = ["Commonness", "Comparison", "Details", "Prepared", "compare", "keys", "prepare", "search", "usual"]
