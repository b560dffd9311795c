"""One thing that waits in an incident."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..choices import Waits
from .ringing import Call, ToRing


@dataclass(frozen=True)
class Attention:
    """Something that waits. `kind` and the keys say where it is settled; `note` is what is wrong, beside a time. `key`
    is that of what was directed in danger to life.
    """

    kind: Waits
    what: str
    letter: str = ""
    who: str = ""
    due_at: datetime | None = None
    due_kind: str = ""
    progress: tuple[int, int] | None = None  # the working day it is, of how many
    is_overdue: bool = False
    since_at: datetime | None = None
    note: str = ""
    to_ring: tuple[ToRing, ...] = ()
    last_call: Call | None = None
    strand_code: str = ""
    card_key: UUID | None = None
    action_key: UUID | None = None
    key: UUID | None = None
