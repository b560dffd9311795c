"""Where a statement of the guide names several people, places or measures, each has a place on the card."""

import pytest
from django.conf import settings

from reachable.incidents.fact_kinds import KINDS
from reachable.playbook.load import load
from reachable.playbook.schema import Consideration, RecordField


class Asked(dict[str, Consideration]):
    """The items by code; one that is not there is a failure with its name, and no accident on the way."""

    def __missing__(self, code: str) -> Consideration:
        pytest.fail(f"nothing asks {code}")


@pytest.fixture(scope="module")
def asked() -> Asked:
    playbook = load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
    return Asked((item.code, item) for strand in playbook.strands.values() for item in strand.asked)


def asked_for(item: Consideration) -> list[RecordField]:
    """On the card itself, and in the facts that are recorded from it."""
    kinds = {kind.slug: kind for kind in KINDS.values()}
    return [*item.record, *(field for slug in item.facts for field in kinds[slug].fields)]


def options(item: Consideration, field: str) -> set[str]:
    found = [one for one in asked_for(item) if one.name == field]
    return {code for one in found for code, _ in one.options}


def fields(item: Consideration) -> set[str]:
    return {field.name for field in asked_for(item)}


@pytest.mark.parametrize(
    ("code", "field", "parts"),
    [
        pytest.param(
            "custody-information",
            "whom",
            "front-door social-worker family-support youth-justice mace-police youth-worker",
            marks=pytest.mark.clause("CUS-5"),
        ),
        pytest.param(
            "principal-seats",
            "seats-filled",
            "head-of-social-work team-managers workers health mace-police youth-justice youth-support "
            "exploitation-desk education",
            marks=pytest.mark.clause("CTX-7"),
        ),
        pytest.param(
            "further-seats",
            "further-seats",
            "independent mental-health probation housing trusted other-authority custody-workers voluntary",
            marks=pytest.mark.clause("CTX-8"),
        ),
        pytest.param(
            "safeguarding-contacts",
            "teams-reached",
            "designated hospital community community-trust mental-health",
            marks=pytest.mark.clause("DIS-9"),
        ),
        pytest.param(
            "attacks-on-property",
            "property-steps",
            "marker fire doorbell patrols",
            marks=pytest.mark.clause("CTX-16"),
        ),
        pytest.param(
            "community-impact", "steadying", "youth-work community-safety", marks=pytest.mark.clause("CTX-19")
        ),
        pytest.param(
            "briefing-useful", "briefing-for", "education safer-schools youth-work", marks=pytest.mark.clause("BRF-1")
        ),
        pytest.param(
            "positive-change",
            "services-asked",
            "targeted-youth-support rose st-giles",
            marks=pytest.mark.clause("STA-11"),
        ),
        pytest.param(
            "safer-places", "place-steps", "assessment detached group-work", marks=pytest.mark.clause("STA-14")
        ),
        pytest.param("placement-risk", "learns", "location others", marks=pytest.mark.clause("CTX-13")),
        pytest.param("outside-court", "measures", "police", marks=pytest.mark.clause("CRT-4")),
    ],
)
def test_each_one_named_can_be_ticked(asked: Asked, code: str, field: str, parts: str) -> None:
    assert set(parts.split()) <= options(asked[code], field)


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        pytest.param("what-the-ward-knows", "presentation callers one-to-one", marks=pytest.mark.clause("DIS-8")),
        pytest.param(
            "officer-leaving",
            "police health childrens-services visitors presence",
            marks=pytest.mark.clause("HOS-6"),
        ),
        pytest.param(
            "youth-worker-agreed",
            "police-says social-work-says youth-support-says",
            marks=pytest.mark.clause("HOS-10"),
        ),
        pytest.param("visiting-role-clear", "who ward-told police-told", marks=pytest.mark.clause("HOS-9")),
        pytest.param("phone-advice", "advised", marks=pytest.mark.clause("HOS-1")),
        pytest.param("visits-likely", "friends-likely opposing-likely", marks=pytest.mark.clause("HOS-5")),
        pytest.param("weapons-threats-debts", "weapon threats debt", marks=pytest.mark.clause("CTX-9")),
        pytest.param(
            "parents-and-outside-risk", "know-of-risk able-now willing-now", marks=pytest.mark.clause("CTX-11")
        ),
        pytest.param("media-principles", "finds-witnesses reassures keeps-safe", marks=pytest.mark.clause("MED-2")),
        pytest.param("media-liaison", "health-media childrens-services-media", marks=pytest.mark.clause("MED-3")),
        pytest.param("support-at-court", "at-court for-family in-custody", marks=pytest.mark.clause("CRT-3")),
        pytest.param("briefing-chair", "briefing-chaired-by briefing-supported-by", marks=pytest.mark.clause("BRF-3")),
        pytest.param("briefing-content", "measures-named reminder-in", marks=pytest.mark.clause("BRF-2")),
        pytest.param("parents-support", "know-what-to-report know-missing", marks=pytest.mark.clause("STA-12")),
        pytest.param(
            "notification-advice", "police-advise health-advises disagreement", marks=pytest.mark.clause("NOT-2")
        ),
        pytest.param("community-offer", "lives statutory early-help", marks=pytest.mark.clause("CUS-4")),
    ],
)
def test_each_part_has_an_answer_of_its_own(asked: Asked, code: str, parts: str) -> None:
    assert set(parts.split()) <= fields(asked[code])


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        pytest.param("police-duty-inspector", "police-at-hospital", marks=pytest.mark.clause("HOS-4")),
        pytest.param("senior-investigating-officer", "devices-considered", marks=pytest.mark.clause("HOS-2")),
        pytest.param("custody-worker", "custody-worker custody-support", marks=pytest.mark.clause("CUS-2")),
        pytest.param("custody-worker", "custody-exploitation", marks=pytest.mark.clause("CUS-8")),
        pytest.param("head-of-social-work", "complex-discussion", marks=pytest.mark.clause("CTX-2")),
        pytest.param("head-of-social-work", "senior-manager-alert", marks=pytest.mark.clause("NOT-1")),
        pytest.param(
            "senior-investigating-officer", "media-lead media-contact-point", marks=pytest.mark.clause("MED-1")
        ),
        pytest.param("senior-investigating-officer", "media-oversight", marks=pytest.mark.clause("MED-4")),
        pytest.param("youth-justice-manager", "secure-links-prepared", marks=pytest.mark.clause("CRT-5")),
        pytest.param("head-of-social-work", "heads-meet joint-position", marks=pytest.mark.clause("CRT-2")),
        pytest.param("head-of-social-work", "briefing-chair", marks=pytest.mark.clause("BRF-3")),
    ],
)
def test_whoever_the_guide_names_leads(asked: Asked, role: str, codes: str) -> None:
    assert {code: asked[code].lead[0] for code in codes.split()} == dict.fromkeys(codes.split(), role)


