"""Proves that the tests hold the guide up: takes away each item and policy in turn; a marked test must fail.

An item or a part of a definition is removed from a copy of the county's folder; a policy is switched off by
tests/neutralise.py, which also tells a test that expected otherwise from one that merely fell over. Journeys are left
out: what only a browser would notice is not proven here.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reachable.playbook import coverage  # noqa: E402  # the script is run by its path, so the root comes first
from reachable.playbook.load import load  # noqa: E402
from reachable.playbook.schema import Playbook  # noqa: E402
from tests.neutralise import CRASHED, NOTICED  # noqa: E402

FOLDER = ROOT / "reachable" / "playbook"
COUNTY = "norfolk"
NO_TEST = 5  # as pytest answers
SECONDS_EACH = 180


@dataclass(frozen=True)
class Removal:
    """One thing taken away, and the tests of which one must notice."""

    name: str
    tests: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def without(text: str, code: str, table: str) -> str:
    """A TOML text without the [[…`table`]] entry of that code, which is also dropped from lists of codes."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines(keepends=True):
        if line.startswith("["):
            blocks.append([])
        blocks[-1].append(line)
    kept = [b for b in blocks if not (b[0:1] and b[0].strip().endswith(f".{table}]]") and f'code = "{code}"\n' in b)]
    return "".join("".join(block) for block in kept)


def without_in_lists(text: str, code: str) -> str:
    lines = []
    for line in text.splitlines(keepends=True):
        if line.startswith("considerations = ["):
            codes = line.split("[", 1)[1].rsplit("]", 1)[0].split(",")
            kept = [listed.strip() for listed in codes if listed.strip() != f'"{code}"']
            lines.append(f"considerations = [{', '.join(kept)}]\n")
        else:
            lines.append(line)
    return "".join(lines)


def copy_without(folder: Path, code: str, table: str, within: str = "") -> Path:
    """A copy of the playbooks in which one entry is missing; raises when it is still there."""
    shutil.copytree(FOLDER / COUNTY, folder / COUNTY)
    for path in (folder / COUNTY).glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        if table == "consideration" and path.name in ("tonight.toml", "meetings.toml"):
            text = without_in_lists(text, code)
        elif not within or f"[definition.{within}]" in text:
            text = without(text, code, table)
        path.write_text(text, encoding="utf-8")
    return folder


def removals(scratch: Path, marked: Mapping[str, Sequence[str]]) -> Iterator[Removal]:
    playbook = load(FOLDER, COUNTY)
    for clause in coverage.register(ROOT / "docs" / "reference" / "clauses.toml"):
        tests = _quick(marked.get(clause["id"], ()))
        for name, folder in _copies(scratch, playbook, clause["id"]):
            yield Removal(f"{clause['id']}  {name}", tests, {"REACHABLE_PLAYBOOK_FOLDER": str(folder)})
    for rule in coverage.rules(ROOT / "reachable"):
        if rule.is_policy:
            tests = _quick(test for clause in sorted(rule.clauses) for test in marked.get(clause, ()))
            name = f"{' '.join(sorted(rule.clauses))}  {rule.name}"
            yield Removal(name, tests, {"REACHABLE_NEUTRALISE": rule.name})


def _copies(scratch: Path, playbook: Playbook, clause: str) -> Iterator[tuple[str, Path]]:
    for item in playbook.considerations():
        if clause in item.clauses:
            folder = copy_without(scratch / f"{clause}-{item.code}", item.code, "consideration")
            left = {other.code for other in load(folder, COUNTY).considerations()}
            if left != {other.code for other in playbook.considerations()} - {item.code}:
                raise SystemExit(f"could not take {item.code} out of the playbook")
            yield item.code, folder
    for definition in playbook.definitions.values():
        for part in definition.parts:
            if part.clause == clause:
                name = f"{definition.code}/{part.code}"
                folder = copy_without(scratch / f"{clause}-{part.code}", part.code, "part", definition.code)
                left = {other.code for other in load(folder, COUNTY).definitions[definition.code].parts}
                if left != {other.code for other in definition.parts} - {part.code}:
                    raise SystemExit(f"could not take {name} out of the playbook")
                yield name, folder
    yield from _of_meetings(scratch, playbook, clause)


def _of_meetings(scratch: Path, playbook: Playbook, clause: str) -> Iterator[tuple[str, Path]]:
    """Seats and items of agendas that carry the clause."""
    for kind in playbook.meetings.values():
        for table, parts in (("seat", kind.seats), ("agenda", kind.agenda)):
            for part in parts:
                if clause in part.clauses:
                    name = f"{kind.code}/{part.code}"
                    folder = copy_without(
                        scratch / f"{clause}-{kind.code}-{part.code}", part.code, f"{kind.code}.{table}"
                    )
                    left = load(folder, COUNTY).meetings[kind.code]
                    if (left.seat(part.code) if table == "seat" else left.item(part.code)) is not None:
                        raise SystemExit(f"could not take {name} out of the playbook")
                    yield name, folder


def _quick(tests: Iterable[str]) -> tuple[str, ...]:
    """Those without a browser; the plainest first, so that most removals are noticed before a database is made."""
    names = [name for name in dict.fromkeys(tests) if not name.startswith("tests/journeys/")]
    return tuple(sorted(names, key=lambda name: (not name.startswith("tests/domain/test_playbook"), name)))


def run(removal: Removal) -> int:
    """The answer of the tests of this removal; NO_TEST where there are none."""
    if not removal.tests:
        return NO_TEST
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
    command += ["-p", "tests.neutralise", "-n", "0", *removal.tests]
    ours = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "REACHABLE_TEST_DATABASE": "sqlite"}
    environment = {**os.environ, **ours, **removal.environment}
    try:
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=SECONDS_EACH, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return -1


def _verdict(code: int) -> str:
    verdicts = {
        NOTICED: "noticed",
        CRASHED: "NOT NOTICED: marked tests fall over, and none fails because it expected otherwise",
        0: "NOT NOTICED: every marked test still passes",
        NO_TEST: "NOT PROVEN: no marked test",
    }
    return verdicts.get(code, f"NOT PROVEN: the tests did not run (pytest answered {code})")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only", default="", help="only what has this text in its name")
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = arguments.parse_args()
    started = monotonic()
    with tempfile.TemporaryDirectory(prefix="reachable-prove-") as scratch:
        marked = coverage.tests(ROOT / "tests")
        chosen = [r for r in removals(Path(scratch), marked) if options.only in r.name]
        everything = tuple(dict.fromkeys(test for removal in chosen for test in removal.tests))
        if run(Removal("nothing", everything)) != 0:
            print("With nothing taken away the marked tests do not pass: mend them first.")
            return 1
        codes = []
        with ThreadPoolExecutor(options.jobs) as workers:
            for removal, code in zip(chosen, workers.map(run, chosen), strict=True):
                codes.append(code)
                print(f"{removal.name:72} {_verdict(code)}", flush=True)
    unnoticed = sum(code != NOTICED for code in codes)
    print(f"\n{len(chosen)} taken away, {len(chosen) - unnoticed} noticed, in {monotonic() - started:.0f} s")
    return 1 if unnoticed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
