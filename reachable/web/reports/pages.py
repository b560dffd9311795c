"""What the pages of the reports show. They show figures, and no young person."""

from dataclasses import dataclass
from typing import ClassVar

from reachable.oversight.queries import Report
from reachable.web.shared.page import Page

from .charts import Chart
from .forms import AskedForm


@dataclass(frozen=True)
class Listed:
    route: str
    title: str
    says: str


LISTED = (
    Listed("reports:timeliness", "Timeliness of deadlines", "Each deadline: met in time, late, running, overdue."),
    Listed("reports:actions", "Actions by agency", "Given, done in time, done late, overdue, handed back."),
    Listed("reports:attendance", "Attendance at meetings by agency", "Asked, came, sent apologies; days of notice."),
    Listed("reports:levels", "Levels of screening", "How many young people at each level now, and month by month."),
    Listed(
        "reports:disproportionality",
        "Who is affected: disproportionality",
        "Ethnicity, sex, age, special needs and care status, beside role, arrest, remand and level.",
    ),
)


@dataclass(frozen=True)
class Reports(Page):
    template: ClassVar[str] = "reports/reports.html"
    nav: ClassVar[str] = "reports"
    title: ClassVar[str] = "Reports"
    listed: ClassVar[tuple[Listed, ...]] = LISTED


@dataclass(frozen=True)
class ReportPage(Page):
    """`report` is None where what was asked cannot be read; `again` is the question as the end of an address."""

    template: ClassVar[str] = "reports/report.html"
    nav: ClassVar[str] = "reports"
    code: str
    form: AskedForm
    report: Report | None
    charts: tuple[Chart, ...]
    again: str

    @property
    def title(self) -> str:
        return next(one.title for one in LISTED if one.route == f"reports:{self.code}")
