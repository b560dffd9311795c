"""The documents hold together: links lead somewhere, pictures are there and are shown, decisions are numbered."""

import re
from pathlib import Path

from config.environment import PREFIX, Environment
from tests.architecture import source

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|md|toml|html|scss|js))`")
DECISIONS = source.ROOT / "docs" / "decisions"


def _documents() -> list[Path]:
    return [p for p in source.repository_files() if p.suffix == ".md"]


def _text(path: Path) -> str:
    return CODE.sub("", path.read_text(encoding="utf-8"))


def _slugs(path: Path) -> set[str]:
    titles = re.findall(r"^#+\s+(.+?)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title.lower())) for title in titles}


def _targets() -> list[tuple[Path, Path, str]]:
    """(document, file that it points to, heading in that file) of every link inside the repository."""
    found = []
    for document in _documents():
        for link in LINK.findall(_text(document)):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, heading = link.partition("#")
            found.append((document, (document.parent / name).resolve() if name else document, heading))
    return found


def test_every_link_and_picture_in_a_document_leads_to_something() -> None:
    dead = [f"{source.name_of(document)} -> {target}" for document, target, _ in _targets() if not target.exists()]
    assert dead == []


def test_every_link_to_a_heading_finds_it() -> None:
    dead = [
        f"{source.name_of(document)} -> {target.name}#{heading}"
        for document, target, heading in _targets()
        if heading and target.suffix == ".md" and target.exists() and heading not in _slugs(target)
    ]
    assert dead == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {target for _, target, _ in _targets()}
    pictures = [p for p in source.repository_files() if "docs" in p.parts and p.suffix in {".png", ".svg", ".jpg"}]
    assert [source.name_of(p) for p in pictures if p not in shown] == []


def test_every_picture_has_words_for_those_who_do_not_see_it() -> None:
    wordless = [source.name_of(d) for d in _documents() if re.search(r"!\[\s*\]\(", _text(d))]
    assert wordless == []


def test_each_decision_record_has_a_number_of_its_own_that_its_heading_repeats() -> None:
    records = [p for p in sorted(DECISIONS.glob("*.md")) if p.name != "README.md"]
    numbers = [p.name.partition("-")[0] for p in records]
    assert all(re.fullmatch(r"\d{4}", number) for number in numbers), numbers
    assert len(set(numbers)) == len(numbers), "two decision records share a number"
    for path, number in zip(records, numbers, strict=True):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        heading = re.match(r"#\s+(?:ADR[ -]?)?0*(\d+)\b", first)
        assert heading is not None, f"{path.name}: {first}"
        assert int(heading.group(1)) == int(number), f"{path.name}: {first}"


def test_every_variable_is_in_the_table_for_those_who_run_it() -> None:
    text = (source.ROOT / "docs" / "operations" / "production.md").read_text(encoding="utf-8")
    documented = re.findall(rf"^\| `({PREFIX}[A-Z_]+)` \|", text, re.MULTILINE)
    first_table = documented[: len(Environment.model_fields)]
    assert sorted(first_table) == sorted(f"{PREFIX}{name}".upper() for name in Environment.model_fields)


def test_every_make_command_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (source.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        (source.name_of(document), command)
        for document in _documents()
        for command in re.findall(r"(?:^|`)make ([a-z][a-z-]*)", document.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert sorted((document, command) for document, command in named if command not in targets) == []


def test_every_file_that_a_document_names_is_in_the_repository() -> None:
    files = {source.name_of(path) for path in source.repository_files()}
    missing = {
        f"{source.name_of(document)}: {name}"
        for document in _documents()
        for name in FILE.findall(document.read_text(encoding="utf-8"))
        if not any(file == name or file.endswith(f"/{name}") for file in files)
    }
    assert sorted(missing) == []
