"""Who is named in words that are about to leave the room. Pure: nothing here reads the database.

Used wherever names must not stand: plain copies of plans, records of one child, briefings.
"""

from .checking import Checked, Found, Verdict, check
from .finding import everybody_in, find
from .known import POINTS, Hit, Kind, Known
from .marks import marked
from .roster import BRIEFING, PLAINLY, Roster, Tolerance
from .warning import Caution, WarningKind
from .words import ORDINARY, Word, composed, typed, words_of

__all__ = [
    "BRIEFING",
    "ORDINARY",
    "PLAINLY",
    "POINTS",
    "Caution",
    "Checked",
    "Found",
    "Hit",
    "Kind",
    "Known",
    "Roster",
    "Tolerance",
    "Verdict",
    "WarningKind",
    "Word",
    "check",
    "composed",
    "everybody_in",
    "find",
    "marked",
    "typed",
    "words_of",
]
