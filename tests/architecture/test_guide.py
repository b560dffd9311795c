"""The guide is carried: coverage, its register and the generated page."""

import ast
import importlib
import json
import re
import shutil
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from reachable.common.refusals import Refused
from reachable.jobs.management.commands.playbook import references
from reachable.playbook import coverage
from reachable.playbook.load import load
from reachable.playbook.schema import Playbook
from reachable.responses.gates import GATES, Gate
from scripts import prove_guide
from tests import neutralise

TESTS = settings.ROOT / "tests"
PACKAGE = settings.ROOT / "reachable"


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return load(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)


@pytest.fixture(scope="module")
def rows(playbook: Playbook) -> list[coverage.Row]:
    register = coverage.register(settings.CLAUSES_FILE)
    return coverage.rows(register, playbook, coverage.rules(PACKAGE), coverage.tests(TESTS), GATES.values())


def test_every_clause_of_the_sections_we_claim_is_carried_and_tested(rows, playbook: Playbook) -> None:
    assert coverage.gaps(rows, playbook.sections) == []
    sections = {clause["id"].split("-")[0] for clause in coverage.register(settings.CLAUSES_FILE)}
    assert set(playbook.sections) == sections, "a section that was carried once stays carried"
    assert len(coverage.in_scope(rows, playbook.sections)) == len(rows) == 98


def test_a_clause_with_nothing_is_a_gap(rows) -> None:
    bare = coverage.Row(clause="SAF-1", items=[], rules=[], tests=[], level=coverage.NOT_CARRIED, gate=False)
    assert coverage.gaps([bare], ["SAF"]) == [
        "SAF-1: no item and no rule carries it",
        "SAF-1: no test is marked with it",
    ]
    assert coverage.gaps([bare], ["DEF"]) == []


def test_rules_are_found_in_policies_and_operations_and_only_a_policy_enforces(tmp_path: Path, playbook) -> None:
    room = tmp_path / "reachable" / "incidents"
    (room / "operations").mkdir(parents=True)
    (room / "policies.py").write_text('def check_leaving(x):\n    """Not before it is agreed (HOS-6)."""\n')
    (room / "operations" / "wards.py").write_text('def f():\n    raise Refused("no", clause="HOS-10")\n')
    (room / "queries.py").write_text('def g():\n    """HOS-7"""\n')
    rules = coverage.rules(tmp_path / "reachable")
    assert {rule.name: set(rule.clauses) for rule in rules} == {
        "reachable.incidents.operations.wards:f": {"HOS-10"},
        "reachable.incidents.policies:check_leaving": {"HOS-6"},
    }
    register = coverage.register(settings.CLAUSES_FILE)
    bare = playbook.model_copy(update={"strands": {}, "tonight": (), "meetings": {}})
    level = {row["clause"]: row["level"] for row in coverage.rows(register, bare, rules, {})}
    assert (level["HOS-6"], level["HOS-10"], level["HOS-7"]) == ("enforced", "asked", coverage.NOT_CARRIED)
    gates = coverage.gates_not_enforced(register, coverage.rows(register, bare, rules, {}))
    assert "HOS-6" not in gates
    assert "HOS-10" in gates


def test_what_a_gate_does_not_refuse_yet_is_only_asked(playbook: Playbook) -> None:
    register = coverage.register(settings.CLAUSES_FILE)
    rules = [coverage.Rule("reachable.incidents.policies", "check_leaving", frozenset({"HOS-6"}))]

    def level(*gates: Gate) -> str:
        return next(
            row["level"] for row in coverage.rows(register, playbook, rules, {}, gates) if row["clause"] == "HOS-6"
        )

    gate = Gate("leaving", "Leaving", ("HOS-6",), "leaving", enforced=False)
    assert (level(gate), level(replace(gate, enforced=True)), level()) == ("asked", "enforced", "enforced")


def test_every_gate_of_the_guide_is_a_gate_of_the_software_and_is_enforced_by_a_policy_or_says_not(rows) -> None:
    register = coverage.register(settings.CLAUSES_FILE)
    named = {clause: gate for gate in GATES.values() for clause in gate.clauses}
    gates = [clause["id"] for clause in register if clause["kind"] == "gate"]
    assert [clause for clause in gates if clause not in named] == []
    assert set(named) <= {clause["id"] for clause in register}
    level = {row["clause"]: row["level"] for row in rows}
    assert {clause: level[clause] for clause in gates if named[clause].enforced and level[clause] != "enforced"} == {}


def test_the_levels_are_counted() -> None:
    rows = [
        coverage.Row(clause="X", items=[], rules=[], tests=[], level=level, gate=False)
        for level in ("asked",) * 2 + ("enforced",)
    ]
    assert coverage.counts(rows).sentence == "3 clauses: 1 enforced, 2 asked, 0 not yet carried."


