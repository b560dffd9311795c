"""Who is there: one sheet for everybody who was asked."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import Refused
from reachable.meetings import operations
from reachable.meetings.choices import SPEAKS, Attendance
from reachable.meetings.operations import AttendanceMark
from reachable.meetings.queries import AttendanceLine, RunView
from reachable.web.shared.fields import BooleanCheckField, RadiosField
from reachable.web.shared.forms import Form
from reachable.web.shared.page import page, redirect_with, render_page

from . import run_pages
from .run_desk import Desk, at_the_desk

MARKS = [(code.value, str(code.label)) for code in Attendance if code.value]


class SheetForm(Form):
    """One answer for each who was asked, and whether somebody who came has gone."""

    def __init__(self, view: RunView, data: Any = None, *, at: datetime) -> None:
        super().__init__(data, at=at)
        self.lines = view.attendance
        for line in self.lines:
            self.fields[f"mark-{line.key}"] = RadiosField(label=line.name, choices=MARKS, required=False)
            self.initial[f"mark-{line.key}"] = line.attendance
            self.fields[f"left-{line.key}"] = BooleanCheckField(label=f"{line.name} has left")
            self.initial[f"left-{line.key}"] = line.left_at is not None

    def marks(self, *, everybody: bool) -> list[AttendanceMark]:
        """What changed. `everybody`: who is not marked is there."""
        found = [self._mark(line, everybody=everybody) for line in self.lines]
        return [mark for mark in found if mark is not None]

    def _mark(self, line: AttendanceLine, *, everybody: bool) -> AttendanceMark | None:
        said = self.cleaned_data[f"mark-{line.key}"] or (Attendance.PRESENT.value if everybody else "")
        was_there = said in SPEAKS
        left = (line.left_at or self.at) if was_there and self.cleaned_data[f"left-{line.key}"] else None
        arrived = (line.arrived_at or self.at) if was_there else None
        if said == line.attendance and bool(left) == bool(line.left_at):
            return None
        return AttendanceMark(line.key, said, arrived_at=arrived, left_at=left)


@page(Permission.SEE_INCIDENTS, name="meeting-attendance")
@at_the_desk
def attendance(desk: Desk) -> HttpResponse:
    view = desk.view()
    form = SheetForm(view, desk.request.POST or None, at=desk.at)
    if form.is_valid():
        marks = form.marks(everybody="everybody" in desk.request.POST)
        try:
            operations.mark_attendance(by=desk.by, at=desk.at, meeting=desk.meeting, marks=marks)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            there = desk.view()
            words = f"{there.present} of {len(there.attendance)} are there"
            return redirect_with(desk.request, words, desk.address())
    return render_page(desk.request, run_pages.Attendance(view, form))
