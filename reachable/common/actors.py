"""Who acts: the least that a room below the directory needs to know of a professional."""

from typing import Protocol
from uuid import UUID

from .permission_codes import Permission


class Actor(Protocol):
    key: UUID

    def holds(self, permission: Permission) -> bool:
        """Whether one of the roles held now carries this permission."""
