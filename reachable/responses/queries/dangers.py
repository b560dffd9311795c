"""What was directed in danger to life, as far as a reader may read of it."""

from uuid import UUID, uuid5

from django.db.models import QuerySet

from reachable.incidents.queries import Heading

from ..models import Action, InDanger

TO_BE_REVIEWED = "Look at what was directed in danger to life"


def review_key(danger: InDanger) -> UUID:
    """Of the action to look at it the next day."""
    return uuid5(danger.key, "review")


def dangers(heading: Heading) -> QuerySet[InDanger]:
    """Of an incident whose heading the reader has been given; a contact that few may read of is theirs here too."""
    hidden = Action.objects.filter(danger__incident=heading.incident_id).exclude(audience__in=heading.audiences)
    found = InDanger.objects.filter(incident=heading.incident_id).exclude(pk__in=hidden.values("danger"))
    return found.select_related("involvement__now_known_as", "by", "reviewed_by")
