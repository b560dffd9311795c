"""Who there is, the numbers rung at night and who answers them, and where others are reached."""

from .contact_point import ContactPoint
from .duty import DutyLine, DutyShift
from .invitation import KEPT_FOR, Invitation, KeptText
from .professional import FACTOR_KINDS, Account, AccountManager, Agency, Professional, RoleHolding

__all__ = [
    "FACTOR_KINDS",
    "KEPT_FOR",
    "Account",
    "AccountManager",
    "Agency",
    "ContactPoint",
    "DutyLine",
    "DutyShift",
    "Invitation",
    "KeptText",
    "Professional",
    "RoleHolding",
]
