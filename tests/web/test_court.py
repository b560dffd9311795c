"""The calendar of court: every hearing in order, who may meet whom, what is agreed for each."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind, LinkKind, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from tests.counting import costs_the_same
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.court_hands import (
    FRIDAY,
    calendar,
    hearing,
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


@pytest.mark.clause("CRT-1", "CRT-2", "CRT-3", "CRT-4")
def test_a_hearing_shows_what_is_agreed_and_what_is_not(
    signed_in: SignedIn, cast: Cast, incident: Incident, leo: Involvement
) -> None:
    hearing(cast.priya, leo, said={"hearing": "bail", "solicitor": "Mills and Co"})
    client = signed_in(cast.priya)
    page = text_of(client, calendar(incident))
    assert "Leo Baptiste (B), suspected" in page
    assert "Fri 27 Nov 10:00" in page
    assert "Norwich Youth Court; Bail; represented by Mills and Co." in page
    assert page.count("Not recorded</strong>") == 3
    assert "Have not met yet" in page
    assert "the Head of Social Work and the manager of youth justice" in page
    for kind in ("bail-position", "court-support", "outside-court"):
        assert record(leo, kind) in page
    later = AT + timedelta(hours=1)
    said = {"position": "support-bail", "dissent": "somebody", "dissent-words": "Police, because of the first breach"}
    say(cast.priya, leo, FactKind.BAIL_POSITION, said=said)
    say(cast.priya, leo, FactKind.COURT_SUPPORT, said={"at-court": "Yusuf Demir", "for-family": "Priya Nair"})
    say(cast.priya, leo, FactKind.OUTSIDE_COURT, said={"risk": "likely", "measures": "police,entrance"})
    say(cast.hana, incident, FactKind.HEADS_MET, at=later, happened_at=later, said={"everybody": "no"})
    page = text_of(client, calendar(incident))
    assert "Not recorded" not in page
    assert "Have not met yet" not in page
    assert "Not every young person with a date was covered" in page
    for words in (
        "Support bail", "Somebody disagrees", "Police, because of the first breach", "Yusuf Demir", "Priya Nair",
        "Likely", "Police there, Another entrance",
    ):  # fmt: skip
        assert words in page


@pytest.mark.clause("CRT-1")
def test_a_position_says_whether_anybody_disagrees(signed_in: SignedIn, cast: Cast, leo: Involvement) -> None:
    client, unsaid = signed_in(cast.priya), "Whether anybody disagrees is not recorded"
    say(cast.priya, leo, FactKind.BAIL_POSITION, said={"position": "not-support"})
    assert unsaid in text_of(client, one(leo))
    say(cast.priya, leo, FactKind.BAIL_POSITION, said={"position": "not-support", "dissent": "nobody"})
    page = text_of(client, one(leo))
    assert unsaid not in page
    assert "Somebody disagrees" not in page


@pytest.mark.clause("CRT-4")
def test_two_of_opposing_sides_at_one_court_on_one_day_are_shown_plainly(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, leo: Involvement
) -> None:
    hearing(cast.priya, leo)
    client, heading = signed_in(cast.priya), "Due on the same day"
    assert heading not in text_of(client, calendar(incident))
    hearing(cast.priya, kai, FRIDAY + timedelta(hours=4), place="norwich  youth court")
    for where in (calendar(incident), one(kai), one(leo)):
        page = text_of(client, where)
        assert heading in page
        assert "Of opposing sides, by their roles" in page
        assert "both at" in page


def test_hearings_stand_in_order_and_those_before_today_are_folded(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, leo: Involvement
) -> None:
    hearing(cast.priya, kai, FRIDAY, place="Second")
    hearing(cast.priya, leo, AT - timedelta(hours=12), place="Today")
    hearing(cast.priya, leo, FRIDAY - timedelta(days=2), place="First", happened_about=True)
    hearing(cast.priya, leo, AT - timedelta(days=2), place="Past")
    hearing(cast.priya, kai, None, place="Some day")
    page = text_of(signed_in(cast.priya), calendar(incident))
    places = [
        page.index(place) for place in ("Today", "First", "Second", "Some day", "Hearings before today (1)", "Past")
    ]
    assert places == sorted(places)
    assert "about <details" in page
    assert "(the hour is not confirmed)" in page
    assert "the day and the hour are not known" in page


def test_who_has_no_hearing_is_listed(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    page = text_of(signed_in(cast.priya), calendar(incident))
    assert "No hearing is recorded that lies ahead." in page
    assert one(kai) in page
    assert record(kai, "court-date") in page


@pytest.mark.clause("CRT-2")
def test_the_calendar_has_everybody_linked(
    signed_in: SignedIn, cast: Cast, incident: Incident, linked: Involvement
) -> None:
    hearing(cast.priya, linked)
    page = text_of(signed_in(cast.priya), calendar(incident))
    assert f"Leo Baptiste (B/{linked.incident.reference[-4:]})" in page
    assert one(linked) in page
    assert f"stands with {linked.incident.reference}" in page
    assert record(linked, "bail-position") not in page


@pytest.mark.parametrize("looks_up", [True, False])
def test_a_hearing_out_of_reach_is_told_to_those_who_may_look_up_what_is_held(
    signed_in: SignedIn, cast: Cast, incident: Incident, linked: Involvement, looks_up: bool
) -> None:
    hearing(cast.priya, linked)
    reader = cast.ward if looks_up else volunteer(cast)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    operations.add_to_team(**told, professional_key=reader.key, why="Helps")
    page = text_of(signed_in(reader), calendar(incident))
    there = linked.incident.reference
    assert (f"1 hearing in {there}, an incident that you cannot open: ring Hana Malik" in page) is looks_up
    assert (f"{there} is linked with this incident, and you cannot open it." in page) is not looks_up
    assert "B/" not in page


def test_only_the_team_reads_it(signed_in: SignedIn, cast: Cast, incident: Incident, leo: Involvement) -> None:
    for where in (calendar(incident), one(leo)):
        assert signed_in(cast.stranger).get(where).status_code == 404
        assert signed_in(cast.admin).get(where).status_code == 403
    other = with_team(cast, reported_incident(cast.hana))
    where = reverse("court:young_person", args=(other.reference, leo.key))
    assert signed_in(cast.hana).get(where).status_code == 404


def test_the_pages_cost_the_same_however_much_is_set(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, leo: Involvement, linked: Involvement
) -> None:
    client = signed_in(cast.priya)
    hearing(cast.priya, leo)
    say(cast.priya, leo, FactKind.BAIL_POSITION, said={"presented-by": f"p:{cast.priya.key}"})

    def more() -> None:
        for young in (kai, leo, linked):
            hearing(cast.sam, young)
            say(cast.sam, young, FactKind.REMANDED, place="Parc")
            say(cast.sam, young, FactKind.BAIL_POSITION, said={"presented-by": f"p:{cast.sam.key}"})
        new = ReportedYoungPerson(given_names="Ash", approximate_age=17, where=Where.HOME)
        third = with_team(cast, reported_incident(cast.hana, young_people=(new,), place="Eaton"))
        told = {"by": cast.hana, "at": AT, "reference": incident.reference}
        operations.link_incidents(**told, other=third.reference, kind=LinkKind.OTHER, because="The same friends")
        hearing(cast.priya, third.involvements.get())

    costs_the_same(lambda: client.get(calendar(incident)), more, at_most=30)
