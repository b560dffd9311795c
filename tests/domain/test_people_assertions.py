"""What is asserted of people: who may say what of it, until when it stands, and how it is worded."""

from datetime import timedelta
from uuid import uuid4

import pytest

from reachable.common.refusals import NotFound, Refused
from reachable.incidents import operations
from reachable.incidents.models import Incident
from reachable.people.association_kinds import KINDS
from reachable.people.choices import AssociationKind, Handling, SourceClass
from reachable.people.models import Association, Group, GroupLink
from reachable.people.queries import term_hints
from tests.domain.incident_hands import verbs
from tests.domain.network_hands import added, adult, day, person, person_of, related, reported, said, two, view
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = day("2026-11-21")


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return two(cast)


def test_every_kind_is_said_both_ways_and_the_table_is_whole() -> None:
    assert set(KINDS) == set(AssociationKind.values)
    for kind in KINDS.values():
        assert kind.says.startswith(("is ", "lives ", "was ", "shares "))
        assert kind.sentence("Ann", "Bo") in {f"Ann {kind.says} Bo", f"Bo {kind.says_back} Ann"}
        assert kind.longest_days == (731 if kind.is_family else 183)
        assert kind.is_symmetric == (kind.says == kind.says_back)
        assert kind.standard == "" or kind.is_family or kind.code in ("FRIEND", "PARTNER")
    assert {kind.code for kind in KINDS.values() if not kind.is_symmetric} == {
        "PARENT", "STEP_PARENT", "CARER", "GRANDPARENT", "AUNT_OR_UNCLE", "EXPLOITS", "SUPPORTIVE_ADULT",
    }  # fmt: skip
    assert KINDS["EXPLOITS"].sentence("Ann", "Bo") == "Bo is being exploited by Ann"
    assert KINDS["PARENT"].sentence_from("Bo", "Ann", is_one=False) == "Bo is a child of Ann"


@pytest.mark.parametrize(("kind", "until"), [("SIBLING", 731), ("FRIEND", 183), ("EXPLOITS", 183)])
def test_it_stands_as_long_as_its_kind_allows_and_no_longer(cast: Cast, incident: Incident, kind, until) -> None:
    pair = person(incident, "A"), person(incident, "B")
    assert said(cast.hana, incident, *pair, kind).review_on == TODAY + until * DAY
    last = said(cast.hana, incident, *pair, kind, told_by="Somebody else", review_on=TODAY + until * DAY)
    assert last.review_on == TODAY + until * DAY
    with pytest.raises(Refused, match="at the latest") as refused:
        said(cast.hana, incident, *pair, kind, review_on=TODAY + (until + 1) * DAY)
    assert refused.value.field == "review_on"
    with pytest.raises(Refused, match="That day has passed"):
        said(cast.hana, incident, *pair, kind, review_on=TODAY - DAY)


def test_reported_links_and_relations_stand_for_six_months(cast: Cast, incident: Incident) -> None:
    assert reported(cast.hana, incident, person(incident, "A")).review_on == TODAY + 183 * DAY
    assert related(cast.hana, incident).review_on == TODAY + 183 * DAY
    for tell in (lambda **more: reported(cast.hana, incident, person(incident, "A"), **more),
                 lambda **more: related(cast.hana, incident, **more)):  # fmt: skip
        with pytest.raises(Refused, match="at the latest"):
            tell(review_on=TODAY + 184 * DAY)


def test_what_was_observed_is_not_in_the_future(cast: Cast, incident: Incident) -> None:
    pair = person(incident, "A"), person(incident, "B")
    said(cast.hana, incident, *pair, observed_on=TODAY)
    with pytest.raises(Refused, match="in the future") as refused:
        said(cast.hana, incident, *pair, observed_on=TODAY + DAY)
    assert refused.value.field == "observed_on"


