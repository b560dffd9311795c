"""What the readers of a briefing are shown, and who has read it. Nothing here leads them to the incident."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.directory.queries import DutyLineRow
from reachable.incidents.choices import Area
from reachable.outbox.models import Disclosure
from reachable.people.naming import Roster
from reachable.responses import editions
from reachable.responses.models import Response

from .. import permissions
from ..choices import BriefingState
from ..models import Briefing, BriefingQuestion, BriefingReader
from .briefing_asked import places_in

FEW = 3  # duty lines


@dataclass(frozen=True)
class Prompt:
    """`part` is the name of its field; `why` says what belongs there."""

    part: str
    title: str
    why: str


@dataclass(frozen=True)
class ReaderLine:
    """`has_account`: they sign in and read; anybody else is read it out."""

    key: UUID
    professional_key: UUID | None
    name: str
    has_account: bool
    sent_at: datetime | None
    read_at: datetime | None
    confirmed_at: datetime | None
    told_at: datetime | None
    told_by: str

    @property
    def has_it(self) -> bool:
        return bool(self.confirmed_at or self.told_at)


@dataclass(frozen=True)
class QuestionLine:
    """`points_to_somebody`: the name check found something in what was asked. Whoever asked is not told."""

    key: UUID
    words: str
    asked_by: str
    asked_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    points_to_somebody: bool = False


@dataclass(frozen=True)
class AnswerLine:
    """`question` is empty where somebody else asked it."""

    question: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class ReadPart:
    title: str
    text: str


@dataclass(frozen=True)
class ReadView:
    """`parts` are empty once it was withdrawn. `is_reader` is false for the incident's own team."""

    reference: str
    title: str
    place: str
    parts: tuple[ReadPart, ...]
    chair: str
    chair_job: str
    chair_telephone: str
    police: str
    issued_at: datetime | None
    withdrawn_at: datetime | None
    ring: tuple[DutyLineRow, ...]
    is_reader: bool
    confirmed_at: datetime | None
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class SentLine:
    reference: str
    title: str
    place: str
    sent_at: datetime | None
    read_at: datetime | None
    confirmed_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def is_to_read(self) -> bool:
        return self.confirmed_at is None and self.withdrawn_at is None


def readers_of(row: Briefing) -> tuple[ReaderLine, ...]:
    """Who has not read it comes first."""
    rows = BriefingReader.objects.filter(briefing=row).select_related("professional__agency", "agency", "told_by")
    lines = [
        ReaderLine(
            key=one.key,
            professional_key=one.professional.key if one.professional else None,
            name=_name(one),
            has_account=one.professional is not None,
            sent_at=one.sent_at,
            read_at=one.read_at,
            confirmed_at=one.confirmed_at,
            told_at=one.told_at,
            told_by=one.told_by.name if one.told_by else "",
        )
        for one in rows
    ]
    return tuple(sorted(lines, key=lambda one: (one.has_it, one.read_at is not None, one.name)))


def _name(one: BriefingReader) -> str:
    if one.professional:
        return f"{one.professional.name}, {one.professional.agency.name}"
    return ", ".join(part for part in (one.agency.name if one.agency else "", one.words) if part)


def questions_of(row: Briefing, roster: Roster) -> tuple[QuestionLine, ...]:
    asked = BriefingQuestion.objects.filter(briefing=row).select_related("reader__professional", "answered_by")
    return tuple(
        QuestionLine(
            key=one.key,
            words=one.words,
            asked_by=one.reader.professional.name if one.reader.professional else one.reader.words,
            asked_at=one.asked_at,
            answer=one.answer,
            answered_by=one.answered_by.name if one.answered_by else "",
            answered_at=one.answered_at,
            points_to_somebody=any(places_in(one.words, row, roster)),
        )
        for one in asked.order_by("answered_at", "asked_at", "pk")
    )


def prompts_of(incident_id: int) -> tuple[Prompt, ...]:
    """The four prompts in the words of the guide that the incident was opened under, or of the one in force."""
    response = Response.objects.filter(incident=incident_id).select_related("edition").first()
    listed = editions.of(response.edition).tables.briefing_prompts if response else ()
    listed = listed or editions.in_force().tables.briefing_prompts
    return tuple(Prompt(one.code.replace("-", "_"), one.title, one.why) for one in listed)


def briefing_to_read(professional: Professional, briefing: str, at: datetime) -> ReadView:
    row, reader = permissions.check_can_read_briefing(professional, briefing, at)
    text = row.texts.order_by("-number")[0]
    is_there = row.state == BriefingState.ISSUED
    area = "" if row.incident.area == Area.NOT_KNOWN else row.incident.area
    shown = prompts_of(row.incident_id) if is_there else ()
    said = [(one.title, str(getattr(text, one.part))) for one in shown]
    return ReadView(
        reference=row.reference,
        title=text.title if is_there else "Withdrawn briefing",
        place=row.place if is_there else "",
        parts=tuple(ReadPart(title, words) for title, words in said if words),
        chair=row.chair.name if row.chair else "",
        chair_job=row.chair.job_title if row.chair else "",
        chair_telephone=row.chair.telephone if row.chair else "",
        police=row.police.name if row.police else "",
        issued_at=row.issued_at,
        withdrawn_at=row.withdrawn_at,
        ring=tuple(directory.whom_to_ring(area, at)[:FEW]),
        is_reader=reader is not None,
        confirmed_at=reader.confirmed_at if reader else None,
        answers=_answers(professional, row, reader) if is_there else (),
    )


def _answers(professional: Professional, row: Briefing, reader: BriefingReader | None) -> tuple[AnswerLine, ...]:
    """One's own questions, and the answers that the sharing log says one was sent."""
    asked = list(BriefingQuestion.objects.filter(briefing=row).order_by("-asked_at", "-pk"))
    keys = [str(one.key) for one in asked]
    sent = Disclosure.objects.filter(item_key__in=keys, to_key=professional.key, incident=row.incident.reference)
    mine = set(sent.values_list("item_key", flat=True))
    lines = []
    for one in asked:
        is_mine = reader is not None and one.reader_id == reader.pk
        if is_mine or (str(one.key) in mine and one.answered_at):
            lines.append(AnswerLine(one.words if is_mine else "", one.asked_at, one.answer, one.answered_at))
    return tuple(lines)


def briefings_sent_to(professional: Professional) -> tuple[SentLine, ...]:
    """Those that wait to be read first, then the newest."""
    rows = BriefingReader.objects.filter(professional=professional, sent_at__isnull=False).select_related("briefing")
    found = list(rows.order_by("-sent_at", "-pk").prefetch_related("briefing__texts"))
    lines = [_sent(one) for one in found]
    return tuple(sorted(lines, key=lambda one: not one.is_to_read))


def _sent(one: BriefingReader) -> SentLine:
    is_there = one.briefing.state == BriefingState.ISSUED
    text = max(one.briefing.texts.all(), key=lambda text: text.number)
    return SentLine(
        reference=one.briefing.reference,
        title=text.title if is_there else "Withdrawn briefing",
        place=one.briefing.place if is_there else "",
        sent_at=one.sent_at,
        read_at=one.read_at,
        confirmed_at=one.confirmed_at,
        withdrawn_at=one.briefing.withdrawn_at,
    )
