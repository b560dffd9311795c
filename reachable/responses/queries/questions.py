"""The questions that wait on me, across incidents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import RUNNING
from reachable.incidents.models import Involvement
from reachable.people import queries as people

from .. import editions
from ..choices import AnswerCode, Standing
from ..deadlines import progress
from ..models import Edition
from .ringing import RINGS_WITHIN
from .standing import Question, asked_now, question


@dataclass(frozen=True)
class AboutWhom:
    """`label` as this reader may read it: "Kai Mensah (A)", or "A"."""

    letter: str
    label: str
    person_key: UUID


@dataclass(frozen=True)
class QuestionLine:
    """One question in one incident, about the incident (`about` empty) or about each of these young people."""

    reference: str
    strand_code: str
    ask: str
    about: tuple[AboutWhom, ...]
    due_at: datetime
    due_kind: str
    progress: tuple[int, int] | None  # the working day it is, of how many
    is_overdue: bool
    card_key: UUID  # the first of them


def questions_for(professional: Professional, at: datetime) -> list[QuestionLine]:
    """Unanswered, overdue or due within twelve hours, led by one of my roles, where I may look; earliest first.

    Three statements, however many incidents.
    """
    reachable = access.visible(professional, at).filter(phase__in=RUNNING).values("pk")
    hashes = Edition.objects.filter(responses__incident__in=reachable).values_list("content_hash", flat=True).distinct()
    books = {content_hash: editions.stored(content_hash) for content_hash in hashes}
    mine = {role.kebab for role in professional.roles}
    codes = {item.code for book in books.values() for item in book.considerations() if mine & set(item.lead)}
    rows = (
        asked_now()
        .filter(strand__response__incident__in=reachable, code__in=codes, due_at__lte=at + RINGS_WITHIN)
        .filter(access.readable(professional, at, "strand__response__incident"))
        .exclude(strand__standing=Standing.STOPPED)
        .filter(Q(answer_now__isnull=True) | Q(answer_now=AnswerCode.ACTION_NEEDED))
        .annotate(edition_hash=F("strand__response__edition__content_hash"))
        .select_related("about__record", "strand__response__incident")
        .order_by("due_at", "about__position", "pk")
    )
    asked = [question(row, books[vars(row)["edition_hash"]]) for row in rows]
    owed = [one for one in asked if one.is_unanswered and not one.is_set_aside and mine & set(one.item.lead)]
    return list(_together(owed, professional, at))


def _together(owed: list[Question], professional: Professional, at: datetime) -> Iterable[QuestionLine]:
    keys = people.current_person_keys({one.row.about.record_id for one in owed if one.row.about})
    alike: dict[tuple[int, str], list[Question]] = {}
    for one in owed:
        alike.setdefault((one.row.strand.response_id, one.row.code), []).append(one)
    for together in alike.values():
        first = together[0].row
        if first.due_at is None:
            continue
        yield QuestionLine(
            reference=first.strand.response.incident.reference,
            strand_code=first.strand.code,
            ask=together[0].item.ask,
            about=tuple(_about(one.row.about, keys, professional) for one in together if one.row.about),
            due_at=first.due_at,
            due_kind=first.due_kind,
            progress=progress(first.due_rule, first.due_at, at),
            is_overdue=first.due_at < at,
            card_key=first.key,
        )


def _about(involved: Involvement, keys: dict[int, UUID], professional: Professional) -> AboutWhom:
    letter, name = involved.letter, "" if professional.letters_only else involved.record.display_name
    return AboutWhom(letter, f"{name} ({letter})" if name else letter, keys[involved.record_id])
