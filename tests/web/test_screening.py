"""The pages on levels: the grid with its gaps, the screening of a young person, writing a version."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents.models import Incident, Involvement
from reachable.safety.models import Screening
from reachable.safety.queries import lists
from tests.counting import costs_the_same
from tests.domain.same_person_hands import three
from tests.domain.support_hands import found, screened
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.support_hands import page_of, screening
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return incident.involvements.get()


@pytest.mark.clause("STA-2", "CTX-14")
def test_the_form_asks_every_domain_and_says_what_each_level_means(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    page = signed_in(cast.priya).get(page_of("screen", incident, kai))
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    for one in lists.domains():
        assert one.title.replace("'", "&#39;") in text
        assert f'name="{one.code}-finding" type="radio" value="NOT_KNOWN" checked' in text
    for level in lists.levels_in_force():
        assert level.means in text
    assert 'name="level" type="radio" value="medium" checked' not in text


@pytest.mark.clause("STA-2", "CTX-14")
def test_a_screening_is_saved_and_read_back(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    told = {"online-finding": "YES", "online-words": "Two phones", "accepted_by": "MACE panel, 1 December"}
    page = client.post(page_of("screen", incident, kai), screening(**told, protective="His coach"), follow=True)
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    for words in ("The screening is saved", "Medium", "New older friends", "Two phones", "MACE panel", "His coach"):
        assert words in text
    assert "Looked at again on" in text
    assert "14 of 15 domains not known" in text
    again = text_of(client.get(page_of("screen", incident, kai)))
    assert 'value="Two phones"' in again
    assert "New older friends" not in again  # why is asked anew


@pytest.mark.clause("STA-2", "CTX-14")
@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"level": ""}, "Choose the level"),
        ({"because": " "}, "A level without reasons is a label"),
        ({"online-finding": "YES"}, "a tick says nothing"),
        ({"online-finding": ""}, "Answer yes, no or not known"),
        ({"key": "x"}, "Open this page again"),
    ],
    ids=str,
)
def test_what_is_wrong_is_named_and_nothing_is_lost(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement, form: dict[str, str], says: str
) -> None:
    sent = screening(**{"protective": "His coach", **form})
    text = text_of(signed_in(cast.priya).post(page_of("screen", incident, kai), sent))
    assert says in text
    assert "His coach" in text
    assert not Screening.objects.exists()


def test_the_second_of_two_is_shown_what_the_first_wrote(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    sent = screening(protective="His coach")
    screened(cast.sam, incident, because="Seen at the station at night")
    text = text_of(client.post(page_of("screen", incident, kai), sent))
    assert "Meanwhile <strong>Sam Okafor</strong>" in text
    assert "Seen at the station at night" in text
    assert "His coach" in text
    assert 'name="seen_number" value="1"' in text


@pytest.mark.clause("CTX-14")
def test_the_grid_shows_levels_and_gaps(signed_in: SignedIn, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    screened(cast.priya, incident, "B", findings=found(weapons=("NO", "")))
    page = signed_in(cast.sam).get(page_of("levels", incident))
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    assert "2 not screened since the incident." in text
    assert text.count("Not screened since the incident") == 2
    assert "Rokas Petrauskas (B)" in text
    assert "14 of 15" in text
    assert "never added up" in text


@pytest.mark.clause("STA-2")
def test_a_review_that_is_late_is_said(
    signed_in: SignedIn, cast: Cast, incident: Incident, set_clock: Callable[[datetime], None]
) -> None:
    screened(cast.priya, incident, level="high")
    assert "Late</strong>" not in text_of(signed_in(cast.sam).get(page_of("levels", incident)))
    set_clock(AT + timedelta(days=29))
    assert "Late</strong>" in text_of(signed_in(cast.sam).get(page_of("levels", incident)))


def test_versions_before_stay_readable(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    screened(cast.priya, incident, because="The first reason")
    screened(cast.sam, incident, level="high", because="The second reason")
    text = text_of(signed_in(cast.hana).get(page_of("screening", incident, kai)))
    assert text.index("The second reason") < text.index("Version 1: medium") < text.index("The first reason")


def test_writing_and_looking_are_in_the_audit(
    signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement
) -> None:
    client = signed_in(cast.priya)
    client.post(page_of("screen", incident, kai), screening())
    client.get(page_of("levels", incident))
    verbs = list(Entry.objects.filter(by_key=str(cast.priya.key)).values_list("verb", flat=True))
    assert {"young-person-screened", "looked-at"} <= set(verbs)


def test_strangers_and_other_roles(signed_in: SignedIn, cast: Cast, incident: Incident, kai: Involvement) -> None:
    pages = [page_of("levels", incident), page_of("screening", incident, kai), page_of("screen", incident, kai)]
    assert [signed_in(cast.stranger).get(page).status_code for page in pages] == [404, 404, 404]
    assert [signed_in(cast.admin).get(page).status_code for page in pages] == [403, 403, 403]


def test_the_grid_costs_the_same_however_many_are_screened(signed_in: SignedIn, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    client = signed_in(cast.sam)
    screened(cast.priya, incident, "A")

    def more() -> None:
        for letter in "ABC":
            screened(cast.priya, incident, letter)

    costs_the_same(lambda: client.get(page_of("levels", incident)), more, at_most=26)
