"""`manage.py match`: two files in, one file out, and no database."""

import csv
import gzip
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

HELD = """\
id,given_names,family_name,other_names,date_of_birth,postcode,nhs_number
1,William,Larwood,,2010-03-14,NR2 3AB,9990000018
2,Peter,Larwood,,2010-03-14,NR2 3AB,
3,Yuliia,Kovalenko,Julia; Julia Bondar,2009-07-30,NR31 7EA,
4,Kai,Mensah,,2011-11-05,,
"""
ASKED = """\
query_id,given_names,family_name,other_names,date_of_birth,postcode,nhs_number
a,Bill,Larwood,,14/03/2010,nr23ab,
b,Bondar,Julia,,30/07/2009,,
c,Zachariah,Thistlewood,,1999-01-02,,
"""


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("it opened the database")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(connection, "connect", refuse)


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode(encoding)))
    else:
        path.write_text(text, encoding=encoding)
    return path


def _match(folder: Path, held: str = HELD, asked: str = ASKED, *, out: str = "C.csv") -> list[dict[str, str]]:
    a, b = _write(folder / "A.csv", held), _write(folder / "B.csv", asked)
    call_command("match", against=a, query=b, out=folder / out)
    return _rows(folder / out)


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        return list(csv.DictReader(StringIO(file.read())))


def test_the_likeliest_comes_first_with_a_score_and_what_agrees(tmp_path: Path) -> None:
    rows = _match(tmp_path)
    assert list(rows[0]) == ["query_id", "candidate_id", "rank", "score", "agrees"]
    first = next(row for row in rows if row["query_id"] == "a")
    assert (first["candidate_id"], first["rank"]) == ("1", "1")
    assert float(first["score"]) > 0.9
    assert first["agrees"] == "short name or other form; family name; date of birth; postcode"
    assert all(float(row["score"]) < 0.3 for row in rows if row["query_id"] == "a" and row["candidate_id"] == "2")


def test_other_names_are_split_and_names_may_be_swapped(tmp_path: Path) -> None:
    [found] = [row for row in _match(tmp_path) if row["query_id"] == "b"]
    assert found["candidate_id"] == "3"
    assert float(found["score"]) > 0.9


def test_nobody_is_found_for_a_stranger(tmp_path: Path) -> None:
    assert [row for row in _match(tmp_path) if row["query_id"] == "c"] == []


def test_at_most_five_candidates_are_ranked_for_a_query(tmp_path: Path) -> None:
    lines = "".join(f"{n},Kai,Mensah,,2011-11-0{n},,\n" for n in range(1, 9))
    rows = _match(tmp_path, HELD.splitlines()[0] + "\n" + lines, ASKED.splitlines()[0] + "\nq,Kai,Mensah,,,,\n")
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4", "5"]
    scores = [float(row["score"]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert [row["candidate_id"] for row in rows] == ["1", "2", "3", "4", "5"]


def test_columns_may_stand_in_any_order_beside_others_and_behind_a_mark(tmp_path: Path) -> None:
    plain = _match(tmp_path)
    lines = [line.split(",") for line in HELD.splitlines()]
    turned = "\n".join(",".join([*reversed(line), "note" if n == 0 else "x"]) for n, line in enumerate(lines))
    a = _write(tmp_path / "T.csv", turned.replace("postcode", " Postcode "), "utf-8-sig")
    call_command("match", against=a, query=tmp_path / "B.csv", out=tmp_path / "D.csv")
    assert _rows(tmp_path / "D.csv") == plain


def test_every_file_may_be_gzipped(tmp_path: Path) -> None:
    plain = _match(tmp_path)
    a, b = _write(tmp_path / "A.csv.gz", HELD), _write(tmp_path / "B.csv.gz", ASKED)
    call_command("match", against=a, query=b, out=tmp_path / "C.csv.gz")
    assert _rows(tmp_path / "C.csv.gz") == plain


@pytest.mark.parametrize(
    ("born", "found"),
    [
        ("2010-03-14", True), ("14/03/2010", True), ("14.3.2010", True), ("14 March 2010", True), ("20100314", True),
        ("2010-03-14 00:00:00", True), ("14/03/10", True), ("03/14/2010", True), ("2010", True), ("2010-03", True),
        ("2010-14-33", True), ("2001-09-30", False), ("31/12/1950", False),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(tmp_path: Path, born: str, found: bool) -> None:
    asked = f"{ASKED.splitlines()[0]}\nq,William,Larwood,,{born},,\n"
    rows = [row for row in _match(tmp_path, asked=asked) if row["candidate_id"] == "1"]
    assert (bool(rows) and float(rows[0]["score"]) > 0.6) is found


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        (
            "id,given_names\n1,Kai\n",
            "A.csv has no column family_name, other_names, date_of_birth, postcode, nhs_number.",
        ),
        ("", "A.csv has no column id, given_names, family_name, other_names, date_of_birth, postcode, nhs_number."),
        (HELD.splitlines()[0] + "\n\n,,,\n", "A.csv has no rows below its first line."),
        (HELD + "1,Ama,Tagoe,,,,\n", "A.csv: the id 1 stands on more than one line."),
        (HELD + ",Ama,Tagoe,,,,\n", "A.csv: line 6 has no id."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_of_in_a_sentence(tmp_path: Path, held: str, sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        _match(tmp_path, held)
    assert str(refused.value) == sentence
    assert not (tmp_path / "C.csv").exists()


def test_a_file_that_is_not_there_or_not_text_is_told_of(tmp_path: Path) -> None:
    b = _write(tmp_path / "B.csv", ASKED)
    with pytest.raises(CommandError, match=r"^A\.csv cannot be read: No such file or directory\.$"):
        call_command("match", against=tmp_path / "A.csv", query=b, out=tmp_path / "C.csv")
    (tmp_path / "A.csv").write_bytes(b"id\xff\xfe\x00")
    with pytest.raises(CommandError, match=r"^A\.csv is not text in UTF-8\.$"):
        call_command("match", against=tmp_path / "A.csv", query=b, out=tmp_path / "C.csv")
    (tmp_path / "A.csv.gz").write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match=r"^A\.csv\.gz cannot be read: "):
        call_command("match", against=tmp_path / "A.csv.gz", query=b, out=tmp_path / "C.csv")


def test_what_stood_there_stays_when_it_fails_and_nothing_half_written_is_left(tmp_path: Path) -> None:
    _match(tmp_path)
    before = (tmp_path / "C.csv").read_bytes()
    with pytest.raises(CommandError, match="the query_id a stands on more than one line"):
        _match(tmp_path, asked=ASKED + "a,Kai,Mensah,,,,\n")
    assert (tmp_path / "C.csv").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["A.csv", "B.csv", "C.csv"]


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        _match(tmp_path, out="nowhere/C.csv")
