"""Briefings of an incident, for the team that writes them; and what their readers are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from reachable.common.gates import GateLine, GateState
from reachable.contexts.models import ContextOfIncident
from reachable.directory import queries as directory
from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.queries import Heading

from .. import permissions, policies
from ..choices import BriefingState
from ..models import Briefing
from ..policies import Finding, Segment, Words
from .briefing_check import Checked, checked_with, latest, roster_for, wrote_of_it
from .briefing_reading import Prompt, QuestionLine, ReaderLine, prompts_of, questions_of, readers_of

CODE = "briefing"


@dataclass(frozen=True)
class BriefingLine:
    reference: str
    state: str
    state_label: str
    place: str  # empty for who may not see a draft
    at: datetime
    by: str
    issued_at: datetime | None
    readers: int
    read: int
    questions: int


@dataclass(frozen=True)
class BriefingsView:
    """`being_written` are drafts that this reader sees no word of."""

    heading: Heading
    lines: tuple[BriefingLine, ...]
    may_write: bool
    may_see_drafts: bool
    places: tuple[tuple[str, str], ...]  # (reference, name) of the contexts of the incident


@dataclass(frozen=True)
class MarkedPart:
    title: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class FoundLine:
    """A finding with its number in the text, and what its writer said of it in this version or the one before."""

    number: int
    finding: Finding
    because: str
    because_before: str


@dataclass(frozen=True)
class BriefingView:
    """`may_answer`: it is this reader's own version and nobody signed it. `may_sign`: nothing of it is theirs."""

    heading: Heading
    reference: str
    state: str
    state_label: str
    words: Words
    number: int
    written_by: str
    written_at: datetime
    sha256: str
    prompts: tuple[Prompt, ...]
    parts: tuple[MarkedPart, ...]
    found: tuple[FoundLine, ...]
    made_out: str
    small_group: str
    gate: GateState
    is_signed: bool
    chair: str
    chair_key: str
    police: str
    police_key: str
    nominated_by: str
    held_at: datetime | None
    context: str
    issued_at: datetime | None
    issued_by: str
    withdrawn_at: datetime | None
    withdrawn_because: str
    readers: tuple[ReaderLine, ...]
    questions: tuple[QuestionLine, ...]
    may_write: bool
    may_sign: bool
    may_answer: bool

    @property
    def is_draft(self) -> bool:
        return self.state == BriefingState.DRAFT

    @property
    def is_issued(self) -> bool:
        return self.state == BriefingState.ISSUED

    @property
    def must_go(self) -> tuple[FoundLine, ...]:
        return tuple(one for one in self.found if one.finding.must_go)

    @property
    def look_again(self) -> tuple[FoundLine, ...]:
        return tuple(one for one in self.found if not one.finding.must_go)


def briefings(professional: Professional, reference: str, at: datetime) -> BriefingsView:
    heading = incidents.heading(professional, reference, at)
    sees = permissions.may_see_drafts(professional)
    counts = {
        "reads": Count("readers", filter=Q(readers__confirmed_at__isnull=False), distinct=True),
        "all_readers": Count("readers", distinct=True),
        "asked": Count("questions", filter=Q(questions__answered_at__isnull=True), distinct=True),
    }
    rows = Briefing.objects.filter(incident=heading.incident_id).select_related("by").annotate(**counts)
    return BriefingsView(
        heading=heading,
        lines=tuple(_line(row, sees=sees) for row in rows.order_by("-at", "-pk")),
        may_write=permissions.may_write_briefings(professional),
        may_see_drafts=sees,
        places=_places(heading),
    )


def _line(row: Briefing, *, sees: bool) -> BriefingLine:
    counted = vars(row)
    return BriefingLine(
        reference=row.reference,
        state=row.state,
        state_label=row.get_state_display(),
        place=row.place if sees or row.issued_at else "",
        at=row.at,
        by=row.by.name,
        issued_at=row.issued_at,
        readers=counted["all_readers"],
        read=counted["reads"],
        questions=counted["asked"],
    )


def _places(heading: Heading) -> tuple[tuple[str, str], ...]:
    here = ContextOfIncident.objects.filter(incident=heading.incident_id, ended_at__isnull=True)
    return tuple(here.order_by("context__name").values_list("context__reference", "context__name"))


