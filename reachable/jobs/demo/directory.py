"""The directory as people keep it: some of it confirmed, some never, a rota for this week with one gap."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.conf import settings

from reachable.common import clock, working_days
from reachable.directory import operations, queries
from reachable.directory.choices import RoleCode
from reachable.directory.facts import ContactPointFacts
from reachable.directory.queries import ContactPointRow
from reachable.playbook import directory_seed

from .telling import Cast
from .times import DAY, evening_before, on_day

# Who shares the nights of a role: the first has the night of the main incident.
NIGHTS = {
    RoleCode.EMERGENCY_DUTY_SENIOR: ("edith", "bryn"),
    RoleCode.ON_CALL_SENIOR_MANAGER: ("conrad", "samira"),
    RoleCode.POLICE_DUTY_INSPECTOR: ("ravi", "owen"),
}
DAYS_AHEAD = 7
NOBODY_YET = (RoleCode.ON_CALL_SENIOR_MANAGER, 3)  # the night that the rota shows as a gap, in days from now
CONFIRMED = {  # who confirmed what, and how many days ago: over 90, the directory asks again
    "hospital-nnuh": ("dele", 12),
    "nnuh-safeguarding": ("dele", 12),
    "designated-safeguarding-team": ("dele", 12),
    "suite-wymondham": ("ravi", 25),
    "custody-workers": ("morgan", 25),
    "targeted-youth-support": ("morgan", 131),
    "st-giles": ("morgan", 131),
}
NUMBERS = {  # numbers that the guide does not give, entered by whoever vouches for them
    "exploitation-desk": ("dele", 30, "01632 960204"),
    "mace-police": ("ravi", 25, "01632 960108"),
    "authority-suffolk": ("edith", 6, "01632 960120"),
}


def keep(cast: Cast, now: datetime) -> None:
    seed = directory_seed.read(settings.PLAYBOOK_FOLDER, settings.PLAYBOOK_COUNTY)
    operations.seed_contact_points(by=None, at=now - timedelta(days=200), seed=seed)
    points = {row.code: row for row in queries.contact_points()}
    _confirm(cast, now, points)
    _rota(cast, now)


def _confirm(cast: Cast, now: datetime, points: Mapping[str, ContactPointRow]) -> None:
    for code, (who, days) in CONFIRMED.items():
        operations.confirm_contact_point(by=cast[who], at=now - timedelta(days=days), key=points[code].key)
    for code, (who, days, telephone) in NUMBERS.items():
        row = points[code]
        facts = ContactPointFacts(
            kind=row.kind,
            name=row.name,
            agency_key=row.agency_key,
            agency_words=row.agency_words,
            telephone=telephone,
            mailbox=row.mailbox,
            where=row.where,
            clauses=row.clauses,
            custody_workers=row.custody_workers,
        )
        at = now - timedelta(days=days)
        operations.change_contact_point(by=cast[who], at=at, key=row.key, version=row.version, facts=facts)
    for line in queries.duty_lines():
        if line.role != RoleCode.HOSPITAL_SAFEGUARDING:
            operations.confirm_duty_line(by=cast["conrad"], at=now - timedelta(days=18), key=line.key)


def _rota(cast: Cast, now: datetime) -> None:
    night_of_it = clock.local_date(evening_before(now))
    last = clock.local_date(now) + DAY * DAYS_AHEAD
    for number in range((last - night_of_it).days + 1):
        day = night_of_it + DAY * number
        for role, sharing in NIGHTS.items():
            if (role, (day - clock.local_date(now)).days) == NOBODY_YET:
                continue
            operations.add_shift(
                by=cast["morgan"],
                at=now - timedelta(days=20),
                professional=cast[sharing[number % len(sharing)]],
                role=role,
                from_at=_begins(now, day),
                until_at=on_day(now, (day - clock.local_date(now)).days + 1, settings.OFFICE_HOURS[0]),
            )


def _begins(now: datetime, day: date) -> datetime:
    """When offices shut; on a weekend or a bank holiday in the morning."""
    opens, shuts = settings.OFFICE_HOURS
    hour: time = shuts if working_days.is_working_day(day) else opens
    return on_day(now, (day - clock.local_date(now)).days, hour)
