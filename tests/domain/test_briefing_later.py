"""What becomes of a briefing when somebody comes to be known, or two incidents become one, after it was looked at."""

from collections.abc import Callable
from uuid import UUID

import pytest

from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import LinkKind
from reachable.incidents.models import Incident
from reachable.people.matching import Entry as PersonEntry
from reachable.sharing import operations
from reachable.sharing.choices import BriefingState
from reachable.sharing.models import Briefing, BriefingReader, Signature
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
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db

NAMED = "Tell Ottoline Fairweather what you see."


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return staffed(cast)


def issue(cast: Cast, row: Briefing) -> Briefing:
    return operations.issue_briefing(
        by=cast.manager, at=LATER, briefing=row.reference, sha256=view(cast.manager, row).sha256
    )


def ottoline(cast: Cast, incident: Incident) -> None:
    """Comes to be known in the network around it."""
    told = {"by": cast.hana, "at": LATER, "reference": incident.reference}
    incidents.map_network(**told, words="Friends may be at risk", seen_number=0)
    incidents.add_to_network(
        **told,
        entry=PersonEntry(given_names="Ottoline", family_name="Fairweather", approximate_age=15),
        why="A friend",
        named_at_risk=False,
        provenance=incidents.Provenance(source="WRITTEN"),
        connected_to=incident.involvements.all()[0].record.belongings.get().person.key,
        kind="FRIEND",
    )


def reported(cast: Cast, *, led: bool = True) -> Incident:
    found = reported_incident(cast.hana, place="Castle Meadow")
    return with_team(cast, found) if led else found


def linked(cast: Cast, one: Incident, other: Incident) -> None:
    incidents.link_incidents(
        by=cast.hana,
        at=LATER,
        reference=one.reference,
        other=other.reference,
        kind=LinkKind.REPRISAL,
        because="The same two groups",
    )


def joined(by: Professional, report: Incident, into: Incident) -> None:
    same: dict[UUID, UUID | None] = dict.fromkeys(report.involvements.values_list("key", flat=True))
    incidents.join_reports(by=by, at=LATER, reference=report.reference, into=into.reference, same=same)


def linked_with_it(cast: Cast, incident: Incident) -> None:
    other = reported(cast)
    ottoline(cast, other)
    linked(cast, incident, other)


def linked_with_a_report_that_joined_it(cast: Cast, incident: Incident) -> None:
    other, report = reported(cast), reported(cast)
    ottoline(cast, other)
    linked(cast, report, other)
    joined(cast.hana, report, incident)


def linked_with_a_report_that_joined_another(cast: Cast, incident: Incident) -> None:
    report, home = reported(cast), reported(cast)
    ottoline(cast, home)
    linked(cast, incident, report)
    joined(cast.hana, report, home)


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize(
    "happens", [linked_with_it, linked_with_a_report_that_joined_it, linked_with_a_report_that_joined_another]
)
def test_who_is_known_in_what_belongs_together_is_found_at_issuing(
    cast: Cast, incident: Incident, happens: Callable[[Cast, Incident], None]
) -> None:
    row = ready(cast, incident, happening=NAMED)
    assert view(cast.manager, row).gate.may_be_passed
    happens(cast, incident)
    with pytest.raises(Refused, match="names somebody and must go"):
        issue(cast, row)
    assert again(row).state == BriefingState.DRAFT


@pytest.mark.clause("BRF-4")
def test_what_was_issued_goes_to_nobody_more_once_it_names_somebody(cast: Cast, incident: Incident) -> None:
    row = issued(cast, incident, happening=NAMED)
    ottoline(cast, incident)
    told = {"by": cast.manager, "at": LATER, "briefing": row.reference}
    with pytest.raises(Refused, match="goes to nobody more: withdraw it"):
        operations.add_readers(**told, professionals=[cast.tyss.key])
    assert not BriefingReader.objects.filter(professional=cast.tyss).exists()


@pytest.mark.clause("BRF-4")
def test_what_became_doubtful_after_signing_is_answered_in_a_new_version_of_the_same_words(
    cast: Cast, incident: Incident
) -> None:
    row = ready(cast, incident, happening="The market was crowded that day.")
    seen = view(cast.manager, row)
    operations.write_briefing(
        by=cast.manager, at=LATER, briefing=row.reference, seen_number=seen.number, words=seen.words.by_part
    )
    fresh = view(cast.manager, row)
    assert (fresh.number, fresh.is_signed, fresh.may_answer) == (seen.number + 1, False, True)
    row = signed(cast.mace, looked_at(cast.manager, row))
    assert Signature.objects.filter(text__briefing=row).count() == 2
    assert issue(cast, row).state == BriefingState.ISSUED


@pytest.mark.clause("BRF-3")
def test_police_who_left_mace_support_nobody(cast: Cast, incident: Incident) -> None:
    row = looked_at(cast.manager, begun(cast, incident))
    row = with_readers(cast, chaired(cast, signed(cast.hana, row)))
    cast.mace.holdings.update(until_at=AT)
    cast.mace.forget_roles()
    with pytest.raises(Refused, match="nobody of MACE police supports the chair"):
        issue(cast, row)


@pytest.mark.clause("BRF-4")
def test_one_of_a_joined_report_is_still_withdrawn_and_its_questions_answered(cast: Cast) -> None:
    incident, home = staffed(cast), staffed(cast)
    row = issued(cast, incident)
    asked = operations.ask_question(
        by=cast.school, at=LATER, briefing=row.reference, words="Which gate?", names_nobody=True
    )
    joined(cast.hana, incident, home)
    told = {"by": cast.manager, "at": LATER, "briefing": row.reference}
    ottoline(cast, home)
    with pytest.raises(Refused, match="names somebody"):
        operations.answer_question(**told, question=asked.key, answer="Ask Ottoline Fairweather.")
    operations.answer_question(**told, question=asked.key, answer="The front gate.", sure=True)
    with pytest.raises(Refused, match="joined to another incident"):
        operations.add_readers(**told, professionals=[cast.tyss.key])
    assert operations.withdraw_briefing(**told, because="Wrong place").state == BriefingState.WITHDRAWN
    assert again(row).place == WORDS["place"]
