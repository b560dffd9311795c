"""Who reads a question, its answers, its actions and what is said of them; others see neither title nor count."""

from datetime import timedelta
from uuid import UUID

import pytest

from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents import operations as incidents
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import Audience, FactKind, TeamPart, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.outbox.models import Delivery
from reachable.playbook.schema import Consideration as Item
from reachable.responses import editions, operations, queries
from reachable.responses.audiences import audience_of, audience_of_strand
from reachable.responses.models import Action, Consideration
from reachable.responses.operations import NewAction
from tests.domain.incident_hands import answer, asked, new_action, said, told
from tests.factories import AT, Cast, agency, report, reported_incident, with_team

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATE = AT + timedelta(days=40)

CHILDREN, DECISION, PANEL = Audience.CHILDRENS_SERVICES, Audience.NOTIFICATION_DECISION, Audience.RAPID_REVIEW_PANEL
NARROWER = (CHILDREN, DECISION, PANEL)
READS = {
    "hana": {CHILDREN, DECISION, PANEL},  # Head of Social Work, the lead
    "manager": {CHILDREN, DECISION},  # team manager
    "edt": {CHILDREN, DECISION},  # emergency duty senior
    "priya": {CHILDREN},  # social worker
    "sam": set(),  # police
    "ward": {DECISION},  # the safeguarding lead of health, named for this incident
    "mace": {PANEL},  # named on the panel
    "youth_justice": set(),
    "joy": set(),  # of children's services, but takes the minutes
}
NAMED = {"ward": TeamPart.SAFEGUARDING_ADVISER, "mace": TeamPart.REVIEW_PANEL}
ONE_OF = {CHILDREN: "senior-manager-alert", DECISION: "notification-decision", PANEL: "rapid-review-sent"}
MATRIX = [(name, audience) for name in READS for audience in NARROWER]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """A is in hospital, B has died; the notification was sent, so that its review runs."""
    there = report().young_people
    incident = with_team(cast, reported_incident(cast.hana, young_people=(*there, ReportedYoungPerson())))
    common = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Works on it"}
    for name in READS:
        key = getattr(cast, name).key
        if name in NAMED:
            incidents.name_lead(**common, professional_key=key, part=NAMED[name])
        elif name not in ("hana", "priya", "sam"):
            incidents.add_to_team(**common, professional_key=key)
    said(cast.priya, incident, Where.DIED, "B")
    told(cast.hana, incident, FactKind.NOTIFICATION_SENT, happened_at=AT - HOUR)
    return incident


def items(audience: Audience, strand: str = "") -> list[Item]:
    strands = editions.in_force().strands.values()
    return [item for one in strands if strand in ("", one.code) for item in one.asked if audience_of(item) == audience]


def reads(name: str) -> set[Audience]:
    return READS[name] | {Audience.TEAM}


def key_of(incident: Incident, audience: Audience) -> UUID:
    return Consideration.objects.get(strand__response__incident=incident, code=ONE_OF[audience]).key


def timeline_of(who: Professional, incident: Incident):
    return incident_queries.timeline_for(who, incident.reference, AT, size=200).lines


# Who is who


@pytest.mark.parametrize("name", READS)
def test_each_reads_what_the_table_says_in_one_incident_and_over_several(cast: Cast, incident, name: str) -> None:
    who = getattr(cast, name)
    seen = access.incident_for(who, incident.reference, AT)
    assert set(NARROWER) & access.audiences_of(who, seen) == READS[name]
    assert set(NARROWER) & access.audiences_on_team(who, incident, AT) == READS[name]
    rows = Consideration.objects.filter(access.readable(who, AT, "strand__response__incident"))
    assert set(NARROWER) & set(rows.values_list("audience", flat=True)) == READS[name]


def test_a_part_opens_its_own_incident_and_no_other(cast: Cast, incident) -> None:
    other = with_team(cast, reported_incident(cast.hana))
    told(cast.hana, other, FactKind.NOTIFICATION_SENT)
    common = {"by": cast.hana, "at": AT, "reference": other.reference, "why": "Works on it"}
    for name in NAMED:
        incidents.add_to_team(**common, professional_key=getattr(cast, name).key)
        who = getattr(cast, name)
        assert not set(NARROWER) & access.audiences_of(who, access.incident_for(who, other.reference, AT))
        mine = Consideration.objects.filter(access.readable(who, AT, "strand__response__incident"))
        assert not mine.filter(strand__response__incident=other).exclude(audience=Audience.TEAM).exists()


def test_nobody_of_childrens_services_reads_them_who_answers_nothing(cast: Cast) -> None:
    for name in ("joy", "ig", "admin"):
        assert access.audiences(getattr(cast, name)) == {Audience.TEAM}


