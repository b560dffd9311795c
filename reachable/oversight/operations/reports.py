"""A report leaves as a file: that, and of what, is in the audit."""

from datetime import datetime

from reachable.audit import log
from reachable.audit.log import operation
from reachable.directory.models import Professional

from ..permissions import check_can_see_reports
from ..queries import Asked


@operation
def take_report(*, by: Professional, at: datetime, code: str, asked: Asked) -> None:
    """The sharing log is of one incident at a time, and a report names none: its trace is the entry of the audit."""
    check_can_see_reports(by)
    codes = {
        "report": code,
        "from": asked.from_on.isoformat() if asked.from_on else "",
        "until": asked.until_on.isoformat() if asked.until_on else "",
        "area": asked.area,
    }
    log.record("report-taken", by=by, at=at, codes={name: value for name, value in codes.items() if value})
