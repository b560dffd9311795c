"""The pack of a meeting: for one reader, for a purpose, and nothing in it that few may read."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind, Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.meetings import operations as meetings
from reachable.meetings.choices import UseFor
from reachable.meetings.models import Meeting
from reachable.outbox.choices import WhatIsShared
from reachable.outbox.models import Disclosure, DisclosureAbout
from reachable.people.models import Association
from reachable.sharing import operations, queries
from reachable.sharing.documents import as_html
from reachable.sharing.queries import Pack
from tests.counting import costs_the_same
from tests.domain.meeting_hands import convened
from tests.factories import AT, Cast, networked, reported_incident, with_team

pytestmark = pytest.mark.django_db
KAI = ReportedYoungPerson(given_names="Kai", family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,))
JAY = ReportedYoungPerson(given_names="Jay", family_name="Larter", approximate_age=16, parts=(Part.WITNESS,))


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana, young_people=(KAI, JAY)))


@pytest.fixture
def meeting(cast: Cast, incident: Incident) -> Meeting:
    return convened(cast.hana, incident)


def use(by, meeting: Meeting, use_for: str = UseFor.OPEN, item_key: str = ""):
    said = {"use_for": use_for, "item_key": item_key, "purpose": "safeguarding"}
    return meetings.state_purpose(by=by, at=AT, meeting=meeting.reference, **said).key


def packed(by, meeting: Meeting) -> Pack:
    return queries.pack(by, meeting.reference, AT, use=use(by, meeting))


def words(found: Pack) -> str:
    return as_html(queries.pack_paper(found))


def test_it_says_when_where_who_chairs_and_what_for(cast: Cast, meeting: Meeting) -> None:
    html = words(packed(cast.hana, meeting))
    assert "Room 3, County Hall" in html
    assert "for Hana Malik, 21 November 2026, 22:15" in html
    assert "Are the current safety plans fit for purpose?" in html
    assert "Kai Mensah (A)" in html
    assert "Some of what you may read in Reachable is not printed here" in html


@pytest.mark.clause("CTX-6")
def test_without_a_purpose_nothing_is_put_together(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(Refused, match="say for which purpose"):
        queries.pack(cast.hana, meeting.reference, AT, use=None)
    with pytest.raises(Refused):
        queries.pack(cast.hana, meeting.reference, AT, use=use(cast.hana, meeting), use_for=UseFor.PRINT)


def test_a_stranger_finds_no_meeting(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(NotFound):
        queries.pack(cast.stranger, meeting.reference, AT, use=None)


@pytest.mark.parametrize("name", ["hana", "sam", "priya"])
def test_no_witness_can_be_told_in_it_whoever_reads(cast: Cast, meeting: Meeting, name: str) -> None:
    html = words(packed(getattr(cast, name), meeting)).lower()
    assert "jay larter (b)" in html
    assert "connected" in html
    assert '<td class="as-typed">witness' not in html


def test_a_threat_to_life_is_not_in_it(cast: Cast, incident: Incident, meeting: Meeting) -> None:
    kai = incident.involvements.get(position=0)
    told = {"by": cast.sam, "at": AT, "reference": incident.reference, "involvement_key": kai.key, "key": uuid4()}
    incidents.record_fact(**told, kind=FactKind.THREAT_TO_LIFE, words="Osman warning served")
    assert "Osman" not in words(packed(cast.sam, meeting))


def test_the_source_of_a_connection_is_protected_from_everybody(
    cast: Cast, incident: Incident, meeting: Meeting
) -> None:
    _, friendship = networked(cast.hana, incident)
    html = words(packed(cast.sam, meeting))
    assert "Kai: Told by the young person" in html
    Association.objects.filter(pk=friendship.pk).update(source_protected=True)
    html = words(packed(cast.sam, meeting))
    assert "Lena Novak (N1) is a friend of Kai Mensah (A)" in html
    assert "Told by the young person" not in html
    assert "source protected" in html


def test_who_does_not_see_the_network_has_no_table_of_it(
    cast: Cast, incident: Incident, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    networked(cast.hana, incident)
    assert packed(cast.hana, meeting).links
    holds = Professional.holds
    monkeypatch.setattr(Professional, "holds", lambda who, code: code != Permission.SEE_NETWORK and holds(who, code))
    found = packed(cast.hana, meeting)
    assert found.links is None
    assert "Lena" not in words(found)


def test_only_those_whom_the_meeting_covers_are_in_it(cast: Cast, incident: Incident) -> None:
    kai = incident.involvements.get(position=0)
    found = packed(cast.hana, convened(cast.hana, incident, involvement_keys=(kai.key,)))
    assert [one.letter for one in found.young_people] == ["A"]
    assert "Larter" not in words(found)


@pytest.mark.clause("CTX-6")
def test_taking_it_leaves_a_row_in_the_sharing_log(cast: Cast, meeting: Meeting) -> None:
    said = use(cast.hana, meeting, UseFor.PRINT, operations.PACK)
    found = queries.pack(cast.hana, meeting.reference, AT, use=said, use_for=UseFor.PRINT, item_key=operations.PACK)
    operations.give_pack(by=cast.hana, at=AT, pack=found, use=said)
    row = Disclosure.objects.get(what=WhatIsShared.PACK)
    assert (row.to_key, row.meeting, row.purpose) == (cast.hana.key, meeting.reference, "safeguarding")
    assert set(DisclosureAbout.objects.filter(disclosure=row).values_list("person_key", flat=True)) == set(found.about)
    with pytest.raises(Refused):
        operations.give_pack(by=cast.sam, at=AT, pack=found, use=said)


def test_earlier_meetings_are_listed(cast: Cast, incident: Incident, meeting: Meeting) -> None:
    later = convened(
        cast.hana, incident, "strategy", starts_at=AT + timedelta(days=2), ends_at=AT + timedelta(days=2.1)
    )
    assert [one.reference for one in packed(cast.hana, later).earlier] == [meeting.reference]


def test_it_costs_the_same_however_many_there_are(cast: Cast, incident: Incident, meeting: Meeting) -> None:
    said = use(cast.hana, meeting)
    networked(cast.hana, incident)

    def more() -> None:
        for number in range(3):
            convened(cast.hana, incident, starts_at=AT + timedelta(minutes=number + 1))

    costs_the_same(lambda: queries.pack(cast.hana, meeting.reference, AT, use=said), more, at_most=60)
