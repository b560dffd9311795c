"""Deadlines that are set on screen: who may, what is refused, what they touch and what they leave alone."""

import json
from datetime import timedelta

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.incidents.choices import Audience
from reachable.playbook import due as due_text
from reachable.responses import editions, operations, queries
from reachable.responses.audiences import audience_of
from reachable.responses.models import DeadlineRule
from reachable.responses.queries.deadlines import FACTS, in_words
from tests import guides
from tests.counting import query_count
from tests.domain.incident_hands import answer, asked, told
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
CODE = "safe-to-return"
OURS = {"text": "3h after report", "kind": "default", "because": "We can do better"}
STATUTORY = {"kind": "statutory", "source": "An Act", "edition": "2026", "because": "The law changed"}


def item_of(code: str = CODE):
    return editions.in_force().consideration(code)[1]


def statutory_item():
    return next(item for item in editions.in_force().considerations() if item.due and item.due.kind == "statutory")


def set_it(by, code: str = CODE, seen: int = 0, **changes) -> DeadlineRule:
    return operations.set_deadline(by=by, at=AT, code=code, seen_number=seen, **{**OURS, **changes})


def line_of(cast: Cast, code: str = CODE):
    return next(line for line in queries.deadlines(cast.hana).lines if line.code == code)


def test_it_holds_for_what_is_asked_from_then_on_and_nothing_that_is_open(cast: Cast) -> None:
    before = asked(with_team(cast, reported_incident(cast.hana)), CODE, "A")
    rule = set_it(cast.hana, kind="local", source="Our protocol", edition="2026")
    after = asked(with_team(cast, reported_incident(cast.hana)), CODE, "A")
    assert (after.due_rule, after.due_kind, after.due_source, after.due_edition) == (
        rule.text, "local", "Our protocol", "2026",
    )  # fmt: skip
    assert after.due_at == AT + timedelta(hours=3)
    kept = asked(before.strand.response.incident, CODE, "A")
    assert (kept.due_rule, kept.due_at, kept.due_kind) == (before.due_rule, before.due_at, before.due_kind)
    assert kept.due_rule != rule.text


def test_back_to_the_playbook(cast: Cast) -> None:
    own = line_of(cast).rule
    set_it(cast.hana)
    assert line_of(cast).rule == "3h after report"
    operations.reset_deadline(by=cast.hana, at=AT, code=CODE, because="It was too short", seen_number=1)
    line = line_of(cast)
    assert (line.rule, line.set_by, line.number) == (own, None, 2)
    assert asked(with_team(cast, reported_incident(cast.hana)), CODE, "A").due_rule == own
    assert [one.text for one in queries.deadline(cast.hana, CODE, AT).history] == ["", "3h after report"]
    with pytest.raises(Refused, match="as in the playbook already"):
        operations.reset_deadline(by=cast.hana, at=AT, code=CODE, because="Again", seen_number=2)


def test_an_item_without_a_deadline_is_given_one(cast: Cast, tmp_path, settings) -> None:
    guides.ship(guides.first(tmp_path, settings), settings, more=guides.added(due=""))
    assert (line_of(cast, guides.ADDED).rule, line_of(cast, guides.ADDED).words) == ("", "")
    set_it(cast.hana, guides.ADDED)
    line = line_of(cast, guides.ADDED)
    assert (line.words, line.kind, line.in_playbook) == ("3 hours after the report to us", "default", "")
    assert line.set_by is not None
    assert (line.set_by.by, line.set_by.because) == ("Hana Malik", "We can do better")


def test_it_is_traced_without_an_incident(cast: Cast) -> None:
    set_it(cast.hana)
    entry = Entry.objects.get(verb="deadline-set")
    codes = json.loads(entry.codes)
    assert (entry.incident, codes["item"], codes["rule"]) == ("", CODE, "3h after report")


