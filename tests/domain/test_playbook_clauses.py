"""Every clause of the register stands on its items, with the strength and the gate that its verb calls for.

One test for each section of the guide. "each" marks an item that is asked of each young person.
"""

import pytest
from django.conf import settings

from reachable.playbook.load import load
from reachable.playbook.schema import Consideration, Playbook


@pytest.fixture(scope="module")
def norfolk() -> Playbook:
    return load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)


def said(playbook: Playbook, clause: str) -> set[str]:
    """Item, strength, gate and whom it is about, for each item that names the clause and is asked."""
    items = [item for item in playbook.considerations() if clause in item.clauses and not item.retired]
    return {":".join(filter(None, (item.code, item.strength, item.gate, each(item)))) for item in items}


def each(item: Consideration) -> str:
    return "each" if item.about == "young-person" else ""


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param("GEN-1", "every-action-taken:must:stand-down", marks=pytest.mark.clause("GEN-1")),
        pytest.param("GEN-2", "existing-processes:consider", marks=pytest.mark.clause("GEN-2")),
    ],
)
def test_general_clause(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param("NOT-1", "senior-manager-alert:must", marks=pytest.mark.clause("NOT-1")),
        pytest.param(
            "NOT-2",
            "notification-advice:should notification-decision:must notification-sent:must",
            marks=pytest.mark.clause("NOT-2"),
        ),
        pytest.param("NOT-3", "rapid-review-sent:must rapid-review-started:must", marks=pytest.mark.clause("NOT-3")),
    ],
)
def test_notifications(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param(
            "SAF-1",
            "risk-outside-family:should strategy-discussion-held:must strategy-discussion:must",
            marks=pytest.mark.clause("SAF-1"),
        ),
        pytest.param("SAF-2", "discharge-expected:should:each", marks=pytest.mark.clause("SAF-2")),
        pytest.param(
            "SAF-3",
            "agencies-that-know-the-family:should:each assessment-contributors:should:each",
            marks=pytest.mark.clause("SAF-3"),
        ),
        pytest.param("SAF-4", "parents-able-to-protect:should:each", marks=pytest.mark.clause("SAF-4")),
        pytest.param("SAF-5", "continuing-risk:should:each", marks=pytest.mark.clause("SAF-5")),
        pytest.param("SAF-6", "social-media-posts:should", marks=pytest.mark.clause("SAF-6")),
        pytest.param("SAF-7", "safe-to-return:should:each", marks=pytest.mark.clause("SAF-7")),
        pytest.param(
            "SAF-8", "practical-measures:consider:each safe-address:should:each", marks=pytest.mark.clause("SAF-8")
        ),
        pytest.param("SAF-9", "siblings-at-risk:should:each", marks=pytest.mark.clause("SAF-9")),
        pytest.param("SAF-10", "connected-young-people:should", marks=pytest.mark.clause("SAF-10")),
        pytest.param(
            "SAF-11", "hospital-protection:should:each hospital-support:should:each", marks=pytest.mark.clause("SAF-11")
        ),
        pytest.param("SAF-12", "trusted-professional:should:each", marks=pytest.mark.clause("SAF-12")),
        pytest.param("SAF-13", "threat-to-life:should:each", marks=pytest.mark.clause("SAF-13")),
        pytest.param("SAF-14", "reprisal-disruption:consider", marks=pytest.mark.clause("SAF-14")),
    ],
)
def test_immediate_safety_and_enquiries(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param("HOS-1", "phone-advice:should:each", marks=pytest.mark.clause("HOS-1")),
        pytest.param("HOS-2", "devices-considered:must:each", marks=pytest.mark.clause("HOS-2")),
        pytest.param("HOS-3", "devices-explained:should:each", marks=pytest.mark.clause("HOS-3")),
        pytest.param("HOS-4", "police-at-hospital:must:each", marks=pytest.mark.clause("HOS-4")),
        pytest.param("HOS-5", "visits-likely:should:each", marks=pytest.mark.clause("HOS-5")),
        pytest.param("HOS-6", "officer-leaving:should:officer-may-leave:each", marks=pytest.mark.clause("HOS-6")),
        pytest.param("HOS-7", "reachable-in-hospital:consider:each", marks=pytest.mark.clause("HOS-7")),
        pytest.param("HOS-8", "youth-worker-asked-for:consider:each", marks=pytest.mark.clause("HOS-8")),
        pytest.param("HOS-9", "visiting-role-clear:must:each", marks=pytest.mark.clause("HOS-9")),
        pytest.param(
            "HOS-10", "youth-worker-agreed:should:youth-worker-to-hospital:each", marks=pytest.mark.clause("HOS-10")
        ),
    ],
)
def test_hospital(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param("CUS-1", "reachable-in-custody:consider:each", marks=pytest.mark.clause("CUS-1")),
        pytest.param("CUS-2", "custody-worker:must:each", marks=pytest.mark.clause("CUS-2")),
        pytest.param("CUS-3", "custody-coordination:must:each", marks=pytest.mark.clause("CUS-3")),
        pytest.param("CUS-4", "community-offer:must:each", marks=pytest.mark.clause("CUS-4")),
        pytest.param("CUS-5", "custody-information:must:each", marks=pytest.mark.clause("CUS-5")),
        pytest.param(
            "CUS-6", "custody-at-discussions:must:each custody-support:must:each", marks=pytest.mark.clause("CUS-6")
        ),
        pytest.param("CUS-7", "custody-worker:must:each", marks=pytest.mark.clause("CUS-7")),
        pytest.param("CUS-8", "custody-exploitation:must:each", marks=pytest.mark.clause("CUS-8")),
    ],
)
def test_custody(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param(
            "DIS-1",
            "discharge-health:should:discharge-plan:each discharge-meeting:should:discharge-plan:each",
            marks=pytest.mark.clause("DIS-1"),
        ),
        pytest.param("DIS-2", "discharge-place:must:discharge-plan:each", marks=pytest.mark.clause("DIS-2")),
        pytest.param(
            "DIS-3",
            "discharge-household:should:discharge-plan:each discharge-surroundings:should:discharge-plan:each",
            marks=pytest.mark.clause("DIS-3"),
        ),
        pytest.param("DIS-4", "discharge-seats:should:each", marks=pytest.mark.clause("DIS-4")),
        pytest.param("DIS-5", "discharge-seats:should:each", marks=pytest.mark.clause("DIS-5")),
        pytest.param("DIS-6", "discharge-seats:should:each", marks=pytest.mark.clause("DIS-6")),
        pytest.param("DIS-7", "discharge-seats:should:each", marks=pytest.mark.clause("DIS-7")),
        pytest.param(
            "DIS-8", "discharge-seats:should:each what-the-ward-knows:should:each", marks=pytest.mark.clause("DIS-8")
        ),
        pytest.param("DIS-9", "safeguarding-contacts:consider:each", marks=pytest.mark.clause("DIS-9")),
    ],
)
def test_discharge(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param("CTX-1", "wider-picture:should", marks=pytest.mark.clause("CTX-1")),
        pytest.param("CTX-2", "complex-discussion:should", marks=pytest.mark.clause("CTX-2")),
        pytest.param("CTX-3", "discussion-plan:should", marks=pytest.mark.clause("CTX-3")),
        pytest.param("CTX-4", "record-filed:should:each", marks=pytest.mark.clause("CTX-4")),
        pytest.param("CTX-5", "actions-sent:must", marks=pytest.mark.clause("CTX-5")),
        pytest.param("CTX-6", "purposes-agreed:should:purpose", marks=pytest.mark.clause("CTX-6")),
        pytest.param("CTX-7", "principal-seats:should", marks=pytest.mark.clause("CTX-7")),
        pytest.param("CTX-8", "further-seats:consider their-seat:consider:each", marks=pytest.mark.clause("CTX-8")),
        pytest.param(
            "CTX-9", "peers-and-adults:should weapons-threats-debts:should:each", marks=pytest.mark.clause("CTX-9")
        ),
        pytest.param("CTX-10", "safety-plan-fit:should:each", marks=pytest.mark.clause("CTX-10")),
        pytest.param("CTX-11", "parents-and-outside-risk:should:each", marks=pytest.mark.clause("CTX-11")),
        pytest.param("CTX-12", "parents-own-risk:should:each", marks=pytest.mark.clause("CTX-12")),
        pytest.param("CTX-13", "placement-risk:should:each", marks=pytest.mark.clause("CTX-13")),
        pytest.param("CTX-14", "exploitation-screening:should:each", marks=pytest.mark.clause("CTX-14")),
        pytest.param("CTX-15", "disruption-plan:should trigger-plan:should:each", marks=pytest.mark.clause("CTX-15")),
        pytest.param("CTX-16", "attacks-on-property:should:each", marks=pytest.mark.clause("CTX-16")),
        pytest.param(
            "CTX-17",
            "intelligence-known:should sharing-reminder:should social-media-watch:should",
            marks=pytest.mark.clause("CTX-17"),
        ),
        pytest.param("CTX-18", "staff-risk-in-instructions:should:contact:each", marks=pytest.mark.clause("CTX-18")),
        pytest.param("CTX-19", "community-impact:should", marks=pytest.mark.clause("CTX-19")),
        pytest.param(
            "CTX-20", "home-authority-told:should:each other-authorities:should", marks=pytest.mark.clause("CTX-20")
        ),
    ],
)
def test_wider_context(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param("MED-1", "media-lead:must", marks=pytest.mark.clause("MED-1")),
        pytest.param("MED-2", "media-principles:should:media", marks=pytest.mark.clause("MED-2")),
        pytest.param("MED-3", "media-contact-point:must media-liaison:must", marks=pytest.mark.clause("MED-3")),
        pytest.param("MED-4", "media-oversight:must:media", marks=pytest.mark.clause("MED-4")),
    ],
)
def test_media(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param("CRT-1", "joint-position:should:each", marks=pytest.mark.clause("CRT-1")),
        pytest.param("CRT-2", "heads-meet:should:each", marks=pytest.mark.clause("CRT-2")),
        pytest.param("CRT-3", "support-at-court:must:each", marks=pytest.mark.clause("CRT-3")),
        pytest.param("CRT-4", "outside-court:consider:each", marks=pytest.mark.clause("CRT-4")),
        pytest.param(
            "CRT-5", "remand-placement:should:each secure-links-prepared:should:each", marks=pytest.mark.clause("CRT-5")
        ),
    ],
)
def test_court(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param(
            "STF-1",
            "staff-mitigation-applied:must:contact:each staff-risk-assessed:must:contact:each",
            marks=pytest.mark.clause("STF-1"),
        ),
        pytest.param("STF-2", "joint-supervision:should staff-debrief:should", marks=pytest.mark.clause("STF-2")),
    ],
)
def test_staff(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param("BRF-1", "briefing-useful:consider", marks=pytest.mark.clause("BRF-1")),
        pytest.param("BRF-2", "briefing-content:should", marks=pytest.mark.clause("BRF-2")),
        pytest.param("BRF-3", "briefing-chair:should", marks=pytest.mark.clause("BRF-3")),
        pytest.param("BRF-4", "briefing-names-nobody:should:briefing", marks=pytest.mark.clause("BRF-4")),
    ],
)
def test_briefings(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())


