"""`make test`, `make check` and the other chores that need the development tools. Standard library only."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.console import BUILD, PYTHON, ROOT, VENV, Stop, digest, fresh, main, say, show, stamped, step
from scripts.environment import UV, node_and_npm, prepare_front_end, prepare_python
from scripts.launch import collect_static

BIN = VENV / "bin"
TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def test() -> int:
    """The whole suite. Every part runs, also when one before it has failed; any failure fails the whole."""
    prepare_python(dev=True)
    prepare_front_end()
    browser = {"CHROMIUM": _chromium()}
    two = ["-n", str(max(2, min(os.cpu_count() or 2, 8)))]
    rooms = ["tests/domain", "tests/web", *two]
    parts: list[tuple[str, list[str], dict[str, str]]] = [
        ("domain and web on SQLite", rooms, {"REACHABLE_TEST_DATABASE": "sqlite"}),
        ("domain and web on PostgreSQL", rooms, {"REACHABLE_TEST_DATABASE": "postgresql"}),
        ("architecture", ["tests/architecture"], {}),
        ("journeys in the browser", ["tests/journeys"], browser),
    ]
    extra = os.environ.get("ARGS", "").split()
    pytest = partial(show, PYTHON, "-m", "pytest")
    return _all([(name, partial(pytest, *words, *extra, env=env)) for name, words, env in parts])


def check() -> int:
    """Everything that reads the code without the suite: style, types, imports, templates, migrations, documents."""
    prepare_python(dev=True)
    prepare_front_end()
    commands: list[tuple[str, list[str | Path]]] = [
        ("ruff", [BIN / "ruff", "check", "--output-format", "concise", "."]),
        ("ruff format", [BIN / "ruff", "format", "--check", "--output-format", "concise", "."]),
        ("mypy", [BIN / "mypy", "reachable", "config"]),
        ("import contracts", [BIN / "lint-imports"]),
        ("template lint", [BIN / "djlint", "--lint", "--quiet", "reachable/web/templates"]),
        ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
        ("Django's checks", [PYTHON, "manage.py", "check", "--fail-level", "WARNING"]),
        ("architecture and documents", [PYTHON, "-m", "pytest", "-q", "tests/architecture"]),
    ]
    return _all([(name, partial(show, *words, env=TEST_SETTINGS)) for name, words in commands])


def format_code() -> int:
    prepare_python(dev=True)
    return show(BIN / "ruff", "check", "--fix", ".") or show(BIN / "ruff", "format", ".")


def lock() -> int:
    """Write the locks anew: every version pinned by hash, no address of a registry, for every platform."""
    prepare_python(dev=True)
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "-q"]
    wanted = {
        "base.lock": ["pyproject.toml"],
        "dev.lock": ["pyproject.toml", "--group", "dev"],
        "bench.lock": ["--group", "bench"],
    }
    for name, words in wanted.items():
        step(f"Locking {name}", [UV, "pip", "compile", *options, "--upgrade", *words, "-o", f"requirements/{name}"])
    npm = [
        *node_and_npm()[1],
        "install",
        "--package-lock-only",
        "--omit-lockfile-registry-resolved",
        "--ignore-scripts",
    ]
    step("Locking package-lock.json", [*npm, "--no-audit", "--no-fund"])
    return 0


def bench_matching() -> int:
    """Ours beside recordlinkage's, which brings pandas and lives in an environment of its own."""
    prepare_python(dev=True)
    theirs, folder = _bench_environment(), BUILD / "bench-matching"
    extra = os.environ.get("ARGS", "").split()
    shutil.rmtree(folder, ignore_errors=True)
    step("Inventing people", [PYTHON, "-m", "scripts.bench_matching", "make", folder, *extra])
    step("Matching with recordlinkage", [theirs, "-m", "scripts.bench_matching.theirs", folder])
    return show(PYTHON, "-m", "scripts.bench_matching", "measure", folder) or show(
        PYTHON, "-m", "scripts.bench_matching.lookup"
    )


def _bench_environment() -> Path:
    folder, lock = BUILD / "bench-venv", ROOT / "requirements" / "bench.lock"
    python, stamp, wanted = folder / "bin" / "python", folder / "reachable-stamp", digest([lock])
    if not (fresh(stamp, wanted) and python.exists()):
        install: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        if UV.exists():
            install = [UV, "pip", "install", "--quiet", "--python", python]
        make: list[str | Path] = [PYTHON, "-m", "venv", "--clear", folder]
        step("Installing recordlinkage", make, [*install, "--require-hashes", "-r", lock])
        stamped(stamp, wanted)
    return python


def module(*words: str) -> int:
    prepare_python(dev=True)
    return show(PYTHON, *words)


def _all(runs: list[tuple[str, Callable[[], int]]]) -> int:
    failed = []
    for name, action in runs:
        say(f"\n── {name}")
        if action():
            failed.append(name)
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nAll passed")
    return 1 if failed else 0


def _chromium() -> str:
    """The browser for the journeys: CHROMIUM=, the machine's own, or Debian's where it may be installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if not found:
            raise Stop(f"CHROMIUM={named} is not a program.")
        return found
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        step(
            "Installing Chromium for the browser tests",
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            env=quiet,
        )
        found = shutil.which("chromium")
    if not found:
        raise Stop(
            "The browser tests need Chromium. Install it (sudo apt-get install chromium), "
            "or say where it is: make test CHROMIUM=/path/to/chromium"
        )
    return found


def build() -> int:
    """What an installation needs besides its settings: packages, front end, static files."""
    prepare_python()
    prepare_front_end()
    collect_static()
    return 0


CHORES: dict[str, Callable[[], int]] = {
    "build": build,
    "test": test,
    "check": check,
    "format": format_code,
    "lock": lock,
    "bench": lambda: module("-m", "scripts.bench", *os.environ.get("ARGS", "").split()),
    "bench-matching": bench_matching,
    "chaos": lambda: module("-m", "scripts.chaos", *os.environ.get("ARGS", "").split()),
    "prove-guide": lambda: module("scripts/prove_guide.py"),
}

if __name__ == "__main__":
    main(CHORES[sys.argv[1]])
