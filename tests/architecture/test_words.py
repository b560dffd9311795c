"""The words people read: nobody is labelled, and things have one name."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import source

FORBIDDEN = {
    "a young person is never a label": (
        r"gang[- ](?:members?|nominals?|involved|affiliated)|offenders?|perpetrators?|thugs?"
    ),
    "young people in an incident, not cases": (
        r"(?<!in )(?<!in any )(?<!lower )(?<!upper )cases?|caseloads?|casework(?:er|ers)?"
    ),
    "young person or record, not subject": r"(?<!data )subjects?(?! access)",
    "action, not ticket": r"tickets?",
    "opposing group, not opps": r"opps",
    "part of the definition, not limb": r"limbs?",
}
PATTERNS = {why: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) for why, words in FORBIDDEN.items()}
_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)


def _found(text: str) -> Iterator[tuple[int, str]]:
    for why, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.start()) + 1, f"{match.group()!r}: {why}"


def _in_files(paths: list[Path]) -> list[str]:
    found = []
    for path in paths:
        text = _COMMENT.sub(lambda m: "\n" * m.group().count("\n"), path.read_text(encoding="utf-8"))
        found += [f"{source.name_of(path)}:{line} {words}" for line, words in _found(text)]
    return found


def test_templates_use_the_words_of_the_guide() -> None:
    assert _in_files(sorted((source.ROOT / "reachable" / "web").rglob("*.html"))) == []


def test_the_playbook_uses_the_words_of_the_guide() -> None:
    assert _in_files(sorted((source.ROOT / "reachable" / "playbook").rglob("*.toml"))) == []


def test_sentences_in_the_program_use_the_words_of_the_guide() -> None:
    found = [
        f"{source.name_of(path)}:{line} {words}"
        for path in source.python_files("reachable")
        for line, text in source.prose(path)
        if " " in text and "|" not in text  # a pattern is not read by people
        for _, words in _found(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("He is a gang member", True),
        ("Close the case", True),
        ("Keep a coat in case it rains", False),
        ("The subject of the report", True),
        ("A subject access request", False),
        ("The Youth Offending Team", False),
        ("Raise a ticket", True),
    ],
)
def test_the_list_finds_the_label_and_spares_the_plain_word(text: str, is_found: bool) -> None:
    assert bool(list(_found(text))) is is_found
