"""The rapid review as its panel sees it; and the one summary that somebody else was asked for (NOT-3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading
from reachable.playbook.tables import Listed, Tables
from reachable.responses import editions
from reachable.responses.queries.deadlines import in_words

from ..models import AgencySummary, RapidReview, ReviewForm, ReviewStep
from ..permissions import notices as permissions
from ..policies import review as policies
from ..standing import sent_fact, tables_of


@dataclass(frozen=True)
class StepLine:
    code: str
    title: str
    who: str
    source: str
    day: int
    due_at: datetime
    done_at: datetime | None
    done_by: str
    words: str
    is_late: bool  # not done, and its time has passed; or done after it


@dataclass(frozen=True)
class SummaryLine:
    key: UUID
    agency: str
    asked_of: str
    has_account: bool
    asked_at: datetime
    due_at: datetime
    chased: int
    chased_at: datetime | None
    received_at: datetime | None
    words: str
    version: int
    is_late: bool


@dataclass(frozen=True)
class FormLine:
    """`purposes` are (code, title, words) in the order of the guide."""

    number: int
    purposes: tuple[tuple[str, str, str], ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class ReviewView:
    """`forms` newest first; `missing` are titles of purposes that the last one says nothing of."""

    heading: Heading
    reference: str
    notified_at: datetime
    due_at: datetime
    due_words: str
    due_edition: str
    run_by: str
    panel_at: datetime | None
    version: int
    steps: tuple[StepLine, ...]
    summaries: tuple[SummaryLine, ...]
    forms: tuple[FormLine, ...]
    asks: tuple[tuple[str, str, str], ...]  # (code, title, why) of the purposes
    missing: tuple[str, ...]
    decided: str
    decided_label: str
    decided_because: str
    decided_by: str
    decided_at: datetime | None
    sent_at: datetime | None
    is_late: bool
    is_mistaken: bool  # that the notification was sent no longer stands
    may_write: bool

    @property
    def next_step(self) -> StepLine | None:
        return next((one for one in self.steps if one.done_at is None), None)

    @property
    def summaries_in(self) -> int:
        return sum(one.received_at is not None for one in self.summaries)


@dataclass(frozen=True)
class SummaryView:
    """What one agency was asked. Nothing else of the review stands in it."""

    heading: Heading
    line: SummaryLine
    is_mine: bool
    may_write: bool
    is_over: bool  # the review was sent: it is read, and written no more


@dataclass(frozen=True)
class SummaryOfMine:
    """For the list of what waits on somebody."""

    key: UUID
    reference: str
    due_at: datetime
    is_late: bool


def rapid_review(professional: Professional, reference: str, at: datetime) -> ReviewView:
    """NotFound for everybody but the panel and the lead, and while there is none."""
    incident, review = permissions.review_to_read(professional, reference, at)
    tables = tables_of(editions.of(review.edition))
    forms = tuple(_form(row, tables) for row in review.forms.select_related("by").order_by("-number"))
    summaries = review.summaries.select_related("agency", "asked_of").order_by("agency__name")
    return ReviewView(
        heading=incidents.heading(professional, reference, at),
        reference=review.reference,
        notified_at=review.notified_at,
        due_at=review.due_at,
        due_words=in_words(review.due_rule),
        due_edition=review.due_edition,
        run_by=review.run_by,
        panel_at=review.panel_at,
        version=review.version,
        steps=steps_of(review, tables, at),
        summaries=tuple(summary_line(row, at) for row in summaries),
        forms=forms,
        asks=tuple((one.code, one.title, one.why) for one in tables.review_purposes),
        missing=_missing(forms, tables),
        decided=review.decided,
        decided_label=review.get_decided_display() if review.decided else "",
        decided_because=review.decided_because,
        decided_by=review.decided_by.name if review.decided_by else "",
        decided_at=review.decided_at,
        sent_at=review.sent_at,
        is_late=(review.sent_at or at) > review.due_at,
        is_mistaken=sent_fact(incident.pk) is None,
        may_write=permissions.may_review(professional, incident, at),
    )


def steps_of(review: RapidReview, tables: Tables, at: datetime) -> tuple[StepLine, ...]:
    asked = {one.code: one for one in tables.review_days}
    rows = review.timetable.select_related("done_by").order_by("day", "pk")
    return tuple(_step(row, asked.get(row.code), at) for row in rows)


def _step(row: ReviewStep, asked: object, at: datetime) -> StepLine:
    return StepLine(
        code=row.code,
        title=getattr(asked, "title", row.code),
        who=getattr(asked, "who", ""),
        source=getattr(asked, "source", ""),
        day=row.day,
        due_at=row.due_at,
        done_at=row.done_at,
        done_by=row.done_by.name if row.done_by else "",
        words=row.words,
        is_late=(row.done_at or at) > row.due_at,
    )


def summary_line(row: AgencySummary, at: datetime) -> SummaryLine:
    return SummaryLine(
        key=row.key,
        agency=row.agency.name,
        asked_of=row.asked_of.name if row.asked_of else row.asked_of_words,
        has_account=row.asked_of is not None,
        asked_at=row.asked_at,
        due_at=row.due_at,
        chased=row.chased,
        chased_at=row.chased_at,
        received_at=row.received_at,
        words=row.words,
        version=row.version,
        is_late=(row.received_at or at) > row.due_at,
    )


def _said(row: ReviewForm, asked: Listed) -> str:
    return str(getattr(row, asked.code.replace("-", "_"), ""))


def _form(row: ReviewForm, tables: Tables) -> FormLine:
    purposes = tuple((one.code, one.title, _said(row, one)) for one in tables.review_purposes)
    return FormLine(row.number, purposes, row.by.name, row.at)


def _missing(forms: tuple[FormLine, ...], tables: Tables) -> tuple[str, ...]:
    said = {code: words for code, _, words in forms[0].purposes} if forms else {}
    titles = {one.code: one.title for one in tables.review_purposes}
    return tuple(titles[code] for code in policies.purposes_missing({code: said.get(code, "") for code in titles}))


def agencies_to_ask(
    professional: Professional, reference: str, at: datetime
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """(key, name) of agencies that were not asked yet, and of those on the team, each with its agency."""
    incident, review = permissions.review_to_read(professional, reference, at)
    asked = set(review.summaries.values_list("agency__key", flat=True))
    agencies = tuple((str(one.key), one.name) for one in directory.agencies() if one.key not in asked)
    team = incidents.team(professional, incident.pk, at)
    people = {str(one.key): f"{one.name}, {one.agency}" for one in team if one.agency_key not in asked}
    return agencies, tuple(sorted(people.items(), key=lambda one: one[1]))


def summary(professional: Professional, reference: str, key: UUID, at: datetime) -> SummaryView:
    """For whoever was asked for it, and for the panel."""
    row = permissions.summary_to_read(professional, reference, key, at)
    is_mine = row.asked_of_id == professional.pk
    heading = incidents.heading(professional, reference, at)
    writes = is_mine or permissions.may_review(professional, row.review.incident, at)
    return SummaryView(
        heading=heading,
        line=summary_line(row, at),
        is_mine=is_mine,
        may_write=writes and row.review.sent_at is None,
        is_over=row.review.sent_at is not None,
    )


def summaries_of_mine(professional: Professional, at: datetime) -> tuple[SummaryOfMine, ...]:
    """What was asked of this professional and is not in, in incidents that are open to them; one statement."""
    rows = AgencySummary.objects.filter(
        asked_of=professional, received_at__isnull=True, review__sent_at__isnull=True
    ).filter(review__incident__in=access.visible(professional, at))
    found = rows.select_related("review__incident").order_by("due_at", "pk")
    return tuple(SummaryOfMine(one.key, one.review.incident.reference, one.due_at, one.due_at < at) for one in found)
