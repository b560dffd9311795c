"""Questions of a response that are asked elsewhere than on the sheet of their strand: on the agenda of a meeting."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from reachable.directory.models import Professional
from reachable.incidents import access
from reachable.incidents.queries import Heading, YoungPersonLine

from .. import editions
from ..choices import Standing
from ..models import Response
from .cards import CardView, cards_of
from .sheet import asked_in
from .standing import Question, asked_now, question


def questions_in(
    professional: Professional, incident_id: int, codes: Collection[str], young: Collection[UUID], at: datetime
) -> list[Question]:
    """How those of these codes stand that this reader may read, about the incident or these involvements, in an
    incident that the caller has found for the reader; one statement.
    """
    rows = asked_now().filter(strand__response__incident=incident_id, code__in=codes)
    rows = rows.filter(access.readable(professional, at, "strand__response__incident"))
    rows = rows.filter(Q(about__isnull=True) | Q(about__key__in=young))
    found = list(
        rows.exclude(strand__standing=Standing.STOPPED)
        .select_related("about", "strand")
        .annotate(edition_hash=F("strand__response__edition__content_hash"))
        .order_by("pk")
    )
    if not found:
        return []
    playbook = editions.stored(vars(found[0])["edition_hash"])
    return [question(row, playbook) for row in found]


def cards_in(
    professional: Professional,
    heading: Heading,
    codes: Collection[str],
    young: Collection[YoungPersonLine],
    at: datetime,
) -> list[CardView]:
    """Those of these codes as cards, about the incident or these young people, in the order of the guide."""
    response = Response.objects.select_related("edition").filter(incident_id=heading.incident_id).first()
    if response is None or not codes:
        return []
    about = Q(about__isnull=True) | Q(about__key__in=[one.key for one in young])
    asked = asked_in(response, heading).filter(about, code__in=codes).exclude(strand__standing=Standing.STOPPED)
    return cards_of(
        professional,
        asked,
        editions.of(response.edition),
        list(young),
        at,
        incident_id=heading.incident_id,
        audiences=heading.audiences,
    )
