"""What an open page of a running meeting asks for every few seconds: four statements, and no young people."""

from datetime import datetime
from uuid import UUID

from reachable.directory.models import Professional

from .. import access, permissions
from ..choices import UseFor
from .run import who_types
from .run_lines import Live


def live(professional: Professional, meeting: str, at: datetime, *, use: UUID | None, since: int) -> Live:
    """`since` is the revision that the page shows."""
    found = access.meeting_for(professional, meeting, at)
    permissions.check_may_use(professional, found, at, use_for=UseFor.OPEN, use_key=use)
    typing = who_types(found, professional, at)
    return Live(found.revision, found.state, found.revision != since, typing)
