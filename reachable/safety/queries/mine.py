"""What of levels and times missing waits on me: interviews that are owed, and levels to be looked at again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.choices import TeamPart
from reachable.people import queries as people

from .. import permissions
from ..models import MissingEpisode, Screening
from ..policies.missing import OWED


@dataclass(frozen=True)
class WaitsOnMe:
    """`name` is empty for a reader who sees letters only; `episode` is None for a level. `review_on` is the day that
    has passed, `due_at` by when an interview is owed.
    """

    reference: str
    letter: str
    name: str
    person_key: UUID
    involvement_key: UUID
    episode: UUID | None
    due_at: datetime | None
    review_on: date | None
    is_overdue: bool

    @property
    def label(self) -> str:
        return f"{self.name} ({self.letter})" if self.name else self.letter


def owed_of_mine(professional: Professional, at: datetime) -> tuple[WaitsOnMe, ...]:
    """Of incidents that I lead or deputise for, and levels that I wrote; the longest first. One statement where I may
    record neither, and a fixed number otherwise.
    """
    if not permissions.may_write_plans(professional):
        return ()
    episodes, levels = list(_episodes(professional, at)), list(_levels(professional, at))
    if not episodes and not levels:
        return ()
    rows: list[MissingEpisode | Screening] = [*episodes, *levels]
    young = {row: row.involvement.now_known_as or row.involvement for row in rows}
    keys = people.current_person_keys([one.record_id for one in young.values()])

    def line(row: MissingEpisode | Screening, due_at: datetime | None, review_on: date | None) -> WaitsOnMe:
        one = young[row]
        return WaitsOnMe(
            reference=row.incident.reference,
            letter=one.letter,
            name="" if professional.letters_only else one.record.display_name,
            person_key=keys[one.record_id],
            involvement_key=one.key,
            episode=row.key if due_at else None,
            due_at=due_at,
            review_on=review_on,
            is_overdue=due_at is None or due_at < at,
        )

    owed = [line(row, row.interview_due_at, None) for row in episodes]
    return (*owed, *(line(row, None, row.review_on) for row in levels))


def _leads(professional: Professional, at: datetime) -> Exists:
    team = access.current_team(at).filter(part__in=(TeamPart.LEAD, TeamPart.DEPUTY), professional=professional)
    return Exists(team.filter(incident=OuterRef("incident")))


def _episodes(professional: Professional, at: datetime) -> QuerySet[MissingEpisode]:
    rows = MissingEpisode.objects.filter(_leads(professional, at), interview_due_at__isnull=False, interview__in=OWED)
    seen = access.visible(professional, at).filter(joined_into__isnull=True)
    return (
        rows.filter(incident__in=seen.values("pk"))
        .select_related("incident", "involvement__record", "involvement__now_known_as__record")
        .order_by("interview_due_at", "pk")
    )


def _levels(professional: Professional, at: datetime) -> QuerySet[Screening]:
    same = Q(involvement=OuterRef("involvement")) | Q(involvement__now_known_as=OuterRef("involvement"))
    same |= Q(involvement=OuterRef("involvement__now_known_as"))
    later = Screening.objects.filter(same).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    )
    rows = Screening.objects.filter(~Exists(later), Q(_leads(professional, at)) | Q(by=professional))
    seen = access.visible(professional, at).filter(joined_into__isnull=True)
    return (
        rows.filter(incident__in=seen.values("pk"), review_on__lt=clock.local_date(at))
        .select_related("incident", "involvement__record", "involvement__now_known_as__record")
        .order_by("review_on", "pk")
    )
