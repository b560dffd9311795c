"""The safety map of a young person: whole versions, never changed; each change of a row or of its readers is one."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import access as incidents
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people

from .. import editions, permissions
from ..choices import ContextState, MapSeenBy
from ..models import ContextOfIncident, MapPlace, MapReader, SafetyMap
from ..policies.maps import MapText, NewPlace, check_count, check_map, check_place, check_reader, check_readers
from ..readers import Seen

TIMELINE = "safety-map"
_COPIED = ("position", "name", "kind", "colour", "times", "who_helps", "words", "points", "is_sketch", "context_id")
_KEPT = ("made_on", "made_with", "explained", "seen_by", "may_count", "young_persons_words")
Change = Callable[[list[MapPlace], list[SafetyMap], Incident], None]


@operation
def write_map(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    seen_number: int,
    made_on: date | None,
    made_with: str,
    explained: str,
    seen_by: str,
    may_count: bool = False,
    young_persons_words: str = "",
    readers: Sequence[UUID] = (),
    key: UUID | None = None,
) -> SafetyMap:
    """Begin the map, or say anew what stands beside its places, which stay (STA-6).

    Stale where somebody wrote a version since the writer saw `seen_number` of them. `key` is made with the form: sent
    twice, it is one version.
    """
    incident, young, shown = permissions.check_can_write_map(by, reference, involvement_key, at)
    if sent := _sent_before(key, young, by):
        return sent
    _check_seen(shown, seen_number)
    words = (made_with.strip(), explained.strip(), seen_by, may_count, young_persons_words.strip(), tuple(readers))
    text = MapText(made_on, *words)
    check_map(text, today=clock.local_date(at))
    row = _next(incident, young, shown, key, by=by, at=at)
    for name in _KEPT:
        setattr(row, name, getattr(text, name))
    _save(row, _readers(incident, text.readers, seen_by, at), _places(shown))
    _tell(row, f"{by.name} made a safety map with {young.letter}.", by=by, at=at)
    _record("safety-map-written", row, by=by, at=at)
    return row


@operation
def set_map_readers(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    seen_number: int,
    seen_by: str,
    may_count: bool,
    readers: Sequence[UUID] = (),
    key: UUID | None = None,
) -> SafetyMap:
    """Who may see it from now on, all its versions with it, and whether it may be counted (STA-6)."""
    incident, young, shown = permissions.check_can_write_map(by, reference, involvement_key, at)
    if sent := _sent_before(key, young, by):
        return sent
    _check_seen(shown, seen_number)
    _check_begun(shown)
    check_readers(seen_by, readers)
    row = _next(incident, young, shown, key, by=by, at=at)
    row.seen_by, row.may_count = seen_by, may_count
    _save(row, _readers(incident, readers, seen_by, at), _places(shown))
    _tell(row, f"{by.name}: the team may see the safety map of {young.letter}.", by=by, at=at)
    _record("safety-map-readers-set", row, by=by, at=at)
    return row


@operation
def put_place(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    seen_number: int,
    place: NewPlace,
    number: int | None = None,
    key: UUID | None = None,
) -> SafetyMap:
    """Add a place or a way, or say row `number` anew (STA-6). A number means the same row in every version."""

    def put(rows: list[MapPlace], versions: list[SafetyMap], incident: Incident) -> None:
        if number is None:
            check_count(len(rows))
            used = [one.position for version in versions for one in version.places.all()]
            rows.append(MapPlace(position=max(used, default=0) + 1))
        found = _row(rows, number) if number is not None else rows[-1]
        told = vars(place) | {"times": list(place.times), "points": [list(point) for point in place.points]}
        del told["context"]
        for name, value in told.items():
            setattr(found, name, value)
        found.context_id = _known_as(place, found, incident, by)

    place = NewPlace(**{**vars(place), **{one: getattr(place, one).strip() for one in ("name", "who_helps", "words")}})
    check_place(place, [one.code for one in editions.tables().map_times])
    seen = (reference, involvement_key, seen_number, key)
    return _change(put, "safety-map-place-put", *seen, by=by, at=at)


@operation
def take_out_place(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    seen_number: int,
    number: int,
    key: UUID | None = None,
) -> SafetyMap:
    """The versions before still say it."""

    def take_out(rows: list[MapPlace], versions: list[SafetyMap], incident: Incident) -> None:
        rows.remove(_row(rows, number))

    seen = (reference, involvement_key, seen_number, key)
    return _change(take_out, "safety-map-place-taken-out", *seen, by=by, at=at)


def _change(
    change: Change,
    verb: str,
    reference: str,
    involvement_key: UUID,
    seen_number: int,
    key: UUID | None,
    *,
    by: Professional,
    at: datetime,
) -> SafetyMap:
    """The next version, with one row changed."""
    incident, young, shown = permissions.check_can_write_map(by, reference, involvement_key, at)
    if sent := _sent_before(key, young, by):
        return sent
    _check_seen(shown, seen_number)
    _check_begun(shown)
    rows = _places(shown)
    change(rows, list(shown.versions), incident)
    row = _next(incident, young, shown, key, by=by, at=at)
    named = [one.professional for one in shown.versions[-1].readers.all()]
    _save(row, named, rows)
    _record(verb, row, by=by, at=at)
    return row


def _check_seen(shown: Seen, seen_number: int) -> None:
    if len(shown.versions) != seen_number:
        last = shown.versions[-1] if shown.versions else None
        raise Stale("Somebody else changed this map meanwhile. What it says now is shown.", current=last)


def _check_begun(shown: Seen) -> None:
    if not shown.versions:
        raise Refused("There is no safety map yet. Begin it first.", clause="STA-6")


def _sent_before(key: UUID | None, young: Involvement, by: Professional) -> SafetyMap | None:
    found = SafetyMap.objects.filter(key=key).first() if key else None
    if found and (found.involvement_id, found.by_id) != (young.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return found


def _row(rows: list[MapPlace], number: int) -> MapPlace:
    found = next((one for one in rows if one.position == number), None)
    if found is None:
        raise Refused("Somebody took this out of the map meanwhile. Add it again if it belongs there.")
    return found


def _known_as(place: NewPlace, row: MapPlace, incident: Incident, by: Professional) -> int | None:
    """The place of which it is: one of this incident, or the one that stands. Who does not see it leaves it there."""
    sees = permissions.may_see_contexts(by)
    if place.context is None or not (sees or place.context):
        return row.context_id
    if not place.context:
        return None
    links = ContextOfIncident.objects.filter(incident=incident, ended_at__isnull=True, context__reference=place.context)
    linked = links.exclude(context__state=ContextState.ENDED).values_list("context", flat=True).first()
    if linked is None and row.context is not None and row.context.reference == place.context:
        linked = row.context_id
    if linked is None or not sees:
        raise Refused("Choose a place or a group of this incident.", field="context")
    return linked


def _next(
    incident: Incident, young: Involvement, shown: Seen, key: UUID | None, *, by: Professional, at: datetime
) -> SafetyMap:
    """A version that says what the one before says; numbers run by the letter."""
    last = shown.versions[-1] if shown.versions else None
    kept: dict[str, Any] = {name: getattr(last, name) for name in _KEPT} if last else {}
    number = max([one.number for one in shown.versions if one.involvement_id == young.pk], default=0) + 1
    return SafetyMap(key=key or uuid4(), incident=incident, involvement=young, number=number, by=by, at=at, **kept)


def _places(shown: Seen) -> list[MapPlace]:
    """Copies of the rows that stand, with their numbers."""
    rows = shown.versions[-1].places.all() if shown.versions else ()
    return [MapPlace(**{name: getattr(row, name) for name in _COPIED}) for row in rows]


def _readers(incident: Incident, keys: Sequence[UUID], seen_by: str, at: datetime) -> list[Professional]:
    """Those who are named; nobody where it is not for those who are named."""
    if seen_by != MapSeenBy.NAMED:
        return []
    found = list(Professional.objects.filter(key__in=set(keys)).prefetch_related("holdings"))
    team = set(incidents.current_team(at).filter(incident=incident).values_list("professional_id", flat=True))
    if len(found) != len(set(keys)):
        raise Refused("Choose who may see it from the team.", clause="STA-6", field="readers")
    for one in found:
        check_reader(one.name, on_team=one.pk in team, reads_records=one.holds(Permission.READ_RECORDS))
    return found


def _save(row: SafetyMap, readers: Sequence[Professional], places: Sequence[MapPlace]) -> None:
    for one in places:
        one.safety_map = row
    check_fits(row, *places)
    row.save(force_insert=True)
    MapReader.objects.bulk_create([MapReader(safety_map=row, professional=one) for one in readers])
    MapPlace.objects.bulk_create(places)


def _tell(row: SafetyMap, words: str, *, by: Professional, at: datetime) -> None:
    """The whole team reads the timeline: of a map that is not for all of them it says nothing, nor what it said."""
    young, incident = row.involvement, row.incident
    if row.seen_by == MapSeenBy.TEAM:
        timeline.write(incident, TIMELINE, words, by=by, at=at, about=young, source_key=str(row.key))
        return
    keys = SafetyMap.objects.filter(involvement=young).values_list("key", flat=True)
    timeline.forget([incident.pk], [str(key) for key in keys])


def _record(verb: str, row: SafetyMap, *, by: Professional, at: datetime) -> None:
    """Without a word of what the young person said: the versions keep it, for those who may see them."""
    codes = {"map": str(row.key), "number": row.number, "seen_by": row.seen_by, "may_count": row.may_count}
    about = list(people.current_person_keys([row.involvement.record_id]).values())
    record(verb, by=by, at=at, incident=row.incident.reference, about=about, codes=codes)
