"""Which facts contradict each other: two that stand, of a kind that happens once, and say another time or place."""

from datetime import datetime, timedelta

from ..choices import FactStands
from ..fact_kinds import KINDS
from ..models import Fact

A_FEW_MINUTES = timedelta(minutes=10)
ABOUT = timedelta(hours=2)  # how far apart two times may lie, of which one is approximate


def stands(row: Fact) -> str:
    said = list(row.standings.all())
    return said[0].standing if said else FactStands.STANDS


def contradict(one: Fact, other: Fact) -> bool:
    """Two that stand, of a kind that happens once, and say another time or place; unless somebody said that both are
    so, after both did.
    """
    if one.pk == other.pk or one.kind != other.kind or _about(one) != _about(other) or KINDS[one.kind].repeats:
        return False
    if {stands(one), stands(other)} != {FactStands.STANDS} or not _say_otherwise(one, other):
        return False
    said = [at for at in (_said_to_stand(one), _said_to_stand(other)) if at is not None]
    return not said or max(said) < max(_stands_since(one), _stands_since(other))


def _about(row: Fact) -> int | None:
    """A letter that turned out to be another is the same young person."""
    return (row.involvement.now_known_as_id or row.involvement_id) if row.involvement else None


def _say_otherwise(one: Fact, other: Fact) -> bool:
    named = {one.place.strip().casefold(), other.place.strip().casefold()} - {""}
    if len(named) > 1:
        return True
    if one.happened_at is None or other.happened_at is None:
        return False
    leeway = ABOUT if one.happened_about or other.happened_about else A_FEW_MINUTES
    return abs(one.happened_at - other.happened_at) > leeway


def _stands_since(row: Fact) -> datetime:
    """Since when it stands without a break: since it was recorded, or since somebody said that it does after all."""
    since = None
    for said in row.standings.all():  # newest first
        if said.standing != FactStands.STANDS:
            return since or row.at
        since = said.at
    return row.at


def _said_to_stand(row: Fact) -> datetime | None:
    """When somebody said last that it stands, while it stood already: that both are so."""
    said = list(row.standings.all())
    before = said[1].standing if len(said) > 1 else FactStands.STANDS
    return said[0].at if said and said[0].standing == before == FactStands.STANDS else None
