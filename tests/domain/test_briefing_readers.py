"""Whom a briefing reaches, when, and what they ask: everything that leaves is in the sharing log."""

from datetime import timedelta

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.incidents.models import Incident
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery, Disclosure
from reachable.sharing import operations, queries
from reachable.sharing.models import Briefing, BriefingQuestion, BriefingReader
from tests.domain.briefing_hands import LATER, begun, issued, staffed
from tests.factories import Cast

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return staffed(cast)


@pytest.fixture
def briefing(cast: Cast, incident: Incident) -> Briefing:
    return issued(cast, incident)


def test_who_is_added_later_gets_it_at_once_and_once(cast: Cast, briefing: Briefing) -> None:
    told = {"by": cast.hana, "at": LATER + HOUR, "briefing": briefing.reference}
    [new] = operations.add_readers(**told, professionals=[cast.ward.key, cast.school.key])
    assert new.professional == cast.ward
    assert BriefingReader.objects.get(pk=new.pk).sent_at == LATER + HOUR
    assert Delivery.objects.filter(message=Message.BRIEFING_SENT).count() == 2
    assert operations.add_readers(**told, professionals=[cast.ward.key]) == []
    assert set(Disclosure.objects.values_list("to_key", flat=True)) == {cast.school.key, cast.ward.key}


@pytest.mark.clause("BRF-1")
def test_somebody_is_named(cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident)
    with pytest.raises(Refused, match="Say whom it is for"):
        operations.add_readers(by=cast.hana, at=LATER, briefing=row.reference, words=" ")


def test_it_is_read_out_after_it_was_issued_and_not_in_the_future(cast: Cast, briefing: Briefing) -> None:
    [club] = briefing.readers.exclude(words="")
    told = {"by": cast.hana, "at": LATER + HOUR, "briefing": briefing.reference, "reader": club.key}
    for wrong in (LATER - HOUR, LATER + 2 * HOUR):
        with pytest.raises(Refused, match="Say when it was read out"):
            operations.say_read_out(**told, told_at=wrong)
    operations.say_read_out(**told, told_at=LATER)
    operations.say_read_out(**told, told_at=LATER + HOUR)
    assert Disclosure.objects.filter(to_words="The youth club by the river").count() == 1


def test_only_a_reader_says_that_they_have_read_it(cast: Cast, briefing: Briefing) -> None:
    told = {"at": LATER, "briefing": briefing.reference}
    with pytest.raises(NotPermitted):
        operations.confirm_read(by=cast.hana, **told)
    with pytest.raises(NotFound):
        operations.confirm_read(by=cast.stranger, **told)
    operations.open_briefing(by=cast.hana, **told)
    operations.confirm_read(by=cast.school, **told)
    operations.confirm_read(by=cast.school, at=LATER + HOUR, briefing=briefing.reference)
    reader = briefing.readers.get(professional=cast.school)
    assert (reader.read_at, reader.confirmed_at) == (LATER, LATER)
    assert Entry.objects.filter(verb="briefing-read").count() == 1
    assert not Entry.objects.filter(verb="briefing-opened").exists()


@pytest.mark.clause("BRF-4")
def test_a_question_says_of_itself_that_it_names_nobody(cast: Cast, briefing: Briefing) -> None:
    told = {"by": cast.school, "at": LATER, "briefing": briefing.reference, "words": "May we tell parents?"}
    with pytest.raises(Refused, match="ring the children's front door"):
        operations.ask_question(**told, names_nobody=False)
    operations.ask_question(**told, names_nobody=True)
    assert BriefingQuestion.objects.get().words == "May we tell parents?"


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize("sure", [True, False])
def test_an_answer_with_a_name_does_not_leave(cast: Cast, briefing: Briefing, sure: bool) -> None:
    asking = {"by": cast.school, "at": LATER, "briefing": briefing.reference}
    asked = operations.ask_question(**asking, words="Who is it?", names_nobody=True)
    told = {"by": cast.hana, "at": LATER, "briefing": briefing.reference, "question": asked.key}
    with pytest.raises(Refused, match="it names somebody in or around this incident"):
        operations.answer_question(**told, answer="It is Kai Mensah.", to_all=True, sure=sure)
    assert not Delivery.objects.filter(message=Message.BRIEFING_ANSWERED).exists()
    assert queries.briefing_to_read(cast.school, briefing.reference, LATER).answers[0].answer == ""


def test_an_answer_is_given_once(cast: Cast, briefing: Briefing) -> None:
    asking = {"by": cast.school, "at": LATER, "briefing": briefing.reference}
    asked = operations.ask_question(**asking, words="Until when?", names_nobody=True)
    told = {"by": cast.hana, "at": LATER, "briefing": briefing.reference, "question": asked.key}
    operations.answer_question(**told, answer="Until the end of term.")
    with pytest.raises(Refused, match="answered already"):
        operations.answer_question(**told, answer="Longer.")
    assert Delivery.objects.get(message=Message.BRIEFING_ANSWERED).professional_key == cast.school.key
