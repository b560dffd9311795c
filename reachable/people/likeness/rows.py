"""People read from a table: columns by name, dates as people write them."""

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from .details import Details
from .prepared import Prepared, prepare

COLUMNS = ("given_names", "family_name", "other_names", "date_of_birth", "postcode", "nhs_number")
_MONTHS = {
    name: n
    for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ].*)?")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: .*)?")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]([a-z]{3})[a-z]*[-/., ]+(\d{4})")
_MONTH_ONLY = re.compile(r"(\d{4})[-/](\d{1,2})")
_YEAR_ONLY = re.compile(r"(?:c\.?|about|circa|abt)? ?((?:18|19|20)\d\d)")
_AGE = re.compile(r"(?:age|aged|about|approx\.?)? ?(\d{1,3}) ?(?:y|yr|yrs|years?|years? old|yo)?")
_NO_SUCH_DAY = "UAA"
_OLDEST = 120


class Unreadable(ValueError):
    """A file that cannot be used, and why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    person: Prepared


def read_people(path: Path, key: str, today: date) -> Iterator[Row]:
    """The people of a CSV file, gzipped or not, whose column `key` names each of them once."""
    seen: set[str] = set()
    try:
        with _opened(path) as file:
            lines = csv.reader(file)
            columns = _columns(next(lines, []), key, path)
            for line in lines:
                if not any(cell.strip() for cell in line):
                    continue
                cells = {name: line[at].strip() if at < len(line) else "" for name, at in columns.items()}
                if not cells[key]:
                    raise Unreadable(f"{path.name}: line {lines.line_num} has no {key}.")
                if cells[key] in seen:
                    raise Unreadable(f"{path.name}: the {key} {cells[key]} stands on more than one line.")
                seen.add(cells[key])
                yield Row(cells[key], prepare(details(cells, today)))
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is not text in UTF-8.") from None
    except csv.Error as error:
        raise Unreadable(f"{path.name} is not a table of comma-separated values: {error}.") from None
    except (OSError, EOFError) as error:
        raise Unreadable(f"{path.name} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if not seen:
        raise Unreadable(f"{path.name} has no rows below its first line.")


def _opened(path: Path) -> io.TextIOBase:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _columns(header: list[str], key: str, path: Path) -> dict[str, int]:
    names = [name.strip().lower() for name in header]
    wanted = (key, *COLUMNS)
    missing = [name for name in wanted if name not in names]
    if missing:
        raise Unreadable(f"{path.name} has no column {', '.join(missing)}.")
    return {name: names.index(name) for name in wanted}


def details(cells: dict[str, str], today: date) -> Details:
    born, accuracy, between = read_birth(cells["date_of_birth"], today)
    number = cells["nhs_number"]
    return Details(
        given_names=cells["given_names"],
        family_name=cells["family_name"],
        other_names=tuple(name.strip() for name in cells["other_names"].split(";") if name.strip()),
        date_of_birth=born,
        dob_accuracy=accuracy,
        born_between=between,
        postcodes=(cells["postcode"],) if cells["postcode"] else (),
        nhs_numbers=frozenset({number} if number else ()),
    )


Birth = tuple[date | None, str, tuple[date, date] | None]


def read_birth(text: str, today: date) -> Birth:
    """A date, its accuracy, and the days between which somebody of that age was born."""
    text = text.strip().lower()
    if not text:
        return None, "UUU", None
    for pattern, order in ((_YEAR_FIRST, "ymd"), (_RUN_TOGETHER, "ymd"), (_DAY_FIRST, "dmy"), (_IN_WORDS, "dmy")):
        found = pattern.fullmatch(text)
        if found:
            parts = dict(zip(order, found.groups(), strict=True))
            return _whole(parts["y"], parts["m"], parts["d"], today)
    if found := _MONTH_ONLY.fullmatch(text):
        return _whole(found[1], found[2], "0", today)
    if found := _YEAR_ONLY.fullmatch(text):
        return date(int(found[1]), 1, 1), "UUA", None
    if (found := _AGE.fullmatch(text)) and int(found[1]) <= _OLDEST:
        year = timedelta(days=365.25)
        return None, "UUU", (today - (int(found[1]) + 2) * year, today - (int(found[1]) - 1) * year)
    return None, "UUU", None


def _whole(year: str, month: str, day: str, today: date) -> Birth:
    """A day that the calendar has; of one that it has not, what may still be right."""
    y = int(year)
    if len(year) == 2:
        y += 2000 if 2000 + y <= today.year else 1900
    m = _MONTHS.get(month, 0) if month.isalpha() else int(month)
    d = int(day)
    for at_month, at_day in ((m, d), (d, m)):
        try:
            return date(y, at_month, at_day), "AAA", None
        except ValueError:
            continue
    if not 1800 <= y <= 2200:
        return None, "UUU", None
    return (date(y, m, 1), _NO_SUCH_DAY, None) if 1 <= m <= 12 else (date(y, 1, 1), "UUA", None)
