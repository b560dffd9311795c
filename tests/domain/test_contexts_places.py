"""Places, schools, groups and online spaces: referred, linked, assessed, answered, looked at again, ended."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.contexts import operations, queries
from reachable.contexts.models import Context, ContextAssessment, ContextOfIncident
from reachable.contexts.policies import places as policies
from reachable.incidents.models import Incident, TimelineEntry
from tests.counting import costs_the_same
from tests.domain.context_hands import TODAY, link, refer, refer_from
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=40)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def assess(cast: Cast, context: Context, seen: int = 0, **more: Any) -> ContextAssessment:
    told = {"by": cast.priya, "at": AT, "context": context.reference, "seen_number": seen}
    return operations.assess_context(**told, **{"guardianship": "A warden until four.", **more})


def answer(cast: Cast, context: Context, said: str, because: str = "", seen: int = 0, **more: Any) -> None:
    told = {"by": cast.priya, "at": AT, "context": context.reference, "seen_number": seen}
    code = more.pop("code", "detached-youth-work")
    operations.answer_context(**told, code=code, answer=said, because=because, **more)


@pytest.mark.clause("STA-14", "CTX-19")
def test_a_place_is_referred_by_itself_and_from_an_incident(cast: Cast, incident: Incident) -> None:
    alone = refer(cast.priya)
    linked = refer_from(cast.priya, incident, name="The bus station", kind="PLACE")
    assert [alone.reference, linked.reference] == ["CTX-2026-0001", "CTX-2026-0002"]
    heading, lines = queries.of_incident(cast.sam, incident.reference, AT)
    assert [(one.line.name, one.because) for one in lines] == [("The bus station", "It happened beside it.")]
    assert heading.reference == incident.reference
    assert alone.revisit_on == TODAY + timedelta(days=28)
    entry = Entry.objects.get(verb="context-referred", codes__contains=alone.reference)
    assert entry.incident == ""
    told = TimelineEntry.objects.get(incident=incident, code="context-linked")
    assert "A place or neighbourhood (CTX-2026-0002)" in told.words


@pytest.mark.clause("STA-14", "CTX-19")
@pytest.mark.parametrize(
    ("missing", "field"), [({"name": " "}, "name"), ({"harms": ""}, "harms"), ({"because": ""}, "because")]
)
def test_what_is_missing_is_named(cast: Cast, incident: Incident, missing: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        refer_from(cast.priya, incident, **missing)
    assert (refused.value.field, refused.value.clause) == (field, "CTX-19" if field == "because" else "STA-14")
    assert not Context.objects.exists()
    assert not Entry.objects.filter(verb="context-referred").exists()


def test_sent_twice_is_one(cast: Cast) -> None:
    key = uuid4()
    assert refer(cast.priya, key=key) == refer(cast.priya, key=key)
    with pytest.raises(Refused, match="used already"):
        refer(cast.mace, key=key)


@pytest.mark.clause("STA-14")
def test_who_keeps_places_writes_and_who_sees_them_reads(cast: Cast) -> None:
    context = refer(cast.priya)
    assert queries.context(cast.ward, context.reference, AT).may_keep is False
    assert queries.context(cast.youth_justice, context.reference, AT).may_keep is True
    for nobody in (cast.joy, cast.admin, cast.ig):
        with pytest.raises(NotPermitted):
            queries.context(nobody, context.reference, AT)
        with pytest.raises(NotPermitted):
            queries.contexts(nobody, AT)
    for reader in (cast.ward, cast.sam, cast.joy):
        with pytest.raises(NotPermitted):
            refer(reader)
    with pytest.raises(NotFound):
        queries.context(cast.priya, "CTX-2026-0099", AT)


@pytest.mark.clause("STA-14")
def test_incidents_that_a_reader_may_not_open_do_not_show_and_are_counted_by_nothing(
    cast: Cast, incident: Incident
) -> None:
    context = refer_from(cast.priya, incident)
    seen = queries.context(cast.stranger, context.reference, AT)
    assert seen.incidents == ()
    assert [one.reference for one in queries.context(cast.sam, context.reference, AT).incidents] == [incident.reference]
    with pytest.raises(NotFound):
        queries.of_incident(cast.stranger, incident.reference, AT)
    with pytest.raises(NotFound):
        link(cast.stranger, incident, context)
    with pytest.raises(NotFound):
        refer_from(cast.stranger, incident)


@pytest.mark.clause("CTX-19")
def test_a_link_takes_a_reason_is_made_once_and_can_end(cast: Cast, incident: Incident) -> None:
    context = refer(cast.priya)
    with pytest.raises(Refused) as refused:
        link(cast.priya, incident, context, because=" ")
    assert refused.value.clause == "CTX-19"
    link(cast.priya, incident, context)
    link(cast.hana, incident, context, because="Again")
    assert ContextOfIncident.objects.count() == 1
    told = {"by": cast.priya, "at": AT, "reference": incident.reference, "context": context.reference}
    operations.unlink_context(**told)
    assert queries.of_incident(cast.sam, incident.reference, AT)[1] == ()
    with pytest.raises(NotFound):
        operations.unlink_context(**told)


@pytest.mark.clause("STA-14", "STA-3")
def test_it_is_assessed_by_three_sides_in_whole_versions(cast: Cast) -> None:
    context = refer(cast.priya)
    with pytest.raises(Refused) as refused:
        assess(cast, context, guardianship="  ")
    assert refused.value.clause == "STA-14"
    assess(cast, context)
    with pytest.raises(Stale) as stale:
        assess(cast, context, views="They say it is dark.")
    assert stale.value.current.guardianship == "A warden until four."
    assess(cast, context, seen=1, not_known="Who locks the gate")
    view = queries.context(cast.ward, context.reference, AT)
    assert [one.number for one in view.assessments] == [2, 1]
    assert [side.title for side in view.assessments[0].sides] == [
        "What young people need there, together",
        "Who looks out for them there",
        "The place itself, its rules and its managers",
    ]
    assert view.assessments[0].sides[1].words == "A warden until four."
    assert view.line.state == "ASSESSED"
    assert Entry.objects.filter(verb="context-assessed").count() == 2


@pytest.mark.clause("STA-14", "CTX-19")
@pytest.mark.parametrize(
    ("said", "because", "field"),
    [
        ("NOT_NEEDED", "", "because"),
        ("ACTION", " ", "because"),
        ("", "", "answer"),
        ("PERHAPS", "", "answer"),
        ("NOT_NEEDED", "Nobody is there", None),
        ("ACTION", "Light the path, the council", None),
        ("IN_PLACE", "", None),
        ("NOT_KNOWN", "", None),
    ],
)
def test_a_question_is_answered_never_skipped(cast: Cast, said: str, because: str, field: str | None) -> None:
    context = refer(cast.priya)
    if field is None:
        answer(cast, context, said, because)
        [stands] = [one.stands for one in queries.context(cast.ward, context.reference, AT).questions if one.stands]
        assert (stands.answer, stands.because) == (said, because)
        return
    with pytest.raises(Refused) as refused:
        answer(cast, context, said, because)
    assert refused.value.field == field


@pytest.mark.clause("STA-14")
def test_answers_before_stay_and_two_who_answer_are_told(cast: Cast) -> None:
    context = refer(cast.priya)
    answer(cast, context, "NOT_KNOWN")
    with pytest.raises(Stale):
        answer(cast, context, "IN_PLACE")
    answer(cast, context, "IN_PLACE", "Tuesdays", seen=1)
    view = queries.context(cast.ward, context.reference, AT)
    [question] = [one for one in view.questions if one.answers]
    assert [one.answer for one in question.answers] == ["IN_PLACE", "NOT_KNOWN"]
    assert len(view.unanswered) == 5
    with pytest.raises(Refused, match="not asked any more"):
        answer(cast, context, "IN_PLACE", code="no-such-question")


@pytest.mark.clause("STA-4", "STA-14")
def test_it_is_looked_at_again_and_late_is_worked_out_when_read(cast: Cast) -> None:
    context, other = refer(cast.priya), refer(cast.priya, name="The arcade", revisit_on=TODAY + timedelta(days=60))
    assert [one.is_late for one in queries.contexts(cast.ward, AT)] == [False, False]
    assert [(one.name, one.is_late) for one in queries.contexts(cast.ward, LATER)] == [
        ("The skate bowl", True),
        ("The arcade", False),
    ]
    told = {"by": cast.priya, "at": LATER, "context": context.reference, "seen_version": 1}
    day = date(2026, 12, 31)
    for wrong, field in (
        ({"on": day + timedelta(days=9), "words": "Lit"}, "on"),
        ({"on": day, "words": " "}, "words"),
        ({"on": day, "words": "Lit", "next_on": day}, "next_on"),
    ):
        with pytest.raises(Refused) as refused:
            operations.revisit_context(**told, **wrong)
        assert (refused.value.field, refused.value.clause) == (field, "STA-4")
    operations.revisit_context(**told, on=day, words="The path is lit.", next_on=day + timedelta(days=56))
    assert [one.reference for one in queries.contexts(cast.ward, LATER)] == [other.reference, context.reference]
    with pytest.raises(Stale):
        operations.revisit_context(**told, on=day, words="Dark again")
    operations.revisit_context(**{**told, "seen_version": 2}, on=day, words="Nobody agreed a day")
    assert queries.contexts(cast.ward, LATER)[0].is_late  # nobody has said when


@pytest.mark.clause("STA-2", "STA-14")
def test_mace_takes_it_on_and_it_ends_with_a_reason(cast: Cast, incident: Incident) -> None:
    context = refer_from(cast.priya, incident)
    told = {"by": cast.mace, "at": AT, "context": context.reference}
    with pytest.raises(Refused) as refused:
        operations.accept_context(**told, seen_version=1, accepted_by=" ")
    assert refused.value.clause == "STA-2"
    operations.accept_context(**told, seen_version=1, accepted_by="Maggie Thorne, at MACE on 20 November")
    [line] = queries.open_contexts_of(cast.hana, incident.pk, AT)
    assert line.accepted_by.startswith("Maggie Thorne")
    with pytest.raises(Refused) as refused:
        operations.end_context(**told, seen_version=2, because="")
    assert (refused.value.field, refused.value.clause) == ("because", "STA-14")
    with pytest.raises(Stale):
        operations.end_context(**told, seen_version=1, because="Quiet for a year")
    operations.end_context(**told, seen_version=2, because="Quiet for a year")
    assert queries.open_contexts_of(cast.hana, incident.pk, AT) == ()
    assert queries.contexts(cast.ward, AT) == ()
    assert [one.name for one in queries.contexts(cast.ward, AT, state="ENDED")] == ["The skate bowl"]
    for late in (lambda: assess(cast, context), lambda: answer(cast, context, "IN_PLACE")):
        with pytest.raises(Refused, match="has ended"):
            late()
    with pytest.raises(Refused, match="has ended"):
        link(cast.priya, with_team(cast, reported_incident(cast.hana)), context)
    assert TimelineEntry.objects.filter(incident=incident, code="context-ended").exists()


def test_what_is_said_can_be_changed_and_whoever_does_may_keep_it(cast: Cast) -> None:
    context = refer(cast.priya)
    told = {"by": cast.mace, "at": AT, "context": context.reference, "area": "NORWICH", "harms": "Quieter."}
    operations.change_context(**told, seen_version=1, name="The bowl", is_mine=True)
    view = queries.context(cast.ward, context.reference, AT)
    assert (view.line.name, view.harms, view.line.owner) == ("The bowl", "Quieter.", cast.mace.name)
    with pytest.raises(Stale):
        operations.change_context(**told, seen_version=1, name="The old bowl")


def test_the_list_is_filtered(cast: Cast) -> None:
    refer(cast.priya)
    refer(cast.priya, name="A channel", kind="ONLINE")
    assert [one.name for one in queries.contexts(cast.ward, AT, kind="ONLINE")] == ["A channel"]
    assert len(queries.contexts(cast.ward, AT, kind="no such", state="no such")) == 2


def test_lists_cost_the_same_however_many_there_are(cast: Cast, incident: Incident) -> None:
    refer_from(cast.priya, incident)

    def read() -> None:
        queries.contexts(cast.sam, AT)
        queries.of_incident(cast.sam, incident.reference, AT)
        queries.context(cast.sam, "CTX-2026-0001", AT)

    def more() -> None:
        for number in range(3):
            refer_from(cast.priya, incident, name=f"Place {number}")
        assess(cast, Context.objects.get(reference="CTX-2026-0001"))

    costs_the_same(read, more, at_most=16)


@pytest.mark.clause("STA-14")
def test_a_reason_is_words() -> None:
    policies.check_ends_with_reason("Quiet")
    with pytest.raises(Refused):
        policies.check_ends_with_reason("\n ")
