"""One use of what belongs to a meeting: as who asked, who decides and others see it; all uses; legal duties."""

from typing import Any

import pytest
from django.urls import reverse

from reachable.meetings import operations
from reachable.meetings.choices import Duty, Ground, UseFor, UseState
from reachable.meetings.models import Meeting, PurposeUse
from tests.counting import costs_the_same
from tests.domain.meeting_hands import convened
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return convened(cast.hana, with_team(cast, reported_incident(cast.hana)))


def asked(cast: Cast, meeting: Meeting, **said: Any) -> PurposeUse:
    told = {"ground": Ground.FURTHER, "purpose": "A grant report", "use_for": UseFor.EXPORT, "item_key": "records"}
    return operations.state_purpose(by=cast.priya, at=AT, meeting=meeting.reference, **{**told, **said})


def at_court(cast: Cast, meeting: Meeting) -> PurposeUse:
    return asked(cast, meeting, ground=Ground.LEGAL_DUTY, duty=Duty.COURT_ORDER, because="Family court, 4 December")


def address(use: PurposeUse) -> str:
    return reverse("sharing:purpose_asked", args=[use.meeting.reference, use.key])


def test_who_asked_sees_that_it_waits_and_whom_to_ring(cast: Cast, signed_in, meeting: Meeting) -> None:
    page = signed_in(cast.priya).get(address(asked(cast, meeting)))
    text = text_of(page)
    assert "Waits for a decision" in text
    assert "A grant report" in text
    assert "Who decides" in text
    assert "Hana Malik, ring" in text
    assert "Record the decision" not in text
    assert all(not look.about for look in page.looks)


def test_the_chair_decides_with_a_reason(cast: Cast, signed_in, meeting: Meeting) -> None:
    use = asked(cast, meeting)
    hana = signed_in(cast.hana)
    assert "Say why" in text_of(hana.post(address(use), {"may_be_used": "yes", "because": ""}))
    assert "Say whether it may be used" in text_of(hana.post(address(use), {"because": "Fine"}))
    answer = hana.post(address(use), {"may_be_used": "no", "because": "Not for a report"}, follow=True)
    use.refresh_from_db()
    assert (use.state, use.decided_because) == (UseState.REFUSED, "Not for a report")
    assert "Refused. Whoever asked is told" in text_of(answer)
    assert "Not for a report" in text_of(signed_in(cast.priya).get(address(use)))


def test_another_on_the_team_reads_it_and_decides_nothing(cast: Cast, signed_in, meeting: Meeting) -> None:
    use = asked(cast, meeting)
    sam = signed_in(cast.sam)
    assert "Record the decision" not in text_of(sam.get(address(use)))
    assert sam.post(address(use), {"may_be_used": "yes", "because": "Yes"}).status_code == 200
    use.refresh_from_db()
    assert use.state == UseState.WAITING


def test_a_risk_to_life_is_looked_at_by_another_manager(cast: Cast, signed_in, meeting: Meeting) -> None:
    use = asked(cast, meeting, ground=Ground.RISK_TO_LIFE, because="Threat for tonight")
    hana = signed_in(cast.hana)
    assert "Record what you found" in text_of(hana.get(address(use)))
    hana.post(address(use), {"review": "It was right"})
    assert "It was right" in text_of(hana.get(address(use)))


def test_information_governance_decides_a_legal_duty_without_seeing_more(cast: Cast, signed_in, meeting) -> None:
    use = at_court(cast, meeting)
    ines = signed_in(cast.ig)
    listed = ines.get(reverse("sharing:legal_duties"))
    text = text_of(listed)
    for words in (meeting.reference, cast.priya.name, "Order of a court", "Family court, 4 December"):
        assert words in text
    for hidden in (meeting.incident.reference, "Kai", "Waterloo Park"):
        assert hidden not in text
        assert hidden not in text_of(ines.get(address(use)))
    ines.post(address(use), {"may_be_used": "yes", "because": "The order is sealed"})
    assert "Decided" in text_of(ines.get(reverse("sharing:legal_duties")))
    assert ines.get(reverse("sharing:uses", args=[meeting.reference])).status_code == 403


def test_a_stranger_and_a_wrong_role_see_nothing(cast: Cast, signed_in, meeting: Meeting) -> None:
    use = asked(cast, meeting)
    stranger = signed_in(cast.stranger)
    assert stranger.get(address(use)).status_code == 404
    assert stranger.get(reverse("sharing:uses", args=[meeting.reference])).status_code == 404
    assert stranger.get(reverse("sharing:legal_duties")).status_code == 403
    assert signed_in(cast.ig).get(address(use)).status_code == 404


def test_the_uses_of_a_meeting_cost_the_same_for_many(cast: Cast, signed_in, meeting: Meeting) -> None:
    at_court(cast, meeting)
    hana = signed_in(cast.hana)
    page = reverse("sharing:uses", args=[meeting.reference])
    text = text_of(hana.get(page))
    assert "Order of a court" in text
    costs_the_same(lambda: hana.get(page), lambda: [asked(cast, meeting) for _ in range(3)], at_most=22)


def test_the_list_of_legal_duties_costs_the_same_for_many(cast: Cast, signed_in, meeting: Meeting) -> None:
    at_court(cast, meeting)
    ines = signed_in(cast.ig)
    page = reverse("sharing:legal_duties")
    costs_the_same(lambda: ines.get(page), lambda: [at_court(cast, meeting) for _ in range(3)], at_most=22)
