"""What the incident's page says of the response: strands with counts, what needs attention, gaps per young person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from reachable.directory.models import Professional
from reachable.directory.roles import BY_KEBAB
from reachable.incidents import access
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Where
from reachable.incidents.models import Whereabouts
from reachable.playbook.schema import Playbook

from .. import editions
from ..choices import UNFINISHED, Standing
from ..models import Action, Answer, Consideration, Response, Strand

SOON = timedelta(hours=2)


@dataclass(frozen=True)
class StrandLine:
    code: str
    title: str
    standing: str
    standing_label: str
    answered: int
    total: int


@dataclass(frozen=True)
class Attention:
    """Something that waits, most urgent first. `card_key` or `action_key` say where it is settled."""

    what: str
    letter: str
    who: str
    due_at: datetime | None
    due_kind: str
    is_overdue: bool
    strand_code: str = ""
    card_key: UUID | None = None
    action_key: UUID | None = None


@dataclass(frozen=True)
class Standings:
    """Everything that the incident's page says of its response; `counts` as in `counts_by_young_person`."""

    strands: tuple[StrandLine, ...] = ()
    counts: Mapping[UUID, tuple[int, int]] = field(default_factory=dict)
    attention: tuple[Attention, ...] = ()


@dataclass(frozen=True)
class _Running:
    """What is asked in one response, read once."""

    response: Response
    playbook: Playbook
    asked: list[Consideration]

    @property
    def unanswered(self) -> list[Consideration]:
        """Over the strands that run."""
        return [row for row in self.asked_now if not _is_answered(row)]

    @property
    def asked_now(self) -> list[Consideration]:
        return [row for row in self.asked if row.strand.standing != Standing.STOPPED]


def standings(professional: Professional, reference: str, at: datetime) -> Standings:
    """The three answers below in the statements of one."""
    running = _running(professional, reference, at)
    if running is None:
        return Standings()
    return Standings(
        strands=tuple(_strands(running)), counts=_counts(running), attention=tuple(_attention(running, at))
    )


def strands(professional: Professional, reference: str, at: datetime) -> list[StrandLine]:
    running = _running(professional, reference, at)
    return _strands(running) if running else []


def what_opens(viewer: Professional) -> tuple[str, ...]:
    """The strands that a report opens at once, whatever it says; the same for everybody who may report."""
    return tuple(strand.title for strand in editions.in_force().strands.values() if strand.opens == "incident_reported")


def counts_by_young_person(professional: Professional, reference: str, at: datetime) -> dict[UUID, tuple[int, int]]:
    """Involvement key → (unanswered, all) over the strands that run."""
    running = _running(professional, reference, at)
    return _counts(running) if running else {}


def attention(professional: Professional, reference: str, at: datetime) -> list[Attention]:
    """Overdue actions, actions whose owner has left the team, unanswered questions that are due; most urgent first.

    A question is due from two hours before its time, so that a fresh report shows what the first hours are for.

    A must without a deadline waits too: nobody stands down while it is unanswered.
    """
    running = _running(professional, reference, at)
    return _attention(running, at) if running else []


def _strands(running: _Running) -> list[StrandLine]:
    counts: dict[int, list[int]] = {}
    for row in running.asked:
        seen = counts.setdefault(row.strand_id, [0, 0])
        seen[0] += _is_answered(row)
        seen[1] += 1
    return [
        StrandLine(
            code=s.code,
            title=running.playbook.strands[s.code].title,
            standing=s.standing,
            standing_label=s.get_standing_display(),
            answered=counts.get(s.pk, [0, 0])[0],
            total=counts.get(s.pk, [0, 0])[1],
        )
        for s in _opened(running)
    ]


def _opened(running: _Running) -> list[Strand]:
    """In the order in which they were opened."""
    found = {row.strand_id: row.strand for row in running.asked}
    return [found[pk] for pk in sorted(found)]


def _counts(running: _Running) -> dict[UUID, tuple[int, int]]:
    found: dict[UUID, tuple[int, int]] = {}
    for row in running.asked_now:
        if row.about:
            open_, total = found.get(row.about.key, (0, 0))
            found[row.about.key] = (open_ + (not _is_answered(row)), total + 1)
    return found


def _attention(running: _Running, at: datetime) -> list[Attention]:
    found = [*_actions_that_wait(running.response, at), *_unanswered(running, at)]
    return sorted(found, key=lambda a: (not a.is_overdue, a.due_at is None, a.due_at or at))


def _unanswered(running: _Running, at: datetime) -> Iterable[Attention]:
    for row in running.unanswered:
        item = running.playbook.consideration(row.code)[1]
        overdue = bool(row.due_at and row.due_at < at)
        soon = bool(row.due_at and row.due_at <= at + SOON)
        if not soon and item.strength != "must":
            continue
        yield Attention(
            what=item.ask,
            letter=row.about.letter if row.about else "",
            who=", ".join(BY_KEBAB[code].name for code in item.lead),
            due_at=row.due_at,
            due_kind=row.due_kind,
            is_overdue=overdue,
            strand_code=row.strand.code,
            card_key=row.key,
        )


def _actions_that_wait(response: Response, at: datetime) -> Iterable[Attention]:
    here = Exists(access.current_team(at).filter(incident=OuterRef("incident"), professional=OuterRef("owner")))
    unfinished = Action.objects.filter(incident_id=response.incident_id, state__in=UNFINISHED)
    waiting = unfinished.annotate(owner_here=here).filter(Q(due_at__lt=at) | Q(owner__isnull=False) & ~here)
    for row in waiting.select_related("owner", "owner_agency", "about"):
        gone = "" if getattr(row, "owner_here", True) else ", not on the team"
        yield Attention(
            what=row.what,
            letter=row.about.letter if row.about else "",
            who=f"{row.owner.name}{gone}" if row.owner else f"{row.owner_agency}",
            due_at=row.due_at,
            due_kind="",
            is_overdue=row.due_at < at,
            action_key=row.key,
        )


def _running(professional: Professional, reference: str, at: datetime) -> _Running | None:
    heading = incidents.heading(professional, reference, at)
    response = Response.objects.select_related("edition").filter(incident_id=heading.incident_id).first()
    if response is None:
        return None
    answers = Answer.objects.filter(consideration=OuterRef("pk"))
    where = Whereabouts.objects.filter(involvement=OuterRef("about")).order_by("-number").values("where")[:1]
    asked = (
        Consideration.objects.filter(strand__response=response, about__now_known_as__isnull=True)
        .select_related("about", "strand")
        .annotate(is_answered=Exists(answers), where_now=Subquery(where))
        .order_by("pk")
    )
    playbook = editions.of(response.edition)
    return _Running(response, playbook, [row for row in asked if not _is_set_aside(row, playbook)])


def _is_set_aside(row: Consideration, playbook: Playbook) -> bool:
    """About a young person who has died only what is still asked after a death waits for an answer.

    The sheet shows the rest as not asked, so that a mistake about the death loses no question.
    """
    died = getattr(row, "where_now", None) == Where.DIED
    return died and not _is_answered(row) and not playbook.consideration(row.code)[1].after_death


def _is_answered(row: Consideration) -> bool:
    return bool(getattr(row, "is_answered", False))
