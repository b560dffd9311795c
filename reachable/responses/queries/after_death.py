"""What about a young person who has died is no longer prompted: shown to whoever looks, never pressed."""

from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery

from reachable.incidents.models import Whereabouts

from .. import editions
from ..models import Action
from .standing import has_died, said_of


def with_death(actions: QuerySet[Action]) -> QuerySet[Action]:
    """What `is_at_rest` reads of them, in the same statement."""
    said = Whereabouts.objects.filter(involvement=OuterRef("about")).order_by("-number")
    return actions.annotate(
        **said_of("about"),
        said_at=Subquery(said.values("at")[:1]),
        edition_hash=F("consideration__strand__response__edition__content_hash"),
    )


def is_at_rest(action: Action) -> bool:
    """Given before the death was recorded, and not for a question that is asked after one.

    What somebody gives afterwards is meant, and is prompted like any other. Of a row of `with_death`.
    """
    if not has_died(action) or action.created_at > said_at(action):
        return False
    asked = action.consideration
    if asked is None:
        return True
    return not editions.stored(vars(action)["edition_hash"]).consideration(asked.code)[1].after_death


def said_at(action: Action) -> datetime:
    """When it was said where the young person is. Of a row of `with_death`."""
    found: datetime = vars(action)["said_at"]
    return found
