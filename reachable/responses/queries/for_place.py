"""The actions that were given for one place or group, in whichever incident."""

from datetime import datetime

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.incidents import access

from ..choices import UNFINISHED, ActionState
from .actions import ActionLine, lines, rows


def actions_for_place(professional: Professional, context: str, at: datetime) -> tuple[ActionLine, ...]:
    """Of the incidents that the reader may open, as far as they read them: unfinished ones first, by due time.

    A fixed number of statements, and those of `grounds.footings`.
    """
    if not (professional.holds(Permission.SEE_CONTEXTS) and professional.holds(Permission.SEE_INCIDENTS)):
        return ()
    reachable = access.visible(professional, at).values("pk")
    found = rows().filter(access.readable(professional, at), context__reference=context, incident__in=reachable)
    found = found.exclude(state=ActionState.WITHDRAWN).order_by("due_at", "pk")
    return tuple(sorted(lines(found, professional, at), key=lambda one: one.state not in UNFINISHED))
