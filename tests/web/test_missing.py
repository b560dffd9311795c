"""The pages on times missing, and on the interview that each return is owed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents.choices import Where
from reachable.incidents.models import Incident
from reachable.safety.models import MissingEpisode
from tests.counting import costs_the_same
from tests.domain.incident_hands import involved, said
from tests.domain.support_hands import episodes, interviewed
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.support_hands import on, page_of
from tests.web.young_people import assert_declares_everybody_it_shows

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def episode(cast: Cast, incident: Incident) -> MissingEpisode:
    """Missing for two hours before the time of the tests."""
    said(cast.priya, incident, Where.MISSING, happened_at=AT - 4 * HOUR)
    said(cast.priya, incident, Where.HOME, happened_at=AT - 2 * HOUR)
    return episodes(incident)[0]


def of(episode: MissingEpisode) -> str:
    return reverse("support:interview", args=[episode.incident.reference, episode.key])


def sent(state: str, seen: int = 1, **more: str) -> dict[str, str]:
    return {"seen_number": str(seen), "state": state, "words": "", **more}


def test_before_anybody_was_missing_the_page_says_what_it_is_for(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    text = text_of(signed_in(cast.sam).get(page_of("missing", incident)))
    assert "Nobody was missing here" in text
    assert "within 72 hours" in text


def test_who_is_missing_now_stands_first(
    signed_in: SignedIn, cast: Cast, incident: Incident, episode: MissingEpisode
) -> None:
    said(cast.priya, incident, Where.MISSING, happened_at=AT - HOUR)
    page = signed_in(cast.sam).get(page_of("missing", incident))
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    assert text.index("Missing now") < text.index("Not yet offered")
    assert "missing 2 times" in text
    assert "statutory" in text
    assert "within 72 hours of return (January 2014)" in text


def test_what_became_of_the_interview_is_recorded(
    signed_in: SignedIn, cast: Cast, incident: Incident, episode: MissingEpisode
) -> None:
    client = signed_in(cast.priya)
    assert_declares_everybody_it_shows(client.get(of(episode)))
    client.post(of(episode), sent("OFFERED"))
    told = {"held_by": "Rana Gill", "independent": "YES", "words": "Afraid of the underpass"}
    held = sent("HELD", 2, **on("held_at", AT, "21:30"), **told)
    page = client.post(of(episode), held, follow=True)
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    assert "Interview held" in text
    assert "Rana Gill" in text
    assert "independent" in text
    assert "Afraid of the underpass" in text
    of_kai = text_of(client.get(page_of("missing_of", incident, involved(incident))))
    assert "Afraid of the underpass" in of_kai


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (sent(""), "What became of the interview?"),
        (sent("HELD", held_by="Rana", independent="YES"), "Say when it was held"),
        (sent("HELD", held_by="", independent="YES", **on("held_at", AT, "21:30")), "Say who held it"),
        (sent("HELD", held_by="Rana", independent="NO", **on("held_at", AT, "10:00")), "before they were back"),
        (sent("NOT_HELD"), "Say why it is not held."),
    ],
    ids=["nothing", "when", "by whom", "too early", "why"],
)
def test_what_is_wrong_is_named(
    signed_in: SignedIn, cast: Cast, episode: MissingEpisode, form: dict[str, str], says: str
) -> None:
    page = signed_in(cast.priya).post(of(episode), form)
    assert page.status_code == 200
    assert "There is a problem" in text_of(page)
    assert says in text_of(page)
    assert MissingEpisode.objects.get().interview == "NOT_YET"


def test_refused_asks_for_the_carers(
    signed_in: SignedIn, cast: Cast, incident: Incident, episode: MissingEpisode
) -> None:
    client = signed_in(cast.priya)
    text = text_of(client.post(of(episode), sent("REFUSED"), follow=True))
    assert "Were the carers asked?" in text
    text = text_of(client.post(of(episode), sent("REFUSED", 2, carers_asked="on"), follow=True))
    assert "Were the carers asked?" not in text
    assert "the carers were asked" in text


def test_overdue_is_said(
    signed_in: SignedIn, cast: Cast, incident: Incident, episode: MissingEpisode, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(AT + 71 * HOUR)
    text = text_of(signed_in(cast.sam).get(page_of("missing", incident)))
    assert "1 overdue." in text
    assert "Interview overdue" in text


def test_the_second_of_two_is_shown_what_the_first_said(
    signed_in: SignedIn, cast: Cast, episode: MissingEpisode
) -> None:
    client = signed_in(cast.priya)
    interviewed(cast.sam, episode, "OFFERED", AT, words="At the library")
    text = text_of(client.post(of(episode), sent("NOT_HELD", words="No time")))
    assert "Meanwhile <strong>Sam Okafor</strong> recorded: offered" in text
    assert "No time" in text
    assert 'name="seen_number" value="2"' in text


def test_a_mistake_is_listed_apart(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    said(cast.priya, incident, Where.MISSING, happened_at=AT - HOUR)
    said(cast.priya, incident, Where.HOME, relation="CORRECTS", because="He was upstairs")
    page = signed_in(cast.sam).get(page_of("missing", incident))
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    assert "Nobody was missing here" in text
    assert "they were not missing then" in text


def test_strangers_other_roles_and_the_audit(
    signed_in: SignedIn, cast: Cast, incident: Incident, episode: MissingEpisode
) -> None:
    pages = [page_of("missing", incident), page_of("missing_of", incident, involved(incident)), of(episode)]
    assert [signed_in(cast.stranger).get(page).status_code for page in pages] == [404, 404, 404]
    assert [signed_in(cast.admin).get(page).status_code for page in pages] == [403, 403, 403]
    client = signed_in(cast.priya)
    client.post(of(episode), sent("OFFERED"))
    assert Entry.objects.filter(verb="return-interview", by_key=str(cast.priya.key)).count() == 1


def test_the_list_costs_the_same_however_often_somebody_was_missing(
    signed_in: SignedIn, cast: Cast, incident: Incident, episode: MissingEpisode
) -> None:
    client = signed_in(cast.sam)
    interviewed(cast.priya, episode, "OFFERED", AT)

    def more() -> None:
        said(cast.priya, incident, Where.MISSING, at=AT)
        said(cast.priya, incident, Where.HOME, at=AT + HOUR)
        interviewed(cast.priya, episodes(incident)[1], "OFFERED", AT + HOUR)

    costs_the_same(lambda: client.get(page_of("missing", incident)), more, at_most=22)
