"""What each page of the directory shows. None of them shows a young person."""

from .contact_points import AddContactPoint, ChangeContactPoint, RetireContactPoint
from .deliveries import Deliveries, DeliveryFiles
from .duty import AddDutyLine, AddShift, ChangeDutyLine, DropDutyLine, DropShift, Rota
from .invitations import Invitations, Invite, WithdrawInvitation
from .people import Account, AddAgency, Directory, EndRole, GiveRole, Professional

__all__ = [
    "Account",
    "AddAgency",
    "AddContactPoint",
    "AddDutyLine",
    "AddShift",
    "ChangeContactPoint",
    "ChangeDutyLine",
    "Deliveries",
    "DeliveryFiles",
    "Directory",
    "DropDutyLine",
    "DropShift",
    "EndRole",
    "GiveRole",
    "Invitations",
    "Invite",
    "Professional",
    "RetireContactPoint",
    "Rota",
    "WithdrawInvitation",
]
