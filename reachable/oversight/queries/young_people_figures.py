"""How many young people at each level; and who they are, by group, beside what was done and said of them.

Both come from one table whose small numbers were taken out once, so that neither tells what the other leaves out.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.incidents.choices import Part
from reachable.incidents.models import Incident
from reachable.responses import editions
from reachable.safety.models import Screening

from ..policies.reports_groups import GROUPINGS
from ..policies.suppression import ALL, Cell, Table, suppress
from .report_parts import NOT_SHOWN, Asked, Bar, Drawing, Figures, Report, incidents_asked, share, shown
from .young_people_counted import (
    ARRESTED,
    CLEARED,
    DISRUPTION,
    REMANDED,
    Counted,
    sees_disruption,
    young_people_counted,
)

NOT_SCREENED = "not-screened"
_MARKS = {
    ARRESTED: "Arrested",
    REMANDED: "Remanded",
    CLEARED: "Contact was cleared",
    DISRUPTION: "A measure of disruption in force",
}
_NOT = "not "
_SAYS = (
    "Each young person is counted once, in every role and measure that holds for them: those rows do not add up.",
    "The share is of all of the same group.",
)


def disproportionality(professional: Professional, asked: Asked, at: datetime) -> Report:
    incidents = incidents_asked(professional, asked, at)
    found = _shown(professional, incidents, at)
    return Report(
        code="disproportionality",
        title="Who is affected: disproportionality",
        says=(*_SAYS, small_numbers()),
        incidents=incidents.count(),
        figures=tuple(_by_group(professional, found, grouping) for grouping in GROUPINGS),
        drawings=tuple(_drawn(found, grouping) for grouping in GROUPINGS),
    )


def levels(professional: Professional, asked: Asked, at: datetime) -> Report:
    incidents = incidents_asked(professional, asked, at)
    found, names = _shown(professional, incidents, at), _level_names()
    everybody = found[ALL, ALL]
    rows = [(name, shown(found[_level(code), ALL]), share(found[_level(code), ALL], everybody)) for code, name in names]
    now = Figures(
        "Young people at each level now",
        ("Level", "Young people", "Share of all"),
        (*rows, ("All young people", shown(everybody), share(everybody, everybody))),
    )
    return Report(
        code="levels",
        title="Levels of screening",
        says=("A young person counts at the level of the last screening.", small_numbers()),
        incidents=incidents.count(),
        figures=(now, _over_time(incidents)),
        drawings=(
            Drawing(now.caption, ("Young people",), tuple(Bar(name, (found[_level(c), ALL],)) for c, name in names)),
        ),
    )


def small_numbers() -> str:
    return (
        f"Numbers below {settings.SMALLEST_NUMBER_SHOWN} are {NOT_SHOWN}, and nor are others from which they could be "
        "worked out. Do not put figures of several periods or parts of the county together to find them."
    )


def _level(code: str) -> str:
    return f"level {code}"


def _level_names() -> list[tuple[str, str]]:
    table = editions.in_force().tables
    return [*((one.code, one.title) for one in table.levels), (NOT_SCREENED, "Not screened yet")]


def _roles(professional: Professional) -> list[Part]:
    sees = professional.holds(Permission.SEE_WITNESSES)
    return [part for part in Part if sees or part != Part.WITNESS]


def _marks(professional: Professional) -> list[str]:
    return [mark for mark in _MARKS if mark != DISRUPTION or sees_disruption(professional)]


def _shown(professional: Professional, incidents: QuerySet[Incident], at: datetime) -> dict[Cell, int | None]:
    """One table of all that is counted: whoever has a role or measure, and, unseen, whoever has it not."""
    people = young_people_counted(professional, incidents, at)
    singles = [*_roles(professional), *_marks(professional)]
    table = table_of(people, singles, [code for code, _ in _level_names()])
    return suppress(table, settings.SMALLEST_NUMBER_SHOWN)


def table_of(people: Iterable[Counted], singles: list[str], level_codes: list[str]) -> Table:
    groups = tuple(tuple(f"{one} {code}" for code in GROUPINGS[one][1]) for one in GROUPINGS)
    blocks = (*((one, _NOT + one) for one in singles), tuple(_level(code) for code in level_codes))
    values: Counter[Cell] = Counter()
    for person in people:
        has = {*person.parts, *person.marks}
        level = person.level if person.level in level_codes else NOT_SCREENED
        rows = [ALL, _level(level), *(one if one in has else _NOT + one for one in singles)]
        columns = [ALL, *(f"{one} {person.group(one)}" for one in GROUPINGS)]
        values.update((row, column) for row in rows for column in columns)
    return Table(blocks, groups, values)


def _by_group(professional: Professional, found: dict[Cell, int | None], grouping: str) -> Figures:
    title, groups = GROUPINGS[grouping]
    columns = [ALL, *(f"{grouping} {code}" for code in groups)]
    parts: dict[str, list[tuple[str, str]]] = {
        "": [(ALL, "All young people")],
        "Role in the incident": [(one, str(one.label)) for one in _roles(professional)],
        "What was done": [(one, _MARKS[one]) for one in _marks(professional)],
        "Level": [(_level(code), name) for code, name in _level_names()],
    }
    rows: list[tuple[str, ...]] = []
    headings: dict[int, str] = {}
    for heading, named in parts.items():
        if heading:
            headings[len(rows)] = heading
        rows += [(name, *(_number(found, row, column) for column in columns)) for row, name in named]
    return Figures(title, ("", "All", *groups.values()), tuple(rows), headings)


def _number(found: dict[Cell, int | None], row: str, column: str) -> str:
    value, whole = found[row, column], found[ALL, column]
    if row == ALL or value is None or not whole:
        return shown(value)
    return f"{value} ({share(value, whole)})"


def _drawn(found: dict[Cell, int | None], grouping: str) -> Drawing:
    title, groups = GROUPINGS[grouping]
    bars = tuple(Bar(name, (found[ALL, f"{grouping} {code}"],)) for code, name in groups.items())
    return Drawing(f"Young people by {title[0].lower()}{title[1:]}", ("Young people",), bars)


def _over_time(incidents: QuerySet[Incident]) -> Figures:
    """Screenings, not people: who is screened twice is in two months. Small numbers of this table are its own."""
    names = [pair for pair in _level_names() if pair[0] != NOT_SCREENED]
    values: Counter[Cell] = Counter()
    months: set[str] = set()
    rows = Screening.objects.filter(incident__in=incidents, level__in=[code for code, _ in names])
    for at, level in rows.values_list("at", "level"):
        month = f"{clock.local(at):%Y-%m}"
        months.add(month)
        values.update((row, column) for row in (ALL, month) for column in (ALL, level))
    ordered = tuple(sorted(months))
    blocks, groups = ((ordered,) if ordered else ()), (tuple(code for code, _ in names),)
    found = suppress(Table(blocks, groups if names else (), values), settings.SMALLEST_NUMBER_SHOWN)
    columns = [*(code for code, _ in names), ALL]
    table = tuple(
        (f"{date.fromisoformat(month + '-01'):%B %Y}", *(shown(found[month, column]) for column in columns))
        for month in ordered
    )
    return Figures("Screenings in each month", ("Month", *(name for _, name in names), "All"), table)
