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
from .contact_points import ContactPointRow, contact_point, contact_points, names_of
from .demo import DemoProfessional, demo_account, demo_professionals
from .duty import DutyLineRow, duty_holders, duty_lines, whom_to_ring
from .holders import words_of_holders
from .professionals import (
    agencies,
    agency,
    agency_by_code,
    names,
    professional,
    professional_for_account,
    professionals,
)
from .rota import Gap, RotaDay, ShiftRow, duty_day, on_duty, rota, shift

__all__ = [
    "ContactPointRow",
    "DemoProfessional",
    "DutyLineRow",
    "Gap",
    "InvitationOffer",
    "InvitationRow",
    "RotaDay",
    "SecondFactorRow",
    "ShiftRow",
    "agencies",
    "agency",
    "agency_by_code",
    "contact_point",
    "contact_points",
    "demo_account",
    "demo_professionals",
    "duty_day",
    "duty_holders",
    "duty_lines",
    "invitation_offer",
    "invitations",
    "kept_text",
    "kept_texts",
    "names",
    "names_of",
    "on_duty",
    "professional",
    "professional_for_account",
    "professionals",
    "recovery_codes",
    "reset_link_works",
    "rota",
    "second_factors",
    "shift",
    "whom_to_ring",
    "words_of_holders",
]
