"""All final records of a meeting are taken out at once, by whoever runs the machine (CTX-4, CTX-6)."""

from datetime import datetime

from reachable.audit.log import operation
from reachable.directory.models import Professional
from reachable.meetings.choices import Ground, UseFor
from reachable.meetings.policies.purpose import check_purpose_said

from .. import permissions
from ..documents.content import Document
from ..queries.exporting import concluded, purposes_to_export_for
from ..queries.finals import final_records
from ..queries.records import document_of
from .filing import disclose_records


@operation
def export_records(
    *, by: Professional | None, at: datetime, meeting: str, purpose: str, to: str = "Files on the server"
) -> tuple[Document, ...]:
    """Refused for a purpose that the meeting did not agree (CTX-6). `by` None: whoever has the machine; a professional
    takes what is theirs to take. Each record is a row of the log of sharing.
    """
    found = permissions.check_can_read_records(by, meeting, at) if by else concluded(meeting)
    check_purpose_said(UseFor.EXPORT, Ground.AGREED, purpose, purposes_to_export_for(found.reference))
    rows = final_records(found)
    words = "Record, with all that are final, written by a command"
    whom = (by.key, "") if by else (None, to)
    disclose_records(found, rows, to=whom, by=by, at=at, purpose=purpose, ground=Ground.AGREED, words=words)
    return tuple(document_of(row) for row in rows)
