"""Help in the weeks after: what is offered of each kind, every step of it, the gaps, and the sheet for the family."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.incidents import operations as incident_operations
from reachable.incidents.choices import Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, TimelineEntry
from reachable.safety import queries
from reachable.safety.choices import OfferState
from reachable.safety.models import Offer, OfferStep
from reachable.safety.queries import lists
from tests.counting import costs_the_same
from tests.domain.incident_hands import involved, said
from tests.domain.same_person_hands import same, three
from tests.domain.support_hands import LATER, TODAY, offered, stepped
from tests.domain.test_incidents_joining import join
from tests.factories import AT, Cast, agency, reported_incident, with_team

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OF_THE_GUIDE = ("STA-8", "STA-9", "STA-11", "STA-12", "STA-13")


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.mark.clause(*OF_THE_GUIDE)
def test_every_kind_of_the_guide_can_be_offered(cast: Cast, incident: Incident) -> None:
    kinds = [one.code for one in lists.supports()]
    assert {clause for one in lists.supports() for clause in one.clauses} == set(OF_THE_GUIDE)
    for kind in kinds:
        offered(cast.priya, incident, kind=kind)
    view = queries.help_of(cast.sam, incident.reference, involved(incident).key, AT)
    assert [cell.kind.code for cell in view.row.cells if len(cell.offers) == 1] == kinds
    assert queries.help_grid(cast.sam, incident.reference, AT).gaps == 0


@pytest.mark.clause("STA-8")
def test_offered_waiting_running_ended_and_every_step_stays(cast: Cast, incident: Incident) -> None:
    one = offered(cast.priya, incident, agency_key=agency("hospital").key, state="OFFERED")
    stepped(cast.priya, one, "WAITING", begins_on=TODAY + 30 * DAY, words="Eight weeks; his coach rings until then")
    stepped(cast.sam, one, "RUNNING", AT + 40 * DAY, begins_on=TODAY + 30 * DAY, review_on=TODAY + 60 * DAY)
    stepped(cast.sam, one, "ENDED", AT + 70 * DAY, words="He has had enough of it for now")
    [line] = queries.help_of(cast.hana, incident.reference, involved(incident).key, AT + 71 * DAY).offers
    assert [step.state for step in line.steps] == ["ENDED", "RUNNING", "WAITING", "OFFERED"]
    assert (line.by_whom, line.state_label, line.review_on, line.is_over) == (
        "Norwich General Hospital",
        "Ended",
        None,
        True,
    )


@pytest.mark.clause(*OF_THE_GUIDE)
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "boxing"}, "kind"),
        ({"what": "  "}, "what"),
        ({"state": "NOT_WANTED"}, "words"),
        ({"state": "PERHAPS"}, "state"),
        ({"state": "RUNNING", "begins_on": TODAY + DAY}, "begins_on"),
        ({"review_on": TODAY - DAY}, "review_on"),
        ({"begins_on": TODAY + 9 * DAY, "review_on": TODAY + 8 * DAY}, "review_on"),
    ],
    ids=str,
)
def test_what_an_offer_owes(cast: Cast, incident: Incident, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        offered(cast.priya, incident, **changes)
    assert refused.value.field == field
    assert not Offer.objects.exists()


@pytest.mark.clause("STA-12")
@pytest.mark.parametrize("state", ["NOT_WANTED", "ENDED"])
def test_not_wanted_and_ended_say_why(cast: Cast, incident: Incident, state: str) -> None:
    one = offered(cast.priya, incident, kind="parents")
    with pytest.raises(Refused) as refused:
        stepped(cast.priya, one, state)
    assert refused.value.field == "words"
    stepped(cast.priya, one, state, words="Not this month, says his mother")
    stepped(cast.priya, one, OfferState.OFFERED)  # asked again


def test_saying_nothing_new_is_a_slip(cast: Cast, incident: Incident) -> None:
    one = offered(cast.priya, incident)
    with pytest.raises(Refused):
        stepped(cast.sam, one, "TO_OFFER")
    stepped(cast.sam, one, "TO_OFFER", words="Rang twice")
    assert OfferStep.objects.count() == 2


def test_a_review_is_late_the_day_after_and_never_of_what_is_over(cast: Cast, incident: Incident) -> None:
    one = offered(cast.priya, incident, review_on=TODAY + 7 * DAY)

    def is_late(days: int) -> bool:
        return queries.offer(cast.priya, incident.reference, one.key, AT + days * DAY).offer.is_late

    assert [is_late(days) for days in (7, 8)] == [False, True]
    stepped(cast.priya, one, "ENDED", AT + 8 * DAY, words="Moved away")
    assert not is_late(8)


@pytest.mark.clause(*OF_THE_GUIDE)
def test_the_grid_shows_what_nobody_considered(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    offered(cast.priya, incident, "B", kind="family-group-conference")
    said(cast.priya, incident, Where.DIED, "C")
    view = queries.help_grid(cast.sam, incident.reference, AT)
    gaps = {row.line.letter: [cell.kind.code for cell in row.cells if cell.is_gap] for row in view.rows}
    kinds = [one.code for one in lists.supports()]
    assert gaps == {"A": kinds, "B": [one for one in kinds if one != "family-group-conference"], "C": []}


def test_the_second_of_two_at_once_is_told(cast: Cast, incident: Incident) -> None:
    one = offered(cast.priya, incident)
    stepped(cast.sam, one, "OFFERED")
    with pytest.raises(Stale):
        stepped(cast.priya, one, "WAITING", seen_version=1)


def test_sent_twice_it_is_one(cast: Cast, incident: Incident) -> None:
    key = uuid4()
    assert offered(cast.priya, incident, key=key) == offered(cast.priya, incident, key=key)
    assert OfferStep.objects.count() == 1
    with pytest.raises(Refused):
        offered(cast.sam, incident, key=key)


def test_who_may_not(cast: Cast, incident: Incident) -> None:
    one = offered(cast.priya, incident)
    for outside in (cast.stranger, cast.tyss):
        for act in (lambda who: offered(who, incident), lambda who: stepped(who, one, "OFFERED")):
            with pytest.raises(NotFound):
                act(outside)
        with pytest.raises(NotFound):
            queries.help_grid(outside, incident.reference, AT)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference, "why": "Takes the minutes"}
    incident_operations.add_to_team(**told, professional_key=cast.joy.key)
    for act in (lambda who: offered(who, incident), lambda who: stepped(who, one, "OFFERED")):
        with pytest.raises(NotPermitted):
            act(cast.joy)


def test_the_trace_says_the_kind_and_nothing_that_was_typed(cast: Cast, incident: Incident) -> None:
    stepped(cast.sam, offered(cast.priya, incident), "NOT_WANTED", words="His dad will not hear of it")
    told = TimelineEntry.objects.filter(incident=incident, code="help").order_by("pk").values_list("words", flat=True)
    assert list(told) == ["A: Support with trauma. To be offered.", "A: Support with trauma. Not wanted now."]
    entries = Entry.objects.filter(verb__in=("help-offered", "help-changed")).order_by("number")
    assert [entry.verb for entry in entries] == ["help-offered", "help-changed"]
    assert "dad" not in "".join(entry.codes for entry in entries)


def sheet(cast: Cast, incident: Incident, letter: str = "A") -> queries.FamilySheetView:
    return queries.family_sheet(cast.priya, incident.reference, involved(incident, letter).key, AT)


@pytest.mark.clause("STA-12")
def test_the_familys_sheet_has_what_is_offered_and_nothing_that_is_over(cast: Cast, incident: Incident) -> None:
    offered(cast.priya, incident, kind="parents", what="A parents' group on Tuesdays")
    offered(cast.priya, incident, state="NOT_WANTED", words="Not now")
    view = sheet(cast, incident)
    assert [one.what for one in view.offers] == ["A parents' group on Tuesdays"]
    assert (view.withheld, view.text.first_name) == ((), "Kai")


@pytest.mark.clause("STA-12")
def test_help_that_names_another_young_person_does_not_go_on_the_sheet(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    offered(cast.priya, incident, "A", what="Boxing together with Rokas Petrauskas")
    view = sheet(cast, incident)
    assert view.offers == ()
    assert len(view.withheld) == 1


def test_letters_that_are_one_young_person_share_their_help(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    offered(cast.priya, incident, "A")
    offered(cast.priya, incident, "C", kind="education")
    same(cast.hana, incident, "A", "C")
    standing = next(one for one in incident.involvements.all() if one.now_known_as is None and one.letter in "AC")
    view = queries.help_of(cast.priya, incident.reference, standing.key, LATER)
    assert {one.kind for one in view.offers} == {"trauma", "education"}
    assert len([one for one in view.offers if one.said_of]) == 1


def test_a_joined_report_brings_its_help(cast: Cast, incident: Incident) -> None:
    report = reported_incident(cast.mace, young_people=(ReportedYoungPerson(given_names="Kai"),))
    offered(cast.mace, report)
    join(cast.hana, report, incident, involved(incident), at=LATER)
    [line] = queries.help_of(cast.priya, incident.reference, involved(incident).key, LATER).offers
    assert line.steps[0].by == "Maggie Thorne"


def test_the_statements_do_not_grow_with_what_is_offered(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana, young_people=three()))
    offered(cast.priya, incident, "A")

    def more() -> None:
        for kind in ("education", "parents"):
            stepped(cast.sam, offered(cast.priya, incident, "B", kind=kind), "OFFERED", review_on=date(2026, 12, 1))

    costs_the_same(lambda: queries.help_grid(cast.sam, incident.reference, AT), more, at_most=12)
