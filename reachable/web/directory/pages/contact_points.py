"""Contact points: added, changed, taken out."""

from dataclasses import dataclass
from typing import Any, ClassVar

from reachable.directory.queries import ContactPointRow

from .. import forms
from .base import DirectoryPage


@dataclass(frozen=True)
class AddContactPoint(DirectoryPage):
    template: ClassVar[str] = "directory/contact_point.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Add to the directory"
    button: ClassVar[str] = "Add"
    form: forms.ContactPointForm
    stands: ClassVar[None] = None
    version: ClassVar[int] = 0


@dataclass(frozen=True)
class ChangeContactPoint(DirectoryPage):
    """`stands` is what somebody else saved meanwhile; the writer then sees both and his next save counts."""

    template: ClassVar[str] = "directory/contact_point.html"
    has_keepable_form: ClassVar[bool] = True
    button: ClassVar[str] = "Save"
    form: forms.ContactPointForm
    point: ContactPointRow
    stands: ContactPointRow | None

    @property
    def title(self) -> str:
        return f"Change {self.point.name}"

    @property
    def version(self) -> Any:
        return self.stands.version if self.stands else self.form["version"].value()


@dataclass(frozen=True)
class RetireContactPoint(DirectoryPage):
    template: ClassVar[str] = "directory/retire_contact_point.html"
    button: ClassVar[str] = "Take it out"
    form: forms.ConfirmForm
    point: ContactPointRow

    @property
    def title(self) -> str:
        return f"Take {self.point.name} out of the directory"
