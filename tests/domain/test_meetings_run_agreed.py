"""What a running meeting agrees: actions with one owner, answers that are the strand's, an outcome for each child."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.meetings import operations
from reachable.meetings.models import AnswerGiven, Attendee, Meeting
from reachable.outbox.models import Delivery
from reachable.playbook import load
from reachable.responses import operations as responses
from reachable.responses.choices import AnswerCode
from reachable.responses.models import Action, Answer
from tests.domain.incident_hands import asked, involved, new_action, verbs
from tests.domain.running_hands import NOW, agreed, item, planned, restricted, running, staffed, view
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def with_a_guest(cast: Cast, incident: Incident, *letters: str) -> tuple[Meeting, Attendee]:
    """A general practitioner without an account, who may see these young people."""
    meeting = planned(cast, incident)
    guest = operations.NewGuest(
        "Gwen Hart", "gwen.hart@surgery.example", "GP", agency_words="Castle Surgery", agency_kind=AgencyKind.HEALTH
    )
    place = operations.add_guest(
        by=cast.hana,
        at=NOW,
        meeting=meeting.reference,
        code="gp",
        guest=guest,
        sees=[involved(incident, letter).key for letter in letters],
    )
    return operations.start_meeting(by=cast.hana, at=NOW, meeting=meeting.reference), place


def person(who: Professional) -> str:
    return f"p:{who.key}"


def answered(by: Professional, meeting: Meeting, code: str, letter: str, at_item: str, **changes: Any) -> Answer:
    facts: dict[str, Any] = {"answer": AnswerCode.IN_PLACE, "because": "Heard today", "seen_number": 0, **changes}
    return operations.answer_in_meeting(
        by=by,
        at=NOW,
        meeting=meeting.reference,
        item_key=item(meeting, at_item).key,
        consideration_key=asked(meeting.incident, code, letter).key,
        **facts,
    )


# --- actions


def test_an_action_is_one_line_and_sent_again_it_is_one(cast: Cast) -> None:
    incident = staffed(cast)
    meeting, key = running(cast, incident), uuid4()
    told: dict[str, Any] = {
        "key": key,
        "item_key": item(meeting, "peers").key,
        "about_key": involved(incident, "B").key,
    }
    first = agreed(cast.joy, meeting, person(cast.priya), **told)
    assert agreed(cast.joy, meeting, person(cast.priya), **told) == first
    shown = view(cast.sam, meeting)
    [line] = shown.actions
    assert (line.line.owner, line.line.letter, line.item_key) == ("Priya Nair", "B", item(meeting, "peers").key)
    assert (shown.counts.total, shown.counts.no_owner, shown.counts.not_accepted) == (1, 0, 1)
    assert "meeting-action-agreed" in verbs(incident)
    assert "action-added" in verbs(incident)


def test_an_agency_may_own_it_until_somebody_is_named(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    agreed(cast.joy, meeting, f"a:{cast.ward.agency.key}")
    assert view(cast.hana, meeting).counts.no_owner == 1
    with pytest.raises(Refused) as refusal:
        agreed(cast.joy, meeting, "")
    assert refusal.value.field == "owner"


def test_a_guest_may_own_an_action_and_is_not_told_to_sign_in(cast: Cast) -> None:
    incident = staffed(cast)
    meeting, guest = with_a_guest(cast, incident, "A")
    before = Delivery.objects.count()
    action = agreed(cast.joy, meeting, person(guest.professional), about_key=involved(incident, "A").key)
    assert (action.owner, action.owner_is_guest) == (guest.professional, True)
    assert Delivery.objects.count() == before
    assert not agreed(cast.joy, meeting, person(cast.priya)).owner_is_guest
    choices = {one.name: one.is_guest for one in view(cast.hana, meeting).owners}
    assert (choices["Gwen Hart"], choices["Sam Okafor"]) == (True, False)


def test_a_guest_is_given_nothing_about_somebody_whom_he_may_not_see(cast: Cast) -> None:
    incident = staffed(cast)
    meeting, guest = with_a_guest(cast, incident, "A")
    with pytest.raises(Refused) as refusal:
        agreed(cast.joy, meeting, person(guest.professional), about_key=involved(incident, "B").key)
    assert refusal.value.field == "owner"
    with pytest.raises(Refused):
        answered(
            cast.hana,
            meeting,
            "weapons-threats-debts",
            "B",
            "peers",
            answer=AnswerCode.ACTION_NEEDED,
            actions=[new_action(guest.professional, due_at=NOW + timedelta(days=1))],
        )
    assert not Action.objects.filter(owner=guest.professional).exists()


def test_somebody_who_was_not_asked_owns_nothing(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    with pytest.raises(Refused) as refusal:
        agreed(cast.joy, meeting, person(cast.stranger))
    assert refusal.value.field == "owner"


def test_given_to_somebody_of_the_team_it_is_no_guests_any_more(cast: Cast) -> None:
    incident = staffed(cast)
    meeting, guest = with_a_guest(cast, incident, "A")
    action = agreed(cast.joy, meeting, person(guest.professional))
    moved = responses.assign_action(
        by=cast.hana, at=NOW, action_key=action.key, seen_version=1, owner_key=cast.priya.key
    )
    assert (moved.owner, moved.owner_is_guest) == (cast.priya, False)


@pytest.mark.clause("CTX-18", "STF-1")
def test_an_action_that_makes_contact_stays_proposed_and_its_words_are_asked_about(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    with pytest.raises(responses.AsksAgain):
        agreed(cast.joy, meeting, person(cast.priya), what="Visit the family at home")
    action = agreed(cast.joy, meeting, person(cast.priya), what="Visit the family at home", makes_contact=True)
    assert action.state == "PROPOSED"


def test_in_a_restricted_part_it_is_said_that_the_team_reads_it(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    restricted(cast.hana, meeting, cast.hana, cast.sam)
    with pytest.raises(Refused) as refusal:
        agreed(cast.hana, meeting, person(cast.sam))
    assert refusal.value.field == "everybody_may_read"
    agreed(cast.hana, meeting, person(cast.sam), everybody_may_read=True)
    assert len(view(cast.sam, meeting).actions) == 1
    assert view(cast.priya, meeting).actions == ()


# --- answers

AGENDA = [
    (found.code, code)
    for found in load.load(settings.PLAYBOOK_FOLDER, "norfolk").meetings["complex-strategy"].agenda
    for code in found.considerations
]


@pytest.mark.clause(
    *(f"CTX-{number}" for number in (9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)),
)
@pytest.mark.parametrize(("at_item", "code"), AGENDA, ids=[code for _, code in AGENDA])
def test_an_answer_given_in_the_meeting_is_the_answer_of_the_strand(cast: Cast, at_item: str, code: str) -> None:
    """Every consideration on the agenda, for every young person of whom it is asked."""
    incident = staffed(cast)
    meeting = running(cast, incident)
    rows = view(cast.joy, meeting, at_item).answers
    cards = [card for row in rows for card in row.cards if card.code == code]
    assert cards
    for card in cards:
        answered(cast.joy, meeting, code, card.letter, at_item)
        assert asked(incident, code, card.letter).answers.get().because == "Heard today"
    after = view(cast.joy, meeting, at_item)
    assert after.item
    assert after.item.done == len(cards)
    assert AnswerGiven.objects.filter(meeting=meeting, item__code=at_item).count() == len(cards)


def test_the_minute_taker_answers_in_the_meeting_and_nowhere_else(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    card = asked(incident, "weapons-threats-debts", "A")
    with pytest.raises(NotPermitted):
        responses.answer_consideration(
            by=cast.joy,
            at=NOW,
            reference=incident.reference,
            consideration_key=card.key,
            answer="IN_PLACE",
            because="Heard",
            seen_number=0,
        )
    answered(cast.joy, meeting, "weapons-threats-debts", "A", "peers")
    card.audience = "CHILDRENS_SERVICES"
    card.save()
    with pytest.raises(NotFound):
        answered(cast.joy, meeting, "weapons-threats-debts", "A", "peers", seen_number=1, because="More")
    card.audience = "WITNESSES"  # Joy would read it if her role let her, and still not answer it
    card.save()
    with pytest.raises(NotFound):
        answered(cast.joy, meeting, "weapons-threats-debts", "A", "peers", seen_number=1, because="More")
    answered(cast.hana, meeting, "weapons-threats-debts", "A", "peers", seen_number=1, because="More")


def test_others_of_the_team_answer_on_the_sheet_and_not_in_the_meeting(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    with pytest.raises(NotPermitted):
        answered(cast.priya, meeting, "weapons-threats-debts", "A", "peers")


def test_only_what_the_item_asks_of_those_whom_the_meeting_covers(cast: Cast) -> None:
    incident = staffed(cast)
    meeting = running(cast, incident)
    with pytest.raises(NotFound):
        answered(cast.joy, meeting, "weapons-threats-debts", "A", "parents")
    meeting.covered.filter(involvement=involved(incident, "B")).update(out_by=cast.hana, out_at=NOW)
    with pytest.raises(NotFound):
        answered(cast.joy, meeting, "weapons-threats-debts", "B", "peers")


def test_sent_again_by_the_same_writer_it_is_one_answer_and_by_another_both_are_shown(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    first = answered(cast.joy, meeting, "weapons-threats-debts", "A", "peers")
    assert answered(cast.joy, meeting, "weapons-threats-debts", "A", "peers") == first
    with pytest.raises(Stale) as stale:
        answered(cast.hana, meeting, "weapons-threats-debts", "A", "peers")
    assert stale.value.current == first
    with pytest.raises(Stale):
        answered(cast.joy, meeting, "weapons-threats-debts", "A", "peers", because="Something else")


def test_an_action_of_an_answer_is_one_that_the_meeting_agreed(cast: Cast) -> None:
    meeting = running(cast, staffed(cast))
    due = NOW + timedelta(days=1)
    given = answered(
        cast.joy,
        meeting,
        "weapons-threats-debts",
        "A",
        "peers",
        answer=AnswerCode.ACTION_NEEDED,
        actions=[new_action(cast.priya, due_at=due)],
    )
    [line] = view(cast.hana, meeting).actions
    assert (line.line.consideration_key, line.line.due_at) == (given.consideration.key, due)
