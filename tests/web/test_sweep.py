"""Who gets where, for every address of the site: the table is tests/pages.py."""

from collections.abc import Iterator

import pytest
from _pytest.mark.structures import ParameterSet
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from reachable.common.permission_codes import Permission
from reachable.directory.roles import ROLES
from tests import factories, pages
from tests.factories import Cast
from tests.pages import PAGES, Row, World
from tests.signing_in import SignIn

pytestmark = pytest.mark.django_db


def _each(rows: list[Row]) -> list[ParameterSet]:
    return [pytest.param(row, method, id=f"{method} {row.name}") for row in rows for method in row.methods]


GUARDED = [row for row in PAGES if isinstance(row.permission, Permission)]
INCIDENT_PAGES = [row for row in PAGES if row.through_incident]
READ = [row for row in INCIDENT_PAGES if "get" in row.methods]
NOT_IN_THE_WORLD = {
    "incidents:join": "the one report there is cannot be joined to itself",
    "incidents:end_link": "no link was recorded",
    "incidents:connection_opened": "nobody declared a connection",
    "incidents:end_connection": "nobody declared a connection",
    "incidents:end_hold": "nothing is held",
    "hospital:end_youth_worker": "no youth worker is there",
}
HELD_BY_ALL = {
    Permission.SIGN_IN: "whoever has an account may sign in; who has no role any more cannot",
    Permission.SEE_DIRECTORY: "everybody needs to find whom to ring, and it holds no young person",
}
LACKED_BY_SOME = [row for row in GUARDED if row.permission not in HELD_BY_ALL]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Cast, World]]:
    """Made once for all that follows: what a test does to it is undone after the test, as anywhere."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = Cast()
        yield cast, factories.sweep_world(cast)
        transaction.set_rollback(True)


@pytest.fixture
def cast(built: tuple[Cast, World], db: None) -> Cast:
    return built[0]


@pytest.fixture
def world(built: tuple[Cast, World], db: None) -> World:
    return built[1]


def _address(row: Row, world: World) -> str:
    return reverse(row.name, kwargs=row.arguments(world))


def test_every_address_of_the_site_is_in_the_table() -> None:
    listed = [row.name for row in PAGES]
    assert len(set(listed)) == len(listed), "a page is listed twice"
    assert set(listed) == {address.name for address in pages.addresses()}


def test_the_table_names_the_permission_that_each_view_declares() -> None:
    declared = {address.name: getattr(address.view, "permission", "undeclared") for address in pages.addresses()}
    assert {row.name: row.permission for row in PAGES if declared.get(row.name) != row.permission} == {}


@pytest.mark.parametrize(("row", "method"), _each(GUARDED))
def test_somebody_not_signed_in_is_sent_to_sign_in(client: Client, world: World, row: Row, method: str) -> None:
    answer = getattr(client, method)(_address(row, world))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse(settings.LOGIN_URL))


def test_the_permissions_that_every_role_holds_are_those_named_here() -> None:
    assert {p for p in Permission if all(p in role.permissions for role in ROLES.values())} == set(HELD_BY_ALL)


@pytest.mark.parametrize(("row", "method"), _each(LACKED_BY_SOME))
def test_the_wrong_role_is_told_403(
    client: Client, cast: Cast, sign_in: SignIn, world: World, row: Row, method: str
) -> None:
    assert isinstance(row.permission, Permission)
    without = [professional for professional in cast.everybody if not professional.holds(row.permission)]
    assert without, "everybody in the cast holds the permission"
    sign_in(client, without[0])
    assert getattr(client, method)(_address(row, world)).status_code == 403


@pytest.mark.parametrize(("row", "method"), _each(INCIDENT_PAGES))
def test_somebody_on_no_team_is_told_404(
    client: Client, cast: Cast, sign_in: SignIn, world: World, row: Row, method: str
) -> None:
    assert isinstance(row.permission, Permission)
    outside = [p for p in factories.not_on_the_team(cast) if p.holds(row.permission)]
    assert outside, "the cast has nobody who holds the permission and is on no team"
    sign_in(client, outside[0])
    assert getattr(client, method)(_address(row, world)).status_code == 404


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_whoever_leads_is_told_404_only_where_nothing_is(
    client: Client, cast: Cast, sign_in: SignIn, world: World, row: Row
) -> None:
    """Or a 404 for everybody else would prove nothing: there would be nothing to hide."""
    sign_in(client, cast.hana)
    assert (client.get(_address(row, world)).status_code == 404) == (row.name in NOT_IN_THE_WORLD)


@pytest.mark.parametrize(("row", "method"), _each(INCIDENT_PAGES))
def test_somebody_shut_out_for_a_connection_is_told_404(
    client: Client, cast: Cast, sign_in: SignIn, world: World, row: Row, method: str
) -> None:
    assert isinstance(row.permission, Permission)
    shut_out = factories.shut_out(cast, world, row.permission)
    sign_in(client, shut_out)
    assert getattr(client, method)(_address(row, world)).status_code == 404
