"""While an inquest runs, what is removed is sealed: read by one office with a reason, and erased when the hold ends."""

from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident, NetworkPerson, Sealed
from tests.domain.removal_hands import associated, member
from tests.factories import AT, Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.responding import given_a_response


def test_what_is_removed_under_a_hold_is_sealed_read_and_erased(at_keyboard: AtKeyboard, cast: Cast) -> None:
    incident = given_a_response(cast)
    leo = member(cast.hana, incident)
    associated(cast.hana, incident.involvements.order_by("position")[0].record, leo.record)
    hana = at_keyboard(cast.hana)
    hana.goto("incidents:holds", reference=incident.reference)
    hana.expects("Holds")
    hana.sees("No hold runs")
    hana.page.get_by_label("Inquest").check()
    hana.page.get_by_label("Why things must be kept").fill("The coroner wrote on Monday")
    hana.press("Place the hold")
    hana.sees("Hold placed", "The coroner wrote on Monday")
    hana.fits()
    remove(cast, incident, leo)
    information_governance_reads_it(at_keyboard, cast, incident)
    hana.goto("incidents:holds", reference=incident.reference)
    hana.page.get_by_role("link", name="End the hold").click()
    hana.expects("End this hold?")
    hana.sees("erased for good")
    hana.page.get_by_label("Why it ends").fill("The inquest is over")
    hana.press("End the hold")
    hana.sees("The hold has ended")
    assert not Sealed.objects.exists()


def remove(cast: Cast, incident: Incident, leo: NetworkPerson) -> None:
    incidents.remove_from_network(by=cast.hana, at=AT, reference=incident.reference, key=leo.key, because="ASKED")


def information_governance_reads_it(at_keyboard: AtKeyboard, cast: Cast, incident: Incident) -> None:
    ines = at_keyboard(cast.ig)
    ines.goto("audit:sealed")
    ines.expects("Holds and what is sealed")
    ines.fits()
    ines.page.get_by_role("link", name=incident.reference).click()
    ines.expects(f"Sealed for {incident.reference}")
    assert not ines.page.get_by_text("Leo Zephyrine").count()
    ines.page.get_by_label("Why you read it").fill("Asked by the coroner's officer")
    ines.press("Read what is sealed")
    ines.sees("Leo Zephyrine", "Seen together at the skatepark")
    ines.fits()
    ines.page.get_by_role("link", name="End this hold").click()
    ines.expects("End this hold?")
    ines.fits()
