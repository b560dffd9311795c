"""What an operation raises when it will not do what was asked.

`Refused` is for an instruction that the state of things does not allow yet; its message is one
plain sentence that says what is missing and who can supply it. `NotPermitted` is about who asks
(403). `NotFound` is for what does not exist or must look as if it did not (404).
"""

from typing import Any


class Refused(Exception):
    """`clause` names the statement of the guide, `field` the form field that the page marks."""

    def __init__(self, message: str, *, clause: str = "", field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.clause = clause
        self.field = field


class Stale(Refused):
    """Somebody else changed it since the writer read it; `current` is what stands now."""

    def __init__(self, message: str, *, current: Any, field: str = "") -> None:
        super().__init__(message, field=field)
        self.current = current


class NotPermitted(Exception):
    """This professional's role does not allow it."""


class NotFound(Exception):
    """No such record for this professional."""
