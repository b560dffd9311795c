"""No page offers what its reader may not open: the pages of an incident, and my work, followed link by link."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from reachable.common.permission_codes import Permission
from tests.domain import briefing_hands
from tests.domain.notices_hands import on_team
from tests.factories import CHARACTERS, TEAM, Cast, reported_incident, with_team
from tests.web.sheets import add_action

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a class="govuk-link" href="(/[^"#?]*)')


def followed(client: Client, address: str) -> dict[str, int]:
    html = client.get(address).content.decode()
    found = dict.fromkeys(LINK.findall(html.partition("<main")[2]))
    assert found, address
    return {one: client.get(one).status_code for one in found}


@pytest.mark.parametrize("name", CHARACTERS)
def test_what_an_incident_offers_opens(cast: Cast, signed_in, name: str) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    add_action(cast, incident)
    reader, more = getattr(cast, name), reverse("oversight:more", args=[incident.reference])
    client = signed_in(reader)
    if not reader.holds(Permission.SEE_INCIDENTS):
        assert client.get(more).status_code == 403
        return
    if name not in TEAM:
        on_team(cast, incident, reader)
    for address in (more, "/"):
        assert {one: code for one, code in followed(client, address).items() if code not in (200, 302)} == {}


def test_a_reader_finds_what_was_sent_on_my_work_and_nothing_of_the_incident(cast: Cast, signed_in) -> None:
    incident = briefing_hands.staffed(cast)
    ref = briefing_hands.issued(cast, incident).reference
    html = signed_in(cast.school).get("/").content.decode()
    assert briefing_hands.WORDS["title"] in html
    assert reverse("briefings:read", args=[ref]) in html
    assert incident.reference not in html
    assert "Briefings sent to you" not in signed_in(cast.stranger).get("/").content.decode()
