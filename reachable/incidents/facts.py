"""The facts of a report as plain values, before anything is written."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from reachable.people.matching import Answer

from .choices import AdultPart, Area, Finding, Known, Offence, Part, Setting, Weapon, Where


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
