"""Who may see and change what keeps young people and staff safe. What is not seen is not found."""

from datetime import datetime
from uuid import UUID

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted
from reachable.contexts.models import Disruption
from reachable.directory.models import Agency, Professional
from reachable.incidents import access
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_not_joined

from .models import FitQuestion, Measure, MissingEpisode, Offer


def incident_to_see(professional: Professional, reference: str, at: datetime) -> Incident:
    """The incident as `access` finds it; NotFound where it is not this professional's to know of."""
    return access.incident_for(professional, reference, at)


def incident_to_change(
    professional: Professional, reference: str, at: datetime, permission: Permission, what: str
) -> Incident:
    """Its row locked, so that two who write at once follow each other. `what` ends "your role does not let you …"."""
    incident = access.incident_for(professional, reference, at, lock=True)
    if not professional.holds(permission):
        raise NotPermitted(f"Your role does not let you {what}.")
    return incident


def check_can_clear(professional: Professional, reference: str, at: datetime) -> Incident:
    """Managers of any agency that sends people, and the duty inspector (STF-1)."""
    return incident_to_change(
        professional, reference, at, Permission.CLEAR_CONTACT, "clear somebody for contact with a young person"
    )


def may_clear(professional: Professional) -> bool:
    return professional.holds(Permission.CLEAR_CONTACT)


