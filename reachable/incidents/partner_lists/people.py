"""What one row of a partner's list says, in plain values."""

from dataclasses import dataclass
from datetime import date

NO_DATE = "UUU"
MOST_NAME = 120  # characters, as a person's record holds them


@dataclass(frozen=True)
class ReadPerson:
    """Somebody in a row. A date of birth or an approximate age, never both; whatever is empty is not known."""

    given_names: str = ""
    family_name: str = ""
    other_names: tuple[str, ...] = ()
    date_of_birth: date | None = None
    dob_accuracy: str = NO_DATE
    approximate_age: int | None = None
    postcode: str = ""
    nhs_number: str = ""
    upn: str = ""
    social_care_id: str = ""
    school: str = ""
    sex: str = ""
    relevance: str = ""
    source: str = ""
    linked_to: str = ""
    notes: str = ""

    @property
    def named(self) -> bool:
        return bool(self.given_names or self.family_name)

    @property
    def is_somebody(self) -> bool:
        """Whether anything is here by which a person could be found."""
        numbers = self.nhs_number or self.upn or self.social_care_id
        return bool(self.named or self.other_names or self.date_of_birth or self.approximate_age is not None or numbers)


@dataclass(frozen=True)
class ReadRow:
    """`number` is the row as the sheet numbers it. `dropped` says the kinds of thing that were left out, never what
    they said. `duplicate_of` is the number of an earlier row that says exactly the same.
    """

    number: int
    people: tuple[ReadPerson, ...]
    problems: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    duplicate_of: int | None = None

    @property
    def nobody(self) -> bool:
        """There is nobody in the row, and nothing to put right: it is skipped, and counted."""
        return not self.people and not self.problems
