"""What the pages show on which something is said of one version."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.sharing.queries import VersionView

from ..forms.saying import ConsultedForm, OverseeForm, PrinciplesForm, ReleasedForm
from .releases import OfVersion


class _Saying(OfVersion):
    """The words stand above the form: nobody says anything of words that are not before them."""

    has_keepable_form: ClassVar[bool] = True


@dataclass(frozen=True)
class Principles(_Saying):
    template: ClassVar[str] = "media/principles.html"
    button: ClassVar[str] = "Save the three answers"
    view: VersionView
    form: PrinciplesForm

    @property
    def title(self) -> str:
        return f"Does version {self.view.line.number} serve the principles?"


@dataclass(frozen=True)
class Consulted(_Saying):
    template: ClassVar[str] = "media/consulted.html"
    button: ClassVar[str] = "Save who was consulted"
    view: VersionView
    form: ConsultedForm

    @property
    def title(self) -> str:
        return f"Who was consulted on version {self.view.line.number}?"


@dataclass(frozen=True)
class Oversee(_Saying):
    """`stale`: it was said again while the officer read."""

    template: ClassVar[str] = "media/oversee.html"
    button: ClassVar[str] = "Record what I say of this version"
    view: VersionView
    form: OverseeForm
    stale: bool

    @property
    def title(self) -> str:
        return f"Oversee version {self.view.line.number}"


@dataclass(frozen=True)
class Released(_Saying):
    template: ClassVar[str] = "media/released.html"
    button: ClassVar[str] = "Record it"
    view: VersionView
    form: ReleasedForm

    @property
    def title(self) -> str:
        return f"Version {self.view.line.number} went out"