def check_can_ask_for_measure(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    """As an action: whoever may give one asks for a measure. Answers the young person, the incident's row locked."""
    incident = incident_to_change(
        professional, reference, at, Permission.MANAGE_ACTIONS, "ask for a measure that keeps a young person safe"
    )
    found = incident.involvements.filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    check_not_joined(incident.phase)
    return incident, found


def check_can_set_measure(professional: Professional, reference: str, key: UUID, at: datetime) -> Measure:
    """What became of a measure is a fact: whoever may open the incident records it. Its row is locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    rows = Measure.objects.select_for_update(of=("self",)).select_related(
        "involvement__now_known_as", "incident", "asked_of"
    )
    found = rows.filter(incident=incident, key=key).first()
    if found is None:
        raise NotFound("measure")
    check_not_joined(incident.phase)
    return found


def check_can_see_for_support(professional: Professional, reference: str, at: datetime) -> Incident:
    """Its row locked: nothing is offered twice to one team."""
    incident = access.incident_for(professional, reference, at, lock=True)
    check_not_joined(incident.phase)
    return incident


def may_support(professional: Professional, agency: Agency) -> bool:
    """Whoever manages the team, for every agency; whoever sends staff, for his own (STF-2)."""
    own = professional.agency_id == agency.pk and professional.holds(Permission.CLEAR_CONTACT)
    return own or professional.holds(Permission.MANAGE_TEAM)


def check_can_support(professional: Professional, agency: Agency) -> None:
    if not may_support(professional, agency):
        raise NotPermitted("A manager of the team, or of that agency's staff, records this.")


def check_can_read_plans(professional: Professional) -> None:
    """A plan says what a child is afraid of and who protects them: for those who read what is recorded of them."""
    if not may_read_plans(professional):
        raise NotPermitted("Your role does not read safety plans.")


def may_read_plans(professional: Professional) -> bool:
    return professional.holds(Permission.READ_RECORDS)


def may_write_plans(professional: Professional) -> bool:
    return may_read_plans(professional) and professional.holds(Permission.ANSWER_CONSIDERATIONS)


def check_can_write_plan(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    """Whoever answers considerations. Answers the young person, the incident's row locked: two who write are told."""
    incident = incident_to_change(
        professional, reference, at, Permission.ANSWER_CONSIDERATIONS, "write a safety plan or give out a copy"
    )
    check_can_read_plans(professional)
    return incident, _young_person(incident, key)


def check_can_screen(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    """As a safety plan. Answers the young person, the incident's row locked: two who write are told."""
    incident = incident_to_change(
        professional, reference, at, Permission.ANSWER_CONSIDERATIONS, "say what level of risk a young person is at"
    )
    check_can_read_levels(professional)
    return incident, _young_person(incident, key)


def check_can_read_levels(professional: Professional) -> None:
    """What is found of a child and the level it came to: for those who read what is recorded of them."""
    if not may_read_plans(professional):
        raise NotPermitted("Your role does not read what a screening found.")


def check_can_offer_help(
    professional: Professional, reference: str, key: UUID, at: datetime
) -> tuple[Incident, Involvement]:
    """Whoever answers considerations: they ask for the same help. The incident's row is locked."""
    incident = incident_to_change(
        professional, reference, at, Permission.ANSWER_CONSIDERATIONS, "record what help is offered"
    )
    return incident, _young_person(incident, key)


def check_can_step_help(professional: Professional, reference: str, key: UUID, at: datetime) -> Offer:
    """Whoever may record that it is offered. The incident's row is locked."""
    incident = incident_to_change(
        professional, reference, at, Permission.ANSWER_CONSIDERATIONS, "record what became of help"
    )
    rows = Offer.objects.select_related("involvement__now_known_as", "incident", "agency")
    found = rows.filter(incident=incident, key=key).first()
    if found is None:
        raise NotFound("help")
    check_not_joined(incident.phase)
    return found


def check_can_keep_interview(professional: Professional, reference: str, key: UUID, at: datetime) -> MissingEpisode:
    """Whoever answers considerations: it is one of them. The incident's row is locked."""
    incident = incident_to_change(
        professional, reference, at, Permission.ANSWER_CONSIDERATIONS, "record what became of an interview"
    )
    rows = MissingEpisode.objects.select_related("involvement__now_known_as", "incident")
    found = rows.filter(incident=incident, key=key).first()
    if found is None:
        raise NotFound("missing episode")
    check_not_joined(incident.phase)
    return found


def may_offer_help(professional: Professional) -> bool:
    return professional.holds(Permission.ANSWER_CONSIDERATIONS)


def may_keep_interviews(professional: Professional) -> bool:
    return professional.holds(Permission.ANSWER_CONSIDERATIONS)


def _young_person(incident: Incident, key: UUID) -> Involvement:
    found = incident.involvements.select_related("record").filter(key=key, now_known_as__isnull=True).first()
    if found is None:
        raise NotFound("young person")
    check_not_joined(incident.phase)
    return found


def check_can_answer_fit(professional: Professional, reference: str, key: UUID, at: datetime) -> FitQuestion:
    """Whoever may write the plan; the incident's row is locked."""
    incident = incident_to_change(
        professional, reference, at, Permission.ANSWER_CONSIDERATIONS, "say whether a safety plan still fits"
    )
    check_can_read_plans(professional)
    rows = FitQuestion.objects.select_related("plan", "involvement__now_known_as", "involvement__record")
    found = rows.filter(key=key, involvement__incident=incident).first()
    if found is None:
        raise NotFound("question")
    check_not_joined(incident.phase)
    found.involvement.incident = incident
    return found


def may_compare(professional: Professional) -> bool:
    """Whoever plans measures that disrupt harm, or writes safety plans (STA-10)."""
    plans = professional.holds(Permission.PLAN_DISRUPTION) or professional.holds(Permission.ANSWER_CONSIDERATIONS)
    return plans and may_read_plans(professional)


def check_can_compare(professional: Professional, reference: str, key: UUID, at: datetime) -> Disruption:
    """The measure, its row and the incident's locked."""
    incident = access.incident_for(professional, reference, at, lock=True)
    if not may_compare(professional):
        raise NotPermitted("Your role does not let you compare a measure with a safety plan.")
    rows = Disruption.objects.select_for_update(of=("self",)).select_related("incident", "involvement__now_known_as")
    found = rows.filter(incident=incident, key=key).first()
    if found is None:
        raise NotFound("measure")
    check_not_joined(incident.phase)
    return found