def test_every_audience_of_the_guide_is_in_the_table() -> None:
    assert {audience_of(item) for item in editions.in_force().considerations()} == {Audience.TEAM, *NARROWER}
    assert {audience_of_strand(strand) for strand in editions.in_force().strands.values()} == {Audience.TEAM, PANEL}


# What is shown


@pytest.mark.clause("NOT-1", "NOT-2")
@pytest.mark.parametrize("name", READS)
def test_a_card_is_there_for_its_readers_alone(cast: Cast, incident, name: str) -> None:
    found = {audience for audience in NARROWER if finds_card(getattr(cast, name), incident, audience)}
    assert found == READS[name]


def finds_card(who: Professional, incident: Incident, audience: Audience) -> bool:
    try:
        return queries.card(who, incident.reference, key_of(incident, audience), AT)[2].code == ONE_OF[audience]
    except NotFound:
        return False


@pytest.mark.clause("NOT-1", "NOT-2")
@pytest.mark.parametrize("name", READS)
def test_sheets_counts_and_what_waits_leave_out_what_is_not_read(cast: Cast, incident, name: str) -> None:
    who, reference = getattr(cast, name), incident.reference
    codes = {
        item.code for item in editions.in_force().strands["notifications"].asked if audience_of(item) in reads(name)
    }
    sheet = queries.sheet(who, reference, "notifications", AT)
    assert {card.code for card in (*sheet.incident_cards, *sheet.young_person_cards)} == codes
    lines = {line.code: line for line in queries.standings(who, reference, AT).strands}
    assert lines["notifications"].total == sheet.total
    assert queries.strands(who, reference, AT) == list(lines.values())
    assert ("rapid-review" in lines) is (PANEL in READS[name])
    waiting = {one.card_key for one in queries.attention(who, reference, LATE)}
    for audience in NARROWER:
        assert (key_of(incident, audience) in waiting) is (audience in READS[name]), audience
    forbidden = {item.ask for audience in NARROWER if audience not in READS[name] for item in items(audience)}
    shown = {one.what for one in queries.attention(who, reference, LATE)}
    assert not forbidden & shown


@pytest.mark.clause("NOT-1", "NOT-2")
@pytest.mark.parametrize("name", READS)
def test_what_is_counted_of_a_young_person_leaves_it_out(cast: Cast, incident, name: str) -> None:
    who = getattr(cast, name)
    died = next(one for one in incident.involvements.all() if one.letter == "B")
    counts = queries.counts_by_young_person(who, incident.reference, AT)[died.key]
    rows = Consideration.objects.filter(about=died, audience__in=reads(name))
    after_death = {item.code for item in editions.in_force().considerations() if item.after_death}
    assert counts.total == rows.filter(code__in=after_death).count()
    about = queries.strands_about(who, incident.reference, died.key, AT)
    assert sum(line.total for line in about) == counts.total
    death = queries.sheet(who, incident.reference, "death", AT)
    assert ("death-notification" in {card.code for card in death.young_person_cards}) is (DECISION in READS[name])


@pytest.mark.clause("NOT-1")
@pytest.mark.parametrize("name", READS)
def test_a_strand_of_the_panel_alone_is_not_there_for_others(cast: Cast, incident, name: str) -> None:
    who = getattr(cast, name)
    opened = [line.words for line in timeline_of(who, incident) if line.code == "strands-opened"]
    assert ("Opened, provisional: Rapid review." in opened) is (PANEL in READS[name])
    assert sum("Rapid review" in words for words in opened) == (PANEL in READS[name])
    if PANEL in READS[name]:
        assert queries.sheet(who, incident.reference, "rapid-review", AT).total == len(items(PANEL))
    else:
        with pytest.raises(NotFound):
            queries.sheet(who, incident.reference, "rapid-review", AT)


@pytest.mark.parametrize("name", READS)
def test_the_questions_of_the_night_and_of_my_work_leave_it_out(cast: Cast, incident, name: str) -> None:
    who = getattr(cast, name)
    readable = {item.ask for audience in reads(name) for item in items(audience)}
    assert {one.ask for one in queries.questions_for(who, LATE)} <= readable
    tonight = queries.tonight(who, incident.reference, AT)
    assert {card.ask for question in tonight.questions for card in question.cards} <= readable


def test_who_leads_on_a_narrower_question_is_asked_it_at_his_work_where_he_reads_it(cast: Cast, incident) -> None:
    advice = editions.in_force().consideration("notification-advice")[1].ask

    def asks(who: Professional) -> bool:
        return advice in {one.ask for one in queries.questions_for(who, LATE)}

    assert asks(cast.hana)
    assert asks(cast.ward)
    assert not asks(cast.mace), "MACE police lead on it too, and are not named to advise in this incident"


# Answers, actions and the timeline


