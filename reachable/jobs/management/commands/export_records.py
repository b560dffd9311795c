"""Writes the record of each young person of a meeting as files: manage.py export_records --meeting REF --out DIR.

The names of the files are numbers of the social care system; no young person is named outside their own record.
"""

import argparse
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reachable.common import clock
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.sharing import operations, queries
from reachable.sharing.documents.bundle import File, bundle


class Command(BaseCommand):
    help = "Write the final records of a meeting, one for each young person, as HTML, PDF and JSON with a manifest."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--list", action="store_true", help="print the references of concluded meetings, one a line")
        what.add_argument("--meeting", metavar="REF", help="the reference of a meeting")
        parser.add_argument("--out", metavar="DIR", type=Path, help="a folder that is not there yet, or empty")
        parser.add_argument("--by", metavar="EMAIL", default="", help="the professional who takes them")
        parser.add_argument("--purpose", default="", help="a purpose that the meeting agreed; else its first")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for reference in queries.concluded_meetings():
                self.stdout.write(reference)
            return
        if options["out"] is None:
            raise CommandError("Say where to: --out DIR")
        self._export(options["meeting"], options["out"], options["by"], options["purpose"])

    def _export(self, meeting: str, out: Path, email: str, purpose: str) -> None:
        _check_folder(out)
        try:
            by = queries.professional_at(email) if email else None
            agreed = queries.purposes_to_export_for(meeting)
            if not agreed:
                raise CommandError(f"{meeting} agreed no purpose: nothing of it may be taken out.")
            documents = operations.export_records(by=by, at=clock.now(), meeting=meeting, purpose=purpose or agreed[0])
            waiting = queries.not_final(meeting)
        except NotFound as error:
            raise CommandError(f"Not found: {error}. See --list, and the address given with --by.") from error
        except (Refused, NotPermitted) as error:
            raise CommandError(str(error)) from error
        _write(bundle(documents, meeting=meeting), out)
        self.stdout.write(f"Wrote {len(documents)} records of {meeting} to {out}.")
        if waiting:
            raise CommandError(f"Not final, and not written: {', '.join(waiting)}")


def _check_folder(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise CommandError(f"{out} is not an empty folder. Nothing was written.")


def _write(files: tuple[File, ...], out: Path) -> None:
    """Each whole or not at all, readable by whoever runs the command alone."""
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    out.chmod(0o700)
    for one in files:
        whole = out / one.name
        part = out / f".{one.name}.part"
        part.touch(mode=0o600)
        part.write_bytes(one.content)
        os.replace(part, whole)
