"""An action that is given for a place or a group: by whom it can be given, and who learns of the place."""

import json

import pytest

from reachable.audit.models import Entry, EntryWords
from reachable.common.refusals import Refused
from reachable.contexts import operations as contexts
from reachable.contexts.models import Context
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident, TimelineEntry
from reachable.outbox.models import Delivery
from reachable.responses import operations, queries
from reachable.responses.choices import UNFINISHED
from reachable.responses.models import Action, ActionStep
from tests.domain.context_hands import refer, refer_from
from tests.domain.incident_hands import involved, new_action
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
CHOOSE = "Choose a place or a group of this incident"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    told = {"by": cast.hana, "at": AT, "reference": found.reference, "why": "Takes the minutes"}
    incidents.add_to_team(**told, professional_key=cast.joy.key)
    return found


@pytest.fixture
def bowl(cast: Cast, incident: Incident) -> Context:
    return refer_from(cast.priya, incident)


def give(by: Professional, incident: Incident, context: str = "", aims_at: str = "", *, of_kai: bool = False) -> Action:
    new = new_action(by, context=context, aims_at=aims_at)
    about = involved(incident).key if of_kai else None
    return operations.add_action(by=by, at=AT, reference=incident.reference, new=new, about_key=about)


@pytest.mark.clause("STA-14")
def test_it_is_kept_and_traced_without_a_name(cast: Cast, incident: Incident, bowl: Context) -> None:
    made = Action.objects.get(pk=give(cast.priya, incident, bowl.reference, "NEIGHBOURHOOD", of_kai=True).pk)
    assert (made.context, made.aims_at) == (bowl, "NEIGHBOURHOOD")
    codes = json.loads(Entry.objects.filter(verb="action-added").latest("number").codes)
    assert (codes["context"], codes["aims_at"]) == (bowl.reference, "NEIGHBOURHOOD")


def test_nobody_learns_of_the_place_who_does_not_see_it(cast: Cast, incident: Incident, bowl: Context) -> None:
    made = operations.add_action(
        by=cast.priya, at=AT, reference=incident.reference, new=new_action(cast.joy, context=bowl.reference)
    )
    assert queries.action(cast.priya, made.key, AT).line.place is not None
    assert queries.action(cast.joy, made.key, AT).line.place is None
    assert [one.place for one in queries.actions_for(cast.joy, incident.reference, AT)] == [None]
    assert queries.actions_for_place(cast.joy, bowl.reference, AT) == ()
    assert Delivery.objects.filter(professional_key=cast.joy.key, reference=incident.reference).exists()
    said = [str(vars(one)) for rows in (Delivery, ActionStep) for one in rows.objects.all()]
    entry = Entry.objects.filter(verb="action-added").latest("number")
    said += [entry.codes, *(one.words for one in EntryWords.objects.filter(number=entry.number))]
    said += [one.words for one in TimelineEntry.objects.filter(code="action-added")]
    assert said
    for words in said:
        assert bowl.name not in words


def test_only_a_place_of_this_incident_that_the_giver_sees(cast: Cast, incident: Incident, bowl: Context) -> None:
    elsewhere = refer(cast.priya, name="The pier")
    other = refer_from(cast.priya, with_team(cast, reported_incident(cast.hana)), name="The arcade")
    gone = refer_from(cast.priya, incident, name="The yard")
    contexts.unlink_context(by=cast.priya, at=AT, reference=incident.reference, context=gone.reference)
    over = refer_from(cast.priya, incident, name="The shed")
    contexts.end_context(by=cast.priya, at=AT, context=over.reference, because="Pulled down", seen_version=1)
    tried = [(cast.priya, one.reference) for one in (elsewhere, other, gone, over)]
    for by, reference in [*tried, (cast.priya, "CTX-2026-0099"), (cast.joy, bowl.reference), (cast.joy, "CTX-1")]:
        with pytest.raises(Refused, match=CHOOSE) as refused:
            give(by, incident, reference)
        assert refused.value.field == "context"
    assert Action.objects.count() == 0


@pytest.mark.clause("STA-7")
def test_what_it_is_to_change_is_said_of_a_young_person(cast: Cast, incident: Incident) -> None:
    for aims_at, of_kai in (("NEIGHBOURHOOD", False), ("WEATHER", True)):
        with pytest.raises(Refused) as refused:
            give(cast.priya, incident, "", aims_at, of_kai=of_kai)
        assert refused.value.field == "aims_at"
    assert give(cast.joy, incident, "", "PEERS", of_kai=True).aims_at == "PEERS"


def test_the_place_lists_them_for_whoever_opens_the_incident(cast: Cast, incident: Incident, bowl: Context) -> None:
    first = give(cast.priya, incident, bowl.reference)
    second = give(cast.hana, incident, bowl.reference)
    give(cast.hana, incident)
    operations.finish_action(by=cast.priya, at=AT, action_key=first.key, seen_version=1, outcome="Lit")
    found = queries.actions_for_place(cast.hana, bowl.reference, AT)
    assert [(one.key, one.state in UNFINISHED) for one in found] == [(second.key, True), (first.key, False)]
    assert queries.actions_for_place(cast.ward, bowl.reference, AT) == ()
    contexts.unlink_context(by=cast.priya, at=AT, reference=incident.reference, context=bowl.reference)
    assert len(queries.actions_for_place(cast.hana, bowl.reference, AT)) == 2
    operations.withdraw_action(by=cast.hana, at=AT, action_key=second.key, seen_version=1, because="No need")
    assert [one.key for one in queries.actions_for_place(cast.hana, bowl.reference, AT)] == [first.key]
