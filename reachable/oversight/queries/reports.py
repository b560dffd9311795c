"""The reports by their codes: for the list of them, and for the file of one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from reachable.common.refusals import NotFound
from reachable.directory.models import Professional

from .by_agency import actions_by_agency, attendance
from .report_parts import Asked, Report
from .timeliness import timeliness
from .young_people_figures import disproportionality, levels

Made = Callable[[Professional, Asked, datetime], Report]
REPORTS: Mapping[str, Made] = MappingProxyType(
    {
        "timeliness": timeliness,
        "actions": actions_by_agency,
        "attendance": attendance,
        "levels": levels,
        "disproportionality": disproportionality,
    }
)


def report(professional: Professional, code: str, asked: Asked, at: datetime) -> Report:
    made = REPORTS.get(code)
    if made is None:
        raise NotFound("report")
    return made(professional, asked, at)