@pytest.mark.parametrize(("source", "information"), [("1", ""), ("", "B")])
def test_grades_are_given_together_and_by_police_alone(cast: Cast, incident: Incident, source, information) -> None:
    pair = person(incident, "A"), person(incident, "B")
    made = said(cast.sam, incident, *pair, source_grade="1", information_grade="B")
    assert (made.source_grade, made.information_grade) == ("1", "B")
    with pytest.raises(Refused, match="both grades, or neither"):
        said(cast.sam, incident, *pair, source_grade=source, information_grade=information)
    for grades in ((source, information), ("1", "B")):
        with pytest.raises(Refused, match="Only police grade"):
            said(cast.hana, incident, *pair, source_grade=grades[0], information_grade=grades[1])


@pytest.mark.parametrize(
    ("name", "handling", "may"),
    [
        ("priya", Handling.POLICE_AND_LEAD, False),
        ("priya", Handling.POLICE, False),
        ("hana", Handling.POLICE_AND_LEAD, True),
        ("hana", Handling.POLICE, False),  # she could not read, review or remove what she said
        ("sam", Handling.POLICE_AND_LEAD, True),
        ("sam", Handling.POLICE, True),
    ],
)
def test_who_may_say_that_fewer_read_it(cast: Cast, incident: Incident, name, handling, may) -> None:
    pair = person(incident, "A"), person(incident, "B")
    if may:
        assert said(getattr(cast, name), incident, *pair, handling=handling).handling == handling
        return
    with pytest.raises(Refused, match="nobody hides it from themselves") as refused:
        said(getattr(cast, name), incident, *pair, handling=handling)
    assert refused.value.field == "handling"


def test_the_same_by_the_same_source_again_reviews_what_stands(cast: Cast, incident: Incident) -> None:
    a, b = person(incident, "A"), person(incident, "B")
    first = said(cast.hana, incident, a, b, words="Met in year 9", review_on=TODAY + 10 * DAY)
    again = said(cast.hana, incident, b, a, at=AT + 5 * DAY)  # a friend, said from the other end
    assert again.pk == first.pk
    assert (again.version, again.words, again.reviewed_by) == (2, "Met in year 9", cast.hana)
    assert again.review_on == TODAY + 188 * DAY
    assert verbs(incident)[-1] == "connection-reviewed"
    said(cast.hana, incident, a, b, words="Met in year 8")
    assert Association.objects.get().words == "Met in year 8"
    for changes in ({"told_by": "Her mother"}, {"source": SourceClass.RUMOUR}, {"source_protected": True}):
        said(cast.hana, incident, a, b, **changes)
    said(cast.hana, incident, a, b, handling=Handling.POLICE_AND_LEAD)
    said(cast.priya, incident, a, b)
    assert Association.objects.count() == 6


def test_who_exploits_whom_is_two_things(cast: Cast, incident: Incident) -> None:
    a, b = person(incident, "A"), person(incident, "B")
    said(cast.hana, incident, a, b, AssociationKind.EXPLOITS)
    said(cast.hana, incident, b, a, AssociationKind.EXPLOITS)
    assert Association.objects.count() == 2


def test_a_group_is_one_however_it_is_typed_and_a_link_is_not_doubled(cast: Cast, incident: Incident) -> None:
    a = person(incident, "A")
    first = reported(cast.hana, incident, a, "Northside")
    again = reported(cast.hana, incident, a, " NORTH-SIDE".replace("-", ""))
    assert (again.pk, GroupLink.objects.count(), Group.objects.count()) == (first.pk, 1, 1)
    related(cast.hana, incident)
    assert related(cast.hana, incident).version == 2
    related(cast.hana, incident, stance="ON_GOOD_TERMS")
    assert Group.objects.count() == 2
    for name in ("", " ", "!!!", "x" * 81):
        with pytest.raises(Refused):
            reported(cast.hana, incident, a, name)
    with pytest.raises(Refused, match="Name two groups"):
        operations.relate_groups(
            by=cast.hana, at=AT, reference=incident.reference, one_name="Northside", other_name="northside ",
            stance="OPPOSING", provenance=operations.Provenance(),
        )  # fmt: skip