@pytest.fixture
def acted_on(cast: Cast, incident: Incident) -> dict[Audience, Action]:
    """One action of each narrower question, each in the hands of Hana."""
    for audience in NARROWER:
        answer(cast.hana, incident, ONE_OF[audience], "ACTION_NEEDED", actions=[new_action(cast.hana)])
    return {Audience(action.audience): action for action in Action.objects.all()}


@pytest.mark.clause("NOT-1", "NOT-2")
@pytest.mark.parametrize("audience", NARROWER)
def test_actions_and_what_is_written_of_them(cast: Cast, incident, acted_on, audience: Audience) -> None:
    action, ask = acted_on[audience], editions.in_force().consideration(ONE_OF[audience])[1].ask
    found: dict[str, set[str]] = {"list": set(), "attention": set(), "timeline": set(), "page": set()}
    for name in READS:
        who = getattr(cast, name)
        lists = {
            "list": action.key in {line.key for line in queries.actions_for(who, incident.reference, AT)},
            "attention": action.key
            in {one.action_key for one in queries.attention(who, incident.reference, AT + 5 * HOUR)},
            "timeline": any(ask in line.words for line in timeline_of(who, incident)),
            "page": finds_action(who, action),
        }
        for what, is_there in lists.items():
            found[what] |= {name} if is_there else set()
    readers = {name for name in READS if audience in READS[name]}
    assert list(found.values()) == [readers] * 4, found


def finds_action(who: Professional, action: Action) -> bool:
    try:
        return queries.action(who, action.key, AT).line.key == action.key
    except NotFound:
        return False


@pytest.mark.parametrize("name", READS)
def test_as_many_lines_as_there_are_readers_for(cast: Cast, incident, acted_on, name: str) -> None:
    who = getattr(cast, name)
    lines = [line.words for line in timeline_of(who, incident)]
    assert sum("Write to the landlord" in words for words in lines) == len(READS[name])
    finished = queries.actions_for(who, incident.reference, AT, finished=True)
    assert finished == []
    operations.finish_action(by=cast.hana, at=AT, action_key=acted_on[PANEL].key, seen_version=1, outcome="Written")
    finished = queries.actions_for(who, incident.reference, AT, finished=True)
    assert len(finished) == (PANEL in READS[name])


CHANGES = {
    "accept": lambda by, key: operations.accept_action(by=by, at=AT, action_key=key, seen_version=1),
    "assign": lambda by, key: operations.assign_action(by=by, at=AT, action_key=key, seen_version=1, owner_key=by.key),
    "extend": lambda by, key: operations.extend_action(
        by=by, at=AT, action_key=key, seen_version=1, due_at=AT + 9 * HOUR, because="Tomorrow"
    ),
    "hand back": lambda by, key: operations.hand_back_action(
        by=by, at=AT, action_key=key, seen_version=1, because="Not mine"
    ),
    "finish": lambda by, key: operations.finish_action(by=by, at=AT, action_key=key, seen_version=1, outcome="Done"),
    "withdraw": lambda by, key: operations.withdraw_action(
        by=by, at=AT, action_key=key, seen_version=1, because="Not needed"
    ),
}


@pytest.mark.clause("NOT-1", "NOT-2")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_nobody_changes_an_action_that_he_does_not_read(cast: Cast, incident, acted_on, change) -> None:
    for name, audience in MATRIX:
        if audience in READS[name]:
            continue
        with pytest.raises(NotFound):
            change(getattr(cast, name), acted_on[audience].key)
    assert set(Action.objects.values_list("version", flat=True)) == {1}


@pytest.mark.clause("NOT-1", "NOT-2")
@pytest.mark.parametrize("name", READS)
def test_nobody_answers_what_he_does_not_read(cast: Cast, incident, name: str) -> None:
    refusals = {audience: refusal_of(getattr(cast, name), incident, audience) for audience in NARROWER}
    expected = {audience: None if audience in READS[name] else NotFound for audience in NARROWER}
    if name == "joy":  # who answers nothing is told so before any question is looked for
        expected = dict.fromkeys(NARROWER, NotPermitted)
    if name == "ward":  # reads it for the advice; others decide it
        expected[DECISION] = NotPermitted
    assert refusals == expected


def refusal_of(who: Professional, incident: Incident, audience: Audience) -> type[Exception] | None:
    try:
        answer(who, incident, ONE_OF[audience], "IN_PLACE")
    except (NotFound, NotPermitted) as refusal:
        return type(refusal)
    return None


@pytest.mark.clause("NOT-2")
def test_who_is_named_to_advise_answers_on_the_advice_alone(cast: Cast, incident) -> None:
    refused = set()
    for item in items(DECISION):
        letter = "B" if item.about == "young-person" else ""
        try:
            answer(cast.ward, incident, item.code, "IN_PLACE", letter)
        except NotPermitted:
            refused.add(item.code)
    assert refused == {item.code for item in items(DECISION)} - {"notification-advice"}


# To whom something may be given


