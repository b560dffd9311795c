"""Records point down the house and never up; nothing disappears because something else did."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

FLOORS = {
    **{"oversight": 10, "sharing": 9, "meetings": 8, "responses": 7, "safety": 6, "contexts": 5},
    **{"incidents": 4, "people": 3, "directory": 2},
    **{"audit": 1, "outbox": 1},
}
BELOW = {"auth", "contenttypes", "sessions"}  # Django's own, under every room


def _links() -> Iterator[tuple[str, Any]]:
    """(name, field) of everything in our rooms that points to another model, made by hand or by Django."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("reachable."):
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.is_relation:
                yield f"{model._meta.label}.{field.name}", field


def test_every_room_with_records_has_its_floor() -> None:
    rooms = {m._meta.app_label for m in apps.get_models() if m.__module__.startswith("reachable.")}
    assert rooms <= set(FLOORS)


def test_a_record_points_only_to_its_own_room_or_a_lower_one() -> None:
    upward = []
    for name, field in _links():
        here, there = field.model._meta.app_label, field.related_model._meta.app_label
        if here != there and there not in BELOW and FLOORS.get(there, 99) >= FLOORS[here]:
            upward.append(f"{name} -> {field.related_model._meta.label}")
    assert upward == []


def test_a_lower_room_cannot_be_walked_up_from() -> None:
    visible = [
        name
        for name, field in _links()
        if field.model._meta.app_label != field.related_model._meta.app_label
        and not (field.remote_field.related_name or "").endswith("+")
    ]
    assert visible == [], 'a link to another room has related_name="+"'


def test_nothing_is_deleted_by_cascade() -> None:
    loose = [
        name
        for name, field in _links()
        if not field.many_to_many and field.remote_field.on_delete is not models.PROTECT
    ]
    assert loose == []


def test_a_link_is_never_smuggled_as_a_generic_one() -> None:
    generic = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("reachable.")
        for field in model._meta.private_fields
    ]
    assert generic == []
