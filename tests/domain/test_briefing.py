"""A briefing goes out through its gate alone: it names nobody, two people answer for the words, its chair is right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.choices import RoleCode
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident, TimelineEntry
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery, Disclosure
from reachable.people.matching import Entry as PersonEntry
from reachable.responses.gates import GATES
from reachable.sharing import operations, policies, queries
from reachable.sharing.choices import BriefingState
from reachable.sharing.models import Briefing, BriefingText
from reachable.sharing.policies import BriefingStands
from tests.domain.briefing_hands import (
    LATER,
    WORDS,
    again,
    begun,
    chaired,
    issued,
    looked_at,
    ready,
    signed,
    staffed,
    view,
    with_readers,
)
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db
WHOLE = BriefingStands(
    must_go=0,
    unanswered=0,
    made_out="Nothing is told",
    small_group="Hundreds",
    signed_by="Maggie Thorne",
    what_to_do="Stand at the gate",
    pass_on="Ring us",
    chair="Hana Malik",
    chair_may=True,
    police="Maggie Thorne",
    readers=2,
)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return staffed(cast)


def issue(cast: Cast, row: Briefing) -> Briefing:
    sha256 = view(cast.manager, row).sha256
    return operations.issue_briefing(by=cast.manager, at=LATER, briefing=row.reference, sha256=sha256)


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        pytest.param({"must_go": 1}, "1 place of the text names somebody", marks=pytest.mark.clause("BRF-4")),
        pytest.param({"must_go": 3}, "3 places of the text name somebody", marks=pytest.mark.clause("BRF-4")),
        pytest.param({"unanswered": 2}, "2 places of the text have to be looked", marks=pytest.mark.clause("BRF-4")),
        pytest.param({"made_out": " "}, "the two questions that no machine", marks=pytest.mark.clause("BRF-4")),
        pytest.param({"small_group": ""}, "the two questions that no machine", marks=pytest.mark.clause("BRF-4")),
        pytest.param({"signed_by": ""}, "nobody else has signed", marks=pytest.mark.clause("BRF-4")),
        pytest.param({"what_to_do": "\n"}, "“What to do in your setting” is empty", marks=pytest.mark.clause("BRF-2")),
        pytest.param({"pass_on": ""}, "“How to pass information on” is empty", marks=pytest.mark.clause("BRF-2")),
        pytest.param({"chair": ""}, "nobody is named to chair", marks=pytest.mark.clause("BRF-3")),
        pytest.param({"chair_may": False}, "neither Head of Social Work nor", marks=pytest.mark.clause("BRF-3")),
        pytest.param({"police": ""}, "nobody of MACE police supports", marks=pytest.mark.clause("BRF-3")),
        pytest.param({"readers": 0}, "nobody is named to read it", marks=pytest.mark.clause("BRF-1")),
    ],
)
def test_each_missing_line_refuses(missing: dict[str, Any], says: str) -> None:
    policies.check_can_be_issued(WHOLE)
    assert all(line.met for line in policies.briefing_lines(WHOLE))
    with pytest.raises(Refused, match=says):
        policies.check_can_be_issued(replace(WHOLE, **missing))


@pytest.mark.clause("BRF-3")
@pytest.mark.parametrize(
    ("chair", "nominator", "may"),
    [
        ([RoleCode.HEAD_OF_SOCIAL_WORK], [], True),
        ([RoleCode.TEAM_MANAGER], [RoleCode.HEAD_OF_SOCIAL_WORK], True),
        ([RoleCode.TEAM_MANAGER], [], False),
        ([RoleCode.TEAM_MANAGER], [RoleCode.TEAM_MANAGER], False),
        ([RoleCode.SOCIAL_WORKER], [RoleCode.HEAD_OF_SOCIAL_WORK], False),
        ([RoleCode.MACE_POLICE], [RoleCode.HEAD_OF_SOCIAL_WORK], False),
    ],
)
def test_who_may_chair(chair: list[str], nominator: list[str], may: bool) -> None:
    assert policies.may_chair(chair, nominator) is may


@pytest.mark.clause("BRF-4")
def test_it_is_written_looked_at_signed_and_issued(cast: Cast, incident: Incident) -> None:
    assert GATES["briefing"].enforced
    row = issued(cast, incident)
    assert (row.state, row.issued_by, row.reference) == (BriefingState.ISSUED, cast.manager, "BRF-2026-0001")
    assert set(Entry.objects.filter(verb__startswith="briefing-").values_list("verb", flat=True)) == {
        "briefing-started",
        "briefing-written",
        "briefing-findings-answered",
        "briefing-signed",
        "briefing-chair-named",
        "briefing-readers-added",
        "briefing-issued",
    }
    said = " ".join(TimelineEntry.objects.filter(code__startswith="briefing").values_list("words", flat=True))
    assert "Maggie Thorne had signed exactly this text" in said
    assert not any(part in said for part in WORDS.values())


@pytest.mark.clause("BRF-4")
def test_the_mail_says_nothing_and_the_sharing_log_says_to_whom(cast: Cast, incident: Incident) -> None:
    row = issued(cast, incident)
    sent = Delivery.objects.get(message=Message.BRIEFING_SENT)
    assert sent.professional_key == cast.school.key
    log = Disclosure.objects.get(what="BRIEFING")
    assert (log.to_key, log.words) == (cast.school.key, f"The briefing {row.reference}")
    assert not log.about.exists()


@pytest.mark.clause("BRF-4")
def test_a_name_can_be_saved_and_is_neither_signed_nor_issued(cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident, happening="Kai Mensah was hurt there.")
    seen = view(cast.manager, row)
    [named] = [one.finding for one in seen.must_go]
    assert named.words == "Kai Mensah"
    assert named.why == "This is a name of somebody in or around this incident."
    looked_at(cast.manager, row)
    with pytest.raises(Refused, match="names somebody and must go"):
        signed(cast.mace, row)
    with_readers(cast, chaired(cast, row))
    with pytest.raises(Refused, match="names somebody and must go"):
        issue(cast, row)
    assert BriefingText.objects.get(briefing=row, number=2).happening == "Kai Mensah was hurt there."


@pytest.mark.clause("BRF-4")
def test_what_must_go_cannot_be_answered_away(cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident, happening="Kai Mensah was hurt there.")
    seen = view(cast.manager, row)
    [one] = [line.finding for line in seen.must_go]
    answer = operations.Answered(one.start, one.end, one.kind, "Everybody knows")
    with pytest.raises(Refused, match="cannot be answered"):
        operations.answer_findings(
            by=cast.manager,
            at=LATER,
            briefing=row.reference,
            sha256=seen.sha256,
            answers=[answer],
            made_out="x",
            small_group="x",
        )


@pytest.mark.clause("BRF-4")
def test_a_name_in_the_place_is_found_too(cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident, place="Friends of Kai Mensah", happening="Kai Mensah was hurt.")
    assert [one.finding.words for one in view(cast.manager, row).must_go] == ["Kai Mensah", "Kai Mensah"]


@pytest.mark.clause("BRF-4")
def test_a_doubtful_place_is_answered_with_a_reason_by_its_writer(cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident, happening="One of the three boys at the shop was seen.")
    seen = view(cast.manager, row)
    assert seen.look_again
    assert not seen.must_go
    told = {"at": LATER, "briefing": row.reference, "sha256": seen.sha256, "made_out": "x", "small_group": "x"}
    first = seen.look_again[0].finding
    empty = operations.Answered(first.start, first.end, first.kind, " ")
    with pytest.raises(Refused, match="Say why"):
        operations.answer_findings(by=cast.manager, answers=[empty], **told)
    with pytest.raises(Refused, match="Whoever wrote this version answers"):
        operations.answer_findings(by=cast.hana, answers=[], **told)
    operations.answer_findings(by=cast.manager, answers=[], **told)
    with pytest.raises(Refused, match="to be looked at again"):
        signed(cast.mace, row)
    looked_at(cast.manager, row)
    assert signed(cast.mace, row).state == BriefingState.DRAFT


@pytest.mark.clause("BRF-4")
def test_whoever_wrote_any_of_it_does_not_sign(cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident)
    words = {**WORDS, "watch_for": "Pupils who ask to leave early."}
    operations.write_briefing(by=cast.hana, at=LATER, briefing=row.reference, seen_number=2, words=words)
    looked_at(cast.hana, row)
    for writer in (cast.manager, cast.hana):
        with pytest.raises(Refused, match="somebody else has to read and sign"):
            signed(writer, row)
    signed(cast.mace, row)


@pytest.mark.clause("BRF-4")
def test_a_new_version_needs_everything_again(cast: Cast, incident: Incident) -> None:
    row = ready(cast, incident)
    before = view(cast.manager, row)
    assert before.gate.may_be_passed
    words = {**WORDS, "place": "Schools near the bus station"}
    operations.write_briefing(by=cast.manager, at=LATER, briefing=row.reference, seen_number=2, words=words)
    after = view(cast.manager, row)
    assert {line.words for line in after.gate.missing} == {
        "the two questions that no machine can answer are open",
        "nobody else has signed exactly this text",
    }
    with pytest.raises(Refused, match="was changed since this page was opened"):
        operations.issue_briefing(by=cast.manager, at=LATER, briefing=row.reference, sha256=before.sha256)
    with pytest.raises(Refused, match="was changed since this page was opened"):
        operations.sign_briefing(by=cast.mace, at=LATER, briefing=row.reference, sha256=before.sha256)


@pytest.mark.clause("BRF-4")
def test_what_was_signed_is_not_answered_anew(cast: Cast, incident: Incident) -> None:
    row = signed(cast.mace, looked_at(cast.manager, begun(cast, incident)))
    with pytest.raises(Refused, match="This text was signed"):
        looked_at(cast.manager, row)


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize("already_signed", [False, True], ids=["before signing", "before issuing"])
def test_somebody_who_came_to_be_known_since_is_found(cast: Cast, incident: Incident, already_signed: bool) -> None:
    row = looked_at(cast.manager, begun(cast, incident, happening="Tell Ottoline Fairweather what you see."))
    if already_signed:
        with_readers(cast, chaired(cast, signed(cast.mace, row)))
        assert view(cast.manager, row).gate.may_be_passed
    told = {"by": cast.hana, "at": LATER, "reference": incident.reference}
    incidents.map_network(**told, words="Friends may be at risk", seen_number=0)
    incidents.add_to_network(
        **told,
        entry=PersonEntry(given_names="Ottoline", family_name="Fairweather", approximate_age=15),
        why="A friend",
        named_at_risk=False,
        provenance=incidents.Provenance(source="WRITTEN"),
        connected_to=incident.involvements.get().record.belongings.get().person.key,
        kind="FRIEND",
    )
    step: Callable[[], object] = (lambda: issue(cast, row)) if already_signed else (lambda: signed(cast.mace, row))
    with pytest.raises(Refused, match="names somebody and must go"):
        step()
    assert again(row).state == BriefingState.DRAFT


@pytest.mark.clause("BRF-3")
def test_the_chair_is_the_head_or_a_team_manager_whom_one_nominated(cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident)
    told = {"at": LATER, "briefing": row.reference, "police": cast.mace.key}
    with pytest.raises(Refused, match="a team manager whom one of them nominated"):
        operations.name_chair(by=cast.manager, chair=cast.manager.key, **told)
    with pytest.raises(Refused, match="a team manager whom one of them nominated"):
        operations.name_chair(by=cast.hana, chair=cast.priya.key, **told)
    with pytest.raises(Refused, match="does not work for MACE police"):
        operations.name_chair(by=cast.hana, chair=cast.hana.key, **{**told, "police": cast.sam.key})
    operations.name_chair(by=cast.hana, chair=cast.manager.key, **told)
    assert again(row).nominated_by == cast.hana
    assert view(cast.manager, row).gate.lines[6].met
    operations.name_chair(by=cast.manager, chair=cast.manager.key, nominated_by=cast.hana.key, **told)
    operations.name_chair(by=cast.manager, chair=cast.hana.key, **told)
    assert again(row).nominated_by is None


def test_two_who_write_at_once_are_told(cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident)
    with pytest.raises(Stale):
        operations.write_briefing(by=cast.hana, at=LATER, briefing=row.reference, seen_number=1, words=WORDS)
    operations.write_briefing(by=cast.manager, at=LATER, briefing=row.reference, seen_number=2, words=WORDS)
    assert BriefingText.objects.filter(briefing=row).count() == 2


@pytest.mark.clause("BRF-1")
@pytest.mark.parametrize(
    ("missing", "words"), [("place", "Say which place or community it is for"), ("title", "Give it a title")]
)
def test_it_says_what_it_is_for(cast: Cast, incident: Incident, missing: str, words: str) -> None:
    said = {"place": "The park", "title": "After school", missing: " "}
    with pytest.raises(Refused, match=words):
        operations.start_briefing(by=cast.hana, at=AT, reference=incident.reference, **said)
    assert not Briefing.objects.exists()


def test_after_it_is_issued_nothing_of_it_is_changed(cast: Cast, incident: Incident) -> None:
    row = issued(cast, incident)
    told = {"by": cast.manager, "at": LATER, "briefing": row.reference}
    with pytest.raises(Refused, match="was issued"):
        operations.write_briefing(**told, seen_number=2, words=WORDS)
    with pytest.raises(Refused, match="was issued"):
        operations.name_chair(**told, chair=cast.hana.key, police=cast.mace.key)
    with pytest.raises(Refused, match="was issued"):
        issue(cast, row)


def test_it_is_withdrawn_with_a_reason_once(cast: Cast, incident: Incident) -> None:
    row = issued(cast, incident)
    told = {"by": cast.hana, "at": LATER + timedelta(hours=1), "briefing": row.reference}
    with pytest.raises(Refused, match="Say why"):
        operations.withdraw_briefing(**told, because=" ")
    operations.withdraw_briefing(**told, because="The number was wrong")
    assert again(row).state == BriefingState.WITHDRAWN
    read = queries.briefing_to_read(cast.school, row.reference, LATER)
    assert (read.parts, read.place, read.title) == ((), "", "Withdrawn briefing")
    assert Delivery.objects.filter(message=Message.BRIEFING_SENT).count() == 2
    with pytest.raises(Refused, match="was withdrawn"):
        operations.withdraw_briefing(**told, because="Again")


def test_a_draft_is_for_those_of_the_team_who_write_and_sign(cast: Cast, incident: Incident) -> None:
    row = begun(cast, incident)
    for member in (cast.priya, cast.sam):
        with pytest.raises(NotPermitted):
            view(member, row)
    for outsider in (cast.stranger, cast.edt, cast.school):
        with pytest.raises(NotFound):
            view(outsider, row)
        with pytest.raises(NotFound):
            queries.briefing_to_read(outsider, row.reference, LATER)
    [line] = queries.briefings(cast.priya, incident.reference, LATER).lines
    assert line.place == ""
    [line] = queries.briefings(cast.hana, incident.reference, LATER).lines
    assert line.place == WORDS["place"]


@pytest.mark.clause("BRF-4")
def test_the_gate_says_how_it_stands_before_anybody_runs_into_it(cast: Cast, incident: Incident) -> None:
    heading = queries.briefings(cast.hana, incident.reference, LATER).heading
    assert queries.briefing_gates(cast.hana, heading, LATER) == ()
    row = begun(cast, incident)
    [state] = queries.briefing_gates(cast.hana, heading, LATER)
    assert (state.letter, state.stands, state.may_be_passed) == (row.reference, "not issued", False)
    assert "nobody else has signed exactly this text" in {line.words for line in state.missing}
    issue(cast, with_readers(cast, chaired(cast, signed(cast.mace, looked_at(cast.manager, row)))))
    [state] = queries.briefing_gates(cast.hana, heading, LATER)
    assert (state.stands, state.passed_by, state.missing) == ("issued", "Owen Pryce", ())
