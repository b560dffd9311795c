"""What may not be in the repository."""

import re

from tests.architecture import source

# Put together here, so that this file does not hold what it looks for.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))]
HOSTS += [".".join(parts) for parts in (("yarnpkg", "com"), ("crates", "io"), ("jsdelivr", "net"), ("unpkg", "com"))]
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:" + "|".join(("work", "root", "Users", "home")) + r")/[A-Za-z.]")
LARGEST = 1_500_000
ADDRESS = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b")
# The one file with addresses that exist, and which. The demo and the tests never load them as they are.
OF_THE_GUIDE = "reachable/playbook/norfolk/directory/directory.toml"
PUBLISHED = (
    "CCSTR.norfolksafeguardingteam@nhs.net", "JPUHSafeguarding@jpaget.nhs.uk",
    "QEH-klw-tr-safeguardingteamqehkl@nhs.net", "Safeguarding.info@nhs.net", "nmh-tr.NSFTSafeguardingTeam@nhs.net",
    "safeguardingchildren.norfolk@nhs.net", "safeguardingchildren@nnuh.nhs.uk",
)  # fmt: skip
BRANDING = re.compile(r"GDS[ +_-]?Transport|govuk-crest|@font-face", re.IGNORECASE)


def _matches(pattern: str | re.Pattern[str]) -> list[str]:
    compiled = re.compile(re.escape(pattern)) if isinstance(pattern, str) else pattern
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1} {match.group()}"
        for name, text in source.repository_texts()
        for match in compiled.finditer(text)
    ]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert [found for host in HOSTS for found in _matches(host)] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert _matches(MACHINE_PATH) == []


def test_no_file_is_larger_than_a_megabyte_and_a_half() -> None:
    large = {source.name_of(p): p.stat().st_size for p in source.repository_files() if p.stat().st_size > LARGEST}
    assert large == {}


def test_third_party_code_is_built_and_not_kept() -> None:
    names = [source.name_of(p) for p in source.repository_files()]
    kept = [n for n in names if "node_modules/" in n or re.search(r"\.min\.(?:js|css|mjs)$", n)]
    minified = [
        name
        for name, text in source.repository_texts()
        if name.endswith((".js", ".css", ".mjs")) and any(len(line) > 1000 for line in text.splitlines())
    ]
    assert kept + minified == []


def test_the_front_end_carries_no_font_or_crest_of_the_government() -> None:
    built = source.ROOT / "build" / "static"
    files = [p for p in built.rglob("*") if p.suffix in {".css", ".html", ".svg"}]
    branded = [source.name_of(p) for p in files if BRANDING.search(p.read_text(encoding="utf-8"))]
    fonts = [source.name_of(p) for p in built.rglob("*") if p.suffix in {".woff", ".woff2", ".ttf", ".otf"}]
    assert branded + fonts == []


def _addresses() -> list[tuple[str, str]]:
    return [
        (name, match.group())
        for name, text in source.repository_texts()
        if name.startswith(("reachable/", "config/", "docs/"))
        for match in ADDRESS.finditer(text)
        if not match.group().endswith((".example", ".invalid", ".test"))
    ]


def test_addresses_of_invented_people_cannot_receive_mail() -> None:
    assert [f"{name}: {address}" for name, address in _addresses() if name != OF_THE_GUIDE] == []


def test_the_mailboxes_of_the_guide_are_those_of_teams_that_it_publishes_and_no_other() -> None:
    assert sorted(address for name, address in _addresses() if name == OF_THE_GUIDE) == sorted(PUBLISHED)
