"""Six weeks of one response, from the first call to business as usual, with a reprisal in the fourth."""

import pytest

from reachable.common import clock
from reachable.incidents.choices import Phase
from reachable.incidents.models import Incident
from reachable.oversight import queries
from reachable.oversight.models import HandOver
from tests.domain.oversight_hands import answered, phase_of
from tests.factories import Cast
from tests.journeys import easing, six_weeks
from tests.journeys.conftest import AtKeyboard
from tests.journeys.reporting import given_numbers_to_ring
from tests.journeys.sending import TheClock


@pytest.fixture
def six(monkeypatch: pytest.MonkeyPatch) -> TheClock:
    """The clock of the six weeks: it begins on a Saturday night. Who sits down a day later signs in again."""
    six = TheClock()
    monkeypatch.setattr(clock, "now", six.now)
    return six


def the_first_week(at_keyboard: AtKeyboard, cast: Cast, six: TheClock) -> Incident:
    """Reported on Saturday night, signed on Sunday, told and spoken of on Monday."""
    given_numbers_to_ring()
    six_weeks.reports(at_keyboard(cast.ward), "Bus station, Castle Meadow")
    incident = Incident.objects.get()
    six_weeks.given_a_team(cast, incident)
    six.passes(hours=11)
    six_weeks.given_a_plan(cast, incident)
    six_weeks.signs(at_keyboard(cast.hana), incident)
    six.passes(days=1)
    six_weeks.alerts_and_decides(at_keyboard(cast.hana), incident)
    sam = at_keyboard(cast.sam)
    six_weeks.police_read_no_alert(sam, incident)
    six_weeks.speaks_to_the_media(sam, incident)
    return incident


def the_second_week(at_keyboard: AtKeyboard, cast: Cast, six: TheClock, incident: Incident) -> None:
    """A briefing for the schools around, that names nobody."""
    six.passes(days=6)
    owen = at_keyboard(cast.manager)
    ref = six_weeks.writes_a_briefing(owen, incident)
    six_weeks.names_chair_and_readers(owen, ref)
    six_weeks.signs_the_briefing(at_keyboard(cast.mace), ref)
    six_weeks.issues(owen, ref)
    six_weeks.reads_it_at_school(at_keyboard(cast.school), ref, incident)


def the_third_week(at_keyboard: AtKeyboard, cast: Cast, six: TheClock, incident: Incident) -> None:
    """It eases: he is screened, and the place is looked at."""
    six.passes(days=7)
    easing.eases(at_keyboard(cast.hana), incident, "Two quiet weeks; police see it so too")
    assert phase_of(cast.hana, incident, six.at) == Phase.STABILISING
    priya = at_keyboard(cast.priya)
    easing.screens(priya, incident)
    easing.refers_a_place(priya, incident)


def the_fourth_week(at_keyboard: AtKeyboard, cast: Cast, six: TheClock, incident: Incident) -> None:
    """A reprisal: the two are linked, the response runs again, and it is asked whether the plan still fits."""
    six.passes(days=7)
    six_weeks.reports(at_keyboard(cast.ward), "Bandstand, Waterloo Park")
    reprisal = Incident.objects.latest("pk")
    six_weeks.given_a_team(cast, reprisal)
    easing.begins_again(at_keyboard(cast.hana), incident, reprisal)
    assert phase_of(cast.hana, incident, six.at) == Phase.CONFIRMED
    easing.answers_whether_the_plan_fits(at_keyboard(cast.priya), incident)
    six_weeks.given_a_plan(cast, incident, version=2)


def the_last_two_weeks(at_keyboard: AtKeyboard, cast: Cast, six: TheClock, incident: Incident) -> None:
    six.passes(days=7)
    hana = at_keyboard(cast.hana)
    easing.is_refused(hana, incident, "stabilisation has not begun")
    easing.eases(hana, incident, "A quiet week; the other side was moved away")
    easing.is_refused(hana, incident, "questions that must be answered are not", "no owner in business as usual")
    six.passes(days=7)
    answered(cast.hana, incident, six.at)
    priya, hana = at_keyboard(cast.priya), at_keyboard(cast.hana)
    easing.looks_again(priya)
    easing.hands_over(hana, incident, "Priya Nair")
    easing.is_refused(hana, incident, "no owner in business as usual")
    easing.accepts(priya, incident)
    easing.stands_down(hana, incident)


@pytest.mark.clause("STA-1", "CTX-10", "NOT-1")
def test_a_response_of_six_weeks_comes_back_to_business_as_usual(
    at_keyboard: AtKeyboard, cast: Cast, six: TheClock
) -> None:
    began = six.at
    incident = the_first_week(at_keyboard, cast, six)
    the_second_week(at_keyboard, cast, six, incident)
    the_third_week(at_keyboard, cast, six, incident)
    the_fourth_week(at_keyboard, cast, six, incident)
    the_last_two_weeks(at_keyboard, cast, six, incident)
    assert phase_of(cast.hana, incident, six.at) == Phase.USUAL
    assert HandOver.objects.filter(accepted_at__isnull=True).count() == 0
    assert [one for one in queries.way_back(cast.hana, incident.reference, six.at).unsettled if one.holds_back] == []
    assert (six.at - began).days // 7 == 5
