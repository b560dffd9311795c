"""What can be asked of the directory. Lists of records that are fully read, or frozen dataclasses."""

from .accounts import (
    InvitationOffer,
    InvitationRow,
    SecondFactorRow,
    invitation_offer,
    invitations,
    kept_text,
    kept_texts,
    recovery_codes,
    reset_link_works,
    second_factors,
)
from .demo import DemoProfessional, demo_account, demo_professionals
from .duty import DutyLineRow, duty_holders, duty_lines, whom_to_ring
from .professionals import (
    agencies,
    agency,
    agency_by_code,
    names,
    professional,
    professional_for_account,
    professionals,
)

__all__ = [
    "DemoProfessional",
    "DutyLineRow",
    "InvitationOffer",
    "InvitationRow",
    "SecondFactorRow",
    "agencies",
    "agency",
    "agency_by_code",
    "demo_account",
    "demo_professionals",
    "duty_holders",
    "duty_lines",
    "invitation_offer",
    "invitations",
    "kept_text",
    "kept_texts",
    "names",
    "professional",
    "professional_for_account",
    "professionals",
    "recovery_codes",
    "reset_link_works",
    "second_factors",
    "whom_to_ring",
]
