"""How an incident stands on the way back."""

from django.db.models import OuterRef, Subquery

from reachable.incidents.choices import FactKind, FactStands
from reachable.incidents.models import Fact, FactStanding, Incident


def stabilisation_stands(incident: Incident) -> bool:
    """Whether somebody said that it has begun, and nobody that it has ended or was a mistake."""
    last = FactStanding.objects.filter(fact=OuterRef("pk")).order_by("-number").values("standing")[:1]
    facts = Fact.objects.filter(incident=incident, kind=FactKind.STABILISATION).annotate(stands=Subquery(last))
    return any(stands in (None, FactStands.STANDS) for stands in facts.values_list("stands", flat=True))
