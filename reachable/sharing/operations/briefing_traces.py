"""What every operation on a briefing leaves behind."""

from collections.abc import Mapping
from datetime import datetime

from reachable.audit.log import record
from reachable.directory.models import Professional
from reachable.incidents import timeline

from ..models import Briefing


def tell_timeline(row: Briefing, code: str, words: str, *, by: Professional, at: datetime) -> None:
    """`words` never hold anything of what the briefing says."""
    timeline.write(row.incident, code, words, by=by, at=at, source_key=str(row.key))


def note(
    verb: str,
    row: Briefing,
    *,
    by: Professional,
    at: datetime,
    codes: Mapping[str, object] | None = None,
    words: str | None = None,
) -> None:
    """Codes name the briefing; what was typed goes into `words`."""
    said = {"briefing": row.reference, **(codes or {})}
    record(verb, by=by, at=at, incident=row.incident.reference, codes=said, words=words)
