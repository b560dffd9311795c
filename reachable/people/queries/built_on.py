"""Of whom something has been recorded since they were put on record, and would be lost were they taken out."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from django.db.models import Model

from ..models import Association, Belonging, GroupLink, PersonRecord
from .references import ROOM, Pointer, pointing_to

_WHEN = ("at", "recorded_at", "replaced_at")


def built_on(made_at: Mapping[int, datetime], beside: Collection[Model]) -> frozenset[int]:
    """Of these records (and when each was made) those to which something was added: an answer, a connection, a letter,
    another address. `beside`: rows of rooms above that do not count. The number of statements does not grow.
    """
    pointers = pointing_to(PersonRecord)
    return frozenset(one for pointer in pointers for one in _later(pointer, made_at, beside))


def _later(pointer: Pointer, made_at: Mapping[int, datetime], beside: Collection[Model]) -> Iterator[int]:
    model, name = pointer
    rows = model._base_manager.filter(**{f"{name}__in": list(made_at)})
    if model._meta.app_label != ROOM:
        rows = rows.exclude(pk__in=[one.pk for one in beside if isinstance(one, model)])
    if model._meta.app_label != ROOM or model in (Association, GroupLink):
        yield from rows.values_list(f"{name}_id", flat=True)
    elif model is Belonging:
        yield from rows.filter(merging__isnull=False).values_list(f"{name}_id", flat=True)
    elif when := _when(model):
        for record_id, at in rows.values_list(f"{name}_id", when):
            if at > made_at[record_id]:
                yield record_id


def _when(model: type[Model]) -> str:
    """The name of the field that says when a row was written; empty where it follows from others."""
    names = {field.name for field in model._meta.fields}
    return next((name for name in _WHEN if name in names), "")