@pytest.mark.clause("NOT-1")
@pytest.mark.clause("NOT-2")
@pytest.mark.clause("NOT-3")
def test_what_childrens_services_decide_alone_has_no_other_readers(asked: Asked) -> None:
    assert asked["senior-manager-alert"].audience == "childrens-services"
    for code in ("notification-decision", "notification-advice", "notification-sent"):
        assert asked[code].audience == "notification-decision", code
    for code in ("rapid-review-started", "rapid-review-sent"):
        assert asked[code].audience == "rapid-review-panel", code


@pytest.mark.clause("CTX-4")
def test_each_young_person_has_a_record_that_names_no_other(asked: Asked) -> None:
    item = asked["record-filed"]
    assert item.about == "young-person"
    assert "others-named" in fields(item)


@pytest.mark.clause("DIS-2")
def test_no_box_on_the_place_after_discharge_asks_for_an_address(asked: Asked) -> None:
    item = asked["discharge-place"]
    assert "Do not write the address" in item.why
    assert not [field.label for field in item.record if "address" in field.label.lower()]


def test_nobody_asks_a_family_that_has_lost_somebody_for_anything(asked: Asked) -> None:
    """What is asked after a death sends nobody to the family without saying so."""
    for code in ("family-liaison", "bereaved-siblings", "bereaved-peers"):
        assert any(suggestion.makes_contact for suggestion in asked[code].suggests), code


@pytest.mark.clause("STF-1")
@pytest.mark.clause("CTX-18")
def test_staff_safety_is_asked_for_each_young_person_and_after_a_death_too(asked: Asked) -> None:
    for code in ("staff-risk-assessed", "staff-mitigation-applied", "staff-risk-in-instructions"):
        assert (asked[code].about, asked[code].after_death, asked[code].gate) == ("young-person", True, "contact"), code
        assert asked[code].shows == "contact", code
