"""Every page that shows material of a meeting asks for the purpose first, and shows no young person before (CTX-6)."""

import pytest
from django.test import Client
from django.urls import reverse

from reachable.common.permission_codes import Permission
from tests import factories
from tests.factories import Cast
from tests.pages import PAGES, Row, World
from tests.signing_in import SignIn
from tests.web.purposes import say

pytestmark = pytest.mark.django_db
# Pages of these areas that belong to a meeting and show nothing of what was said or prepared for it.
NOT_MATERIAL = {
    "sharing:purpose": "asks for the purpose, and shows no young person",
    "sharing:purpose_asked": "one use, and shows no young person",
    "sharing:uses": "who used it for what, and shows no young person",
    "sharing:told": "a fact about families that must be recordable; says nothing of the meeting but whom it is about",
    "sharing:say_told": "as told",
}


def _is_of_a_meeting(row: Row) -> bool:
    return row.name.startswith(("sharing:", "minutes:")) and row.through_incident and row.name not in _OF_AN_INCIDENT


_OF_AN_INCIDENT = ("sharing:log", "sharing:not_shared")
MATERIAL = [row for row in PAGES if _is_of_a_meeting(row) and not row.post_only and row.name not in NOT_MATERIAL]


@pytest.fixture
def world(cast: Cast) -> World:
    return factories.sweep_world(cast)


def test_what_is_not_material_is_a_page_that_exists() -> None:
    assert set(NOT_MATERIAL) <= {row.name for row in PAGES}
    assert MATERIAL, "no page of material was found"


@pytest.mark.clause("CTX-6")
@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in MATERIAL])
def test_nothing_is_shown_before_a_purpose_was_said(
    client: Client, cast: Cast, sign_in: SignIn, world: World, row: Row
) -> None:
    """To somebody on the team whose role lets him open the page."""
    assert isinstance(row.permission, Permission)
    who = next(one for one in (cast.hana, cast.priya, cast.sam) if one.holds(row.permission))
    address = reverse(row.name, kwargs=row.arguments(world))
    answer = sign_in(client, who).get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sharing:purpose", args=[world.keys["meeting"]]))
    asked = client.get(answer["Location"])
    assert asked.status_code == 200
    assert "Kai" not in asked.content.decode()
    assert "data-young-person" not in asked.content.decode()


@pytest.mark.clause("CTX-6")
def test_what_was_said_for_reading_takes_no_file(client: Client, cast: Cast, sign_in: SignIn, world: World) -> None:
    meeting = world.keys["meeting"]
    sign_in(client, cast.hana)
    say(client, meeting)
    assert client.get(reverse("sharing:pack", args=[meeting])).status_code == 200
    answer = client.get(reverse("sharing:pack_pdf", args=[meeting]))
    assert answer.status_code == 302
    assert "for=PRINT" in answer["Location"]
