"""Writing the records of a meeting as files by a command, and what goes when somebody leaves the network."""

import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reachable.incidents import operations as incidents
from reachable.incidents.choices import RemovedBecause
from reachable.meetings.models import Meeting
from reachable.outbox.choices import WhatIsShared
from reachable.outbox.models import Disclosure
from reachable.sharing import operations as sharing
from reachable.sharing.models import RecordNumber
from tests.domain.concluding_hands import note
from tests.domain.sharing_hands import LATER, concluded, newest, prepared, running, young
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def export(meeting: Meeting, out: Path, **more: str) -> str:
    written = StringIO()
    call_command("export_records", meeting=meeting.reference, out=out, stdout=written, **more)
    return written.getvalue()


def finalised(cast: Cast, meeting: Meeting, letters: str) -> None:
    for letter, row in newest(meeting).items():
        if letter in letters:
            told = {"by": cast.joy, "at": LATER, "meeting": meeting.reference, "record_key": row.key}
            sharing.make_final(**told, seen_version=row.version)


@pytest.mark.clause("CTX-4")
def test_the_command_writes_each_final_record_three_times_and_a_manifest(cast: Cast, tmp_path: Path) -> None:
    meeting = concluded(cast, running(cast))
    prepared(cast.joy, meeting)
    finalised(cast, meeting, "AB")
    with pytest.raises(CommandError, match="Not final, and not written: C"):
        export(meeting, tmp_path / "some")
    finalised(cast, meeting, "C")
    out = tmp_path / "all"
    assert "Wrote 3 records" in export(meeting, out)
    assert out.stat().st_mode & 0o777 == 0o700
    names = {one.name for one in out.iterdir()}
    assert len(names) == 10
    assert {f"LCS-20451-{meeting.reference}-1.{kind}" for kind in ("html", "pdf", "json")} < names
    assert not any(name in file for name in ("Kai", "Jayden", "Mensah", "Achterberg") for file in names)
    manifest = json.loads((out / "manifest.json").read_text())
    for record in manifest["records"]:
        for one in record["files"]:
            assert sha256((out / one["name"]).read_bytes()).hexdigest() == one["sha256"]
    assert Disclosure.objects.filter(what=WhatIsShared.RECORD, meeting=meeting.reference).count() == 5
    with pytest.raises(CommandError, match="not an empty folder"):
        export(meeting, out)


@pytest.mark.clause("CTX-6")
def test_the_command_refuses_a_purpose_that_was_not_agreed(cast: Cast, tmp_path: Path) -> None:
    meeting = concluded(cast, running(cast))
    with pytest.raises(CommandError, match="did not agree this purpose"):
        export(meeting, tmp_path / "out", purpose="review")
    with pytest.raises(CommandError, match="Not found"):
        export(meeting, tmp_path / "out", by=cast.stranger.email)
    with pytest.raises(CommandError, match="Your role does not let you"):
        export(meeting, tmp_path / "out", by=cast.ward.email)
    assert not (tmp_path / "out").exists()


def test_the_command_lists_concluded_meetings(cast: Cast) -> None:
    meeting = running(cast)
    written = StringIO()
    call_command("export_records", list=True, stdout=written)
    assert written.getvalue() == ""
    concluded(cast, meeting)
    call_command("export_records", list=True, stdout=written)
    assert written.getvalue() == f"{meeting.reference}\n"


def test_somebody_who_leaves_the_network_leaves_the_key_too(cast: Cast) -> None:
    meeting = running(cast)
    note(cast.hana, meeting, "Brigitta Achterberg rang", about=(young(meeting, "A").key,))
    prepared(cast.joy, concluded(cast, meeting))
    brigitta = meeting.incident.network_people.get(record__given_names="Brigitta")
    assert RecordNumber.objects.filter(person_record=brigitta.record).exists()
    incidents.remove_from_network(
        by=cast.hana, at=LATER, reference=meeting.incident.reference, key=brigitta.key, because=RemovedBecause.NOT_SHOWN
    )
    assert not RecordNumber.objects.filter(person_record=brigitta.record_id).exists()
