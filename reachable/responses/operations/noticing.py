"""What a fact that was just recorded calls for at once: the bell, or an action before anybody goes on."""

from datetime import datetime, timedelta
from uuid import uuid5

from reachable.audit.log import operation
from reachable.common import happenings
from reachable.incidents.choices import Audience, FactKind
from reachable.incidents.models import Fact
from reachable.incidents.queries.hospital import officer_left_early

from ..choices import UNFINISHED
from ..models import Action, CameEarly
from .acting import give_at_once
from .early import ring_the_bell

OFFICER_GATE = "officer-may-leave"
ASK_LEGAL = "Ask legal services before anybody looks again"
SOON = timedelta(hours=4)


@operation
def notice(happening: happenings.FactRecorded) -> None:
    """An officer left before it was agreed (HOS-6); one person's posts are looked at repeatedly (SAF-6, CTX-17)."""
    if happening.kind == FactKind.OFFICER_LEFT:
        _officer_left(_fact(happening), happening.at)
    elif happening.kind == FactKind.SOCIAL_MEDIA_SEEN:
        _looked_repeatedly(_fact(happening), happening.at)


def _fact(happening: happenings.FactRecorded) -> Fact:
    """The one that was just written, in the same transaction."""
    found = Fact.objects.filter(incident=happening.incident_id, kind=happening.kind)
    found = found.filter(involvement=happening.involvement_id) if happening.involvement_id else found
    return found.select_related("incident", "involvement", "by").latest("pk")


def _officer_left(fact: Fact, at: datetime) -> None:
    missing = officer_left_early(fact.incident_id, fact.involvement_id or 0, fact.key, at)
    if not missing or _said_again(fact, "; ".join(missing)):
        return
    ring_the_bell(
        fact.incident,
        gate=OFFICER_GATE,
        source_key=str(fact.key),
        missing="; ".join(missing),
        what="The officer left the hospital before it was agreed: make sure of the safety of the young person there",
        by=fact.by,
        at=at,
        involvement=fact.involvement,
    )


def _said_again(fact: Fact, missing: str) -> bool:
    """It rang for what this one puts right: that is now about this one, and nobody is told twice."""
    if fact.replaces is None:
        return False
    rung = CameEarly.objects.filter(incident=fact.incident, gate=OFFICER_GATE, source_key=str(fact.replaces.key))
    return bool(rung.update(source_key=str(fact.key), missing=missing))


def _looked_repeatedly(fact: Fact, at: datetime) -> None:
    """Once for each fact, and not again for one that puts it right while that is still to be asked."""
    if fact.said.get("how") != "repeatedly" or fact.said.get("legal") == "asked":
        return
    before = uuid5(fact.replaces.key, ASK_LEGAL) if fact.replaces else None
    if before and Action.objects.filter(key=before, state__in=UNFINISHED).exists():
        return
    give_at_once(
        fact.incident,
        ASK_LEGAL,
        at + SOON,
        by=fact.by,
        at=at,
        about=fact.involvement,
        audience=Audience(fact.audience),
        key=uuid5(fact.key, ASK_LEGAL),
    )