def test_marks_are_found_on_tests_and_on_single_parameters(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_a.py").write_text(
        'import pytest\n@pytest.mark.clause("SAF-7")\n'
        '@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.clause("SAF-8"))])\n'
        'def test_x(x):\n    pass\n@pytest.mark.clause("SAF-9")\ndef helper():\n    pass\n'
    )
    assert coverage.tests(folder) == {"SAF-7": ["tests/test_a.py::test_x"], "SAF-8": ["tests/test_a.py::test_x"]}


def test_tests_name_only_clauses_of_the_register() -> None:
    known = {clause["id"] for clause in coverage.register(settings.CLAUSES_FILE)}
    assert set(coverage.tests(TESTS)) <= known


def test_rules_name_only_clauses_of_the_register() -> None:
    known = {clause["id"] for clause in coverage.register(settings.CLAUSES_FILE)}
    unknown = {rule.name: rule.clauses - known for rule in coverage.rules(PACKAGE) if rule.clauses - known}
    assert unknown == {}


def test_the_references_are_what_the_data_and_the_program_say() -> None:
    folder = settings.CLAUSES_FILE.parent
    written = {name: (folder / name).read_text(encoding="utf-8") for name in references() if (folder / name).exists()}
    stale = [name for name, text in references().items() if written.get(name) != text]
    assert stale == [], "run: python manage.py playbook reference"


def test_no_reference_is_left_of_a_strand_that_is_gone() -> None:
    folder = settings.CLAUSES_FILE.parent
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {*references(), settings.CLAUSES_FILE.name}


def test_the_rules_are_read_back_as_they_were_written() -> None:
    rules = coverage.rules(PACKAGE)
    assert coverage.rules_from_json(coverage.rules_as_json(rules)) == rules


def test_each_deadline_trigger_and_question_stands_in_a_reference(playbook: Playbook) -> None:
    pages = references()
    for strand in playbook.strands.values():
        assert f"](playbook/{strand.code}.md)" in pages["playbook.md"]
        assert f"](playbook/{strand.code}.md)" in pages["triggers.md"]
        for item in strand.asked:
            assert f"- Code: `{item.code}`\n" in pages[f"playbook/{strand.code}.md"]
            if item.due:
                assert f"(`{item.code}`)" in pages["deadlines.md"]
    assert pages["deadlines.md"].index("## Statutory") < pages["deadlines.md"].index("notification-decision")
    assert pages["deadlines.md"].index("notification-decision") < pages["deadlines.md"].index("## Local")


def test_the_product_knows_nothing_of_neutralising() -> None:
    for path in [*PACKAGE.rglob("*.py"), *(settings.ROOT / "config").rglob("*.py")]:
        names = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        }
        assert "REACHABLE_NEUTRALISE" not in names, path


def test_guide_coverage_prints_each_clause_of_the_register_as_json() -> None:
    out = StringIO()
    call_command("guide_coverage", "--json", stdout=out)
    rows = {row["clause"]: row for row in json.loads(out.getvalue())}
    assert list(rows) == [clause["id"] for clause in coverage.register(settings.CLAUSES_FILE)]
    assert set(rows["SAF-1"]) == {"clause", "items", "rules", "tests", "level", "gate"}
    assert rows["SAF-7"]["items"] == ["safe-to-return"]
    assert all(row["level"] in ("asked", "enforced") for name, row in rows.items() if name[:3] in ("SAF", "DEF"))


def test_guide_coverage_names_the_gates_that_nothing_enforces_yet() -> None:
    out = StringIO()
    call_command("guide_coverage", stdout=out)
    waiting = [gate for gate in GATES.values() if not gate.enforced]
    assert f"Gates not yet enforced ({len(waiting)} of {len(GATES)}):" in out.getvalue()
    assert all(f"{gate.title}: will refuse {gate.refuses}\n" in out.getvalue() for gate in waiting)
    assert "SAF-13  asked\n        item  threat-to-life\n" in out.getvalue()
    assert re.search(r"^98 clauses: \d+ enforced, \d+ asked, 0 not yet carried\.$", out.getvalue(), re.M)


def test_guide_coverage_writes_the_rules_for_the_page(tmp_path: Path, settings) -> None:
    shutil.copy(settings.CLAUSES_FILE, tmp_path / "clauses.toml")
    settings.CLAUSES_FILE = tmp_path / "clauses.toml"
    call_command("guide_coverage", "--write", stdout=StringIO())
    assert coverage.rules_from_json((tmp_path / coverage.RULES_FILE).read_text(encoding="utf-8"))


def test_guide_coverage_fails_when_a_clause_has_nothing(tmp_path: Path, settings) -> None:
    settings.PLAYBOOK_FOLDER = prove_guide.copy_without(tmp_path, "threat-to-life", "consideration")
    with pytest.raises(CommandError, match="SAF-13: no item and no rule carries it"):
        call_command("guide_coverage", stdout=StringIO())


