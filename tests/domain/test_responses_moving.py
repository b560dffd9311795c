"""Editions: an incident keeps its words until it is moved, and moving changes what was shown and nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.incidents.choices import Audience
from reachable.incidents.models import Incident
from reachable.responses import editions, operations, queries
from reachable.responses.models import Consideration, EditionMove, Response, ToFindOut
from tests import guides
from tests.domain.incident_hands import answer, asked, new_action, timeline
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)
OUT = "siblings-at-risk"  # what edition 2 no longer asks


@pytest.fixture
def guide(tmp_path: Path, settings) -> Path:
    return guides.first(tmp_path, settings)


@pytest.fixture
def incident(cast: Cast, guide: Path) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def move(by, incident: Incident, at=LATER) -> EditionMove:
    return operations.move_to_edition_in_force(
        by=by, at=at, reference=incident.reference, seen_hash=editions.hash_in_force()
    )


def card(cast: Cast, incident: Incident, code: str, letter: str = "A", at=LATER):
    view = queries.sheet(cast.hana, incident.reference, guides.STRAND, at)
    cards = (*view.incident_cards, *view.young_person_cards)
    return next(one for one in cards if one.code == code and letter in (one.letter, "", None))


def owed(cast: Cast, incident: Incident) -> set[str]:
    view = queries.sheet(cast.hana, incident.reference, guides.STRAND, LATER)
    return {one.code for one in (*view.incident_cards, *view.young_person_cards) if one.is_owed}


def test_an_incident_keeps_its_words_and_what_it_asks_when_another_edition_ships(
    cast: Cast, incident, guide, settings
) -> None:
    words = card(cast, incident, guides.REWORDED).ask
    assert queries.standings(cast.hana, incident.reference, AT).has_newer_edition is False
    guides.ship(guide, settings, retire=(OUT,))
    assert card(cast, incident, guides.REWORDED).ask == words != guides.NEW_WORDS
    assert not Consideration.objects.filter(code=guides.ADDED).exists()
    assert OUT in owed(cast, incident)
    assert queries.standings(cast.hana, incident.reference, LATER).has_newer_edition is True
    fresh = with_team(cast, reported_incident(cast.hana))
    assert card(cast, fresh, guides.REWORDED).ask == guides.NEW_WORDS


def test_what_moving_would_change_is_shown_first(cast: Cast, incident, guide, settings) -> None:
    unmoved = queries.edition(cast.hana, incident.reference, AT)
    assert (unmoved.changes, unmoved.may_move, unmoved.moves) == (None, False, ())
    guides.ship(guide, settings, retire=(OUT,))
    view = queries.edition(cast.hana, incident.reference, LATER)
    assert view.changes is not None
    [strand] = view.changes.strands
    assert [one.code for one in strand.added] == [guides.ADDED]
    assert [one.code for one in strand.retired] == [OUT]
    assert [(one.code, [c.field for c in one.changes]) for one in strand.reworded] == [(guides.REWORDED, ["ask"])]
    assert (view.may_move, view.works_under) == (True, view.opened_under)
    assert view.in_force.mark != view.works_under.mark
    assert queries.edition(cast.priya, incident.reference, LATER).may_move is False


def test_moving_asks_what_was_added_and_keeps_what_was_answered(cast: Cast, incident, guide, settings) -> None:
    answer(cast.hana, incident, OUT, "NOT_NEEDED", "A")
    kept = asked(incident, guides.REWORDED, "A")
    guides.ship(guide, settings, retire=(OUT,))
    move(cast.hana, incident)
    assert card(cast, incident, guides.REWORDED).ask == guides.NEW_WORDS
    assert guides.ADDED in owed(cast, incident)
    added = Consideration.objects.filter(strand__response__incident=incident, code=guides.ADDED)
    assert [(row.due_rule, row.opened_at) for row in added] == [("4h after report", LATER)]
    answered = card(cast, incident, OUT)
    assert (answered.answer, answered.is_answered, answered.is_retired) == ("NOT_NEEDED", True, True)
    after = asked(incident, guides.REWORDED, "A")
    assert (after.pk, after.due_rule, after.due_at) == (kept.pk, kept.due_rule, kept.due_at)


def test_what_is_no_longer_asked_waits_for_nobody(cast: Cast, incident, guide, settings) -> None:
    guides.ship(guide, settings, retire=(OUT,))
    kai = incident.involvements.get().key
    before = queries.standings(cast.hana, incident.reference, LATER)
    [strand] = [line for line in before.strands if line.code == guides.STRAND]
    ask = card(cast, incident, OUT).ask
    assert ask in {one.what for one in before.attention}
    assert ask in {line.ask for line in queries.questions_for(cast.priya, LATER)}
    move(cast.hana, incident)
    now = queries.standings(cast.hana, incident.reference, LATER)
    assert ask not in {one.what for one in now.attention}
    assert now.counts[kai].total == before.counts[kai].total - 1
    assert OUT not in owed(cast, incident)
    assert card(cast, incident, OUT).cell == "No longer asked"
    assert ask not in {line.ask for line in queries.questions_for(cast.priya, LATER)}
    assert strand.total == next(line for line in now.strands if line.code == guides.STRAND).total, "one out, one in"


def test_it_is_traced_numbered_and_shown(cast: Cast, incident, guide, settings) -> None:
    first = editions.hash_in_force()
    guides.ship(guide, settings)
    row = move(cast.hana, incident)
    assert (row.number, row.from_edition.content_hash, row.to_edition.content_hash) == (
        1, first, editions.hash_in_force(),
    )  # fmt: skip
    assert "edition-moved" in timeline(incident)
    assert Entry.objects.filter(verb="edition-moved", incident=incident.reference).count() == 1
    view = queries.edition(cast.hana, incident.reference, LATER)
    assert (view.changes, view.opened_under.mark, view.works_under) == (None, first[:8], view.in_force)
    assert [(line.by, line.at) for line in view.moves] == [("Hana Malik", LATER)]


def test_there_is_no_second_move_to_the_same_edition(cast: Cast, incident, guide, settings) -> None:
    with pytest.raises(Refused, match="in force already"):
        move(cast.hana, incident)
    guides.ship(guide, settings)
    move(cast.hana, incident)
    with pytest.raises(Refused, match="in force already"):
        move(cast.hana, incident)
    assert EditionMove.objects.count() == 1


def test_who_was_shown_other_changes_looks_again(cast: Cast, incident, guide, settings) -> None:
    seen = editions.hash_in_force()
    guides.ship(guide, settings)
    with pytest.raises(Stale, match="Another edition"):
        operations.move_to_edition_in_force(by=cast.hana, at=LATER, reference=incident.reference, seen_hash=seen)
    assert Response.objects.get(incident=incident).edition.content_hash == seen


def test_an_edition_that_takes_a_code_away_takes_over_nobody(cast: Cast, incident, guide, settings) -> None:
    guides.ship(guide, settings, drop=OUT)
    view = queries.edition(cast.hana, incident.reference, LATER)
    assert view.changes is not None
    assert view.changes.removed == (OUT,)
    assert view.may_move is False
    with pytest.raises(Refused, match=OUT):
        move(cast.hana, incident)


def test_only_who_manages_the_team_and_sees_the_incident_moves_it(cast: Cast, incident, guide, settings) -> None:
    guides.ship(guide, settings)
    with pytest.raises(NotPermitted):
        move(cast.priya, incident)
    with pytest.raises(NotFound):
        move(cast.manager, incident)
    with pytest.raises(NotFound):
        queries.edition(cast.stranger, incident.reference, LATER)


def test_who_reads_a_question_is_for_the_new_edition_to_say(cast: Cast, incident, guide, settings) -> None:
    assert asked(incident, guides.REWORDED, "A").audience == Audience.TEAM
    guides.ship(guide, settings, narrow=guides.REWORDED)
    move(cast.hana, incident)
    assert asked(incident, guides.REWORDED, "A").audience == Audience.CHILDRENS_SERVICES
    seen = {one.code for one in queries.sheet(cast.sam, incident.reference, guides.STRAND, LATER).young_person_cards}
    assert guides.REWORDED not in seen


def test_an_action_keeps_its_readers_on_the_card_of_a_question_that_more_may_read(cast: Cast, guide, settings) -> None:
    """The question was for children's services alone; from the next edition on the whole team reads it."""
    wide = settings.PLAYBOOK_FOLDER
    guides.ship(guide, settings, narrow=guides.REWORDED, more="\n")
    incident = with_team(cast, reported_incident(cast.hana))
    action = [new_action(cast.priya)]
    answer(cast.priya, incident, guides.REWORDED, "ACTION_NEEDED", "A", actions=action, because="Known to us")
    settings.PLAYBOOK_FOLDER = wide
    move(cast.hana, incident)
    shown = {who: one_card(who, incident, guides.REWORDED) for who in (cast.hana, cast.sam)}
    assert [len(shown[who].actions) for who in (cast.hana, cast.sam)] == [1, 0]
    for one in shown.values():  # the answer is for all to read, and it is acted on
        assert (one.because, one.needs_another_answer, one.open_actions, one.cell) == (
            "Known to us",
            False,
            1,
            "Action 1",
        )


def one_card(who, incident: Incident, code: str):
    return queries.card(who, incident.reference, asked(incident, code, "A").key, LATER)[2]


def test_a_list_to_find_out_names_no_question_that_its_reader_does_not_read(
    cast: Cast, incident, guide, settings
) -> None:
    for code in (guides.REWORDED, "safe-address"):
        answer(cast.priya, incident, code, "NOT_YET_KNOWN", "A")
    [key] = {one.action.key for one in ToFindOut.objects.all()}
    guides.ship(guide, settings, narrow=guides.REWORDED)
    move(cast.hana, incident)
    asks = {who: [ask for ask, _ in queries.action(who, key, LATER).unknowns] for who in (cast.priya, cast.sam)}
    assert (len(asks[cast.priya]), len(asks[cast.sam])) == (2, 1)
    assert guides.NEW_WORDS in asks[cast.priya]
    assert guides.NEW_WORDS not in asks[cast.sam]
