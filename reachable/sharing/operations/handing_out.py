"""A pack is handed out: nothing of it is kept but that it was made, for whom, for what, and about whom."""

from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.directory.models import Professional
from reachable.meetings import access, permissions
from reachable.meetings.choices import UseFor
from reachable.outbox.choices import WhatIsShared
from reachable.outbox.disclosing import disclose

from ..queries import Pack

PACK = "pack"  # what exactly a use of the material is for


@operation
def give_pack(*, by: Professional, at: datetime, pack: Pack, use: UUID) -> None:
    """To be called before the file is sent: `by` takes his own pack, for the purpose that he said for it (CTX-6)."""
    meeting = access.meeting_for(by, pack.heading.reference, at)
    said = permissions.check_may_use(by, meeting, at, use_for=UseFor.PRINT, use_key=use, item_key=PACK)
    incident = meeting.incident.reference
    disclose(
        what=WhatIsShared.PACK,
        incident=incident,
        meeting=meeting.reference,
        words="The pack of the meeting",
        to=((by.key, ""),),
        purpose=said.purpose,
        ground=said.ground,
        about=pack.about,
        item_key=PACK,
        by=by,
        at=at,
    )
    record(
        "pack-given",
        by=by,
        at=at,
        incident=incident,
        about=pack.about,
        codes={"meeting": meeting.reference, "purpose": str(said.key)},
    )