def test_guide_coverage_fails_when_a_gate_is_only_asked(tmp_path: Path, settings) -> None:
    register = settings.CLAUSES_FILE.read_text(encoding="utf-8")
    before, after = register.split('id = "SAF-13"', 1)
    settings.CLAUSES_FILE = tmp_path / "clauses.toml"
    made_a_gate = re.sub("kind = .*", 'kind = "gate"', after, count=1)
    settings.CLAUSES_FILE.write_text(f'{before}id = "SAF-13"{made_a_gate}', encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="SAF-13: it is a gate, and it is only asked") as failed:
        call_command("guide_coverage", "--json", stdout=out)
    assert "SAF-7" not in str(failed.value), "what is asked and is no gate fails nothing"
    rows = {row["clause"]: row for row in json.loads(out.getvalue())}
    assert (rows["SAF-13"]["gate"], rows["SAF-13"]["level"], rows["SAF-7"]["gate"]) == (True, "asked", False)


def test_a_gate_that_is_enforced_or_that_nothing_carries_is_not_only_asked() -> None:
    def row(clause: str, level: str, *, gate: bool = True) -> coverage.Row:
        return coverage.Row(clause=clause, items=[], rules=[], tests=[], level=level, gate=gate)

    rows = [row("A", coverage.ENFORCED), row("B", coverage.ASKED), row("C", coverage.NOT_CARRIED)]
    rows.append(row("D", coverage.ASKED, gate=False))
    assert [sentence.split(":")[0] for sentence in coverage.gates_only_asked(rows)] == ["B"]


def test_the_playbook_command_writes_every_reference_and_takes_away_what_is_gone(tmp_path: Path, settings) -> None:
    shutil.copy(settings.CLAUSES_FILE, tmp_path / "clauses.toml")
    settings.CLAUSES_FILE, settings.ROOT = tmp_path / "clauses.toml", tmp_path
    (tmp_path / "playbook").mkdir()
    (tmp_path / "playbook" / "never-was.md").touch()
    call_command("playbook", "reference", stdout=StringIO())
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {*references(), "clauses.toml"}
    assert (tmp_path / "playbook.md").read_text(encoding="utf-8").startswith("# Responding to serious youth violence")


def test_the_playbook_command_finds_the_shipped_playbook_sound() -> None:
    out = StringIO()
    call_command("playbook", "check", stdout=out)
    assert "sound" in out.getvalue()


def test_a_removal_takes_away_one_entry_and_nothing_else(tmp_path: Path, playbook: Playbook) -> None:
    folder = prove_guide.copy_without(tmp_path / "item", "safe-address", "consideration")
    left = load(folder, "norfolk")
    gone = set(playbook.considerations()) - set(left.considerations())
    assert [item.code for item in gone] == ["safe-address"]
    assert [q.considerations for q in left.tonight if q.code == "safe-address"] == [("safe-to-return",)]
    folder = prove_guide.copy_without(tmp_path / "part", "age", "part", "serious-youth-violence")
    parts = load(folder, "norfolk").definitions["serious-youth-violence"].parts
    assert [part.code for part in parts] == ["offence", "setting"]


def test_a_neutralised_policy_refuses_nothing_also_for_those_who_imported_it(tmp_path: Path, monkeypatch) -> None:
    refuses = "from reachable.common.refusals import Refused\n\n\ndef check_x(a, b=1, *, c=2) -> None:\n"
    (tmp_path / "some_policies.py").write_text(refuses + '    raise Refused("no")\n')
    monkeypatch.syspath_prepend(tmp_path)
    from some_policies import check_x  # it exists only from here on

    monkeypatch.setenv("REACHABLE_NEUTRALISE", "some_policies:check_x")
    with pytest.raises(Refused):
        check_x(1)
    neutralise.pytest_sessionstart(None)
    assert check_x(1, c=3) is None
    with pytest.raises(TypeError):  # what was called wrongly before is not let through now
        check_x()
    sys.modules.pop("some_policies")


def test_what_a_policy_answers_when_it_is_switched_off_is_known_for_each() -> None:
    for rule in coverage.rules(PACKAGE):
        if rule.is_policy:
            function = getattr(importlib.import_module(rule.module), rule.function)
            assert neutralise._can_be_switched_off(rule.name, function), rule.name


def test_only_a_test_that_expected_otherwise_has_noticed() -> None:
    with pytest.raises(pytest.fail.Exception) as did_not_raise, pytest.raises(ValueError, match="x"):
        pass
    assert neutralise.is_noticed(did_not_raise.value)
    assert neutralise.is_noticed(AssertionError("1 == 2"))
    assert not neutralise.is_noticed(TypeError("'NoneType' object is not iterable"))
