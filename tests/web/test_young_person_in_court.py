"""One young person and the court: what is agreed, what a remand starts, the secure establishment check."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Incident, Involvement
from tests.factories import AT, Cast
from tests.web.court_hands import (
    linked_with,
    one,
    record,
    say,
    text_of,
    two_young_people,
    volunteer,
)

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return two_young_people(cast)


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get(position=0)


@pytest.fixture
def leo(incident: Incident) -> Involvement:
    return incident.involvements.get(position=1)


@pytest.fixture
def linked(cast: Cast, incident: Incident) -> Involvement:
    return linked_with(cast, incident)


@pytest.mark.clause("CRT-5")
def test_each_establishment_says_how_it_stands_and_none_is_blank(
    signed_in: SignedIn, cast: Cast, leo: Involvement
) -> None:
    check = {"by": cast.priya, "about": leo, "kind": FactKind.ESTABLISHMENT_CHECKED}
    client = signed_in(cast.priya)
    assert text_of(client, one(leo)).count("Not checked</strong>") == 7
    say(**check, said={"establishment": "wetherby", "links": "found", "who": "Marlon, who threatened B"})
    say(**check, said={"establishment": "wetherby", "links": "none-known"})
    say(**check, said={"establishment": "parc", "links": "none-known"})
    say(**check, said={"establishment": "oakhill", "links": "asked", "asked-on": "2026-11-18"})
    say(**check, said={"establishment": "feltham", "links": "asked"})
    page = text_of(client, one(leo))
    assert page.count("Not checked</strong>") == 3
    for code, words in {
        "wetherby": "Found</strong>", "parc": "None known to this partnership</strong>",
        "oakhill": "Placements team asked on Wed 18 Nov</strong>",
        "feltham": "Placements team asked; on which day is not recorded</strong>",
        "werrington": "Not checked</strong>",
    }.items():  # fmt: skip
        row = page.split(f'id="establishment-{code}"')[1].split("</li>")[0]
        assert words in row, code
        assert f"{record(leo, 'establishment-checked')}?establishment={code}" in row
    assert "Marlon, who threatened B" in page


@pytest.mark.clause("CRT-5")
def test_who_is_there_is_for_those_who_see_the_network(signed_in: SignedIn, cast: Cast, leo: Involvement) -> None:
    reader = volunteer(cast)
    told = {"by": cast.hana, "at": AT, "reference": leo.incident.reference}
    operations.add_to_team(**told, professional_key=reader.key, why="Helps")
    said = {"establishment": "wetherby", "links": "found", "who": "Marlon, who threatened B"}
    say(cast.priya, leo, FactKind.ESTABLISHMENT_CHECKED, said=said)
    page = text_of(signed_in(reader), one(leo))
    assert "Found</strong>" in page
    assert "held; ask the lead of the incident" in page
    assert "Marlon" not in page


@pytest.mark.clause("CRT-5")
def test_an_opponent_of_the_incident_who_is_there_is_found(
    signed_in: SignedIn, cast: Cast, kai: Involvement, leo: Involvement
) -> None:
    say(cast.priya, kai, FactKind.REMANDED, place="HMYOI Wetherby", said={"remanded-to": "youth-detention"})
    client = signed_in(cast.priya)
    row = text_of(client, one(leo)).split('id="establishment-wetherby"')[1].split("</li>")[0]
    assert "Kai Mensah (A)" in row
    assert "victim, remanded there" in row
    assert "possible opponent, by their roles" in row
    assert "Not checked</strong>" in row
    assert "Kai Mensah (A) is said to be here." in text_of(client, one(kai))
    say(cast.priya, kai, FactKind.RELEASED, at=AT + timedelta(days=1))
    assert "Kai Mensah" not in text_of(client, one(leo))


@pytest.mark.clause("CRT-5")
def test_somebody_there_whom_the_reader_cannot_see_is_counted(
    signed_in: SignedIn, cast: Cast, leo: Involvement, linked: Involvement
) -> None:
    say(cast.priya, linked, FactKind.REMANDED, place="Feltham")
    told = {"by": cast.hana, "at": AT, "reference": leo.incident.reference}
    operations.add_to_team(**told, professional_key=cast.ward.key, why="Helps")
    page = text_of(signed_in(cast.ward), one(leo))
    assert "1 young person whom you cannot see may be there: ring Hana Malik" in page
    assert "cannot see" not in text_of(signed_in(cast.hana), one(leo))


@pytest.mark.clause("CRT-5")
def test_a_remand_says_what_it_starts(signed_in: SignedIn, cast: Cast, leo: Involvement) -> None:
    client = signed_in(cast.priya)
    sheet = reverse("responses:sheet_about", args=(leo.incident.reference, "remand", "B"))
    assert sheet not in text_of(client, one(leo))
    say(cast.priya, leo, FactKind.REMANDED, happened_at=AT, place="Wetherby")
    page = text_of(client, one(leo))
    assert "From that day Leo Baptiste (B) is looked after" in page
    assert sheet in page


def test_a_link_chooses_the_establishment(signed_in: SignedIn, cast: Cast, leo: Involvement) -> None:
    client, where = signed_in(cast.priya), record(leo, "establishment-checked")
    assert '<option value="parc" selected>' in text_of(client, f"{where}?establishment=parc")
    assert "selected" not in text_of(client, f"{where}?establishment=nowhere&links=x").split("record-establishment")[1]
    sent = {"key": str(uuid4()), "when": "NOW", "record-establishment": "parc", "record-links": "none-known"}
    answer = client.post(where, sent)
    assert answer.headers["Location"] == one(leo)
    assert "None known to this partnership</strong>" in text_of(client, one(leo))