@pytest.mark.parametrize("name", ["priya", "manager", "admin", "ig", "sam"])
def test_only_the_named_role_changes_one(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        set_it(getattr(cast, name))
    with pytest.raises(NotPermitted):
        operations.reset_deadline(by=getattr(cast, name), at=AT, code=CODE, because="x", seen_number=0)
    assert queries.deadlines(getattr(cast, name)).may_edit is False


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"because": "  "}, "Say why"),
        ({"text": "soon"}, "not of the form"),
        ({"text": "3h after moonrise"}, "none of"),
        ({"text": "2 working days before court"}, "counted in hours"),
        ({"kind": "statutory", "source": "An Act", "edition": "2026"}, "Only what the law sets"),
    ],
)
def test_what_is_refused(cast: Cast, changes: dict[str, str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        set_it(cast.hana, **changes)
    assert not DeadlineRule.objects.exists()


def test_what_is_asked_about_the_incident_waits_for_no_single_young_person(cast: Cast) -> None:
    about_all = next(item for item in editions.in_force().considerations() if item.about == "incident")
    with pytest.raises(Refused, match="about the incident"):
        set_it(cast.hana, about_all.code, text="3h after admission")


def test_what_the_law_sets_stays_statutory_with_its_source_and_edition(cast: Cast) -> None:
    item = statutory_item()
    assert item.due is not None
    text = f"9 working days after {item.due.after}"
    for wrong, words in (
        ({"kind": "local", "because": "x"}, "stays statutory"),
        ({**STATUTORY, "source": " "}, "which law"),
        ({**STATUTORY, "edition": " "}, "which edition"),
    ):
        with pytest.raises(Refused, match=words):
            set_it(cast.hana, item.code, text=text, **wrong)
    assert set_it(cast.hana, item.code, text=text, **STATUTORY).number == 1


def test_two_who_change_the_same_one_are_told_of_each_other(cast: Cast) -> None:
    set_it(cast.hana)
    with pytest.raises(Stale):
        set_it(cast.hana, text="5h after report")
    with pytest.raises(Stale):
        operations.reset_deadline(by=cast.hana, at=AT, code=CODE, because="x", seen_number=0)
    with pytest.raises(Refused, match="what it is now"):
        set_it(cast.hana, seen=1)
    assert set_it(cast.hana, seen=1, text="5h after report").number == 2


def test_what_the_edition_does_not_ask_has_none(cast: Cast) -> None:
    for attempt in (lambda: set_it(cast.hana, "moonrise"), lambda: queries.deadline(cast.hana, "moonrise", AT)):
        with pytest.raises(NotFound):
            attempt()


def test_open_questions_are_counted_where_the_reader_may_look(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    assert queries.deadline(cast.priya, CODE, AT).still_open == 1
    assert queries.deadline(cast.stranger, CODE, AT).still_open == 0
    answer(cast.hana, incident, CODE, "NOT_NEEDED", "A")
    assert queries.deadline(cast.priya, CODE, AT).still_open == 0


def test_every_fact_has_words_and_each_can_be_said(cast: Cast) -> None:
    assert set(FACTS) == due_text.FACTS
    assert in_words("2h before court") == "2 hours before their next hearing begins"
    assert in_words("5 working days after awareness") == "5 working days after the authority became aware"
    offered = queries.deadline(cast.hana, CODE, AT).offered
    assert ("before court", "before their next hearing begins") in offered


def test_the_list_holds_everything_that_is_asked_in_one_statement(cast: Cast) -> None:
    hana = cast.hana
    with query_count(at_most=2):
        view = queries.deadlines(hana)
    assert {line.code for line in view.lines} == {
        item.code for strand in editions.in_force().strands.values() for item in strand.asked
    }
    assert view.may_edit


@pytest.mark.clause("NOT-3")
def test_a_due_time_tells_nobody_of_a_fact_that_he_may_not_read(cast: Cast) -> None:
    """That the notification was sent is for those who decide it and for the panel that meets because of it."""
    told = [item for item in editions.in_force().considerations() if item.due and item.due.after == "notification"]
    assert {audience_of(item) for item in told} == {Audience.RAPID_REVIEW_PANEL}
    for code in (CODE, "senior-manager-alert"):
        with pytest.raises(Refused, match="may not be read by everybody") as refusal:
            set_it(cast.hana, code, text="24h after notification")
        assert refusal.value.field == "runs_from"
        assert "after notification" not in dict(queries.deadline(cast.hana, code, AT).offered)
    for code in ("notification-partners-told", "rapid-review-started"):
        assert "after notification" in dict(queries.deadline(cast.hana, code, AT).offered)
    set_it(cast.hana, "rapid-review-started", text="2 working days after notification")


def test_when_the_authority_became_aware_moves_no_clock_of_those_who_may_not_read_it(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    codes = {"senior-manager-alert": "", "youth-justice-notification": "A"}
    before = {code: asked(incident, code, letter).due_at for code, letter in codes.items()}
    decision = asked(incident, "notification-decision").due_at
    told(cast.hana, incident, "AWARENESS", happened_at=AT - timedelta(days=9))
    assert {code: asked(incident, code, letter).due_at for code, letter in codes.items()} == before
    assert asked(incident, "notification-decision").due_at != decision
