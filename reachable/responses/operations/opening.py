"""A report opens the response at once; what happens afterwards opens, confirms, stops and runs again its strands."""

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.directory.models import Professional
from reachable.incidents.choices import Phase
from reachable.incidents.models import Incident

from .. import editions
from ..models import Response
from .following import follow

_BECAUSE = {
    happenings.DefinitionSigned: "The definition was signed.",
    happenings.IncidentReopened: "The incident was re-opened.",
    happenings.LettersChanged: "Two letters were taken apart again.",
}


@operation
def open_response(happening: happenings.IncidentReported) -> None:
    """Open every strand whose trigger holds, provisionally, under the edition in force (SAF-1)."""
    by, at = _who(happening), happening.at
    incident = Incident.objects.get(pk=happening.incident_id)
    stored, _ = editions.store_in_force(at)
    response = Response.objects.create(incident=incident, edition=stored, opened_at=at, opened_by=by)
    codes = {"edition": stored.content_hash}
    record("response-opened", by=by, at=at, incident=incident.reference, codes=codes)
    follow(incident, "The incident was reported.", by=by, at=at, new=response)


@operation
def follow_facts(happening: happenings.Happening) -> None:
    """Whatever was recorded, corrected, signed or linked: the strands are those that the facts call for now.

    Serious youth violence confirms what runs; otherwise it stops, and open safety actions continue (DEF-3).
    """
    incident = Incident.objects.get(pk=happening.incident_id)
    because = _BECAUSE.get(type(happening), "A fact was recorded.")
    if incident.phase == Phase.NOT_SERIOUS:
        because = "Signed as not serious youth violence."
    follow(incident, because, by=_who(happening), at=happening.at)


@operation
def follow_both(happening: happenings.IncidentsLinked) -> None:
    """A link may open strands in either of the two; of a report that was joined, in the incident it became part of."""
    for found in Incident.objects.filter(pk__in=(happening.incident_id, happening.other_id)).order_by("pk"):
        home = found.joined_into or found
        follow(home, "A link was recorded.", by=_who(happening), at=happening.at)


def _who(happening: happenings.Happening) -> Professional:
    """The happening carries whoever acted as an Actor; a row needs the professional."""
    return Professional.objects.get(key=happening.by.key)
