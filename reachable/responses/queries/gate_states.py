"""How the gates of this room stand in one incident, in few words: for the board on its page."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from reachable.common.gates import GateState
from reachable.directory.models import Professional
from reachable.incidents.choices import FactKind, FactStands
from reachable.incidents.models import Fact, FactStanding, Involvement
from reachable.incidents.queries import Heading
from reachable.safety.models import Clearance
from reachable.safety.standing import stands

from .. import policies
from ..choices import UNFINISHED
from ..models import Action, Deployment
from .contact import GATE as CONTACT
from .grounds import known_as
from .youth_worker_gate import GATE as YOUTH_WORKER

SAYS = ("police-says", "social-work-says", "youth-support-says")


def contact_states(professional: Professional, heading: Heading, at: datetime) -> list[GateState]:
    """One for each young person with a contact that waits or a clearance, and one for the incident where any.

    A fixed number of statements; without lines, which the board of contact has.
    """
    found = Action.objects.filter(incident_id=heading.incident_id, makes_contact=True, state__in=UNFINISHED)
    waiting = found.filter(audience__in=heading.audiences).select_related("about__now_known_as")
    cleared = Clearance.objects.filter(incident_id=heading.incident_id).select_related("involvement__now_known_as")
    every = list(cleared.order_by("until_at", "pk"))
    standing = stands(every, at)
    letters = {known_as(one): _letter(one) for one in [row.about for row in waiting] + [c.involvement for c in every]}
    best = {known_as(one.involvement): standing[one.pk].words for one in every if standing[one.pk].holds}
    not_yet = policies.NOT_YET.lower()
    return [
        GateState(CONTACT, letter, best.get(about, not_yet), lines=(), passed_at=at if about in best else None)
        for about, letter in _in_order(letters.items())
    ]


def youth_worker_states(professional: Professional, heading: Heading, at: datetime) -> list[GateState]:
    """One for each young person for whom sending a youth worker was asked for, discussed or done. Two statements."""
    said = FactStanding.objects.filter(fact=OuterRef("pk")).order_by("-number").values("standing")[:1]
    kinds = (FactKind.YOUTH_WORKER_ASKED, FactKind.YOUTH_WORKER_DISCUSSED)
    facts = Fact.objects.filter(incident_id=heading.incident_id, kind__in=kinds).annotate(now=Subquery(said))
    rows = facts.filter(Q(now__isnull=True) | Q(now=FactStands.STANDS)).select_related("involvement__now_known_as")
    found: dict[int | None, tuple[str, str]] = {}
    for fact in sorted(rows, key=lambda one: (one.kind == FactKind.YOUTH_WORKER_DISCUSSED, one.happened_at or one.at)):
        found[known_as(fact.involvement)] = (_letter(fact.involvement), _discussed(fact))
    sent = Deployment.objects.filter(incident_id=heading.incident_id, ended_at__isnull=True)
    for one in sent.select_related("involvement__now_known_as", "worker").order_by("pk"):
        found[known_as(one.involvement)] = (_letter(one.involvement), f"{one.worker.name} is sent")
    ordered = sorted(found.values(), key=lambda pair: (len(pair[0]), pair[0]))
    return [GateState(YOUTH_WORKER, letter, words, lines=()) for letter, words in ordered]


def _discussed(fact: Fact) -> str:
    if fact.kind == FactKind.YOUTH_WORKER_ASKED:
        return "asked for, not discussed yet"
    return "agreed" if all(fact.said.get(name) == "agrees" for name in SAYS) else "not agreed"


def _letter(one: Involvement | None) -> str:
    return (one.now_known_as or one).letter if one else ""


def _in_order(pairs: Iterable[tuple[int | None, str]]) -> list[tuple[int | None, str]]:
    return sorted(pairs, key=lambda pair: (pair[1] == "", len(pair[1]), pair[1]))
