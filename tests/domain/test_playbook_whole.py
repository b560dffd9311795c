"""The shipped playbook carries the whole guide, fits what the program knows, and keeps the first night short."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from reachable.directory.choices import AgencyKind
from reachable.directory.roles import ROLES
from reachable.incidents.fact_kinds import KINDS
from reachable.playbook import check, coverage
from reachable.playbook.load import deadlines, load
from reachable.playbook.schema import Consideration, Due, Playbook
from reachable.responses.audiences import BY_NAME as AUDIENCES
from reachable.responses.contact import words_of_contact
from reachable.responses.gates import GATES
from reachable.responses.triggers import TRIGGERS

SHIPPED = settings.ROOT / "reachable" / "playbook"
COUNTY = SHIPPED / "norfolk"
STRANDS = sorted(path for path in COUNTY.glob("*.toml") if "[strand." in path.read_text(encoding="utf-8"))
DECISION = settings.ROOT / "docs" / "decisions" / "0006-the-other-sections.md"
TONIGHT = 12  # hours


@pytest.fixture(scope="module")
def norfolk() -> Playbook:
    return load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)


def clauses() -> list[str]:
    return [clause["id"] for clause in coverage.register(settings.CLAUSES_FILE)]


def dues(playbook: Playbook) -> list[tuple[Consideration, Due]]:
    return [(item, item.due) for item in playbook.considerations() if item.due]


def test_it_is_sound_with_the_triggers_gates_and_roles_that_there_are(norfolk: Playbook) -> None:
    found = check.problems(
        norfolk,
        triggers={name: trigger.about for name, trigger in TRIGGERS.items()},
        gates=GATES.keys(),
        audiences=AUDIENCES.keys(),
        roles={role.kebab for role in ROLES.values()},
        places={kind.value.lower().replace("_", "-") for kind in AgencyKind},
        clauses=clauses(),
        words_of_contact=words_of_contact,
        facts={kind.slug for kind in KINDS.values()},
    )
    assert found == []


def test_every_trigger_gate_and_audience_is_used(norfolk: Playbook) -> None:
    items = norfolk.considerations()
    assert {strand.opens for strand in norfolk.strands.values()} == set(TRIGGERS)
    assert {item.gate for item in items if item.gate} == set(GATES)
    assert {item.audience for item in items} == set(AUDIENCES) == check.AUDIENCES


def test_a_gate_names_the_clauses_of_its_items(norfolk: Playbook) -> None:
    for code, gate in GATES.items():
        named = {clause for item in norfolk.considerations() if item.gate == code for clause in item.clauses}
        assert set(gate.clauses) & named, code


def test_every_section_and_every_clause_of_the_register_is_carried(norfolk: Playbook) -> None:
    assert list(norfolk.sections) == list(dict.fromkeys(clause.split("-")[0] for clause in clauses()))
    assert set(check.clauses_of(norfolk)) == set(clauses())


def test_the_decision_says_what_each_trigger_gate_and_audience_means() -> None:
    text = DECISION.read_text(encoding="utf-8")
    names = sorted({*TRIGGERS, *GATES, *AUDIENCES})
    assert [name for name in names if f"| `{name}` |" not in text] == []


@pytest.mark.parametrize("path", STRANDS, ids=lambda path: path.stem)
def test_a_file_says_at_its_head_what_it_is_about_and_the_folder_says_when_it_opens(path: Path, tmp_path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
    (tmp_path / "one").mkdir()
    for name in ("playbook.toml", path.name):
        (tmp_path / "one" / name).write_bytes((COUNTY / name).read_bytes())
    row = next(line for line in _rows() if line.startswith(f"| `{path.name}` |"))
    assert {s.opens for s in load(tmp_path, "one").strands.values()} == {
        name for name in TRIGGERS if f"`{name}`" in row
    }


def test_the_folder_explains_each_of_its_files() -> None:
    explained = [line.split("`")[1] for line in _rows()]
    assert sorted(explained) == sorted(path.name for path in COUNTY.glob("*.toml"))


def _rows() -> list[str]:
    lines = (COUNTY / "README.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("| `") and ".toml` |" in line]


# Deadlines


def test_each_statutory_deadline_stands_once_for_england_and_is_owed_by_somebody(norfolk: Playbook) -> None:
    rules = deadlines(SHIPPED)
    owed = Counter(due.rule for _, due in dues(norfolk) if due.kind == "statutory")
    assert set(owed) == set(rules), "a rule nobody owes, or a statutory deadline of the county's own"
    assert all(due == rules[due.rule] for _, due in dues(norfolk) if due.rule)
    assert owed["serious-incident-notification"] == 3, "one rule of law, three items"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("referral-decided", "1 working day after referral"),
        ("emergency-protection", "72h after police-protection"),
        ("conference-decided", "15 working days after discussion"),
        ("assessment-finished", "45 working days after referral"),
        pytest.param("notification-sent", "5 working days after awareness", marks=pytest.mark.clause("NOT-2")),
        pytest.param("rapid-review-sent", "15 working days after notification", marks=pytest.mark.clause("NOT-3")),
        ("death-notification", "5 working days after death"),
        ("return-interview", "72h after return"),
        ("remand-plan", "10 working days after remand"),
        ("remand-review", "20 working days after remand"),
    ],
)
def test_a_statutory_deadline_is_the_one_of_the_law_with_its_source(norfolk: Playbook, code: str, text: str) -> None:
    due = {item.code: item.due for item in norfolk.considerations()}.get(code)
    assert due is not None, f"nothing asks {code}, or it has no deadline"
    assert (due.text, due.kind) == (text, "statutory")
    assert due.source
    assert due.edition


def test_the_county_repeats_no_statutory_number() -> None:
    texts = [path.read_text(encoding="utf-8") for path in COUNTY.glob("*.toml")]
    assert [text for text in texts if 'kind = "statutory"' in text] == []


@pytest.mark.clause("SAF-1")
def test_the_hours_of_the_strategy_discussion_are_local_and_not_law(norfolk: Playbook) -> None:
    local = {item.code: due.text for item, due in dues(norfolk) if due.kind == "local"}
    assert local == {
        "strategy-discussion-held": "24h after report",
        "strategy-discussion-record": "1 working day after discussion",
        "actions-sent": "1 working day after complex-discussion",
        "record-filed": "1 working day after complex-discussion",
    }
    assert all(due.source and due.edition for _, due in dues(norfolk) if due.kind == "local")


def test_every_item_says_when_it_is_owed(norfolk: Playbook) -> None:
    assert [item.code for item in norfolk.considerations() if item.due is None] == []


# The first night: everything else waits for the first strategy discussion.


def test_a_report_at_night_owes_nothing_before_morning_but_immediate_safety(norfolk: Playbook) -> None:
    opened = [strand for strand in norfolk.strands.values() if strand.about == "incident"]
    owed = {
        f"{strand.code}/{item.code}"
        for strand in opened
        for item in strand.asked
        if item.due and item.due.after in ("report", "awareness", "incident") and (item.due.hours or TONIGHT) < TONIGHT
    }
    assert {place.split("/")[0] for place in owed} == {"immediate-safety"}
    assert len(owed) <= 16


@pytest.mark.parametrize(
    ("strand", "owed"),
    [
        ("hospital", "police-at-hospital visits-likely officer-leaving phone-advice devices-considered"),
        ("discharge", ""),
        (
            "custody",
            "appropriate-adult custody-worker custody-support custody-information no-night-in-cells release-plan",
        ),
        ("missing", "missing-reported missing-search"),
        ("death", "family-liaison joint-agency-response"),
        ("staff-safety", "staff-risk-assessed staff-mitigation-applied"),
        ("other-authority", "home-authority-told"),
        ("media", "media-lead"),
    ],
)
def test_what_happens_to_somebody_tonight_owes_a_handful(norfolk: Playbook, strand: str, owed: str) -> None:
    soon = [item for item in norfolk.strands[strand].asked if item.due and (item.due.hours or TONIGHT) < TONIGHT]
    assert {item.code for item in soon} == set(owed.split())
