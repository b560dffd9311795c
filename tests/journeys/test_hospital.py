"""On the ward: the three talk, the officer's leaving is agreed; or he has left before. A youth worker is sent."""

from datetime import timedelta

import pytest

from reachable.common import clock
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Incident
from tests.domain.hospital_hands import WHOLE
from tests.domain.incident_hands import involved, told
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.responding import given_a_response

CANNOT = "That the officer leaves Kai Mensah (A) cannot be agreed yet"


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """Kai (A) is in hospital, Jay (B) at home."""
    return given_a_response(cast, "Kai", "Jay")


@pytest.mark.clause("HOS-6")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_the_three_talk_and_the_officer_may_leave(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, script: bool, width: int
) -> None:
    kai = involved(incident)
    sam = at_keyboard(cast.sam, javascript=script, width=width)
    sam.goto("hospital:hospital", reference=incident.reference, key=kai.key)
    sam.expects("Kai Mensah (A) in hospital")
    sam.sees(CANNOT, "Missing:")
    sam.fits()
    sam.prints(CANNOT, "Missing:")
    sam.follow("record the discussion")
    sam.expects("Kai Mensah (A): police, health and children's services discussed safety on the ward")
    sam.fill("For police", "Sgt Lee")
    sam.fill("For health", "Sister Obi")
    sam.fill("If nobody from children's services", "Rang the duty team at 21:50: all out")
    sam.select("Visitors", "Named visitors only")
    sam.choose("Who is there", "Hospital security")
    sam.choose("When was it discussed?", "Just now")
    sam.press("Record it")
    sam.expects("Kai Mensah (A) in hospital")
    sam.sees("Officer may leave Kai Mensah (A): not agreed", "nobody, because: Rang the duty team at 21:50: all out")
    sam.page.get_by_role("button", name="Agree that the officer may leave").click()
    sam.expects("May the officer leave Kai Mensah (A)?")
    sam.fits()
    sam.press("Agree that the officer may leave")
    sam.expects("Kai Mensah (A) in hospital")
    sam.sees("Officer may leave Kai Mensah (A): agreed")
    sam.fits()


@pytest.mark.clause("HOS-6")
def test_the_officer_has_left_before_it_was_agreed(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    kai, now = involved(incident), clock.now()
    told(cast.sam, incident, FactKind.OFFICER_ATTENDING, "A", now - timedelta(minutes=30), said={"officer": "PC Dunn"})
    told(cast.sam, incident, FactKind.WARD_DISCUSSION, "A", now - timedelta(minutes=20), said={**WHOLE, "presence": ""})
    priya = at_keyboard(cast.priya)
    priya.goto("hospital:hospital", reference=incident.reference, key=kai.key)
    priya.expects("Kai Mensah (A) in hospital")
    priya.sees("PC Dunn")
    priya.follow("Record it")
    priya.expects("Kai Mensah (A): the police officer has left the hospital")
    priya.choose("When did the officer leave?", "Just now")
    priya.press("Record it")
    priya.expects("Kai Mensah (A) in hospital")
    missing = "missing then: whether police or hospital security stay is not decided."
    priya.sees("Nobody there", missing)
    priya.prints(missing)
    priya.fits()


def test_whoever_is_not_in_hospital(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    priya = at_keyboard(cast.priya, width=320)
    priya.goto("hospital:hospital", reference=incident.reference, key=involved(incident, "B").key)
    priya.expects("Jay Mensah (B) is not in hospital")
    priya.fits()


@pytest.mark.clause("HOS-10")
@pytest.mark.parametrize(("script", "width"), [(True, 1100), (False, 320)])
def test_sending_a_youth_worker_says_what_is_missing(
    at_keyboard: AtKeyboard, cast: Cast, incident: Incident, script: bool, width: int
) -> None:
    hana = at_keyboard(cast.hana, javascript=script, width=width)
    hana.goto("hospital:send_youth_worker", reference=incident.reference, key=involved(incident).key)
    hana.expects("Send a youth worker to Kai Mensah (A)")
    hana.sees("A youth worker cannot be sent to Kai Mensah (A) yet")
    hana.fits()
    hana.select("Who goes", "Priya Nair, Norfolk Children's Services")
    hana.choose("On what ground", "A life is in danger: send them at once")
    hana.fill("What is the danger to life?", "He will leave and be killed")
    hana.fill("Who at the police was told, and when?", "Insp Hale, just now")
    hana.choose("What lessens the risk to whoever goes", "Two go together")
    hana.press("Send them")
    hana.expects("Kai Mensah (A) in hospital")
    hana.sees("because a life was in danger")
    hana.fits()
