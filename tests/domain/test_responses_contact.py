"""The words of the playbook's own suggestions, and how long the words take to look through."""

import time

import pytest
from django.conf import settings

from reachable.playbook.load import load
from reachable.responses.contact import words_of_contact

PLAYBOOK = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
SUGGESTIONS = [one for item in PLAYBOOK.considerations() for one in item.suggests]


# They send somebody, and their words alone do not say so: the mark that they carry does.
NOT_IN_THEIR_WORDS = {
    "Check the place and who lives there",
    "Introduce the social worker to the family together with the liaison officer",
    "Invite the young person to it, with somebody they trust",
    "Leave a written note of the reason and the law with the parents or carers",
    "Map safe and unsafe places with the young person",
    "Offer the family a Family Group Conference",
    "Offer the young person and the family voluntary support in the community",
    "Send detached youth workers to the place",
    "Send detached youth workers to the places concerned",
    "Send youth workers to where friends gather",
    "Talk the plan through with the young person and the parents before it is agreed",
}


@pytest.mark.clause("STF-1")
@pytest.mark.parametrize("suggestion", SUGGESTIONS, ids=lambda one: one.what)
def test_a_suggestion_says_contact_exactly_where_it_sends_somebody(suggestion) -> None:
    in_words = bool(words_of_contact(suggestion.what))
    assert suggestion.makes_contact is (in_words or suggestion.what in NOT_IN_THEIR_WORDS)
    assert not (in_words and suggestion.what in NOT_IN_THEIR_WORDS), "the words say so by now: take it off the list"


def test_the_list_names_suggestions_that_there_are() -> None:
    assert {one.what for one in SUGGESTIONS} >= NOT_IN_THEIR_WORDS


@pytest.mark.parametrize(
    "piece", ["a", "tell ", "tell word ", "get a ", "take a b c ", "giv ", "the young ", " ", "come turn "]
)
def test_a_long_text_is_looked_through_at_once(piece: str) -> None:
    started = time.perf_counter()
    words_of_contact(piece * (20_000 // len(piece)))
    assert time.perf_counter() - started < 2
