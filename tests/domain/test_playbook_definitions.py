"""The definitions of the guide, part by part."""

import pytest
from django.conf import settings

from reachable.playbook.load import load
from reachable.playbook.schema import Definition


@pytest.fixture(scope="module")
def definitions() -> dict[str, Definition]:
    return load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY).definitions


@pytest.mark.clause("DEF-1")
def test_a_street_gang_has_four_parts_and_never_narrows_the_response(definitions) -> None:
    gang = definitions["street-gang"]
    assert [part.code for part in gang.parts] == [
        "street-based",
        "sees-itself",
        "recognised-locally",
        "crime-and-postcode",
    ]
    assert {part.clause for part in gang.parts} == {"DEF-1"}
    assert not gang.narrows


@pytest.mark.clause("DEF-2")
def test_a_gang_impacted_environment_is_a_place_and_never_a_person(definitions) -> None:
    environment = definitions["gang-impacted-environment"]
    assert [part.clause for part in environment.parts] == ["DEF-2"]
    assert len(environment.part("shared-risks").elements) == 3
    assert "never of a young person" in environment.why
    assert not environment.narrows


@pytest.mark.clause("DEF-3")
def test_serious_youth_violence_has_three_parts_offence_age_and_setting(definitions) -> None:
    violence = definitions["serious-youth-violence"]
    assert [part.code for part in violence.parts] == ["offence", "age", "setting"]
    assert {part.clause for part in violence.parts} == {"DEF-3"}
    assert len(violence.part("offence").elements) == 2, "either is enough"
    assert "18" in violence.part("age").ask
    assert "outside the family" in violence.part("setting").ask


@pytest.mark.clause("DEF-3")
def test_only_serious_youth_violence_decides_whether_the_response_goes_on(definitions) -> None:
    assert [code for code, definition in definitions.items() if definition.narrows] == ["serious-youth-violence"]


@pytest.mark.parametrize("code", ["serious-youth-violence", "street-gang", "gang-impacted-environment"])
def test_each_part_has_three_different_answers(definitions, code: str) -> None:
    for part in definitions[code].parts:
        assert len({part.met, part.not_met, part.not_known}) == 3
        assert part.not_known.startswith("It is not known yet")
