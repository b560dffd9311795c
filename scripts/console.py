"""What the scripts share: where things are, running a step, saying plainly what went wrong. Standard library only."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
PYTHON = VENV / "bin" / "python"


class Stop(Exception):
    """What the person at the terminal must know before anything can go on."""


def say(text: str) -> None:
    print(text, flush=True)


def step(label: str, *commands: list[str | Path], env: dict[str, str] | None = None) -> None:
    """Run commands quietly; their output is shown only when one of them fails."""
    started = time.monotonic()
    say(f"  {label} …")
    for command in commands:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        if done.returncode:
            raise Stop(f"{done.stdout.rstrip()}\n\n{label}: this did not work ({Path(str(command[0])).name}).")
    seconds = time.monotonic() - started
    if seconds >= 1:
        say(f"  {'':4}{seconds:.1f} s")


def show(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run a command with its output on the terminal and answer its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **(env or {})}).returncode


def digest(paths: Iterable[Path], *words: str) -> str:
    """One hash over the content of files and folders, and over words that matter as well."""
    found = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            if "__pycache__" not in file.parts and file.exists():
                found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def fresh(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text() == value


def stamped(stamp: Path, value: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)


def main(action: Callable[[], int]) -> None:
    """Run a script's action; a Stop is a message and exit code 1, never a traceback."""
    try:
        sys.exit(action())
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
