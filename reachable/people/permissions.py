"""Who may put people on record."""

from reachable.common.actors import Actor
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted


def can_record_people(professional: Actor) -> bool:
    return professional.holds(Permission.REPORT_INCIDENT) or professional.holds(Permission.ANSWER_CONSIDERATIONS)


def check_can_record_people(professional: Actor) -> None:
    if not can_record_people(professional):
        raise NotPermitted("Your role does not record people.")


def check_can_match_people(professional: Actor) -> None:
    """Who records somebody asks whether he is held already; who answers for the audit asks whose entries to read."""
    if not can_record_people(professional) and not professional.holds(Permission.SEARCH_AUDIT):
        raise NotPermitted("Your role does not look people up.")
