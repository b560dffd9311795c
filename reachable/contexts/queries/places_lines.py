"""What the queries about places and groups answer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ..choices import ContextState


@dataclass(frozen=True)
class ContextLine:
    """`is_late`: it should have been looked at again, or nobody has said when."""

    key: UUID
    reference: str
    name: str
    kind: str
    kind_label: str
    area_label: str
    state: str
    state_label: str
    owner: str
    revisit_on: date | None
    accepted_by: str
    is_late: bool

    @property
    def is_open(self) -> bool:
        return self.state != ContextState.ENDED


@dataclass(frozen=True)
class KnownPlace:
    """A place or group by its name, for a reader who may see places and groups."""

    reference: str
    name: str


@dataclass(frozen=True)
class IncidentOfContext:
    """`because` is for those who may open the incident, as all of this is."""

    reference: str
    title: str
    because: str
    by: str
    at: datetime


@dataclass(frozen=True)
class LinkedContext:
    line: ContextLine
    because: str
    by: str
    at: datetime


@dataclass(frozen=True)
class SideText:
    """One side: what the playbook calls it, why it is asked, and what was written."""

    title: str
    why: str
    words: str


@dataclass(frozen=True)
class AssessmentVersion:
    number: int
    sides: tuple[SideText, ...]
    views: str
    not_known: str
    by: str
    at: datetime


@dataclass(frozen=True)
class AnswerLine:
    answer: str
    label: str
    because: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Question:
    """`answers` newest first; `number` counts them."""

    code: str
    title: str
    why: str
    answers: tuple[AnswerLine, ...]

    @property
    def stands(self) -> AnswerLine | None:
        return self.answers[0] if self.answers else None

    @property
    def number(self) -> int:
        return len(self.answers)


@dataclass(frozen=True)
class ReadingLine:
    on: date
    state_label: str
    words: str
    by: str


@dataclass(frozen=True)
class GoalLine:
    """`readings` newest first."""

    key: UUID
    goal: str
    measured_by: str
    who: str
    state: str
    state_label: str
    version: int
    by: str
    at: datetime
    readings: tuple[ReadingLine, ...]


@dataclass(frozen=True)
class RevisitLine:
    on: date
    words: str
    next_on: date | None
    by: str


@dataclass(frozen=True)
class ContextView:
    """`incidents` are those that the reader may open; that there are others is not said. Versions newest first."""

    line: ContextLine
    version: int
    area: str
    where: str
    when: str
    harms: str
    referred_by: str
    referred_at: datetime
    ended_by: str
    ended_at: datetime | None
    ended_because: str
    incidents: tuple[IncidentOfContext, ...]
    assessments: tuple[AssessmentVersion, ...]
    questions: tuple[Question, ...]
    goals: tuple[GoalLine, ...]
    revisits: tuple[RevisitLine, ...]
    may_keep: bool

    @property
    def unanswered(self) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one.stands is None)

    @property
    def assessment(self) -> AssessmentVersion | None:
        return self.assessments[0] if self.assessments else None
