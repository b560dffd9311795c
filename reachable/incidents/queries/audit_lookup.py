"""Whose entries the information-governance lead wants to see. Opens no incident and shows nothing of one."""

from uuid import UUID

from reachable.audit.permissions import check_can_search_audit
from reachable.directory.models import Professional
from reachable.people import queries as people

from ..models import Involvement


def person_key_of(professional: Professional, reference: str, letter: str) -> UUID | None:
    """The key that the audit carries for this letter; None alike for an unknown incident and an unknown letter."""
    check_can_search_audit(professional)
    reference, letter = reference.strip().upper(), letter.strip().upper()
    for involved in Involvement.objects.filter(incident__reference=reference):
        if involved.letter == letter:
            return people.current_person_keys([involved.record_id]).get(involved.record_id)
    return None
