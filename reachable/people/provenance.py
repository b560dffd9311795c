"""Where an assertion comes from, as plain values, before anything is written."""

from dataclasses import dataclass
from datetime import date

from .choices import Handling, SourceClass


@dataclass(frozen=True)
class Provenance:
    """Who says so and how they know it, how police grade it, who may read it, and until when it is relied on.

    `review_on` left empty is worked out from the kind of assertion. `words` and `handling_words` take sanitised text
    only: nothing from which it could be told who the source is.
    """

    source: str = SourceClass.NOT_KNOWN
    told_by: str = ""
    source_protected: bool = False
    source_grade: str = ""
    information_grade: str = ""
    handling: str = Handling.TEAM
    handling_words: str = ""
    observed_on: date | None = None
    words: str = ""
    review_on: date | None = None
