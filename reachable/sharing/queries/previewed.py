"""Whom the preview of a record shows beside its own young person: others stand in it by name until it is final."""

from uuid import UUID

from reachable.people import queries as people
from reachable.people.models import PersonRecord

from .records import RecordView


def previewed(view: RecordView) -> tuple[UUID, ...]:
    """Keys of persons, of a record that was read for this reader; two statements."""
    named = {one.key for one in view.choices} | _pointed_to(view)
    found = PersonRecord.objects.filter(key__in=named).values_list("pk", flat=True) if named else ()
    others = sorted(people.current_person_keys(list(found)).values())
    return tuple(dict.fromkeys((view.row.person_key, *others)))


def _pointed_to(view: RecordView) -> set[UUID]:
    found = [one.who for one in view.attended]
    for section in view.sections:
        found += [section.heading, *(part for one in section.paragraphs for part in (one.segments, one.said_by))]
    return {segment.person for segments in found for segment in segments if segment.person}
