"""Another county starts its own folder, makes it its own, and works under its own words."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reachable.playbook import starting
from reachable.playbook.load import load
from reachable.responses import editions, queries
from reachable.responses.models import Edition, Response
from tests.factories import AT, Cast, reported_incident, with_team

NORFOLKS = "Where is the young person now, and how badly hurt?"
OURS = "Where is this young person tonight, and who is with them?"
STRAND = "immediate-safety"


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    """Where this county keeps its playbook: outside the program, and without Norfolk's."""
    settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY = tmp_path, "suffolk"
    editions._in_force.cache_clear()
    return tmp_path


def playbook(*arguments: str) -> str:
    out = StringIO()
    call_command("playbook", *arguments, stdout=out)
    return out.getvalue()


def started(folder: Path, *arguments: str) -> Path:
    playbook("new", "suffolk", "--title", "Responding in Suffolk", *arguments)
    return folder / "suffolk" / "immediate_safety.toml"


def reword(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    editions._in_force.cache_clear()  # as a restart would


def without(path: Path, code: str) -> None:
    """The file without the entry of that code."""
    entries = path.read_text(encoding="utf-8").split(starting.TO_REVIEW)
    kept = [entry for entry in entries if f'code = "{code}"\n' not in entry]
    assert len(kept) == len(entries) - 1
    path.write_text(starting.TO_REVIEW.join(kept), encoding="utf-8")
    editions._in_force.cache_clear()


def test_what_is_started_is_small_sound_and_loads(folder: Path) -> None:
    said = playbook("new", "suffolk", "--title", "Responding in Suffolk")
    assert "Then: manage.py playbook check --county suffolk" in said
    made = load(folder, "suffolk")
    assert (made.title, made.county, made.sections) == ("Responding in Suffolk", "suffolk", ())
    assert set(made.strands) == {STRAND}
    assert len(made.tonight) == 8
    assert "serious-youth-violence" in made.definitions
    assert "sound" in playbook("check", "--county", "suffolk")


def test_every_question_that_was_taken_says_what_to_review_until_somebody_did(folder: Path) -> None:
    path = started(folder)
    made = load(folder, "suffolk")
    entries = len(made.considerations()) + len(made.strands) + len(made.definitions)
    entries += sum(len(definition.parts) for definition in made.definitions.values())
    assert f"Still to be reviewed: {entries}." in playbook("check")
    text = path.read_text(encoding="utf-8")
    assert "whether 2h after report is right for you" in text
    assert "names of Norfolk: Targeted Youth Support Service" in text
    path.write_text(text.replace(starting.TO_REVIEW, "# Read: ", 1), encoding="utf-8")
    assert f"Still to be reviewed: {entries - 1}." in playbook("check")


def test_the_header_lists_what_was_not_taken(folder: Path) -> None:
    started(folder)
    header = (folder / "suffolk" / "playbook.toml").read_text(encoding="utf-8")
    assert "#   hospital.toml: In hospital, " in header
    assert "immediate_safety.toml" not in header


def test_all_of_it_may_be_taken_and_is_sound(folder: Path) -> None:
    started(folder, "--take", "all")
    made, norfolk = load(folder, "suffolk"), load(starting.SHIPPED, starting.MODEL)
    assert made.strands == norfolk.strands
    assert made.definitions == norfolk.definitions
    assert "sound" in playbook("check")


def test_tonight_shows_only_what_was_taken(folder: Path) -> None:
    playbook("new", "suffolk", "--title", "S", "--take", "court")
    made = load(folder, "suffolk")
    assert set(made.strands) == {"court", "remand"}, "a file is taken whole"
    assert made.tonight == ()
    assert "sound" in playbook("check")


def test_nothing_is_overwritten(folder: Path) -> None:
    path = started(folder)
    reword(path, NORFOLKS, OURS)
    with pytest.raises(CommandError, match="suffolk exists already"):
        started(folder)
    assert OURS in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("county", "title", "says"),
    [
        ("East Anglia", "T", "cannot name a folder"),
        ("../suffolk", "T", "cannot name a folder"),
        ("england", "T", "holds the statutory deadlines"),
        ("essex", " ", "the title needs"),
        ("essex", "T" * 81, "the title needs"),
        ("essex", "Two\nlines", "the title needs"),
    ],
)
def test_a_folder_that_could_not_be_read_is_never_written(folder: Path, county: str, title: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        playbook("new", county, "--title", title)
    assert list(folder.iterdir()) == []


def test_a_title_may_hold_any_sign(folder: Path) -> None:
    playbook("new", "suffolk", "--title", 'The "Suffolk" way \\ 2027')
    assert load(folder, "suffolk").title == 'The "Suffolk" way \\ 2027'


def test_check_says_what_is_wrong(folder: Path) -> None:
    path = started(folder)
    reword(path, NORFOLKS, "Tell us where.")
    with pytest.raises(CommandError, match="where-and-how-hurt: does not ask a question"):
        playbook("check", "--county", "suffolk")
    with pytest.raises(CommandError, match=r"nowhere/playbook\.toml is missing"):
        playbook("check", "--county", "nowhere")


def test_diff_compares_with_another_folder_in_plain_words(folder: Path) -> None:
    path = started(folder)
    shutil.copytree(folder / "suffolk", folder / "before")
    assert "Nothing changes." in playbook("diff", "--from", str(folder / "before"))
    reword(path, NORFOLKS, OURS)
    said = playbook("diff", "--from", "before")
    assert f"\nImmediate safety\n- “{OURS}” (where-and-how-hurt): the question was “{NORFOLKS}” and is now" in said


def test_diff_fails_where_something_was_taken_away_instead_of_retired(folder: Path) -> None:
    path = started(folder)
    shutil.copytree(folder / "suffolk", folder / "before")
    without(path, "risk-outside-family")
    with pytest.raises(CommandError, match=r"\(risk-outside-family\) is gone: retire it instead"):
        playbook("diff", "--from", "before")


@pytest.mark.django_db
def test_diff_compares_with_the_newest_stored_edition_unless_told(folder: Path, cast: Cast) -> None:
    path = started(folder)
    with pytest.raises(CommandError, match="no edition of suffolk is stored yet"):
        playbook("diff")
    reported_incident(cast.hana)
    first = Edition.objects.get()
    assert "Nothing changes." in playbook("diff")
    reword(path, NORFOLKS, OURS)
    assert "(where-and-how-hurt): the question was" in playbook("diff")
    reported_incident(cast.hana)
    assert "Nothing changes." in playbook("diff")
    assert "(where-and-how-hurt): the question was" in playbook("diff", "--from", first.content_hash[:12])
    with pytest.raises(CommandError, match="neither a county, nor a folder, nor the beginning of one stored edition"):
        playbook("diff", "--from", "f" * 64)


@pytest.mark.django_db
def test_an_incident_is_worked_under_the_words_of_its_county_and_keeps_them(folder: Path, cast: Cast) -> None:
    path = started(folder)
    reword(path, NORFOLKS, OURS)
    incident = with_team(cast, reported_incident(cast.hana))
    assert Response.objects.get(incident=incident).edition.county == "suffolk"
    asked = [card.ask for card in queries.sheet(cast.hana, incident.reference, STRAND, AT).young_person_cards]
    assert OURS in asked
    assert NORFOLKS not in asked
    reword(path, OURS, "Where are they?")
    asked = [card.ask for card in queries.sheet(cast.hana, incident.reference, STRAND, AT).young_person_cards]
    assert OURS in asked
