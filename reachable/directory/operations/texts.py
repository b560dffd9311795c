"""Text that was typed and not sent. Encrypted; for its writer alone; not audited, because nobody has said it yet."""

import json
from datetime import datetime
from typing import Any

from reachable.audit import log
from reachable.common import sealing
from reachable.common.refusals import Refused
from reachable.directory.choices import KeptPurpose
from reachable.directory.models import KEPT_FOR, KeptText, Professional

LARGEST = 400_000
LONGEST_ADDRESS = 200


@log.operation
def keep_text(
    *,
    by: Professional,
    form: str,
    payload: dict[str, Any],
    at: datetime,
    purpose: KeptPurpose = KeptPurpose.DRAFT,
) -> None:
    """Keep what `by` typed into `form` (its address), replacing what was kept for it before."""
    if len(form) > LONGEST_ADDRESS:
        raise Refused("What you typed cannot be kept here: the address of this page is too long.")
    clear = json.dumps(payload, separators=(",", ":")).encode()
    if len(clear) > LARGEST:
        raise Refused("This is too much text to keep. Send it in parts.")
    KeptText.objects.update_or_create(
        professional=by,
        form=form,
        defaults={"purpose": purpose, "payload": sealing.encrypt(clear), "kept_at": at},
    )


@log.operation
def drop_text(*, by: Professional, form: str, at: datetime) -> None:
    """After the text was sent, or its writer no longer wants it."""
    KeptText.objects.filter(professional=by, form=form).delete()


@log.operation
def drop_lapsed_texts(*, by: None, at: datetime) -> int:
    """For the worker: delete what nobody came back for."""
    return sum(
        KeptText.objects.filter(purpose=purpose, kept_at__lte=at - lasts).delete()[0]
        for purpose, lasts in KEPT_FOR.items()
    )
