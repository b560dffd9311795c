"""The alert and the notification as their readers see them: who was told, what was decided, what it stands on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Audience
from reachable.incidents.queries import Heading, YoungPersonLine
from reachable.responses import editions
from reachable.responses.choices import INSISTED_ON, SETTLED, Standing
from reachable.responses.deadlines import progress
from reachable.responses.models import Consideration, Response
from reachable.responses.queries.deadlines import in_words

from ..choices import Decided, Side
from ..models import ManagerAlert, NotificationAdvice, NotificationDecision
from ..permissions import notices as permissions
from ..standing import latest_advice, sent_fact, tables_of


@dataclass(frozen=True)
class DueLine:
    """When it is owed and by which rule; `due_at` None while its fact is not known."""

    due_at: datetime | None
    words: str
    kind: str
    source: str
    edition: str
    progress: tuple[int, int] | None
    is_late: bool
    reason_is_owed: bool  # it is late and nothing settled was ever answered


@dataclass(frozen=True)
class AlertLine:
    key: UUID
    sent_at: datetime
    sent_to: str
    words: str
    about: tuple[YoungPersonLine, ...]
    acknowledged_by: str
    acknowledged_at: datetime | None
    by: str
    at: datetime


@dataclass(frozen=True)
class AlertView:
    heading: Heading
    lines: tuple[AlertLine, ...]
    young_people: tuple[YoungPersonLine, ...]
    may_send: bool


@dataclass(frozen=True)
class CriterionLine:
    """`found` and `said` are of the decision shown; empty where it was not asked then."""

    code: str
    title: str
    why: str
    source: str
    found: str
    found_label: str
    said: str


@dataclass(frozen=True)
class AdviceLine:
    side: str
    side_label: str
    number: int
    advises: str
    label: str
    because: str
    adviser: str
    by: str
    at: datetime


@dataclass(frozen=True)
class DecisionLine:
    key: UUID
    number: int
    decided: str
    label: str
    because: str
    against_advice: str
    decided_by: str
    decided_at: datetime
    by: str
    at: datetime
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True)
class NoticeSent:
    fact_key: UUID
    sent_at: datetime
    sent_by: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class DecisionView:
    """`decisions` newest first. `advised` are sides of which this reader may write the advice."""

    heading: Heading
    due: DueLine | None
    criteria: tuple[CriterionLine, ...]
    decisions: tuple[DecisionLine, ...]
    advice: tuple[AdviceLine, ...]
    sent: NoticeSent | None
    may_decide: bool
    advised: tuple[tuple[str, str], ...]

    @property
    def stands(self) -> DecisionLine | None:
        return self.decisions[0] if self.decisions else None

    @property
    def against(self) -> tuple[AdviceLine, ...]:
        """Advice that says otherwise than what stands."""
        stands = self.stands
        return tuple(one for one in self.advice if stands and one.advises != stands.decided)

    @property
    def silent(self) -> tuple[str, ...]:
        said = {one.side for one in self.advice}
        return tuple(str(side.label) for side in (Side.POLICE, Side.HEALTH) if side not in said)

    @property
    def is_owed_and_not_sent(self) -> bool:
        return self.stands is not None and self.stands.decided == Decided.NOTIFY and self.sent is None

    def advice_of(self, side: str) -> AdviceLine | None:
        return next((one for one in self.advice if one.side == side), None)


def alerts(professional: Professional, reference: str, at: datetime) -> AlertView:
    """For children's services alone; NotFound for everybody else."""
    incident = permissions.to_read(professional, reference, Audience.CHILDRENS_SERVICES, at)
    heading = incidents.heading(professional, reference, at)
    young = incidents.young_people(professional, incident.pk, at)
    return AlertView(
        heading=heading,
        lines=alert_lines(incident.pk, young),
        young_people=tuple(young),
        may_send=permissions.may_send_alert(professional),
    )


def alert_lines(incident_id: int, young: list[YoungPersonLine]) -> tuple[AlertLine, ...]:
    """Newest first."""
    by_letter = {letter: one for one in young for letter in (one.letter, *one.known_before)}
    rows = ManagerAlert.objects.filter(incident=incident_id).select_related("by").prefetch_related("about")
    return tuple(_alert(row, by_letter) for row in rows.order_by("-sent_at", "-pk"))


