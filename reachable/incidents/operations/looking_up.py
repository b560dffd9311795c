"""Asking from outside: whether something is held, and access in an emergency. Only exact details find anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from reachable.audit.log import operation, record
from reachable.common.permission_codes import Permission
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.outbox import operations as outbox
from reachable.outbox.choices import Message
from reachable.people import queries as people
from reachable.people.matching import Entry

from .. import access, permissions, policies, timeline
from ..choices import RUNNING, LookUpKind, TeamPart
from ..models import Incident, Involvement, LookUp, TeamMember
from ..queries.look_up import Held, held

LOOK_UPS_IN_AN_HOUR = 20
EMERGENCIES_IN_AN_HOUR = 5
EMERGENCY_HOURS = 12


@dataclass(frozen=True)
class ExactDetails:
    """The whole reference of an incident, or a child's exact name and date of birth."""

    reference: str = ""
    given_names: str = ""
    family_name: str = ""
    date_of_birth: date | None = None

    @property
    def typed(self) -> dict[str, str]:
        """For the words of the audit, which lawful erasure can delete."""
        if self.reference:
            return {"reference": self.reference}
        name = f"{self.given_names} {self.family_name}"
        return {"name": name, "date of birth": self.date_of_birth.isoformat() if self.date_of_birth else ""}


@dataclass(frozen=True)
class _Found:
    """The incidents that the details lead to, each with the young people whose details they are."""

    incidents: tuple[Incident, ...]
    about: Mapping[int, tuple[UUID, ...]]


@operation
def look_up(*, by: Professional, at: datetime, details: ExactDetails) -> Held:
    """Whether anything is held, and whom to ring about it: no letter, no role, no title and no date."""
    permissions.check_can_look_up(by)
    _check_details(details)
    _check_not_too_often(by, LookUpKind.LOOK_UP, LOOK_UPS_IN_AN_HOUR, at)
    found = _find(by, details)
    first = found.incidents[0] if len(found.incidents) == 1 else None
    LookUp.objects.create(professional=by, kind=LookUpKind.LOOK_UP, incident=first, at=at)
    _record("held-looked-up", found, details.typed, by=by, at=at)
    return held(by, found.incidents, at)


@operation
def use_emergency_access(*, by: Professional, at: datetime, details: ExactDetails, because: str) -> datetime:
    """Open whatever runs under exactly these details for twelve hours; answers until when, whatever there is.

    The same answer where nothing is held, where it has ended, and to somebody who is connected with the incident and
    is not let in. The lead and information governance are told of every access.
    """
    permissions.check_can_use_emergency_access(by)
    _check_details(details)
    policies.check_says_why(because)
    until_at = at + timedelta(hours=EMERGENCY_HOURS)
    asked = LookUp(professional=by, kind=LookUpKind.EMERGENCY, because=because.strip(), at=at, until_at=until_at)
    policies.check_fits(asked)
    _check_not_too_often(by, LookUpKind.EMERGENCY, EMERGENCIES_IN_AN_HOUR, at)
    found = _find(by, details)
    running = tuple(one for one in found.incidents if one.phase in RUNNING)
    asked.incident = running[0] if len(running) == 1 else None
    asked.save(force_insert=True)
    typed = {**details.typed, "because": asked.because}
    _record("emergency-access-used", _Found(running, found.about), typed, by=by, at=at)
    for incident in running:
        _let_in(incident, asked, by=by, at=at)
    return until_at


def _check_details(details: ExactDetails) -> None:
    names = (details.given_names, details.family_name)
    policies.check_details_are_exact(details.reference, names, details.date_of_birth)


def _check_not_too_often(by: Professional, kind: LookUpKind, most: int, at: datetime) -> None:
    """The professional's row is locked, so that two requests at once are counted one after the other."""
    Professional.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk").first()
    earlier = LookUp.objects.filter(professional=by, kind=kind, at__gt=at - timedelta(hours=1)).order_by("-at")
    times = list(earlier.values_list("at", flat=True)[:most])
    policies.check_not_too_often(len(times), most, times[-1] + timedelta(hours=1) if times else None)


def _find(by: Professional, details: ExactDetails) -> _Found:
    """Every incident under these details, whoever may open it; a joined report is the incident that it became."""
    named = Entry(given_names=details.given_names, family_name=details.family_name, date_of_birth=details.date_of_birth)
    matches = people.exact_matches(by, [named] if not details.reference else [])
    keys = {match.person_key for match in matches.get(0, ())}
    theirs = Q(record__belongings__until_at__isnull=True, record__belongings__person__key__in=keys)
    involved = Involvement.objects.filter(theirs, incident=OuterRef("pk"), now_known_as__isnull=True)
    by_details = Q(Exists(involved)) if keys else Q(reference=details.reference)
    rows = Incident.objects.filter(by_details).select_related("joined_into").order_by("-reported_at", "-pk")
    homes = {(row.joined_into or row).pk: row.joined_into or row for row in rows}
    about = dict.fromkeys(homes, tuple(sorted(keys)))
    return _Found(tuple(homes.values()), about)


def _record(verb: str, found: _Found, typed: Mapping[str, str], *, by: Professional, at: datetime) -> None:
    """One entry for each incident, or one without; what was typed is in its words."""
    if not found.incidents:
        record(verb, by=by, at=at, words=typed, codes={"found": "nothing"})
    for one in found.incidents:
        record(verb, by=by, at=at, incident=one.reference, about=found.about[one.pk], words=typed)


def _let_in(incident: Incident, asked: LookUp, *, by: Professional, at: datetime) -> None:
    """Nobody who is connected, and nothing twice; who is on the team for as long already needs no access."""
    if permissions.is_connected(by, incident):
        record("emergency-access-withheld", by=by, at=at, incident=incident.reference)
        return
    mine = access.current_team(at).filter(incident=incident, professional=by)
    if mine.filter(Q(until_at__isnull=True) | Q(until_at__gte=asked.until_at)).exists():
        return
    mine.filter(part=TeamPart.EMERGENCY).update(until_at=at)
    member = TeamMember(
        incident=incident, professional=by, part=TeamPart.EMERGENCY, why=asked.because, from_at=at,
        until_at=asked.until_at, named_by=by,
    )  # fmt: skip
    member.save(force_insert=True)
    words = f"{by.name} used emergency access for {EMERGENCY_HOURS} hours: {asked.because}"
    timeline.write(incident, "emergency-access-used", words, by=by, at=at)
    for person in _who_reviews(incident, at):
        if person.email and person.pk != by.pk:
            outbox.queue(
                Message.EMERGENCY_ACCESS,
                to=person.email,
                at=at,
                professional_key=person.key,
                reference=incident.reference,
            )


def _who_reviews(incident: Incident, at: datetime) -> Iterable[Professional]:
    """The lead, or the deputies while there is none, and information governance."""
    team = access.current_team(at).filter(incident=incident, part__in=(TeamPart.LEAD, TeamPart.DEPUTY))
    members = list(team.select_related("professional"))
    leads = [m for m in members if m.part == TeamPart.LEAD] or members
    governance = directory.duty_holders(permission=Permission.SEARCH_AUDIT, area="", at=at)
    return {person.pk: person for person in [*(m.professional for m in leads), *governance]}.values()
