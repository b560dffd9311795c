"""A key of another incident leads nowhere, also for somebody who may open both."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests import factories
from tests.factories import Cast
from tests.pages import PAGES, Row, World
from tests.signing_in import SignIn
from tests.web import purposes

pytestmark = pytest.mark.django_db

HOLDS_OTHERS = ("reference", "meeting", "briefing", "context")  # what an address begins with
LIKE_ANYWHERE = {"professional", "incident", "context", "context_question"}  # keys that belong to no one incident


class _Asked(dict[str, object]):
    """Remembers which keys an address takes."""

    def __getitem__(self, name: str) -> object:
        self[name] = name
        return name


def _inside(row: Row) -> dict[str, str]:
    """The arguments of an address that say what of the incident, meeting, briefing or place is meant: by key."""
    asked = _Asked()
    values = row.arguments(World("here", asked))
    if not any(name in values for name in HOLDS_OTHERS):
        return {}
    inner = {name: str(value) for name, value in values.items() if name not in HOLDS_OTHERS and value in asked}
    return {name: key for name, key in inner.items() if key not in LIKE_ANYWHERE}


def _mixed(row: Row, here: World, there: World) -> dict[str, object]:
    """The address here, with the keys of what is there."""
    return {**row.arguments(here), **{name: there.keys[key] for name, key in _inside(row).items()}}


REFUSED_BEFORE = {
    "minutes:item": "the meeting has not begun",
    "minutes:answers": "the meeting has not begun",
    "minutes:restricted": "the meeting has not begun",
    "minutes:outcome": "the meeting has not begun",
    "sharing:record_file": "a purpose is asked for each file",
    "briefings:remove_reader": "it was issued, and has been read",
}
MIXED = [row for row in PAGES if _inside(row) and row.name not in REFUSED_BEFORE]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Cast, World, World]]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = Cast()
        yield cast, factories.sweep_world(cast), factories.sweep_world(cast)
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", MIXED, ids=lambda row: row.name)
def test_a_key_of_another_incident_is_told_404(
    client: Client, db: None, sign_in: SignIn, built: tuple[Cast, World, World], row: Row
) -> None:
    cast, here, there = built
    sign_in(client, cast.hana if cast.hana.holds(row.permission) else cast.sam)
    address = reverse(row.name, kwargs=_mixed(row, here, there))
    if "/meetings/MTG" in address:
        purposes.say(client, here.keys["meeting"])
    for method in row.methods:
        assert getattr(client, method)(address).status_code == 404
