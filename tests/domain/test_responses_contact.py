"""The words of the playbook's own suggestions, and how long the words take to look through."""

import time

import pytest
from django.conf import settings

from reachable.playbook.load import load
from reachable.responses.contact import words_of_contact

PLAYBOOK = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
SUGGESTIONS = [one for item in PLAYBOOK.considerations() for one in item.suggests]


@pytest.mark.clause("STF-1")
@pytest.mark.parametrize("suggestion", SUGGESTIONS, ids=lambda one: one.what)
def test_a_suggestion_says_contact_exactly_where_it_sends_somebody(suggestion) -> None:
    assert bool(words_of_contact(suggestion.what)) is suggestion.makes_contact


@pytest.mark.parametrize(
    "piece", ["a", "tell ", "tell word ", "get a ", "take a b c ", "giv ", "the young ", " ", "come turn "]
)
def test_a_long_text_is_looked_through_at_once(piece: str) -> None:
    started = time.perf_counter()
    words_of_contact(piece * (20_000 // len(piece)))
    assert time.perf_counter() - started < 2
