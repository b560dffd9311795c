"""The pages on which a briefing is written, looked at, signed and issued, by the incident's team."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.sharing import operations
from reachable.sharing.choices import BriefingState
from reachable.sharing.models import Briefing, BriefingText
from tests.counting import costs_the_same
from tests.domain.briefing_hands import (
    LATER,
    QUESTIONS,
    WORDS,
    again,
    begun,
    issued,
    looked_at,
    ready,
    staffed,
    view,
)
from tests.factories import AT, Cast
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return staffed(cast)


def at(name: str, row: Briefing) -> str:
    return reverse(f"briefings:{name}", args=[row.reference])


def of(incident: Incident, name: str = "briefings") -> str:
    return reverse(f"briefings:{name}", args=[incident.reference])


@pytest.mark.clause("BRF-1", "BRF-2", "BRF-3", "BRF-4")
def test_it_is_written_and_issued_on_its_pages(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    writer = signed_in(cast.manager)
    assert "There is none yet" in text_of(writer.get(of(incident)))
    start = {"key": str(uuid4()), "place": WORDS["place"], "title": WORDS["title"], "context": ""}
    writer.post(of(incident, "new"), start)
    row = Briefing.objects.get()
    page = text_of(writer.get(at("write", row)))
    for prompt in ("What is happening here", "What to watch for", "What to do in your setting", "How to pass"):
        assert prompt in page
    page = text_of(writer.post(at("write", row), {"seen_number": "1", **WORDS}, follow=True))
    assert "Saved and checked" in page
    seen = view(cast.manager, row)
    boxes = {one.finding.slug: "Nobody is meant" for one in seen.look_again}
    writer.post(at("findings", row), {"sha256": seen.sha256, **QUESTIONS, **boxes})
    assert "nobody else has signed exactly this text" in text_of(writer.get(at("briefing", row)))
    second = signed_in(cast.mace)
    shown = text_of(second.get(at("sign", row)))
    for words in WORDS.values():
        assert words.replace("'", "&#39;") in shown
    second.post(at("sign", row), {"sha256": seen.sha256, "read": "on"})
    writer = signed_in(cast.manager)
    chair = {"chair": str(cast.hana.key), "police": str(cast.mace.key), "nominated_by": ""}
    writer.post(at("chair", row), chair)
    reader = {"professional": str(cast.school.key), "agency": "", "words": ""}
    writer.post(at("readers", row), reader)
    page = text_of(writer.get(at("issue", row)))
    assert "Everything is there" in page
    page = text_of(writer.post(at("issue", row), {"sha256": seen.sha256}, follow=True))
    assert f"{row.reference} issued" in page
    assert again(row).state == BriefingState.ISSUED


@pytest.mark.clause("BRF-4")
def test_what_must_go_stands_in_place_in_words_and_nobody_is_named_beside_it(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    row = begun(cast, incident, happening="Kai was hurt. One of the three boys at the shop ran.")
    page = text_of(signed_in(cast.manager).get(at("write", row)))
    assert '<mark class="app-must-go">Kai</mark>' in page
    assert "must go" in page
    assert '<mark class="app-look-again">' in page
    assert "This is a name of somebody in or around this incident." in page
    assert "Mensah" not in page
    page = text_of(signed_in(cast.manager).get(at("findings", row)))
    assert "it cannot be answered" in page


@pytest.mark.clause("BRF-4")
def test_a_refused_text_is_not_issued_and_says_why(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident, happening="Kai Mensah was hurt.")
    page = text_of(signed_in(cast.manager).post(at("issue", row), {"sha256": view(cast.manager, row).sha256}))
    assert "The briefing is not issued yet: 1 place of the text names somebody and must go" in page
    page = text_of(signed_in(cast.mace).post(at("sign", row), {"sha256": view(cast.mace, row).sha256, "read": "on"}))
    assert "This text is not ready to be signed" in page
    assert again(row).state == BriefingState.DRAFT


@pytest.mark.clause("BRF-4")
def test_whoever_wrote_it_is_offered_no_signature(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    row = looked_at(cast.manager, begun(cast, incident))
    page = text_of(signed_in(cast.manager).get(at("sign", row)))
    assert "You wrote some of it" in page
    assert "Sign exactly this text" not in page
    page = text_of(signed_in(cast.mace).post(at("sign", row), {"sha256": view(cast.mace, row).sha256}))
    assert "Read the text to its end" in page


def test_a_text_that_somebody_else_changed_comes_back_beside_theirs(
    signed_in: SignedIn, cast: Cast, incident: Incident
) -> None:
    row = begun(cast, incident)
    theirs = {**WORDS, "happening": "Their words."}
    operations.write_briefing(by=cast.hana, at=LATER, briefing=row.reference, seen_number=2, words=theirs)
    mine = {"seen_number": "2", **WORDS, "happening": "My words."}
    page = text_of(signed_in(cast.manager).post(at("write", row), mine))
    assert "saved version 3 meanwhile" in page
    assert "Their words." in page
    assert "My words." in page
    signed_in(cast.manager).post(at("write", row), {**mine, "seen_number": "3"})
    assert BriefingText.objects.get(briefing=row, number=4).happening == "My words."


@pytest.mark.parametrize(
    ("name", "sent", "says"),
    [
        ("write", {"seen_number": "2", "title": "", "place": ""}, "Enter"),
        ("write", {"seen_number": "x", "title": "a", "place": "b"}, "Open this page again"),
        ("chair", {"chair": "", "police": ""}, "Answer “Who chairs it?”"),
        ("readers", {"professional": "", "agency": "", "words": ""}, "Say whom it is for"),
        ("withdraw", {"because": ""}, "Answer “Why is it withdrawn?”"),
        ("findings", {"sha256": "of another text", "made_out": "", "small_group": ""}, "was changed since this page"),
    ],
)
def test_what_is_wrong_is_named(
    signed_in: SignedIn, cast: Cast, incident: Incident, name: str, sent: dict[str, str], says: str
) -> None:
    row = begun(cast, incident)
    page = text_of(signed_in(cast.manager).post(at(name, row), sent))
    assert "There is a problem" in page
    assert says in page


def test_who_may_see_how_it_is_written(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident)
    for member in (cast.priya, cast.sam):
        assert signed_in(member).get(at("briefing", row)).status_code == 403
    page = text_of(signed_in(cast.priya).get(of(incident)))
    assert row.reference in page
    assert WORDS["place"] not in page
    assert signed_in(cast.edt).get(at("briefing", row)).status_code == 404
    assert signed_in(cast.edt).get(of(incident)).status_code == 404
    assert signed_in(cast.manager).get(reverse("briefings:briefing", args=["BRF-2026-0099"])).status_code == 404


def test_readers_are_taken_off_before_and_never_after(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client, row = signed_in(cast.manager), ready(cast, incident)
    [club] = row.readers.exclude(words="")
    client.post(reverse("briefings:remove_reader", args=[row.reference, club.key]))
    assert row.readers.count() == 1
    sha256 = view(cast.manager, row).sha256
    operations.issue_briefing(by=cast.manager, at=AT, briefing=row.reference, sha256=sha256)
    [school] = row.readers.all()
    page = client.post(reverse("briefings:remove_reader", args=[row.reference, school.key]), follow=True)
    assert "was issued" in text_of(page)
    assert row.readers.count() == 1


def test_it_costs_the_same_however_many_there_are(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client, row = signed_in(cast.hana), issued(cast, incident)
    costs_the_same(lambda: client.get(of(incident)), lambda: begun(cast, incident), at_most=14)

    def more() -> None:
        for number in range(3):
            operations.add_readers(by=cast.hana, at=LATER, briefing=row.reference, words=f"Club {number}")

    costs_the_same(lambda: client.get(at("briefing", row)), more, at_most=50)
