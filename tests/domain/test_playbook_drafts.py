"""The drafts fit the playbook that is asked, and nothing asks them before they belong to it."""

import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from reachable.directory.choices import AgencyKind
from reachable.directory.roles import ROLES
from reachable.playbook import check, coverage
from reachable.playbook.load import PlaybookError, load
from reachable.playbook.schema import Playbook
from reachable.responses.contact import words_of_contact

COUNTY = "norfolk"
DRAFTS = settings.ROOT / "reachable" / "playbook" / "drafts" / COUNTY
SHIPPED = settings.ROOT / "reachable" / "playbook" / COUNTY
FILES = sorted(DRAFTS.glob("*.toml"))
WAITS = "#next: "

# What the drafts count on: docs/decisions/0006-the-other-sections.md says what each is to mean.
PROPOSED = {
    "triggers": {
        "incident_reported",
        "definition_confirmed",
        "wider_context_called_for",
        "serious_incident_notified",
        "media_interest",
        "stabilisation_started",
        "young_person_in_hospital",
        "young_person_arrested",
        "court_date_set",
        "young_person_remanded",
        "young_person_missing",
        "young_person_died",
        "other_authority_young_person",
        "contact_action_proposed",
    },
    "gates": {
        "officer-may-leave",
        "youth-worker-to-hospital",
        "contact",
        "discharge-plan",
        "purpose",
        "media",
        "briefing",
        "stand-down",
    },
    "audiences": {"team", "childrens-services", "notification-decision", "rapid-review-panel"},
}
DECISION = settings.ROOT / "docs" / "decisions" / "0006-the-other-sections.md"


def clauses() -> list[str]:
    return [clause["id"] for clause in coverage.register(settings.CLAUSES_FILE)]


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    """The county as it would be if every draft were asked; a file that stands in both may not be."""
    folder = tmp_path_factory.mktemp("playbook")
    shutil.copytree(SHIPPED, folder / COUNTY)
    for path in FILES:
        assert not (folder / COUNTY / path.name).exists(), f"{path.name} is a draft and is asked already"
        shutil.copy(path, folder / COUNTY)
    return load(folder, COUNTY)


def test_the_drafts_are_sound_once_what_they_count_on_is_there(together: Playbook) -> None:
    found = check.problems(
        together,
        roles={role.kebab for role in ROLES.values()},
        places={kind.value.lower().replace("_", "-") for kind in AgencyKind},
        clauses=clauses(),
        words_of_contact=words_of_contact,
        **PROPOSED,
    )
    assert found == []


def test_nothing_is_proposed_that_no_item_or_strand_uses(together: Playbook) -> None:
    items = together.considerations()
    assert {strand.opens for strand in together.strands.values()} == PROPOSED["triggers"]
    assert {item.gate for item in items if item.gate} == PROPOSED["gates"]
    assert {item.audience for item in items} == PROPOSED["audiences"]


def test_the_decision_says_what_each_proposed_name_means() -> None:
    text = DECISION.read_text(encoding="utf-8")
    names = sorted(name for proposed in PROPOSED.values() for name in proposed)
    assert [name for name in names if f"| `{name}` |" not in text] == []


def test_no_code_stands_twice_in_what_is_asked_and_what_is_drafted(together: Playbook) -> None:
    codes = Counter(item.code for item in together.considerations())
    assert [code for code, times in codes.items() if times > 1] == []


def test_every_clause_of_the_register_is_asked_or_drafted(together: Playbook) -> None:
    carried = check.clauses_of(together)
    assert [clause for clause in clauses() if clause not in carried] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_draft_says_in_its_first_line_that_it_is_not_asked(path: Path) -> None:
    assert path.read_text(encoding="utf-8").splitlines()[0].startswith("# Draft: not asked yet")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_line_that_waits_is_a_deadline_and_can_be_switched_on(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    waiting = [line.removeprefix(WAITS) for line in text.splitlines() if line.startswith("#next")]
    assert [line for line in waiting if not line.startswith("due = ")] == []
    tomllib.loads(text.replace(f"\n{WAITS}", "\n"))  # refuses a second deadline on one item


def test_what_is_asked_knows_nothing_of_the_drafts_beside_it(together: Playbook, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / COUNTY)
    assert load(SHIPPED.parent, COUNTY) == load(tmp_path, COUNTY)
    assert load(SHIPPED.parent, COUNTY) != together


@pytest.mark.parametrize("county", ["drafts", f"drafts/{COUNTY}"])
def test_the_drafts_are_no_county_of_their_own(county: str) -> None:
    with pytest.raises(PlaybookError, match=r"playbook\.toml is missing"):
        load(SHIPPED.parent, county)
