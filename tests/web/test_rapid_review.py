"""The rapid review on the screen: its panel works in it, an agency writes its own summary, nobody else finds it."""

from collections.abc import Callable

import pytest
from django.test import Client

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.sharing.models import AgencySummary, RapidReview, ReviewForm
from tests.counting import costs_the_same
from tests.domain import notices_hands as hands
from tests.factories import Cast, agency
from tests.web.reading import text_of
from tests.web.test_notices import url, when

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    incident = hands.led(cast)
    hands.send(cast.hana, incident)
    return incident


@pytest.mark.clause("NOT-3")
def test_the_panel_works_through_it(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.mace)
    page = text_of(client.get(url("review", incident)))
    assert "Working day 15" in page
    assert "Agency summaries are in" in page
    done = {**when("done_at"), "done_at-time": "22:12", "words": "All written to"}
    page = text_of(client.post(url("review_step", incident, "letters-out"), done, follow=True))
    assert "All written to" in page
    assert client.get(url("review_step", incident, "nothing")).status_code == 404
    plan = {**when("panel_at"), "run_by": "Dana Wood", "seen_number": "1"}
    assert "Dana Wood runs it." in text_of(client.post(url("review_plan", incident), plan, follow=True))
    assert "Dana Wood runs it" in text_of(client.post(url("review_plan", incident), plan))  # stale
    purposes = {"facts": "He was hurt.", "immediate_action": "", "improvements": "", "next_steps": ""}
    page = text_of(client.post(url("review_form", incident), {**purposes, "seen_number": "0"}, follow=True))
    assert "He was hurt." in page
    stale = text_of(client.post(url("review_form", incident), {**purposes, "facts": "Else", "seen_number": "0"}))
    assert "wrote version 1" in stale
    assert ReviewForm.objects.count() == 1
    version = str(RapidReview.objects.get().version)
    chosen = {"decided": "NONE", "because": "", "seen_number": version}
    assert "Error:" in text_of(client.post(url("review_decide", incident), chosen))
    page = text_of(client.post(url("review_decide", incident), {**chosen, "because": "Learnt already."}, follow=True))
    assert "No further review" in page
    sent = {**when("sent_at"), "sent_at-time": "22:14"}
    page = text_of(client.post(url("review_sent", incident), sent, follow=True))
    assert RapidReview.objects.get().sent_at is not None
    assert "Write the review" not in page


@pytest.mark.clause("NOT-3")
def test_who_was_asked_writes_the_summary_and_sees_no_more(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.mace)
    asked = {"agency": str(agency("hospital").key), "asked_of": str(cast.ward.key), "asked_of_words": ""}
    page = text_of(client.post(url("ask_summary", incident), asked, follow=True))
    assert "Norwich General Hospital" in page
    nobody = {"agency": str(agency("school").key), "asked_of": "", "asked_of_words": ""}
    assert "Say whom at the agency you ask." in text_of(client.post(url("ask_summary", incident), nobody))
    summary = AgencySummary.objects.get()
    assert "Asked again 1 time" in text_of(client.post(url("chase_summary", incident, summary.key), follow=True))
    client = signed_in(cast.ward)
    assert client.get(url("review", incident)).status_code == 404
    overview = text_of(client.get(url("notices", incident)))
    assert "Asked of you: what Norwich General Hospital knows" in overview
    assert "The rapid review" not in overview
    page = client.get(url("summary", incident, summary.key))
    assert page.status_code == 200
    told = {"words": "He came twice before.", "seen_number": "1"}
    client.post(url("summary", incident, summary.key), told)
    summary.refresh_from_db()
    assert summary.words == "He came twice before."
    stale = text_of(client.post(url("summary", incident, summary.key), {**told, "words": "Else"}))
    assert "Meanwhile somebody else wrote in this summary" in stale
    assert signed_in(cast.priya).get(url("summary", incident, summary.key)).status_code == 404
    chased = text_of(signed_in(cast.mace).post(url("chase_summary", incident, summary.key), follow=True))
    assert "there is nothing to chase" in chased


@pytest.mark.clause("NOT-3")
@pytest.mark.parametrize("name", ["review", "review_plan", "ask_summary", "review_form", "review_decide"])
def test_it_is_not_there_for_others(signed_in: SignedIn, cast: Cast, incident: Incident, name: str) -> None:
    for who in (cast.priya, cast.sam, cast.ward):
        assert signed_in(who).get(url(name, incident)).status_code == 404


def test_the_review_costs_the_same(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.mace)

    def ask(code: str, name: str) -> None:
        asked = {"agency": str(agency(code).key), "asked_of": "", "asked_of_words": name}
        client.post(url("ask_summary", incident), asked)
        seen = str(ReviewForm.objects.count())
        client.post(url("review_form", incident), {"facts": name, "seen_number": seen})

    ask("school", "The head")
    client.get(url("review", incident))  # what the last post had to say is said once
    costs_the_same(lambda: client.get(url("review", incident)), lambda: _more(ask, client, incident), at_most=40)
    assert AgencySummary.objects.count() == 2


def _more(ask: Callable[[str, str], None], client: Client, incident: Incident) -> None:
    ask("hospital", "The nurse")
    client.get(url("review", incident))
