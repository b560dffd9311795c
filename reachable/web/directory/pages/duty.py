"""Duty lines and the rota."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from reachable.directory.queries import DutyLineRow, Gap, RotaDay, ShiftRow
from reachable.web.shared import dates

from .. import forms
from .base import DirectoryPage

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class AddDutyLine(DirectoryPage):
    template: ClassVar[str] = "directory/duty_line.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Add a duty line"
    button: ClassVar[str] = "Add the line"
    form: forms.DutyLineForm
    stands: ClassVar[None] = None
    version: ClassVar[int] = 0


@dataclass(frozen=True)
class ChangeDutyLine(DirectoryPage):
    """`stands` is what somebody else saved meanwhile; the writer then sees both and his next save counts."""

    template: ClassVar[str] = "directory/duty_line.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Change a duty line"
    button: ClassVar[str] = "Save the line"
    form: forms.DutyLineForm
    line: DutyLineRow
    stands: DutyLineRow | None

    @property
    def version(self) -> Any:
        return self.stands.version if self.stands else self.form["version"].value()


@dataclass(frozen=True)
class DropDutyLine(DirectoryPage):
    template: ClassVar[str] = "directory/drop_duty_line.html"
    title: ClassVar[str] = "Remove a duty line"
    button: ClassVar[str] = "Remove the line"
    form: forms.ConfirmForm
    line: DutyLineRow


@dataclass(frozen=True)
class Rota(DirectoryPage):
    template: ClassVar[str] = "directory/rota.html"
    title: ClassVar[str] = "Duty rota"
    days: tuple[RotaDay, ...]
    today: date  # whose rota runs now
    at: datetime
    may_keep: bool

    @property
    def first(self) -> date:
        return self.days[0].day

    @property
    def last(self) -> date:
        return self.days[-1].day

    @property
    def earlier(self) -> date:
        return self.first - WEEK

    @property
    def later(self) -> date:
        return self.first + WEEK

    def open_gaps(self, day: RotaDay) -> list[Gap]:
        """Those that can still be filled."""
        return [gap for gap in day.gaps if gap.until_at > self.at]

    def is_now(self, shift: ShiftRow) -> bool:
        return shift.from_at <= self.at < shift.until_at and not shift.dropped_at


@dataclass(frozen=True)
class AddShift(DirectoryPage):
    template: ClassVar[str] = "directory/add_shift.html"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Put somebody on the rota"
    button: ClassVar[str] = "Add the shift"
    form: forms.ShiftForm


@dataclass(frozen=True)
class DropShift(DirectoryPage):
    template: ClassVar[str] = "directory/drop_shift.html"
    button: ClassVar[str] = "Take off the rota"
    form: forms.ConfirmForm
    shift: ShiftRow
    at: datetime

    @property
    def title(self) -> str:
        return f"Take {self.shift.name} off the rota"

    @property
    def when(self) -> str:
        return f"{dates.moment(self.shift.from_at, self.at)} until {dates.moment(self.shift.until_at, self.at)}"
