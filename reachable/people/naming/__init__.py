"""Who is named in words that are about to leave the room. Pure: nothing here reads the database.

Used wherever names must not stand: plain copies of plans, records of one child, briefings.
"""

from .known import POINTS, Hit, Kind, Known
from .marks import marked
from .roster import Roster, everybody_in, find
from .words import ORDINARY, Word, composed, typed, words_of

__all__ = [
    "ORDINARY",
    "POINTS",
    "Hit",
    "Kind",
    "Known",
    "Roster",
    "Word",
    "composed",
    "everybody_in",
    "find",
    "marked",
    "typed",
    "words_of",
]
