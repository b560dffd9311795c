"""The facts of a report as plain values, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import TextChoices

from reachable.common import clock
from reachable.people.matching import Answer

from .choices import AdultPart, Area, Finding, Known, Offence, Part, Setting, Weapon, Where

# The facts of an incident that can be added or corrected later, as people call them.
FACTS: Mapping[str, str] = MappingProxyType(
    {
        "happened_at": "When",
        "happened_about": "The time is approximate",
        "place": "Place",
        "postcode": "Postcode",
        "area": "Part of Norfolk",
        "description": "What happened",
        "offence": "Offence",
        "weapon": "Weapon",
        "setting": "Where in life",
        "threats": "Threats made",
        "threats_words": "What was threatened",
        "social_media": "On social media",
        "social_media_words": "What is on social media",
        "still_danger": "Anybody still in danger",
        "told_by": "Who told us",
    }
)
# What people write freely may name somebody, so the timeline says only that it changed.
FREE_WORDS = frozenset({"description", "threats_words", "social_media_words", "told_by"})
_CODES: Mapping[str, type[TextChoices]] = MappingProxyType(
    {
        **{"area": Area, "offence": Offence, "weapon": Weapon, "setting": Setting},
        **dict.fromkeys(("threats", "social_media", "still_danger"), Known),
    }
)


def fact_in_words(name: str, value: Any) -> str:
    """How a value of one of FACTS reads."""
    if name in _CODES:
        return str(_CODES[name](value).label)
    if name == "happened_about":
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{clock.local(value):%d %b %Y %H:%M}"
    return str(value) if value else "Not known"


@dataclass(frozen=True)
class ReportedYoungPerson:
    """`answer` is what the reporter said of a possible match; None where nothing was asked yet."""

    given_names: str = ""
    family_name: str = ""
    date_of_birth: date | None = None
    approximate_age: int | None = None
    nhs_number: str = ""
    parts: tuple[str, ...] = (Part.NOT_KNOWN,)
    part_words: str = ""
    where: str = Where.NOT_KNOWN
    place: str = ""
    expected_discharge_at: datetime | None = None
    answer: Answer | None = None


@dataclass(frozen=True)
class ReportedAdult:
    given_names: str = ""
    family_name: str = ""
    approximate_age: int | None = None
    part: str = AdultPart.HURT
    words: str = ""


@dataclass(frozen=True)
class Report:
    """`key` is made when the report is begun, so that sending it twice opens one incident."""

    key: UUID
    offence: str = Offence.NOT_KNOWN
    weapon: str = Weapon.NOT_KNOWN
    setting: str = Setting.NOT_KNOWN
    happened_at: datetime | None = None
    happened_about: bool = False
    place: str = ""
    postcode: str = ""
    area: str = Area.NOT_KNOWN
    description: str = ""
    threats: str = Known.NOT_KNOWN
    threats_words: str = ""
    social_media: str = Known.NOT_KNOWN
    social_media_words: str = ""
    still_danger: str = Known.NOT_KNOWN
    told_by: str = ""
    young_people: tuple[ReportedYoungPerson, ...] = ()
    adults: tuple[ReportedAdult, ...] = ()


@dataclass(frozen=True)
class InvolvedAge:
    """What the age of one young person adds to the definition: years, None where not known, and the roles."""

    years: int | None
    about: bool = False
    parts: tuple[str, ...] = (Part.NOT_KNOWN,)


@dataclass(frozen=True)
class PartFound:
    """One part of the definition as the facts stand: `because` is a plain sentence."""

    finding: Finding
    because: str


@dataclass(frozen=True)
class DefinitionFound:
    offence: PartFound
    age: PartFound
    setting: PartFound
    holds: bool = field(init=False)

    def __post_init__(self) -> None:
        findings = (self.offence.finding, self.age.finding, self.setting.finding)
        object.__setattr__(self, "holds", Finding.NOT_MET not in findings)
