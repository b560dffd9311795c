"""The invented young people. Their NHS numbers are of the range for tests; they stay as old as the story says."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reachable.incidents.facts import ReportedYoungPerson

from .telling import born


@dataclass(frozen=True)
class YoungPerson:
    """`years` and `days` since birth; without `days` the age is approximate."""

    given_names: str
    family_name: str
    years: int
    days: int = 0
    nhs_number: str = ""

    def born(self, now: datetime) -> date | None:
        return born(now, self.years, self.days) if self.days else None

    def reported(self, now: datetime, **said: Any) -> ReportedYoungPerson:
        return ReportedYoungPerson(
            given_names=self.given_names,
            family_name=self.family_name,
            date_of_birth=self.born(now),
            approximate_age=None if self.days else self.years,
            nhs_number=self.nhs_number,
            **said,
        )


KAI = YoungPerson("Kai", "Mensah", 15, 120, "999 000 0018")
JAY = YoungPerson("Jay", "Larter", 16, 215)
ELLA = YoungPerson("Ella", "Mensah", 12, 40, "999 000 0026")
DOVYDAS = YoungPerson("Dovydas", "Petrauskas", 16, 301, "999 000 0034")
RUI = YoungPerson("Rui", "Fernandes", 15, 77, "999 000 0042")
COREY = YoungPerson("Corey", "Haylock", 17, 150)
RUBEN = YoungPerson("Rúben", "Almeida", 14, 190, "999 000 0050")
TYLER = YoungPerson("Tyler", "Goffin", 17, 33)
REECE = YoungPerson("Reece", "Halliday", 14)
MAISIE = YoungPerson("Maisie", "Sizer", 14, 260)
