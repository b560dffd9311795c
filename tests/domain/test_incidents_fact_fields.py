"""The structured fields of a fact: stored and read, checked, kept from those who may not read them."""

from typing import Any

import pytest

from reachable.audit.models import EntryWords
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import Audience, FactKind, FactStands
from reachable.incidents.fact_kinds import KINDS
from reachable.incidents.models import Fact, Incident, Involvement
from tests.domain.fact_hands import line, lines, say
from tests.factories import AT, LONG_AGO, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
CHECKED = {"establishment": "wetherby", "links": "found", "who": "D is there, who threatened A"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.fixture
def volunteer(cast: Cast, incident: Incident) -> Professional:
    """On the team, and reads no network."""
    club = directory.create_agency(by=None, at=LONG_AGO, code="club", name="Boxing club", kind=AgencyKind.VOLUNTARY)
    found = directory.create_professional(
        by=None, at=LONG_AGO, name="Vera Lund", email="vera@club.example", job_title="Coach", agency=club,
        roles=[RoleCode.VOLUNTARY_PARTNER], opens_account=True,
    )  # fmt: skip
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    operations.add_to_team(**told, professional_key=found.key, why="Trains with Kai")
    assert not found.holds(Permission.SEE_NETWORK)
    return found


def said(fact: Fact, who: Professional) -> dict[str, str]:
    return {one.name: one.words for one in line(who, fact).said}


@pytest.mark.clause("HOS-6")
def test_what_is_said_in_fields_is_stored_and_read_in_words(cast: Cast, incident) -> None:
    given = {
        "police": "PC Amy Rudd", "health-absent": "Nobody answered", "visitors": "named-only",
        "presence": "police,checks", "look-again-at": "2026-11-22T08:00:00+00:00", "health": "",
    }  # fmt: skip
    fact = say(cast.priya, incident, FactKind.WARD_DISCUSSION, said=given)
    assert fact.said == {name: value for name, value in given.items() if value}
    shown = line(cast.sam, fact)
    assert shown.value("visitors") == "named-only"
    assert (shown.in_words("visitors"), shown.in_words("presence")) == (
        "Named visitors only", "Police stay, Regular checks",
    )  # fmt: skip
    assert shown.value("childrens-services") == shown.in_words("childrens-services") == ""
    assert [one.name for one in shown.said] == ["police", "health-absent", "visitors", "presence", "look-again-at"]
    assert "PC Amy Rudd" in EntryWords.objects.order_by("-pk")[0].words


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_field_of_every_kind_may_stay_empty(cast: Cast, incident, kind: str) -> None:
    fact = say(cast.hana, incident, kind, said={one.name: "" for one in KINDS[kind].fields})
    assert fact.said == {}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"colour": "red"}, "record-colour"),
        ({"visitors": "everybody"}, "record-visitors"),
        ({"presence": "police,dogs"}, "record-presence"),
        ({"look-again-at": "tomorrow"}, "record-look-again-at"),
    ],
)
def test_what_is_not_offered_is_refused(cast: Cast, incident, given: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        say(cast.priya, incident, FactKind.WARD_DISCUSSION, said=given)
    assert refused.value.field == field
    assert not Fact.objects.exists()


@pytest.mark.clause("HOS-10")
def test_only_somebody_on_the_team_is_named(cast: Cast, incident) -> None:
    kind = FactKind.YOUTH_WORKER_DISCUSSED
    for value in (f"p:{cast.stranger.key}", "Sam Okafor", f"a:{cast.sam.agency.key}"):
        with pytest.raises(Refused) as refused:
            say(cast.priya, incident, kind, said={"for-police": value})
        assert refused.value.field == "record-for-police"
    fact = say(cast.priya, incident, kind, said={"for-police": f"p:{cast.sam.key}", "police-says": "agrees"})
    assert said(fact, cast.hana) == {"for-police": "Sam Okafor, 01632 960123", "police-says": "Agrees"}


@pytest.mark.clause("HOS-10")
def test_who_was_named_stays_named_after_leaving_the_team(cast: Cast, incident, kai) -> None:
    value = {"for-police": f"p:{cast.sam.key}"}
    fact = say(cast.priya, incident, FactKind.YOUTH_WORKER_DISCUSSED, said=value)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    operations.leave_team(**told, professional_key=cast.sam.key, because="Posted elsewhere")
    right: dict[str, Any] = {"replaces_key": fact.key, "because": "A word was missing", "involvement_key": kai.key}
    new = say(cast.priya, incident, FactKind.YOUTH_WORKER_DISCUSSED, said=value, **right)
    assert new.said == value
    with pytest.raises(Refused, match="choose somebody on the team"):
        say(cast.priya, incident, FactKind.YOUTH_WORKER_DISCUSSED, said=value)


@pytest.mark.clause("CUS-5")
def test_where_nothing_can_be_typed_no_words_are_kept(cast: Cast, incident) -> None:
    given = {"whom": "mace-police", "reached": "told", "about": "arrest,needs"}
    account = {"words": "He said that he threw it away", "told_by": "Kai"}
    fact = say(cast.priya, incident, FactKind.CUSTODY_TOLD, said=given, **account)
    assert (fact.words, fact.told_by, fact.said) == ("", "", given)
    assert "threw it away" not in "".join(EntryWords.objects.values_list("words", flat=True))


@pytest.mark.clause("CRT-5")
def test_who_is_in_an_establishment_is_for_those_who_see_the_network(cast: Cast, incident, volunteer) -> None:
    fact = say(cast.priya, incident, FactKind.ESTABLISHMENT_CHECKED, said=CHECKED)
    assert said(fact, cast.priya)["who"] == CHECKED["who"]
    held = said(fact, volunteer)
    assert held["who"] == "held; ask the lead of the incident"
    assert line(volunteer, fact).value("who") == ""
    assert held["links"] == "Found"
    assert "threatened A" not in str(lines(volunteer, incident, incident.involvements.get().key))


@pytest.mark.clause("CRT-5")
def test_putting_right_what_one_may_not_read_leaves_it_as_it_is(cast: Cast, incident, volunteer) -> None:
    fact = say(cast.priya, incident, FactKind.ESTABLISHMENT_CHECKED, said=CHECKED)
    right: dict[str, Any] = {"replaces_key": fact.key, "because": "It was Werrington"}
    changed = {"establishment": "werrington", "links": "found"}
    new = say(volunteer, incident, FactKind.ESTABLISHMENT_CHECKED, said=changed, **right)
    assert new.said == {**changed, "who": CHECKED["who"]}
    right = {"replaces_key": new.key, "because": "Nobody is there"}
    last = say(cast.priya, incident, FactKind.ESTABLISHMENT_CHECKED, said={"establishment": "werrington"}, **right)
    assert last.said == {"establishment": "werrington"}


def test_fields_do_not_make_two_facts_contradict_each_other(cast: Cast, incident, kai) -> None:
    for place in ("greater-norwich", "out-of-county"):
        say(cast.priya, incident, FactKind.SERVICES_AND_HOME, said={"lives": place})
    assert [one.contradicts for one in lines(cast.sam, incident, kai.key)] == [False, False]
    for place in ("Wymondham", "Aylsham"):
        say(cast.priya, incident, FactKind.REMANDED, place=place, said={"remanded-to": "youth-detention"})
    remands = [one for one in lines(cast.sam, incident, kai.key) if one.kind == FactKind.REMANDED]
    assert [one.contradicts for one in remands] == [True, True]


def test_facts_of_a_section_are_those_of_its_kinds(cast: Cast, incident, kai) -> None:
    for kind in (FactKind.VISITOR, FactKind.ARRESTED, FactKind.COURT_DATE, FactKind.NEW_THREAT, FactKind.REFERRED):
        say(cast.priya, incident, kind)
    heading = queries.heading(cast.sam, incident.reference, AT)
    found = {
        group.value: {one.kind for one in queries.facts_of_group(cast.sam, heading, {group}, kai.key)}
        for group in {one.group for one in KINDS.values()}
    }
    assert found == {
        "hospital": {"VISITOR"}, "custody": {"ARRESTED"}, "court": {"COURT_DATE"}, "safety": {"NEW_THREAT"},
        "": {"REFERRED"},
    }  # fmt: skip


@pytest.mark.clause("SAF-13")
def test_a_threat_to_life_is_for_police_and_managers_of_childrens_services(cast: Cast, incident, kai) -> None:
    with pytest.raises(NotPermitted):
        say(cast.priya, incident, FactKind.THREAT_TO_LIFE)
    given = {"decision": "issued", "told": "young-person,parents", "parent-present": "yes"}
    fact = say(cast.sam, incident, FactKind.THREAT_TO_LIFE, said=given)
    assert fact.audience == Audience.THREAT_TO_LIFE
    for who, reads in ((cast.hana, True), (cast.sam, True), (cast.priya, False)):
        heading = queries.heading(who, incident.reference, AT)
        offered = {one.kind for one in queries.kinds_to_record(who, heading, young_person=True)}
        assert (FactKind.THREAT_TO_LIFE in offered) is reads
        assert [one.kind for one in lines(who, incident, kai.key)] == ([FactKind.THREAT_TO_LIFE] if reads else [])
        told = str(queries.timeline_for(who, incident.reference, AT))
        assert ("threat to life" in told) is reads
    settle: dict[str, Any] = {"fact_key": fact.key, "standing": FactStands.MISTAKE, "because": "x", "seen_number": 0}
    with pytest.raises(NotFound):
        operations.settle_fact(by=cast.priya, at=AT, reference=incident.reference, **settle)


@pytest.mark.clause("SAF-6", "CTX-17")
@pytest.mark.parametrize("how", ["told", "in-passing", "once", "repeatedly"])
def test_what_was_seen_on_social_media_is_never_refused(cast: Cast, incident, how: str) -> None:
    fact = say(cast.priya, incident, FactKind.SOCIAL_MEDIA_SEEN, said={"how": how, "legal": "not-asked"})
    assert line(cast.sam, fact).value("how") == how
