"""What was removed, or has lapsed, is not in the file of the database any longer, nor in its write-ahead log.

PostgreSQL frees a deleted row when the table is vacuumed and overwrites it later: there the rows are looked for, and
docs/operations/removal.md says what to configure.
"""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from reachable.audit import log, removals
from reachable.audit.models import Entry
from reachable.audit.verify import verify
from reachable.incidents import operations
from reachable.incidents.choices import HoldKind
from reachable.incidents.models import Hold, Incident, NetworkPerson, Sealed
from reachable.jobs import ticks, vacuuming
from reachable.people.models import Association, PersonRecord
from tests.domain.removal_hands import YESTERDAY, associated, linked, member
from tests.factories import AT, Cast, reported_incident, with_team

MARK = "Xylophonequartz"  # a word of which the database holds no other


@pytest.fixture(autouse=True)
def removals_file(tmp_path: Path, settings) -> Path:
    settings.REMOVALS = tmp_path / "removals.log"
    return tmp_path / "removals.log"


@pytest.fixture
def incident(committed_db: None, cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


def marked(cast: Cast, incident: Incident, **more) -> NetworkPerson:
    """Somebody whose name, connection, link and group all carry the mark."""
    with log.trail():
        leo = member(cast.priya, incident, f"Leo {MARK}", **more)
        kai = incident.involvements.get().record
        day = {"review_on": more["review_on"]} if "review_on" in more else {}
        for n in range(40):  # more than one page of the file
            associated(cast.priya, kai, leo.record, words=f"{MARK} said number {n} " * 20, **day)
        linked(cast.priya, leo.record, f"{MARK} Boys", **day)
    return leo


def is_in_the_files() -> bool:
    """On PostgreSQL: in a row of a table that holds words of people."""
    if connection.vendor == "postgresql":
        rows = [*Association.objects.values_list("words"), *PersonRecord.objects.values_list("family_name")]
        return any(MARK in value for (value,) in rows)
    name = str(connection.settings_dict["NAME"])
    found = [Path(name), Path(f"{name}-wal")]
    # Folded for the look-up too, and sealed things are not readable: any spelling of it counts.
    return any(MARK.lower() in path.read_bytes().decode("latin-1").lower() for path in found if path.exists())


def take_out(cast: Cast, incident: Incident, leo: NetworkPerson) -> None:
    operations.remove_from_network(by=cast.priya, at=AT, reference=incident.reference, key=leo.key, because="WRONG")


def tick(name: str) -> Callable[..., object]:
    return {one: work for one, _, work in ticks.TICKS}[name]


@pytest.mark.clause("CTX-9")
def test_what_is_removed_leaves_the_bytes_of_the_database(cast: Cast, incident: Incident) -> None:
    leo = marked(cast, incident)
    assert is_in_the_files()
    take_out(cast, incident, leo)
    assert not is_in_the_files()
    assert verify().holds


@pytest.mark.clause("CTX-9")
def test_one_removed_connection_leaves_them_too(cast: Cast, incident: Incident) -> None:
    with log.trail():
        leo = member(cast.priya, incident)
        row = associated(cast.priya, incident.involvements.get().record, leo.record, words=MARK)
    assert is_in_the_files()
    operations.remove_assertion(
        by=cast.priya, at=AT, reference=incident.reference, about="association", key=row.key, because="WRONG"
    )
    assert not is_in_the_files()


@pytest.mark.clause("CTX-9")
def test_what_lapsed_leaves_them_with_the_tick_of_the_worker(cast: Cast, incident: Incident) -> None:
    marked(cast, incident, review_on=YESTERDAY)
    assert is_in_the_files()
    tick("expire")(AT)
    assert not is_in_the_files()
    assert not NetworkPerson.objects.exists()


def test_what_is_sealed_is_not_in_them_in_clear_and_goes_with_the_hold(cast: Cast, incident: Incident) -> None:
    hold = operations.place_hold(
        by=cast.hana, at=AT, reference=incident.reference, kind=HoldKind.REVIEW, because="A review was begun"
    )
    take_out(cast, incident, marked(cast, incident))
    assert not is_in_the_files()
    sealed = bytes(Sealed.objects.first().contents)
    assert len(sealed) > 100
    operations.end_hold(by=cast.hana, at=AT, reference=incident.reference, key=hold.key, because="It is over")
    assert not Sealed.objects.exists()
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        assert all(sealed not in path.read_bytes() for path in (Path(name), Path(f"{name}-wal")) if path.exists())


def test_a_restored_backup_is_told_again_what_was_removed(cast: Cast, incident: Incident, removals_file: Path) -> None:
    """The backup is played by writing the rows again under their old keys."""
    leo = marked(cast, incident)
    hold = operations.place_hold(
        by=cast.hana, at=AT, reference=incident.reference, kind=HoldKind.REVIEW, because="A review was begun"
    )
    take_out(cast, incident, leo)
    operations.end_hold(by=cast.hana, at=AT, reference=incident.reference, key=hold.key, because="It is over")
    tick("write-removals")(AT)
    tick("write-removals")(AT)
    lines = [json.loads(line) for line in removals_file.read_text().splitlines()]
    assert [line["verb"] for line in lines] == ["person-record-taken-out", "network-person-removed", "hold-ended"]
    assert MARK not in removals_file.read_text()

    again = marked(cast, incident)
    NetworkPerson.objects.filter(pk=again.pk).update(key=leo.key)
    Hold.objects.filter(pk=hold.pk).update(ended_by=None, ended_at=None)
    out = StringIO()
    call_command("replay_removals", stdout=out)
    assert "3 removals were read, 2 were to be done again" in out.getvalue()
    assert not is_in_the_files()
    assert not NetworkPerson.objects.exists()
    assert not Sealed.objects.exists()
    call_command("replay_removals", str(removals_file), stdout=out)
    assert "3 removals were read, 0 were to be done again" in out.getvalue()
    assert Entry.objects.filter(verb="removal-replayed").count() == 2


def test_a_line_that_a_crash_cut_short_is_left_out_and_written_again(cast: Cast, incident, removals_file: Path) -> None:
    take_out(cast, incident, marked(cast, incident))
    removals_file.write_text('{"number": 1, "verb": "conn')
    assert removals.write_removals() == 2
    assert [one.verb for one in removals.read([removals_file])][-1] == "network-person-removed"


def test_who_went_with_an_undone_list_is_found_by_the_record(cast: Cast, incident, removals_file: Path) -> None:
    leo = marked(cast, incident)
    codes = {"record": str(leo.record.key)}
    replay = {"by": None, "at": AT, "verb": "person-record-taken-out", "who": "", "codes": codes}
    assert operations.replay_removal(**replay)
    assert not is_in_the_files()
    assert not operations.replay_removal(**replay)


def test_vacuuming_names_every_table_of_people_and_runs(committed_db: None) -> None:
    found = vacuuming.tables()
    assert {"people_association", "people_personrecord", "incidents_sealed", "responses_disposition"} <= set(found)
    assert vacuuming.vacuum_removed() == (len(found) if connection.vendor == "postgresql" else 0)


def test_sqlite_is_told_to_overwrite(committed_db: None) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete")
            assert cursor.fetchone() == (1,)
    assert settings.REMOVALS
