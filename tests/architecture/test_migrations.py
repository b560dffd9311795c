"""Each room's migrations are one straight line that ends at its models."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

ROOMS = [config.label for config in apps.get_app_configs() if config.name.startswith("reachable.")]


def test_each_room_has_one_first_and_one_last_migration() -> None:
    graph = MigrationLoader(None).graph
    assert {room: graph.leaf_nodes(room) for room in ROOMS if len(graph.leaf_nodes(room)) > 1} == {}
    assert {room: graph.root_nodes(room) for room in ROOMS if len(graph.root_nodes(room)) > 1} == {}


def test_each_migration_follows_exactly_one_of_its_room() -> None:
    migrations = MigrationLoader(None).disk_migrations
    forks = [
        f"{room}.{name}"
        for (room, name), migration in migrations.items()
        if room in ROOMS
        if len([d for d in migration.dependencies if d[0] == room]) != (0 if name[:4] == "0001" else 1)
    ]
    assert forks == []


def test_migrations_are_numbered_without_a_gap() -> None:
    migrations = MigrationLoader(None).disk_migrations
    for room in ROOMS:
        numbers = sorted(int(name[:4]) for label, name in migrations if label == room)
        assert numbers == list(range(1, len(numbers) + 1)), room


def test_no_change_of_a_model_is_without_its_migration() -> None:
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    missing = {
        room: [str(operation.describe()) for migration in found for operation in migration.operations]
        for room, found in changes.items()
        if room in ROOMS
    }
    assert missing == {}
