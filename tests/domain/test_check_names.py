"""`manage.py check_names`: one line of JSON for any verdict, one sentence and 2 for what cannot be read."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = [
    {
        "given": "Kai",
        "family": "Mensah",
        "other_names": ["Skipz"],
        "dob": "2010-03-14",
        "school": "Marlpit Academy",
        "postcode": "ZZ5 8AB",
    },
    {"given": "Hope", "family": None, "other_names": None, "dob": "", "school": None},
    {"family": "Okonkwo"},
    {},
]


class Asked:
    def __init__(self, folder: Path) -> None:
        self.roster, self.text = folder / "roster.json", folder / "text.txt"
        self.roster.write_text(json.dumps(PEOPLE), encoding="utf-8")

    def __call__(self, text: str | bytes, *options: str, roster: Any = None) -> dict[str, Any]:
        self.text.write_bytes(text if isinstance(text, bytes) else text.encode())
        if roster is not None:
            self.roster.write_bytes(roster if isinstance(roster, bytes) else json.dumps(roster).encode())
        out = io.StringIO()
        call_command("check_names", "--roster", str(self.roster), "--text", str(self.text), *options, stdout=out)
        answer: dict[str, Any] = json.loads(out.getvalue())
        return answer


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return Asked(tmp_path)


@pytest.mark.clause("BRF-4")
@pytest.mark.parametrize(
    ("text", "verdict", "hits"),
    [
        ("We saw Kai Mensah.", "refuse", [(7, 17, "Kai Mensah", "name")]),
        ("Skipz and Hope", "refuse", [(0, 5, "Skipz", "other_name"), (10, 14, "Hope", "name")]),
        ("We told Hope to wait.", "ask", [(8, 12, "Hope", "name")]),
        (
            "Born on 14/03/2010 in zz58ab",
            "refuse",
            [(8, 18, "14/03/2010", "birth_date"), (22, 28, "zz58ab", "postcode")],
        ),
        ("A 16-year-old of Marlpit Academy", "ask", [(2, 32, "16-year-old of Marlpit Academy", "school_and_age")]),
        ("We hope for a quiet week at Marlpit Academy.", "clear", []),
        ("", "clear", []),
    ],
    ids=["certain", "certain and doubtful", "doubtful", "details", "school and age", "nobody", "empty"],
)
def test_the_verdict_and_the_place_of_each_hit(asked: Asked, text: str, verdict: str, hits: list[Any]) -> None:
    found = [{"start": start, "end": end, "text": words, "kind": kind} for start, end, words, kind in hits]
    assert asked(text) == {"verdict": verdict, "hits": found}


def test_the_mark_before_utf_8_is_not_counted_and_line_ends_are_kept(asked: Asked) -> None:
    [hit] = asked(b"\xef\xbb\xbfIt was\r\nKai\r\nMensah")["hits"]
    assert (hit["start"], hit["end"], hit["text"]) == (8, 19, "Kai\r\nMensah")


def test_the_roster_may_be_empty_and_may_say_more_than_is_read(asked: Asked) -> None:
    assert asked("Kai Mensah", roster=[]) == {"verdict": "clear", "hits": []}
    assert asked("Kai was there.", roster=[{"given": "Kai", "shoe_size": 7}])["verdict"] == "refuse"


def test_a_place_and_staff_may_be_told(asked: Asked, tmp_path: Path) -> None:
    staff = tmp_path / "staff.json"
    staff.write_text(json.dumps([{"given": "Ada", "family": "Okonkwo"}]), encoding="utf-8")
    assert asked("Ring Ada Okonkwo.")["verdict"] != "clear"
    assert asked("Ring Ada Okonkwo.", "--staff", str(staff))["verdict"] == "clear"
    assert asked("Go to Okonkwo Street.")["verdict"] == "ask"
    assert asked("Go to Okonkwo Street.", "--place", "Okonkwo Street")["verdict"] == "clear"


def test_warnings_are_added_where_they_are_asked_for(asked: Asked) -> None:
    assert "warnings" not in asked("We heard of two boys.")
    [warning] = asked("We heard of two boys.", "--warnings")["warnings"]
    assert (warning["text"], warning["kind"]) == ("two boys", "small_number")


BAD_ROSTERS: dict[str, Any] = {
    "not JSON": b"[{",
    "not UTF-8": b"\xff\xfe[\x00]\x00",
    "an object": {"given": "Kai"},
    "a list of texts": ["Kai"],
    "a name that is a number": [{"given": 7}],
    "other names in one text": [{"other_names": "Skipz, Big Kay"}],
    "a date that is none": [{"dob": "14 March"}],
    "a name of a thousand letters": [{"given": "K" * 1000}],
    "too many other names": [{"other_names": ["a"] * 100}],
    "nested without end": b"[" * 200_000,
    "too many people": [{}] * 20_001,
    "too large": b"[" + b" " * 20_000_001 + b"]",
}


@pytest.mark.parametrize("roster", BAD_ROSTERS.values(), ids=BAD_ROSTERS.keys())
def test_a_roster_that_cannot_be_read_is_refused_in_one_sentence(asked: Asked, roster: Any) -> None:
    with pytest.raises(CommandError) as refused:
        asked("Kai", roster=roster)
    assert refused.value.returncode == 2
    assert str(refused.value).endswith(".")
    assert "Kai" not in str(refused.value)


BAD_TEXTS = {"binary": bytes(range(256)), "5 MB": b"word " * 1_000_000, "too long": b"a " * 60_000}


@pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS.keys())
def test_a_text_that_cannot_be_read_is_refused(asked: Asked, text: bytes) -> None:
    with pytest.raises(CommandError) as refused:
        asked(text)
    assert refused.value.returncode == 2


HOSTILE: dict[str, Callable[[], str]] = {
    "one long word": lambda: "a" * 90_000,
    "one long word with stars": lambda: "a*" * 45_000,
    "single letters": lambda: "k " * 45_000,
    "figures": lambda: "1 " * 45_000,
    "figures in words": lambda: "k1a4i0" * 15_000,
    "spaces": lambda: "the" + " " * 90_000 + "one",
    "accents": lambda: "K" + "\u0301" * 90_000,
    "brackets": lambda: "(((" * 30_000,
    "hyphens": lambda: "black" + "-" * 90_000,
    "a name over and over": lambda: "Kai Mensah " * 8_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_made_to_hold_the_check_up_is_answered(asked: Asked, text: Callable[[], str]) -> None:
    assert asked(text())["verdict"] in ("refuse", "ask", "clear")


def run(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "manage.py", "check_names", *words]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, timeout=60, check=False)


def test_any_verdict_ends_with_0_and_standard_input_is_read(asked: Asked) -> None:
    ended = run("--roster", str(asked.roster), "--text", "-", given=b"It was Kai.")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert json.loads(ended.stdout)["verdict"] == "refuse"


def test_what_cannot_be_read_ends_with_2_and_no_traceback(asked: Asked, tmp_path: Path) -> None:
    for words in (
        ("--roster", str(tmp_path / "none.json"), "--text", "-"),
        ("--roster", "-", "--text", "-"),
        ("--roster", str(tmp_path), "--text", "-"),
    ):
        ended = run(*words)
        assert (ended.returncode, ended.stdout) == (2, b"")
        assert b"Traceback" not in ended.stderr