def briefing(professional: Professional, reference: str, at: datetime) -> BriefingView:
    """For who writes or signs, of the incident's team: what it says, what was found in it, what its gate asks for."""
    row = permissions.check_can_see_draft(professional, reference, at)
    heading = incidents.heading(professional, row.incident.reference, at)
    roster = roster_for([row], at)
    found = checked_with(row, latest(row), roster)
    shown = prompts_of(row.incident_id)
    writes = permissions.may_write_briefings(professional)
    is_draft = row.state == BriefingState.DRAFT
    mine = wrote_of_it(row, professional)
    return BriefingView(
        heading=heading,
        reference=row.reference,
        state=row.state,
        state_label=row.get_state_display(),
        words=found.words,
        number=found.text.number,
        written_by=found.text.by.name,
        written_at=found.text.at,
        sha256=found.words.fingerprint,
        prompts=shown,
        parts=_marked(found, shown),
        found=_found(row, found),
        made_out=found.text.made_out,
        small_group=found.text.small_group,
        gate=_gate(row, found),
        is_signed=found.signature is not None,
        **_who_chairs(row),
        held_at=row.held_at,
        context=row.context.name if row.context else "",
        issued_at=row.issued_at,
        issued_by=row.issued_by.name if row.issued_by else "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_because=row.withdrawn_because,
        readers=readers_of(row),
        questions=questions_of(row, roster),
        may_write=writes,
        may_sign=permissions.may_sign_briefings(professional) and is_draft and not mine and found.signature is None,
        may_answer=writes and is_draft and found.text.by_id == professional.pk and found.signature is None,
    )


def _who_chairs(row: Briefing) -> dict[str, str]:
    return {
        "chair": row.chair.name if row.chair else "",
        "chair_key": str(row.chair.key) if row.chair else "",
        "police": row.police.name if row.police else "",
        "police_key": str(row.police.key) if row.police else "",
        "nominated_by": row.nominated_by.name if row.nominated_by else "",
    }


def _marked(found: Checked, shown: Sequence[Prompt]) -> tuple[MarkedPart, ...]:
    titles = [("title", "Title"), ("place", "For"), *((one.part, one.title) for one in shown)]
    return tuple(MarkedPart(title, policies.marked(found.words, part, found.findings)) for part, title in titles)


def _found(row: Briefing, found: Checked) -> tuple[FoundLine, ...]:
    """What was said of the same words in the version before is offered again, and has to be said again."""
    before = {}
    earlier = row.texts.filter(number=found.text.number - 1).first()
    if earlier is not None:
        before = {(one.kind, one.words): one.because for one in earlier.answers.all()}
    lines = []
    for number, one in enumerate(found.findings, 1):
        given = found.answers.get(policies.place_of(one))
        lines.append(
            FoundLine(number, one, given.because if given else "", before.get((one.kind, one.words[:300]), ""))
        )
    return tuple(lines)


def _gate(row: Briefing, found: Checked) -> GateState:
    return _state(row, policies.briefing_lines(found.stands) if row.state == BriefingState.DRAFT else ())


def _state(row: Briefing, lines: tuple[GateLine, ...]) -> GateState:
    return GateState(
        code=CODE,
        letter=row.reference,
        stands=_STANDS[BriefingState(row.state)],
        lines=lines,
        passed_at=row.issued_at,
        passed_by=row.issued_by.name if row.issued_by else "",
    )


_STANDS = {BriefingState.DRAFT: "not issued", BriefingState.ISSUED: "issued", BriefingState.WITHDRAWN: "withdrawn"}


def briefing_gates(professional: Professional, heading: Heading, at: datetime) -> tuple[GateState, ...]:
    """One for each briefing that was not withdrawn. Who is known here is looked up once, however many there are."""
    rows = Briefing.objects.filter(incident=heading.incident_id).exclude(state=BriefingState.WITHDRAWN)
    people = ("chair", "police", "nominated_by")
    found = list(rows.select_related("context", "issued_by", *people).order_by("pk"))
    drafts = [row for row in found if row.state == BriefingState.DRAFT]
    roster = roster_for(drafts, at) if drafts else None
    return tuple(
        _gate(row, checked_with(row, latest(row), roster)) if roster and row in drafts else _state(row, ())
        for row in found
    )


def chairs(professional: Professional) -> tuple[tuple[str, str, str], ...]:
    """(key, name, role) of everybody who could chair one or support the chair."""
    wanted = (RoleCode.HEAD_OF_SOCIAL_WORK, RoleCode.TEAM_MANAGER, RoleCode.MACE_POLICE)
    return tuple(
        (str(one.key), f"{one.name} ({one.role_names})", role.value)
        for one in directory.professionals(professional, with_account=True)
        for role in wanted
        if role in one.role_codes
    )


def to_choose(professional: Professional, taken: Iterable[UUID]) -> tuple[tuple[str, str], ...]:
    """Everybody with an account who is no reader yet."""
    held = set(taken)
    people = directory.professionals(professional, with_account=True)
    left = [one for one in people if one.key not in held]
    return tuple((str(one.key), f"{one.name}, {one.job_title}, {one.agency.name}") for one in left)