def give(cast: Cast, incident: Incident, audience: Audience, new: NewAction) -> Action | None:
    """Hana answers with this action; None where she is refused its owner."""
    try:
        answer(cast.hana, incident, ONE_OF[audience], "ACTION_NEEDED", actions=[new])
    except Refused as refusal:
        if refusal.field != "owner":
            raise
        return None
    return Action.objects.order_by("-pk")[0]


@pytest.mark.clause("NOT-1", "NOT-2")
@pytest.mark.parametrize("name", READS)
def test_an_action_is_given_to_who_reads_the_question(cast: Cast, incident, name: str) -> None:
    owner = getattr(cast, name)
    given = {audience: give(cast, incident, audience, new_action(owner)) for audience in NARROWER}
    assert {audience for audience, action in given.items() if action} == READS[name]
    assert {line.key for line in queries.mine(owner, AT).own} == {action.key for action in given.values() if action}
    assert Action.objects.count() == len(READS[name])


@pytest.mark.parametrize("code", ["childrens-services", "police", "hospital"])
def test_a_narrower_question_goes_to_no_agency_but_that_of_childrens_services(cast: Cast, incident, code: str) -> None:
    new = new_action(agency=agency(code).key)
    given = {audience for audience in NARROWER if give(cast, incident, audience, new)}
    assert given == ({CHILDREN} if code == "childrens-services" else set())
    assert len(queries.mine(cast.priya, AT).agency) == len(given)
    assert queries.mine(cast.joy, AT).agency == ()


def test_an_action_is_not_passed_on_to_who_does_not_read_it(cast: Cast, incident, acted_on) -> None:
    def pass_on(audience: Audience, to: Professional) -> None:
        key = acted_on[audience].key
        operations.assign_action(by=cast.hana, at=AT, action_key=key, seen_version=1, owner_key=to.key)

    for audience in NARROWER:
        with pytest.raises(Refused):
            pass_on(audience, cast.sam)
    pass_on(CHILDREN, cast.priya)


def test_who_reads_no_longer_has_it_at_his_work_no_longer(cast: Cast, incident) -> None:
    """A part on the panel that has ended, the professional still on the team."""
    answer(cast.hana, incident, ONE_OF[PANEL], "ACTION_NEEDED", actions=[new_action(cast.mace)])
    assert len(queries.mine(cast.mace, AT).own) == 1
    incident.team.filter(professional=cast.mace).update(part=TeamPart.MEMBER)
    assert queries.mine(cast.mace, AT).own == ()
    with pytest.raises(NotFound):
        CHANGES["accept"](cast.mace, Action.objects.get().key)


@pytest.mark.clause("NOT-2")
def test_an_action_is_not_handed_back_to_who_reads_it_no_longer(cast: Cast, incident) -> None:
    answer(cast.ward, incident, "notification-advice", "ACTION_NEEDED", actions=[new_action(cast.edt)])
    key = Action.objects.get().key
    incident.team.filter(professional=cast.ward).update(part=TeamPart.MEMBER)
    CHANGES["hand back"](cast.edt, key)
    assert Action.objects.get().owner == cast.hana, "it goes to the lead, who reads it"
    assert len(queries.mine(cast.hana, AT).own) == 1


# What is not yet known


@pytest.mark.clause("NOT-1", "SAF-1")
def test_what_is_to_be_found_out_of_a_narrower_question_is_a_list_of_its_own(cast: Cast, incident) -> None:
    answer(cast.priya, incident, "strategy-discussion", "NOT_YET_KNOWN", "")
    answer(cast.hana, incident, ONE_OF[CHILDREN], "NOT_YET_KNOWN")
    answer(cast.hana, incident, "notification-decision", "NOT_YET_KNOWN")
    answer(cast.hana, incident, "notification-sent", "NOT_YET_KNOWN")
    answer(cast.hana, incident, ONE_OF[PANEL], "NOT_YET_KNOWN")
    found = {Audience(action.audience): action for action in Action.objects.filter(about=None)}
    assert set(found) == {Audience.TEAM, *NARROWER}
    assert {found[audience].unknowns.count() for audience in (CHILDREN, PANEL)} == {1}
    assert found[DECISION].unknowns.count() == 2
    for name in READS:
        lists = {line.key for line in queries.actions_for(getattr(cast, name), incident.reference, AT)}
        assert lists == {found[audience].key for audience in reads(name)}, name


def test_mail_about_a_narrower_action_goes_to_its_readers(cast: Cast, incident) -> None:
    Delivery.objects.all().delete()
    answer(cast.hana, incident, ONE_OF[DECISION], "NOT_YET_KNOWN")
    assert set(Delivery.objects.values_list("to", flat=True)) == {cast.manager.email, cast.edt.email}
    assert asked(incident, ONE_OF[DECISION]).audience == DECISION
