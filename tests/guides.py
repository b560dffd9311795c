"""A copy of the guide that a test may change: edition 1 as it is, and an edition 2 that differs in what it is told."""

import shutil
from pathlib import Path
from typing import Any

STRAND = "immediate-safety"
REWORDED, NEW_WORDS = "safe-to-return", "Is home safe tonight?"
ADDED, ADDED_ASK = "ask-the-neighbours", "Have the neighbours been asked?"
_MARK = f"[[strand.{STRAND}.consideration]]"


def added(due: str = '"4h after report"') -> str:
    return f"""
{_MARK}
code = "{ADDED}"
ask = "{ADDED_ASK}"
why = "They see who comes."
strength = "should"
{f"due = {due}" if due else ""}
ours = true
source = "Invented for a test."
"""


def first(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "one"
    shutil.copytree(settings.PLAYBOOK_FOLDER, folder)
    settings.PLAYBOOK_FOLDER = folder
    return folder


def ship(
    guide: Path, settings: Any, *, more: str = "", retire: tuple[str, ...] = (), drop: str = "", narrow: str = ""
) -> None:
    """Edition 2 comes into force: one item reworded, one added, these retired.

    `drop` takes one away altogether; `narrow` is for children's services alone from now on.
    """
    folder = guide.with_name("two")
    shutil.copytree(guide, folder)
    path = folder / "norfolk" / "immediate_safety.toml"
    head, *items = path.read_text(encoding="utf-8").split(_MARK)
    kept = [_changed(item, retire, narrow) for item in items if _code(item) != drop]
    path.write_text(_MARK.join([head, *kept]) + (more or added()), encoding="utf-8")
    settings.PLAYBOOK_FOLDER = folder


def _code(item: str) -> str:
    return item.split('code = "', 1)[1].split('"', 1)[0]


def _changed(item: str, retire: tuple[str, ...], narrow: str) -> str:
    if _code(item) == narrow:
        item = item.replace("code =", 'audience = "childrens-services"\ncode =', 1)
    if _code(item) == REWORDED:
        item = item.replace(item.split('ask = "', 1)[1].split('"', 1)[0], NEW_WORDS, 1)
    return item.replace("code =", "retired = true\ncode =", 1) if _code(item) in retire else item
