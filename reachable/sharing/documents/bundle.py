"""Records as files: three of each young person, and a list of them all with the SHA-256 of each."""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from reachable.common import clock

from .content import Document
from .parts import HANDLING
from .record_json import record_json
from .records import record_html, record_pdf

MANIFEST = "manifest.json"
SCHEMA, SCHEMA_VERSION = "reachable/manifest", 1
CONTENT_TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}


class File(NamedTuple):
    name: str
    content: bytes


def record_file(document: Document, kind: str, *, stamp: str = "") -> File:
    """`kind` is one of CONTENT_TYPES. The JSON is the text under the record's SHA-256, and bears no stamp."""
    made = {
        "html": lambda: record_html(document, stamp=stamp).encode(),
        "pdf": lambda: record_pdf(document, stamp=stamp),
        "json": lambda: record_json(document).encode(),
    }[kind]()
    return File(f"{document.file_name}.{kind}", made)


def bundle(documents: Iterable[Document], *, meeting: str, stamp: str = "") -> tuple[File, ...]:
    """The files of all of these, and last the list of them."""
    files: list[File] = []
    listed: list[dict[str, object]] = []
    for document in documents:
        made = [record_file(document, kind, stamp=stamp) for kind in CONTENT_TYPES]
        files += made
        listed.append(
            {
                "social_care_id": document.facts.social_care_id,
                "record": document.number,
                "sha256_of_text": document.sha256,
                "files": [{"name": one.name, "sha256": sha256(one.content).hexdigest()} for one in made],
            }
        )
    manifest = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "handling": HANDLING,
        "meeting": meeting,
        "records": listed,
    }
    files.append(File(MANIFEST, f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n".encode()))
    return tuple(files)


def as_zip(files: Iterable[File], at: datetime) -> bytes:
    """`at` is the time that each file in it bears."""
    local = clock.local(at)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            entry = zipfile.ZipInfo(one.name, (local.year, local.month, local.day, local.hour, local.minute, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, one.content)
    return made.getvalue()
