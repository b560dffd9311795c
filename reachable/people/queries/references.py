"""What still points to a row, in this room and in those above, which it does not know by name."""

from typing import Any

from django.db.models import ForeignObjectRel, Model

from ..models import PersonRecord

Pointer = tuple[type[Model], str]
ROOM = PersonRecord._meta.app_label


def pointing_to(model: type[Model]) -> list[Pointer]:
    """Every foreign key to it: the model that holds it, and its name there."""
    found = [one for one in model._meta.get_fields(include_hidden=True) if isinstance(one, ForeignObjectRel)]
    return [(one.related_model, one.field.name) for one in found if isinstance(one.related_model, type)]


def rows_of(pointer: Pointer, row: Model) -> Any:
    """Those that point to the row."""
    model, name = pointer
    return model._base_manager.filter(**{name: row})


def is_held_for_more(record: PersonRecord) -> bool:
    """Whether a room above refers to the record: somebody in an incident, or in the network of another one."""
    above = [pointer for pointer in pointing_to(PersonRecord) if pointer[0]._meta.app_label != ROOM]
    return any(rows_of(pointer, record).exists() for pointer in above)
