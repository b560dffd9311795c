"""What the readers of a briefing see and ask, and that nothing leads them, or anybody else, to the incident."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery, Disclosure
from reachable.sharing import operations
from reachable.sharing.models import Briefing, BriefingQuestion
from tests.counting import costs_the_same
from tests.domain.briefing_hands import LATER, WORDS, begun, issued, staffed
from tests.factories import AT, Cast
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return staffed(cast)


@pytest.fixture
def briefing(cast: Cast, incident: Incident) -> Briefing:
    return issued(cast, incident, AT)


def at(name: str, row: Briefing, *more: object) -> str:
    return reverse(f"briefings:{name}", args=[row.reference, *more])


def question(words: str = "May we tell parents?", **more: str) -> dict[str, str]:
    return {"key": str(uuid4()), "words": words, "names_nobody": "on", **more}


@pytest.mark.clause("BRF-2", "BRF-3", "BRF-4")
def test_a_reader_sees_the_text_the_chair_and_whom_to_ring_and_nothing_of_the_incident(
    signed_in: SignedIn, cast: Cast, incident: Incident, briefing: Briefing
) -> None:
    client = signed_in(cast.school)
    assert briefing.reference in text_of(client.get(reverse("briefings:mine")))
    page = text_of(client.get(at("read", briefing)))
    for words in WORDS.values():
        assert words.replace("'", "&#39;") in page
    for words in ("Hana Malik", "Maggie Thorne", "OFFICIAL-SENSITIVE", "How to handle this", "Whom to ring"):
        assert words in page
    assert "INC-" not in page
    assert "/incidents/INC" not in page
    assert incident.title not in page
    assert "Kai" not in page


@pytest.mark.clause("BRF-4")
def test_nobody_else_learns_that_there_is_one(signed_in: SignedIn, cast: Cast, briefing: Briefing) -> None:
    for outsider in (cast.stranger, cast.edt, cast.ward, cast.admin, cast.ig):
        for name in ("read", "ask", "confirm"):
            answer = signed_in(outsider).post(at(name, briefing), question())
            assert answer.status_code == 404
    assert signed_in(cast.priya).get(at("read", briefing)).status_code == 200
    assert signed_in(cast.priya).get(at("ask", briefing)).status_code == 403


def test_a_draft_is_read_by_nobody_whom_it_is_for(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident)
    told = {"by": cast.manager, "at": LATER, "briefing": row.reference}
    operations.add_readers(**told, professionals=[cast.school.key])
    assert signed_in(cast.school).get(at("read", row)).status_code == 404
    assert "None was sent to you" in text_of(signed_in(cast.school).get(reverse("briefings:mine")))


def test_who_opened_it_and_who_says_that_they_read_it(signed_in: SignedIn, cast: Cast, briefing: Briefing) -> None:
    address = at("readers", briefing)
    assert "Has not read it" in text_of(signed_in(cast.hana).get(address))
    signed_in(cast.hana).get(at("read", briefing))
    assert "Has not read it" in text_of(signed_in(cast.hana).get(address))
    signed_in(cast.school).get(at("read", briefing))
    assert "Opened, not confirmed" in text_of(signed_in(cast.hana).get(address))
    page = signed_in(cast.school).post(at("confirm", briefing), follow=True)
    assert "You said that you have read it" in text_of(page)
    assert "Has read it" in text_of(signed_in(cast.hana).get(address))


def test_it_is_read_out_to_who_has_no_account(signed_in: SignedIn, cast: Cast, briefing: Briefing) -> None:
    [club] = briefing.readers.exclude(words="")
    client = signed_in(cast.hana)
    assert "To be read out" in text_of(client.get(at("readers", briefing)))
    operations.say_read_out(by=cast.hana, at=LATER, briefing=briefing.reference, reader=club.key, told_at=LATER)
    assert "Was read out" in text_of(client.get(at("readers", briefing)))
    assert Disclosure.objects.get(to_words="The youth club by the river").what == "BRIEFING"


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize("words", ["Is it about Kai Mensah?", "Is it about Bertram Fairweather?", "May we tell?"])
def test_a_question_is_answered_alike_whoever_is_named_in_it(
    signed_in: SignedIn, cast: Cast, briefing: Briefing, words: str
) -> None:
    """Or a reader could find out who is known here."""
    client = signed_in(cast.school)
    sent = question(words)
    page = text_of(client.post(at("ask", briefing), {key: sent[key] for key in ("key", "words")}))
    assert "Tick that your question names no young person" in page
    assert "in or around this incident" not in page
    page = text_of(client.post(at("ask", briefing), sent, follow=True))
    assert "Not answered yet" in page
    assert "in or around this incident" not in page
    assert BriefingQuestion.objects.get().words == words
    assert Delivery.objects.filter(message=Message.BRIEFING_QUESTION).count() == 2


@pytest.mark.clause("BRF-4")
def test_an_answer_that_names_somebody_is_refused_and_the_team_is_warned_of_the_question(
    signed_in: SignedIn, cast: Cast, briefing: Briefing
) -> None:
    told = {"by": cast.school, "at": LATER, "briefing": briefing.reference, "names_nobody": True}
    asked = operations.ask_question(**told, words="Is it about Kai Mensah?")
    client, address = signed_in(cast.hana), at("answer", briefing, asked.key)
    assert "The question may name somebody" in text_of(client.get(address))
    page = text_of(client.post(address, {"answer": "Yes, Kai is hurt.", "to": "ONE", "sure": "on"}))
    assert "Take out “Kai”" in page
    page = text_of(client.post(address, {"answer": "Two of the boys there.", "to": "ONE"}))
    assert "Look again at" in page
    assert BriefingQuestion.objects.get().answer == ""
    client.post(address, {"answer": "We cannot say.", "to": "ONE"})
    assert BriefingQuestion.objects.get().answer == "We cannot say."


def test_an_answer_goes_to_who_asked_or_to_all(signed_in: SignedIn, cast: Cast, briefing: Briefing) -> None:
    told = {"by": cast.hana, "at": LATER, "briefing": briefing.reference}
    operations.add_readers(**told, professionals=[cast.ward.key])
    asking = {"by": cast.school, "at": LATER, "briefing": briefing.reference, "names_nobody": True}
    first = operations.ask_question(**asking, words="May we tell parents?")
    second = operations.ask_question(**asking, words="Until when?")
    client = signed_in(cast.hana)
    client.post(at("answer", briefing, first.key), {"answer": "Yes, tell parents.", "to": "ONE"})
    client.post(at("answer", briefing, second.key), {"answer": "Until Friday.", "to": "ALL"})
    own, other = (text_of(signed_in(one).get(at("read", briefing))) for one in (cast.school, cast.ward))
    for words in ("May we tell parents?", "Yes, tell parents.", "Until when?", "Until Friday."):
        assert words in own
    assert "Until Friday." in other
    for words in ("May we tell parents?", "Yes, tell parents.", "Until when?"):
        assert words not in other


def test_what_was_withdrawn_says_so_and_no_more(signed_in: SignedIn, cast: Cast, briefing: Briefing) -> None:
    signed_in(cast.hana).post(at("withdraw", briefing), {"because": "A number was wrong"})
    page = text_of(signed_in(cast.school).get(at("read", briefing)))
    assert "This briefing was withdrawn" in page
    assert "A number was wrong" not in page
    assert WORDS["what_to_do"].split("'")[0] not in page
    assert "A number was wrong" in text_of(signed_in(cast.hana).get(at("briefing", briefing)))
    assert "Withdrawn" in text_of(signed_in(cast.school).get(reverse("briefings:mine")))


def test_it_costs_the_same_however_much_was_asked(signed_in: SignedIn, cast: Cast, briefing: Briefing) -> None:
    client = signed_in(cast.school)
    told = {"by": cast.school, "at": AT + timedelta(hours=2), "briefing": briefing.reference, "names_nobody": True}
    operations.ask_question(**told, words="May we tell parents?")

    def more() -> None:
        for number in range(3):
            operations.ask_question(**told, words=f"Until {number + 3} o'clock?")

    costs_the_same(lambda: client.get(at("read", briefing)), more, at_most=30)
    costs_the_same(lambda: client.get(reverse("briefings:mine")), lambda: issued_again(cast, briefing), at_most=12)


def issued_again(cast: Cast, briefing: Briefing) -> Briefing:
    return issued(cast, briefing.incident, AT)
