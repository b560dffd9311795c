"""An edition: a playbook as canonical text under the hash of its content."""

import hashlib
import json

from .schema import Playbook


def canonical(playbook: Playbook) -> str:
    """The one text of a playbook. Defaults are left out, so that a new optional field makes no new edition."""
    return json.dumps(
        playbook.model_dump(mode="json", exclude_defaults=True),
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def content_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def from_canonical(text: str) -> Playbook:
    return Playbook.model_validate_json(text)
