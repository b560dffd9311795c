"""A report as a file of values separated by commas: the handling line first, then what it is, then its tables."""

import csv
from datetime import datetime
from io import StringIO

from reachable.oversight.queries import Asked, Figures, Report
from reachable.web.shared import dates

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(report: Report, asked: Asked, *, area: str, by_role: str, at: datetime) -> str:
    """By which role it was made, never by whom. Numbers that are not shown on the page are not in here either."""
    out = StringIO()
    write = csv.writer(out)
    head = [
        ("OFFICIAL-SENSITIVE",),
        ("Report", report.title),
        ("Incidents reported", _period(asked)),
        ("Part of Norfolk", area),
        ("Incidents counted", str(report.incidents)),
        ("Made by", by_role),
        ("Made at", dates.full(at)),
        *(("Note", says) for says in report.says),
    ]
    for row in head:
        write.writerow([guarded(cell) for cell in row])
    for figures in report.figures:
        write.writerow([])
        for line in _lines(figures):
            write.writerow([guarded(cell) for cell in line])
    return out.getvalue()


def guarded(cell: str) -> str:
    """A spreadsheet would work out what begins like a formula; an apostrophe makes it words."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell


def _lines(figures: Figures) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = [(figures.caption,), figures.columns]
    for place, row in enumerate(figures.rows):
        if place in figures.headings:
            lines.append((figures.headings[place],))
        lines.append(row)
    return lines


def _period(asked: Asked) -> str:
    first = f"from {asked.from_on:%d %B %Y}" if asked.from_on else ""
    last = f"until {asked.until_on:%d %B %Y}" if asked.until_on else ""
    return f"{first} {last}".strip() or "at any time"
