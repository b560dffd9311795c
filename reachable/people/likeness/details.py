"""What is known of a person when two are compared, and what a comparison answers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Details:
    """One person as written down somewhere. Empty means not known.

    `other_names` are whole names or single ones, as typed; `born_between` comes from an approximate age.
    """

    given_names: str = ""
    family_name: str = ""
    other_names: tuple[str, ...] = ()
    date_of_birth: date | None = None
    dob_accuracy: str = "AAA"
    born_between: tuple[date, date] | None = None
    postcodes: tuple[str, ...] = ()
    nhs_numbers: frozenset[str] = frozenset()
    other_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Comparison:
    """How likely two are one person, and what agrees, in plain words and a fixed order."""

    score: float
    agrees: tuple[str, ...]
