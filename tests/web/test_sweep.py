"""Who gets where, for every address of the site: the table is tests/pages.py."""

import pytest
from _pytest.mark.structures import ParameterSet
from django.conf import settings
from django.test import Client
from django.urls import reverse

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
HELD_BY_ALL = {
    Permission.SIGN_IN: "whoever has an account may sign in; who has no role any more cannot",
    Permission.SEE_DIRECTORY: "everybody needs to find whom to ring, and it holds no young person",
}
LACKED_BY_SOME = [row for row in GUARDED if row.permission not in HELD_BY_ALL]


@pytest.fixture
def world(cast: Cast) -> World:
    return factories.sweep_world(cast)


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


@pytest.mark.parametrize(("row", "method"), _each(INCIDENT_PAGES))
def test_somebody_shut_out_for_a_connection_is_told_404(
    client: Client, cast: Cast, sign_in: SignIn, world: World, row: Row, method: str
) -> None:
    assert isinstance(row.permission, Permission)
    shut_out = factories.shut_out(cast, world, row.permission)
    sign_in(client, shut_out)
    assert getattr(client, method)(_address(row, world)).status_code == 404