@pytest.mark.parametrize(
    ("clause", "carried"),
    [
        pytest.param("STA-1", "return-to-mace:must:stand-down", marks=pytest.mark.clause("STA-1")),
        pytest.param("STA-2", "mace-screening:should:each", marks=pytest.mark.clause("STA-2")),
        pytest.param("STA-3", "contextual-toolkit:consider", marks=pytest.mark.clause("STA-3")),
        pytest.param("STA-4", "locality-mapping:must", marks=pytest.mark.clause("STA-4")),
        pytest.param("STA-5", "child-planning:must:each", marks=pytest.mark.clause("STA-5")),
        pytest.param("STA-6", "location-safety-mapping:consider:each", marks=pytest.mark.clause("STA-6")),
        pytest.param("STA-7", "context-weighting:consider:each", marks=pytest.mark.clause("STA-7")),
        pytest.param("STA-8", "trauma-support:consider:each", marks=pytest.mark.clause("STA-8")),
        pytest.param("STA-9", "education-continues:consider:each", marks=pytest.mark.clause("STA-9")),
        pytest.param("STA-10", "disruption-planning:consider", marks=pytest.mark.clause("STA-10")),
        pytest.param("STA-11", "positive-change:consider:each", marks=pytest.mark.clause("STA-11")),
        pytest.param("STA-12", "parents-support:consider:each", marks=pytest.mark.clause("STA-12")),
        pytest.param("STA-13", "family-group-conference:consider:each", marks=pytest.mark.clause("STA-13")),
        pytest.param("STA-14", "safer-places:consider", marks=pytest.mark.clause("STA-14")),
    ],
)
def test_stabilisation(norfolk: Playbook, clause: str, carried: str) -> None:
    assert said(norfolk, clause) == set(carried.split())