def test_what_is_typed_that_a_code_is_not_is_refused(cast: Cast, incident: Incident) -> None:
    a, b = person(incident, "A"), person(incident, "B")
    for changes in ({"kind": "ENEMY"}, {"source": "HEARSAY"}, {"handling": "EVERYBODY"}, {"told_by": "x" * 201}):
        with pytest.raises(Refused):
            said(cast.hana, incident, a, b, **changes)
    with pytest.raises(Refused, match="same person"):
        said(cast.hana, incident, a, a)
    with pytest.raises(NotFound):
        said(cast.hana, incident, a, uuid4())
    assert not Association.objects.exists()


def test_what_only_an_adult_can_be_is_not_said_of_a_child(cast: Cast, incident: Incident) -> None:
    a, b = person(incident, "A"), person(incident, "B")
    with pytest.raises(Refused, match="said of an adult, and they are 14"):
        said(cast.hana, incident, b, a, AssociationKind.SUPPORTIVE_ADULT)
    ray = person_of(added(cast.hana, incident, entry=adult()))
    said(cast.hana, incident, ray, a, AssociationKind.SUPPORTIVE_ADULT)
    said(cast.hana, incident, b, a, AssociationKind.EXPLOITS)  # another child may


@pytest.mark.parametrize("about", ["association", "group-link", "group-relation"])
def test_a_contest_stands_beside_it_and_a_review_keeps_it(cast: Cast, incident: Incident, about) -> None:
    a, b = person(incident, "A"), person(incident, "B")
    tell = {
        "association": lambda: said(cast.hana, incident, a, b),
        "group-link": lambda: reported(cast.hana, incident, a),
        "group-relation": lambda: related(cast.hana, incident),
    }
    row = tell[about]()
    told = {"by": cast.priya, "at": AT, "reference": incident.reference, "about": about, "key": row.key}
    with pytest.raises(Refused, match="Say what is contested"):
        operations.contest(**told, words=" ", contested_by="His mother")
    operations.contest(**told, words="They have not met since", contested_by="His mother")
    row.refresh_from_db()
    assert (row.contested, row.contested_by, row.contested_at) == ("They have not met since", "His mother", AT)
    with pytest.raises(Refused, match="Say why"):
        operations.review(**told, review_on=TODAY + 30 * DAY, because="")
    with pytest.raises(Refused, match="at the latest"):
        operations.review(**told, review_on=TODAY + 184 * DAY, because="Still so")
    operations.review(**{**told, "at": AT + DAY}, review_on=TODAY + 30 * DAY, because="The school says so")
    row.refresh_from_db()
    assert (row.review_on, row.reviewed_by, row.version) == (TODAY + 30 * DAY, cast.priya, 3)
    assert row.words == "Looked at again on 22 November 2026: The school says so"
    assert row.contested == "They have not met since"
    assert verbs(incident)[-2:] == ["connection-contested", "connection-reviewed"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He is a gang member", ["gang member"]),
        ("A nominal, affiliated with them", ["nominal", "affiliated"]),
        ("associating with a gang", ["associating with a gang"]),
        ("He is involved in CCE; a lifestyle choice", ["involved in CCE", "lifestyle choice"]),
        ("Is being exploited by an adult, who was seen with him", []),
        ("Reported link to Northside, criminal damage to a car", []),
        ("", []),
    ],
)
def test_hints_are_gentle_and_spare_the_plain_word(text: str, said: list[str]) -> None:
    hints = term_hints(text)
    assert [hint.said for hint in hints] == said
    assert all(hint.instead for hint in hints)


def test_words_that_label_are_hinted_at_and_never_refused(cast: Cast, incident: Incident) -> None:
    made = reported(cast.hana, incident, person(incident, "A"), words="He is a gang member, a nominal")
    assert made.words == "He is a gang member, a nominal"
    assert term_hints(made.words)
    assert view(cast.hana, incident).edges == ()  # and nothing of it shows before it is recorded why