def _alert(row: ManagerAlert, by_letter: dict[str, YoungPersonLine]) -> AlertLine:
    about = {one.letter: by_letter[one.letter] for one in row.about.all() if one.letter in by_letter}
    return AlertLine(
        key=row.key,
        sent_at=row.sent_at,
        sent_to=row.sent_to,
        words=row.words,
        about=tuple(dict.fromkeys(about[letter] for letter in sorted(about))),
        acknowledged_by=row.acknowledged_by,
        acknowledged_at=row.acknowledged_at,
        by=row.by.name,
        at=row.at,
    )


def notification(professional: Professional, reference: str, at: datetime) -> DecisionView:
    """For who decides and the safeguarding leads who advise; NotFound for everybody else."""
    incident = permissions.to_read(professional, reference, Audience.NOTIFICATION_DECISION, at)
    response = Response.objects.select_related("edition").get(incident=incident)
    tables = tables_of(editions.of(response.edition))
    asked = tuple(CriterionLine(one.code, one.title, one.why, one.source, "", "", "") for one in tables.criteria)
    rows = NotificationDecision.objects.filter(incident=incident).select_related("decided_by", "by")
    fact = sent_fact(incident.pk)
    return DecisionView(
        heading=incidents.heading(professional, reference, at),
        due=due_of(incident.pk, "notification-decision", at),
        criteria=asked,
        decisions=tuple(_decision(row, asked) for row in rows.prefetch_related("criteria").order_by("-number")),
        advice=tuple(_advice(one) for one in latest_advice(incident.pk).values()),
        sent=NoticeSent(fact.key, fact.happened_at or fact.at, fact.told_by, fact.words, fact.by.name, fact.at)
        if fact
        else None,
        may_decide=permissions.may_decide(professional),
        advised=tuple((side.value, str(side.label)) for side in permissions.sides_of(professional, incident, at)),
    )


def _advice(row: NotificationAdvice) -> AdviceLine:
    return AdviceLine(
        side=row.side,
        side_label=row.get_side_display(),
        number=row.number,
        advises=row.advises,
        label=row.get_advises_display(),
        because=row.because,
        adviser=row.adviser,
        by=row.by.name,
        at=row.at,
    )


_FOUND = {"YES": "Met", "NO": "Not met", "NOT_KNOWN": "Not known"}


def _decision(row: NotificationDecision, asked: tuple[CriterionLine, ...]) -> DecisionLine:
    """A criterion that the edition asks no longer keeps its code as its title."""
    by_code = {one.code: one for one in asked}
    criteria = []
    for found in sorted(row.criteria.all(), key=lambda one: one.pk):
        line = by_code.get(found.code) or CriterionLine(found.code, found.code, "", "", "", "", "")
        said = (found.found, _FOUND[found.found], found.words)
        criteria.append(CriterionLine(line.code, line.title, line.why, line.source, *said))
    return DecisionLine(
        key=row.key,
        number=row.number,
        decided=row.decided,
        label=row.get_decided_display(),
        because=row.because,
        against_advice=row.against_advice,
        decided_by=row.decided_by.name,
        decided_at=row.decided_at,
        by=row.by.name,
        at=row.at,
        criteria=tuple(criteria),
    )


def due_of(incident_id: int, code: str, at: datetime) -> DueLine | None:
    """The deadline that the question of the guide carries here; None where it is not asked."""
    rows = Consideration.objects.filter(strand__response__incident=incident_id, code=code, about__isnull=True)
    row = rows.exclude(strand__standing=Standing.STOPPED).prefetch_related("answers").first()
    if row is None:
        return None
    settled = any(one.answer in SETTLED for one in row.answers.all())
    passed = row.due_at is not None and row.due_at < at
    return DueLine(
        due_at=row.due_at,
        words=in_words(row.due_rule),
        kind=row.due_kind,
        source=row.due_source,
        edition=row.due_edition,
        progress=None if settled else progress(row.due_rule, row.due_at, at),
        is_late=passed and not settled,
        reason_is_owed=passed and not settled and row.due_kind in INSISTED_ON,
    )


def sending_is_late(professional: Professional, reference: str, at: datetime) -> bool:
    """Whether the question that it was sent owes the reason why it is answered late."""
    incident = permissions.to_read(professional, reference, Audience.NOTIFICATION_DECISION, at)
    due = due_of(incident.pk, "notification-sent", at)
    return due is not None and due.reason_is_owed
