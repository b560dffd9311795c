"""Who reads what of the network: by handling and protected source, in the map, its counts and the timeline."""

import random
from datetime import timedelta

import pytest

from reachable.common.refusals import NotFound, NotPermitted
from reachable.directory import operations as directory
from reachable.directory.choices import AgencyKind, RoleCode
from reachable.directory.models import Professional
from reachable.incidents import operations, queries
from reachable.incidents.choices import ConnectionKind
from reachable.incidents.models import Incident
from reachable.people.choices import AssociationKind, Handling, SourceClass
from reachable.people.provenance import Provenance
from tests.domain.network_hands import (
    added,
    everything,
    mapped,
    person,
    person_of,
    related,
    reported,
    said,
    two,
    view,
)
from tests.factories import AT, LONG_AGO, Cast

pytestmark = pytest.mark.django_db
EVERYBODY = ("priya", "joy", "sam", "mace", "hana")
READS = {
    Handling.TEAM: {"priya", "joy", "sam", "mace", "hana"},
    Handling.POLICE_AND_LEAD: {"sam", "mace", "hana"},
    Handling.POLICE: {"sam", "mace"},
}
KNOWS_SOURCES = {"sam", "mace", "hana"}
CODES = {
    "association": "connection-recorded",
    "group-link": "group-link-recorded",
    "group-relation": "groups-related",
}
ABOUTS = tuple(CODES)
KINDS = ("FRIEND", "IN_CONFLICT", "EXPLOITS", "ONLINE", "SIBLING", "PARENT")


@pytest.fixture
def incident(cast: Cast) -> Incident:
    made = two(cast)
    for name in ("joy", "mace"):
        who = getattr(cast, name)
        operations.add_to_team(by=cast.hana, at=AT, reference=made.reference, professional_key=who.key, why="Helps")
    mapped(cast.hana, made)
    return made


@pytest.fixture
def voluntary() -> Professional:
    by = {"by": None, "at": LONG_AGO}
    agency = directory.create_agency(**by, code="mentors", name="Mentors", kind=AgencyKind.VOLUNTARY)
    return directory.create_professional(
        **by,
        name="Vic Oram",
        email="vic@mentors.example",
        job_title="Mentor",
        agency=agency,
        roles=[RoleCode.VOLUNTARY_PARTNER],
        opens_account=True,
        is_demo_persona=True,
    )


def assert_one(by: Professional, incident: Incident, about: str, **more: str | bool) -> str:
    """Record one assertion of this sort; answers its key."""
    a = person(incident, "A")
    if about == "association":
        return str(said(by, incident, a, person(incident, "B"), AssociationKind.IN_CONFLICT, **more).key)
    if about == "group-link":
        return str(reported(by, incident, a, **more).key)
    return str(related(by, incident, **more).key)


@pytest.mark.parametrize("about", ABOUTS)
@pytest.mark.parametrize("handling", list(Handling))
def test_handling_is_enforced_in_the_map_its_counts_and_the_timeline(cast: Cast, incident, about, handling) -> None:
    key = assert_one(cast.sam, incident, about, handling=handling, words="Marmalade", handling_words="Marmalade")
    for name in EVERYBODY:
        who, reads = getattr(cast, name), name in READS[handling]
        shown = view(who, incident)
        assert [str(edge.key) for edge in shown.edges] == ([key] if reads else []), name
        assert shown.hidden == (0 if reads else 1), name
        assert ("Marmalade" in everything(shown)) is reads, name
        assert (shown.groups != ()) is (reads and about != "association"), name
        assert (shown.ask == "") is reads
        one = {edge.key for edge in shown.edges}
        if reads:
            [only] = one
            queries.edge(who, incident.reference, about, only, AT)
        lines = [line.code for line in queries.timeline_for(who, incident.reference, AT).lines]
        assert (CODES[about] in lines) is (reads and handling != Handling.POLICE), name


@pytest.mark.parametrize("about", ABOUTS)
@pytest.mark.parametrize("handling", [Handling.POLICE_AND_LEAD, Handling.POLICE])
def test_one_for_fewer_is_not_found_by_its_key_nor_contested_nor_kept(cast: Cast, incident, about, handling) -> None:
    key = assert_one(cast.sam, incident, about, handling=handling)
    [row] = [edge for edge in view(cast.sam, incident).edges if str(edge.key) == key]
    told = {"by": cast.priya, "at": AT, "reference": incident.reference, "about": about, "key": row.key}
    with pytest.raises(NotFound):
        queries.edge(cast.priya, incident.reference, about, row.key, AT)
    with pytest.raises(NotFound):
        operations.contest(**told, words="It is not so", contested_by="His mother")
    with pytest.raises(NotFound):
        operations.review(**told, review_on=row.review_on, because="Still so")


