"""Keys of another incident lead nowhere through one's own: in the address of a page, and in each field that is sent."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.models import Incident, NetworkPerson
from reachable.people.models import AddressReader, Association, DoNotDisclose, GroupLink, Merging, PersonRecord
from tests import factories
from tests.domain.need_to_know_hands import on_team
from tests.factories import AT, Cast
from tests.pages import PAGES, Row, World
from tests.web.network_hands import SOURCE
from tests.web.record_hands import address

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def theirs(cast: Cast) -> World:
    """An incident on which Wendy does not work."""
    return factories.sweep_world(cast)


@pytest.fixture
def mine(cast: Cast, theirs: World) -> Incident:
    """One on which she does, with everything of the network and the record in it."""
    incident = factories.with_team(cast, factories.reported_incident(cast.hana))
    on_team(cast, incident, cast.ward)
    factories.networked(cast.hana, incident)
    factories.on_record(cast.priya, incident, incident.involvements.get())
    return incident


def test_no_page_answers_for_a_key_of_another_incident(signed_in: SignedIn, cast: Cast, theirs, mine) -> None:
    client, crossed = signed_in(cast.ward), replace(theirs, reference=mine.reference)
    through = [row for row in PAGES if row.through_incident and cast.ward.holds(row.permission)]
    found = {f"{method} {row.name}": _asked(client, method, row, crossed) for row in through for method in row.methods}
    assert {name: code for name, code in found.items() if code not in (None, 404)} == {}
    assert sum(code == 404 for code in found.values()) > 50


def test_a_key_of_another_incident_beside_one_of_ones_own_leads_nowhere(
    signed_in: SignedIn, cast: Cast, theirs, mine
) -> None:
    client = signed_in(cast.ward)
    own = str(mine.involvements.get().key)
    keys = {**theirs.keys, "young_person": own}
    crossed = World(reference=mine.reference, keys=keys)
    names = ("same_person_answer", "same_person_apart", "end_recorded", "address_readers", "end_address_reader", "told")
    rows = [row for row in PAGES if row.name.removeprefix("people:") in names]
    assert len(rows) == len(names)
    found = {f"{method} {row.name}": _asked(client, method, row, crossed) for row in rows for method in row.methods}
    assert set(found.values()) == {404}


def _asked(client: Client, method: str, row: Row, world: World) -> int | None:
    """None for a page whose address takes no key."""
    values = row.arguments(world)
    given = {name for name, value in values.items() if value in world.keys.values()}
    if not given:
        return None
    code: int = getattr(client, method)(reverse(row.name, kwargs=values)).status_code
    return code


COUNTED = (Association, GroupLink, NetworkPerson, PersonRecord, DoNotDisclose, AddressReader, Merging)


def test_a_field_that_names_somebody_of_another_incident_changes_nothing(
    signed_in: SignedIn, cast: Cast, theirs, mine
) -> None:
    client, kai = signed_in(cast.ward), mine.involvements.get()
    here = kai.record.belongings.get(until_at=None).person.key
    there, stranger = theirs.keys["member_person"], cast.stranger.key
    theirs_address = theirs.keys["address"]
    before = [model.objects.count() for model in COUNTED]
    sent: list[tuple[str, dict[str, Any]]] = [
        (_network(mine, "connect"), {**SOURCE, "one": here, "other": there, "kind": "FRIEND"}),
        (_network(mine, "connect"), {**SOURCE, "one": there, "other": here, "kind": "FRIEND"}),
        (_network(mine, "link_to_group"), {**SOURCE, "person": there, "group": "Northside", "group_name": "Northside"}),
        (
            _network(mine, "add_to_network"),
            {**SOURCE, "stage": "YOUNG_PERSON", "given_names": "Ivo", "approximate_age": "14", "why": "Was there",
             "connected_to": there, "kind": "FRIEND"},
        ),
        (address(kai, "add_relative"), {"who": theirs.keys["member"], "key": theirs.keys["member"], "kind": "COUSIN"}),
        (address(kai, "not_to_disclose"), {"to_whom": "Him", "because": "He hits", "address_key": theirs_address}),
        (address(kai, "not_to_disclose"), {"to_whom": "Him", "because": "He hits", "address": theirs_address}),
        (
            address(kai, "add_address"),
            {"use": "REFUGE", "town": "Cromer", "readers": [stranger], "reader": stranger},
        ),
    ]  # fmt: skip
    for where, fields in sent:
        assert client.post(where, fields).status_code in (200, 404), where
    assert [model.objects.count() for model in COUNTED] == before
    lena = mine.network_people.get(number=1).record.belongings.get(until_at=None).person.key
    own = {**SOURCE, "one": lena, "other": here, "kind": "IN_CONFLICT"}
    assert client.post(_network(mine, "connect"), own).status_code == 302


def _network(incident: Incident, name: str) -> str:
    return reverse(f"network:{name}", args=(incident.reference,))


def test_the_operations_refuse_them_too(cast: Cast, theirs, mine) -> None:
    """Whatever a form lets through."""
    kai = mine.involvements.get()
    told = {"by": cast.ward, "at": AT, "reference": mine.reference}
    about = {**told, "key": kai.key}
    here = kai.record.belongings.get(until_at=None).person.key
    there, theirs_key = theirs.keys["member_person"], theirs.keys["address"]
    said = operations.Provenance(source="MYSELF")
    asked: list[Callable[[], object]] = [
        lambda: operations.associate(**told, one=here, other=there, kind="FRIEND", provenance=said),
        lambda: operations.link_to_group(**told, person=there, group_name="Northside", provenance=said),
        lambda: operations.bring_into_incident(**told, key=theirs.keys["member"], part="CONNECTED"),
        lambda: operations.do_not_disclose(**about, to_whom="Him", because="He hits", address_key=theirs_key),
        lambda: operations.end_address(**about, address_key=theirs_key, because="Gone"),
        lambda: operations.name_address_reader(**about, address_key=theirs_key, professional_key=cast.ward.key),
        lambda: operations.end_detail(**about, detail_key=theirs.keys["detail"], because="Gone"),
        lambda: operations.say_same_person(**told, who=kai.key, other=there, because="The same face"),
        lambda: operations.take_apart(**told, who=kai.key, merging=theirs.keys["merging"], because="Not"),
        lambda: operations.remove_assertion(
            **told, about="association", key=theirs.keys["connection"], because="ASKED"
        ),
        lambda: operations.remove_from_network(**told, key=theirs.keys["member"], because="ASKED"),
    ]
    before = [model.objects.count() for model in COUNTED]
    for act in asked:
        with pytest.raises(NotFound):
            act()
    assert [model.objects.count() for model in COUNTED] == before
