"""Whether somebody of an incident is the same person as somebody else who is held; and the letters that follow.

A letter is never reissued. Where two letters of an incident turn out to be one young person, the later one is known by
the earlier: "F, now C". Everything that was said of F stays with F and is read at C, so that taking the two apart
gives F back all it had.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation
from reachable.common import clock, happenings
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import operations as people
from reachable.people import queries as people_queries
from reachable.people.models import Belonging, Merging

from .. import access, permissions, policies, timeline
from ..choices import Phase
from ..models import Incident, Involvement, NetworkPerson


@operation
def say_same_person(*, by: Professional, at: datetime, reference: str, who: UUID, other: UUID, because: str) -> Merging:
    """`who` (a young person of the incident, or somebody of its network) and the person `other` are one.

    NotFound unless the professional may open an incident of each: nobody is put together unseen.
    """
    incident, mark, person = _whom(by, at, reference, who)
    incidents = _lock_incidents_of(person, other)
    gone, kept = _who_goes(incident, person, other)
    merging = people.merge(
        scope=access.reach(by, at), by=by, at=at, gone=gone, kept=kept, because=because, incident=reference
    )
    changed = _settle_letters(incidents)
    for one in changed:
        if one.now is not None:
            words = f"{by.name} recorded that {one.letter} is the same young person as {one.now.letter}: "
            words += f"{one.letter} is now {one.now.letter}."
            timeline.write(one.incident, "people-merged", words, by=by, at=at, about=one.now)
    if all(one.incident.pk != incident.pk for one in changed):
        words = f"{by.name} recorded that {mark} is the same person as somebody held already."
        timeline.write(incident, "people-merged", words, by=by, at=at)
    _tell(changed, by=by, at=at)
    return merging


@operation
def take_apart(*, by: Professional, at: datetime, reference: str, who: UUID, merging: UUID, because: str) -> Merging:
    """The two are two people after all: each letter and each record is again whose it was."""
    incident, mark, person = _whom(by, at, reference, who)
    incidents = _lock_incidents_of(person)
    undone = people.unmerge(
        scope=access.reach(by, at), by=by, at=at, merging=merging, because=because, incident=reference
    )
    changed = _settle_letters(incidents)
    for one in changed:
        if one.now is None and one.was is not None:
            words = f"{by.name} recorded that {one.letter} and {one.was.letter} are two young people after all: "
            words += f"{one.letter} has its letter again."
            timeline.write(one.incident, "people-unmerged", words, by=by, at=at, about=one.involvement)
    if all(one.incident.pk != incident.pk for one in changed):
        words = f"{by.name} recorded that {mark} and somebody held are two people after all."
        timeline.write(incident, "people-unmerged", words, by=by, at=at)
    _tell(changed, by=by, at=at)
    return undone


@operation
def say_two_people(*, by: Professional, at: datetime, reference: str, who: UUID, other: UUID, because: str) -> None:
    """They look alike and are two people: nobody is asked again."""
    incident, mark, person = _whom(by, at, reference, who)
    people.keep_people_apart(
        scope=access.reach_in(incident.pk), by=by, at=at, one=person, other=other, because=because, incident=reference
    )
    words = f"{by.name} recorded that {mark} and somebody held who looks alike are two people."
    timeline.write(incident, "people-kept-apart", words, by=by, at=at)


def _whom(by: Professional, at: datetime, reference: str, key: UUID) -> tuple[Incident, str, UUID]:
    """The incident, its row locked, what this person is called in it, and whose the record is."""
    incident = permissions.check_can_say_who_is_who(by, reference, at)
    policies.check_not_joined(incident.phase)
    involved = incident.involvements.filter(key=key, now_known_as__isnull=True).first()
    current = NetworkPerson.objects.filter(incident=incident, review_on__gte=clock.local_date(at))
    around = None if involved else current.filter(key=key).first()
    if involved is None and around is None:
        raise NotFound("person")
    record_id = involved.record_id if involved else around.record_id if around else 0
    mark = involved.letter if involved else around.mark if around else ""
    return incident, mark, people_queries.current_person_keys([record_id])[record_id]


def _lock_incidents_of(*persons: UUID) -> list[int]:
    """Those in which somebody of these has a letter, by key, so that two who do this cannot wait for each other."""
    records = Belonging.objects.filter(person__key__in=persons, until_at__isnull=True).values("record")
    involved = Involvement.objects.filter(record__in=records).values_list("incident_id", flat=True)
    found = sorted(set(involved))
    list(Incident.objects.select_for_update(no_key=True).filter(pk__in=found).order_by("pk").values_list("pk"))
    return found


def _who_goes(incident: Incident, one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Whose letter here is the earlier is kept; where only one has a letter here, whose record is the older."""
    rows = Belonging.objects.filter(person__key__in=(one, other), until_at__isnull=True)
    whose = dict(rows.order_by("-record_id").values_list("record_id", "person__key"))
    letters = incident.involvements.filter(record__in=whose).order_by("-position").values_list("record_id", flat=True)
    here = [whose[record_id] for record_id in letters]
    order = here if {one, other} <= set(here) else list(whose.values())
    kept = order[-1] if order else one
    return (other, one) if kept == one else (one, other)


@dataclass(frozen=True)
class _Changed:
    """A letter that is now known by another, or is no longer."""

    involvement: Involvement
    was: Involvement | None
    now: Involvement | None

    @property
    def incident(self) -> Incident:
        return self.involvement.incident

    @property
    def letter(self) -> str:
        return self.involvement.letter


def _settle_letters(incident_ids: Collection[int]) -> list[_Changed]:
    """Make every letter say what follows from whose each record is now.

    It is worked out anew from what stands, so that it comes to the same in whatever order people were put together
    and taken apart. A report in which one person was given two letters from the start keeps both.
    """
    rows = Involvement.objects.filter(incident__in=incident_ids).select_related("incident", "merging", "now_known_as")
    involved = list(rows.order_by("incident", "position"))
    belongings = Belonging.objects.filter(record__in=[one.record_id for one in involved], until_at__isnull=True)
    whose = {row.record_id: row for row in belongings}
    together: dict[tuple[int, int], list[Involvement]] = {}
    for one in involved:
        together.setdefault((one.incident_id, whose[one.record_id].person_id), []).append(one)
    changed = []
    for letters in together.values():
        by_merging = [whose[one.record_id].merging_id for one in letters]
        stands = letters[0] if any(by_merging) else None
        latest = max((pk for pk in by_merging if pk), default=None)
        settled = (_settle(letter, stands, latest) for letter in letters)
        changed += [one for one in settled if one is not None]
    Involvement.objects.bulk_update([one.involvement for one in changed], ["now_known_as", "merging"])
    return changed


def _settle(letter: Involvement, stands: Involvement | None, merging_id: int | None) -> _Changed | None:
    now = stands if stands is not None and stands.pk != letter.pk else None
    was = letter.now_known_as
    if (now and now.pk) == (was and was.pk) and not (letter.merging and letter.merging.undone_at):
        return None
    letter.now_known_as = now
    letter.merging_id = merging_id if now else None
    return _Changed(letter, was, now)


def _tell(changed: Iterable[_Changed], *, by: Professional, at: datetime) -> None:
    """The strands follow in every incident of which a letter changed."""
    incidents = {one.incident.pk: one.incident for one in changed}
    for incident in incidents.values():
        if incident.phase != Phase.JOINED:
            happenings.tell(happenings.LettersChanged(by=by, at=at, incident_id=incident.pk))