@pytest.mark.parametrize("about", ABOUTS)
@pytest.mark.parametrize("source", [SourceClass.YOUNG_PERSON, SourceClass.MYSELF])
def test_a_protected_source_is_told_to_police_and_the_lead_alone(cast: Cast, incident, about, source) -> None:
    assert_one(cast.mace, incident, about, source_protected=True, told_by="Marmalade", source=source)
    for name in EVERYBODY:
        who = getattr(cast, name)
        shown = view(who, incident)
        [edge] = shown.edges
        told = {edge.told_by, edge.source_label, edge.by}
        if name in KNOWS_SOURCES:
            assert told == {"Marmalade", SourceClass(source).label, "Maggie Thorne"}
        else:
            assert told == {"source protected"}
            assert not any(word in everything(shown) for word in ("Marmalade", source.label, "Maggie"))
        lines = [
            line for line in queries.timeline_for(who, incident.reference, AT).lines if line.code in CODES.values()
        ]
        assert [line.by for line in lines] == (["Maggie Thorne"] if name in KNOWS_SOURCES else [])


def test_who_added_somebody_is_protected_as_well(cast: Cast, incident: Incident) -> None:
    provenance = {"source": SourceClass.MYSELF, "told_by": "Marmalade", "source_protected": True}
    made = added(cast.mace, incident, provenance=Provenance(**provenance))
    for name in EVERYBODY:
        who = getattr(cast, name)
        node = view(who, incident).nodes[-1]
        shown = queries.member(who, incident.reference, made.key, AT)
        told = {node.told_by, node.source_label, shown.by, shown.node.told_by}
        if name in KNOWS_SOURCES:
            assert told == {"Marmalade", "Seen or heard myself", "Maggie Thorne"}
        else:
            assert told == {"source protected"}


def test_the_lead_asks_who_investigates_and_everybody_else_the_lead_too(cast: Cast, incident: Incident) -> None:
    assert_one(cast.sam, incident, "association", handling=Handling.POLICE)
    assert view(cast.hana, incident).ask == (
        "There is 1 connection that you cannot see. Ask Sam Okafor, who investigates, 01632 960123."
    )
    assert [ring.name for ring in view(cast.priya, incident).ring] == ["Hana Malik", "Sam Okafor"]


def test_strangers_the_shut_out_and_those_without_the_permission(cast: Cast, incident, voluntary) -> None:
    assert_one(cast.sam, incident, "association")
    read = {"reference": incident.reference, "at": AT}
    for who in (cast.stranger, cast.ig, cast.admin, voluntary):
        with pytest.raises(NotFound):
            queries.network(who, **read)
    operations.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=voluntary.key, why="Knows them"
    )
    voluntary.forget_roles()
    with pytest.raises(NotPermitted):
        queries.network(voluntary, **read)
    with pytest.raises(NotPermitted):
        said(voluntary, incident, person(incident, "A"), person(incident, "B"))
    operations.declare_connection(by=cast.priya, at=AT, reference=incident.reference, kind=ConnectionKind.RELATED)
    with pytest.raises(NotFound):
        queries.network(cast.priya, **read)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_unreadable_is_anywhere_in_the_map(cast: Cast, incident: Incident, seed: int) -> None:
    """Random assertions, each with a word of its own in every text: whoever may not read one finds its word nowhere."""
    draw = random.Random(seed)
    people = [person(incident, letter) for letter in "AB"]
    people += [person_of(added(cast.mace, incident, name)) for name in ("Noor", "Omar")]
    marked: list[tuple[str, Handling, bool]] = []
    for number in range(12):
        handling, protected = draw.choice(list(Handling)), draw.random() < 0.4
        word = f"Word{number:03}"
        texts = {"handling": handling, "source_protected": protected, "words": f"{word}w", "told_by": f"{word}t"}
        one, other = draw.sample(people, 2)
        if draw.random() < 0.6:
            said(
                draw.choice([cast.sam, cast.mace]),
                incident,
                one,
                other,
                draw.choice(KINDS),
                **texts,
            )
        elif draw.random() < 0.7:
            reported(cast.mace, incident, one, f"{word}w crew", **texts)
        else:
            related(cast.mace, incident, **texts)
        marked.append((word, handling, protected))
    for name in EVERYBODY:
        shown = view(getattr(cast, name), incident)
        text, unread = everything(shown), 0
        for word, handling, protected in marked:
            reads = name in READS[handling]
            unread += not reads
            assert (f"{word}w" in text) is reads, (name, word, handling)
            assert (f"{word}t" in text) is (reads and (not protected or name in KNOWS_SOURCES)), (name, word)
        assert shown.hidden == unread


def test_what_lapses_is_gone_for_whoever_may_not_read_it_too(cast: Cast, incident: Incident) -> None:
    for about in ABOUTS:
        assert_one(cast.sam, incident, about, handling=Handling.POLICE)
    assert view(cast.priya, incident).hidden == 3
    assert view(cast.priya, incident, AT + timedelta(days=184)).hidden == 0
