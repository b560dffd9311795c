"""What the pages of reporting show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse

from reachable.common import references
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import AdultPart, Area, DefinitionPart, Known, Offence, Part, Setting, Weapon, Where
from reachable.incidents.facts import DefinitionFound, PartFound, Report, ReportedAdult, ReportedYoungPerson
from reachable.incidents.queries import Receipt
from reachable.responses import queries as response_queries
from reachable.web.incidents.drafts import Draft
from reachable.web.incidents.forms.report import WhatForm
from reachable.web.incidents.forms.report_people import MOST, PeopleForm
from reachable.web.shared import dates
from reachable.web.shared.page import Look, Page
from reachable.web.shared.same_person import SamePersonForm

ASKED_BECAUSE = "asked whether a young person reported is held already"


@dataclass(frozen=True)
class Row:
    """One line of a summary, with the place where it is changed."""

    key: str
    value: str
    href: str
    change: str = ""

    def __getitem__(self, index: int) -> str:
        return (self.key, self.value, self.href, self.change)[index]


@dataclass(frozen=True)
class ReportStart(Page):
    template: ClassVar[str] = "incidents/report_start.html"
    nav: ClassVar[str] = "report"
    title: ClassVar[str] = "Report an incident"
    drafts: tuple[Draft, ...]


@dataclass(frozen=True)
class ReportWhat(Page):
    template: ClassVar[str] = "incidents/report_what.html"
    nav: ClassVar[str] = "report"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "What happened"
    button: ClassVar[str] = "Save and continue"
    form: WhatForm


@dataclass(frozen=True)
class ReportPeople(Page):
    template: ClassVar[str] = "incidents/report_people.html"
    nav: ClassVar[str] = "report"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Young people"
    most: ClassVar[int] = MOST
    form: PeopleForm
    blank: PeopleForm  # one empty card of each kind, from which the script makes more
    back: str

    @property
    def page_forms(self) -> tuple[Any, ...]:
        return (self.form, *self.form.cards)


@dataclass(frozen=True)
class PersonSummary:
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class PartShown:
    title: str
    finding: str
    because: str
    tone: str


@dataclass(frozen=True)
class ReportCheck(Page):
    template: ClassVar[str] = "incidents/report_check.html"
    nav: ClassVar[str] = "report"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Check and send"
    form: SamePersonForm
    what: tuple[Row, ...]
    young_people: tuple[PersonSummary, ...]
    adults: tuple[PersonSummary, ...]
    opens: tuple[str, ...]
    parts: tuple[PartShown, ...]
    holds: bool
    not_known: tuple[str, ...]
    still_danger: bool
    people_page: str

    @property
    def looks(self) -> tuple[Look, ...]:
        """That somebody is held is shown, so it is a look at him."""
        keys = tuple(dict.fromkeys(match.person_key for found in self.form.matches.values() for match in found))
        return (Look(about=keys, purpose=ASKED_BECAUSE),) if keys else (Look(),)


@dataclass(frozen=True)
class ReportReceipt(Page):
    template: ClassVar[str] = "incidents/receipt.html"
    nav: ClassVar[str] = "report"
    receipt: Receipt

    @property
    def title(self) -> str:
        return f"Report sent: {self.receipt.reference}"

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident=self.receipt.reference),)


def report_check(
    viewer: Any, draft: Draft, report: Report, form: SamePersonForm, card_ids: list[str], at: datetime
) -> ReportCheck:
    found, not_known = incident_queries.preview(viewer, report, at)
    people_page = reverse("incidents:report_people", args=[draft.key])
    return ReportCheck(
        form=form,
        what=_what_rows(report, draft.key, at),
        young_people=tuple(
            _young_person(position, facts, f"{people_page}#young-{card_id}", at)
            for position, (facts, card_id) in enumerate(zip(report.young_people, card_ids, strict=True))
        ),
        adults=tuple(_adult(number, facts, people_page) for number, facts in enumerate(report.adults, start=1)),
        opens=response_queries.what_opens(viewer, [one.where for one in report.young_people], at=at),
        parts=_parts(found),
        holds=found.holds,
        not_known=not_known,
        still_danger=report.still_danger == Known.YES,
        people_page=people_page,
    )


def _what_rows(report: Report, key: UUID, at: datetime) -> tuple[Row, ...]:
    page = reverse("incidents:report_what", args=[key])
    when = dates.moment(report.happened_at, at) if report.happened_at else "Not known"
    if report.happened_at and report.happened_about:
        when = f"About {when}"
    where = ", ".join(part for part in (report.place, report.postcode) if part) or "Not known"
    rows = (
        ("When", when, "when"),
        ("Where", where, "place"),
        ("Part of Norfolk", Area(report.area).label, "area"),
        ("What happened", report.description or "Nothing written", "description"),
        ("Kind of offence", Offence(report.offence).label, "offence"),
        ("Weapon", Weapon(report.weapon).label, "weapon"),
        ("Where in life", Setting(report.setting).label, "setting"),
        ("Threats made", _known(report.threats, report.threats_words), "threats"),
        ("Social media", _known(report.social_media, report.social_media_words), "social_media"),
        ("Anybody still in danger", Known(report.still_danger).label, "still_danger"),
        ("Who is telling us", report.told_by or "Me", "teller"),
    )
    return tuple(Row(name, str(value), f"{page}#id_{field}", name.lower()) for name, value, field in rows)


def _known(answer: str, words: str) -> str:
    label = str(Known(answer).label)
    return f"{label}: {words}" if words else label


def _young_person(position: int, facts: ReportedYoungPerson, href: str, at: datetime) -> PersonSummary:
    letter = references.letter(position)
    name = " ".join(part for part in (facts.given_names, facts.family_name) if part)
    roles = ", ".join(str(Part(part).label) for part in facts.parts)
    where = str(Where(facts.where).label)
    rows = [
        ("Age", _age(facts)),
        ("Role", f"{roles}: {facts.part_words}" if facts.part_words else roles),
        ("Where now", f"{where}: {facts.place}" if facts.place else where),
    ]
    if facts.nhs_number:
        rows.insert(1, ("NHS number", facts.nhs_number))
    if facts.expected_discharge_at:
        rows.append(("Discharge expected", dates.moment(facts.expected_discharge_at, at)))
    return PersonSummary(
        heading=f"{name} ({letter})" if name else f"{letter}: name not known yet",
        rows=tuple(Row(key, value, href, f"{key.lower()} of {letter}") for key, value in rows),
    )


def _age(facts: ReportedYoungPerson) -> str:
    if facts.date_of_birth:
        return f"Born {dates.short_date(facts.date_of_birth)}"
    return f"About {facts.approximate_age}" if facts.approximate_age is not None else "Not known"


def _adult(number: int, facts: ReportedAdult, page: str) -> PersonSummary:
    name = " ".join(part for part in (facts.given_names, facts.family_name) if part) or "name not known yet"
    age = f"About {facts.approximate_age}" if facts.approximate_age is not None else "Not known"
    rows = (("Age", age), ("Part in it", str(AdultPart(facts.part).label)), ("What is known", facts.words or "–"))
    href = f"{page}#adult-cards"
    return PersonSummary(
        heading=f"Adult {number}: {name}",
        rows=tuple(Row(key, value, href, f"{key.lower()} of adult {number}") for key, value in rows),
    )


def _parts(found: DefinitionFound) -> tuple[PartShown, ...]:
    tones = {"MET": "soon", "NOT_MET": "well", "NOT_KNOWN": "not-known"}

    def shown(part: DefinitionPart, worked_out: PartFound) -> PartShown:
        finding = worked_out.finding
        return PartShown(str(part.label), str(finding.label), worked_out.because, tones[finding])

    return (
        shown(DefinitionPart.OFFENCE, found.offence),
        shown(DefinitionPart.AGE, found.age),
        shown(DefinitionPart.SETTING, found.setting),
    )
