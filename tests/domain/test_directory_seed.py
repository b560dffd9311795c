"""What the directory of a county starts with: the file, and adding what is not there."""

from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installed
from django.core.management import CommandError, call_command

from reachable.audit.models import Entry
from reachable.directory import operations, queries
from reachable.directory.choices import AgencyKind, ContactPointKind, CustodyWorkers
from reachable.directory.facts import ContactPointFacts, Seeded
from reachable.directory.models import Agency, ContactPoint, Professional
from reachable.playbook import directory_seed
from tests.domain.directory_hands import point

pytestmark = pytest.mark.django_db
NORFOLK = directory_seed.read(installed.PLAYBOOK_FOLDER, "norfolk")
OF_THE_GUIDE = {
    "Designated Safeguarding Team": ("01603 257164", "safeguardingchildren.norfolk@nhs.net"),
    "Safeguarding children, Norfolk and Norwich University Hospital": ("", "safeguardingchildren@nnuh.nhs.uk"),
    "Safeguarding team, The Queen Elizabeth Hospital": ("", "QEH-klw-tr-safeguardingteamqehkl@nhs.net"),
    "Safeguarding team, James Paget University Hospital": ("", "JPUHSafeguarding@jpaget.nhs.uk"),
    "Norfolk safeguarding team, community health provider": ("", "CCSTR.norfolksafeguardingteam@nhs.net"),
    "Safeguarding, Norfolk Community Health and Care": ("", "Safeguarding.info@nhs.net"),
    "Safeguarding team, Norfolk and Suffolk Foundation Trust": ("", "nmh-tr.NSFTSafeguardingTeam@nhs.net"),
}


def _seed(at: datetime) -> Seeded:
    return operations.seed_contact_points(by=None, at=at, seed=NORFOLK)


@pytest.mark.clause("DIS-9")
def test_norfolk_starts_with_the_contact_points_of_the_guide(at: datetime, settings: Any) -> None:
    settings.DEMO = False
    _seed(at)
    found = {row.name: (row.telephone, row.mailbox) for row in queries.contact_points() if "DIS-9" in row.clauses}
    assert found == OF_THE_GUIDE
    for row in queries.contact_points():
        assert row.confirmed_at is None
        if row.name not in OF_THE_GUIDE:
            assert (row.telephone, row.mailbox) == ("", ""), "only what the guide publishes is written down"


@pytest.mark.clause("HOS-8", "STA-11")
def test_norfolk_starts_with_the_services_that_the_guide_names(at: datetime) -> None:
    _seed(at)
    services = {row.name: row.clauses for row in queries.contact_points([ContactPointKind.SERVICE])}
    assert services["Targeted Youth Support Service"] == ("HOS-8", "STA-11")
    assert services["ROSE"] == services["St Giles"] == ("STA-11",)


@pytest.mark.clause("CUS-2")
def test_norfolk_starts_with_its_hospitals_and_suites(at: datetime) -> None:
    _seed(at)
    assert queries.names_of(ContactPointKind.HOSPITAL) == (
        "James Paget University Hospital",
        "Norfolk and Norwich University Hospital",
        "The Queen Elizabeth Hospital",
    )
    suites = {row.where: row.custody_workers for row in queries.contact_points([ContactPointKind.CUSTODY_SUITE])}
    assert suites.pop("Wymondham") == CustodyWorkers.YES
    assert set(suites.values()) == {CustodyWorkers.NO}


def test_in_the_demo_and_in_tests_every_number_and_mailbox_is_invented(at: datetime) -> None:
    _seed(at)
    rows = queries.contact_points()
    mailboxes = [row.mailbox for row in rows if row.mailbox]
    assert len(mailboxes) == len(OF_THE_GUIDE)
    assert "safeguardingchildren@nnuh.example" in mailboxes
    assert all(mailbox.endswith(".example") and mailbox == mailbox.lower() for mailbox in mailboxes)
    numbers = [row.telephone for row in rows if row.telephone]
    assert numbers
    assert all(number.startswith("01632 960") for number in numbers)
    assert "nhs.net" not in str(list(Entry.objects.values_list("codes", flat=True)))


def test_seeding_twice_adds_nothing_and_leaves_what_people_edited(hana: Professional, at: datetime) -> None:
    first = _seed(at)
    assert first.contact_points == len(NORFOLK.points)
    assert _seed(at) == Seeded(0, 0)
    team = ContactPoint.objects.get(code="designated-safeguarding-team")
    facts = ContactPointFacts(kind=team.kind, name="Another name", telephone="01632 960499")
    operations.change_contact_point(by=hana, at=at, key=team.key, version=1, facts=facts)
    gone = ContactPoint.objects.get(code="rose")
    operations.retire_contact_point(by=hana, at=at, key=gone.key)
    assert _seed(at) == Seeded(0, 0)
    kept = queries.contact_point(team.key)
    assert (kept.name, kept.telephone, kept.confirmed_by) == ("Another name", "01632 960499", hana.name)
    assert kept.source == "guide"
    assert queries.contact_point(gone.key).retired_by == hana.name


def test_what_was_added_by_hand_under_the_same_name_is_not_added_again(hana: Professional, at: datetime) -> None:
    key = operations.add_contact_point(by=hana, at=at, facts=point(name="the queen elizabeth hospital"))
    assert _seed(at).contact_points == len(NORFOLK.points) - 1
    assert queries.contact_point(key).telephone == "01632 960401"


def test_an_agency_that_is_there_is_used_and_not_added_again(at: datetime) -> None:
    police = operations.create_agency(
        by=None, at=at, code="the-police", name="norfolk constabulary", kind=AgencyKind.POLICE
    )
    assert _seed(at).agencies == len(NORFOLK.agencies) - 1
    (suite,) = (row for row in queries.contact_points() if row.where == "Wymondham")
    assert suite.agency_key == str(police.key)
    assert Agency.objects.get(code="st-giles").kind == AgencyKind.VOLUNTARY


def test_the_command_says_what_it_added(tmp_path: Path, settings: Any) -> None:
    said = StringIO()
    call_command("seed_directory", stdout=said)
    assert f"Added {len(NORFOLK.agencies)} agencies and {len(NORFOLK.points)} contact points of norfolk" in (
        said.getvalue()
    )
    settings.PLAYBOOK_FOLDER = tmp_path
    call_command("seed_directory", stdout=said)
    assert "Added 0 agencies and 0 contact points" in said.getvalue(), "a county without the file starts empty"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ('[[circus]]\ncode = "a"', "circus"),
        ('[[hospital]]\ncode = "a"\nname = "A"\nsource = "somebody"', "source"),
        ('[[hospital]]\ncode = "a"\nname = "A"\nsource = "guide"\nagency = "b"', "no such agency: b"),
        ('[[hospital]]\ncode = "a"\nname = "A"\nsource = "guide"\n' * 2, "used twice: a"),
        ("[[hospital", "directory.toml"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_with_what_is_wrong(
    tmp_path: Path, settings: Any, wrong: str, words: str
) -> None:
    file = tmp_path / "norfolk" / directory_seed.FILE
    file.parent.mkdir(parents=True)
    file.write_text(wrong, encoding="utf-8")
    settings.PLAYBOOK_FOLDER = tmp_path
    with pytest.raises(CommandError, match=words):
        call_command("seed_directory")
    assert not ContactPoint.objects.exists()
