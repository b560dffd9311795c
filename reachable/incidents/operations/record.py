"""What is recorded of somebody in or around an incident. A fact is never refused; what stood before stays.

Each wraps the operation of the people room: reached through the incident, with a line on its timeline that says which
kind of thing was recorded and nothing of what it says.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from reachable.audit.log import operation
from reachable.common import happenings
from reachable.common.refusals import NotFound
from reachable.directory.models import Professional
from reachable.people import operations as people
from reachable.people import queries as people_queries
from reachable.people.choices import IdentifierSystem, Stage
from reachable.people.detail_kinds import KINDS
from reachable.people.facts import NewAccount, NewAddress, NewDetail
from reachable.people.models import Address
from reachable.people.scope import Scope

from .. import access, permissions, policies, timeline
from ..models import Incident, Involvement, NetworkPerson
from ..queries.whom import Row, mark_of, row_of

ADDED, ENDED = "added to", "ended something of"


@dataclass(frozen=True)
class Reached:
    """Somebody's record, reached through an incident; `told` are the arguments that every operation on it takes."""

    incident: Incident
    row: Row
    told: dict[str, Any]

    def trace(self, what: str, done: str = ADDED) -> None:
        """A line of the timeline, which goes when somebody around the incident is taken out."""
        by, at = self.told["by"], self.told["at"]
        words = f"{by.name} {done} what is recorded of {mark_of(self.row)}: {what}."
        about = self.row if isinstance(self.row, Involvement) else None
        source = str(self.row.key) if isinstance(self.row, NetworkPerson) else ""
        timeline.write(self.incident, "record", words, by=by, at=at, about=about, source_key=source)


def reached(by: Professional, at: datetime, reference: str, key: UUID) -> Reached:
    """Of the records of this person, in whichever incident, those that the writer may reach."""
    incident = permissions.check_can_keep_record(by, reference, at)
    policies.check_not_joined(incident.phase)
    row = row_of(incident.pk, key, at)
    reach = access.reach(by, at)
    theirs = people_queries.same_people([row.record_id])[row.record_id]
    scope = Scope(lambda: reach.among(theirs))
    return Reached(incident, row, {"scope": scope, "by": by, "at": at, "through": reference})


@operation
def add_detail(*, by: Professional, at: datetime, reference: str, key: UUID, new: NewDetail) -> None:
    """Record one detail of a kind: school, GP, legal status."""
    one = reached(by, at, reference, key)
    people.add_detail(**one.told, record_key=one.row.record.key, new=new)
    one.trace(KINDS[new.kind].called)


@operation
def end_detail(*, by: Professional, at: datetime, reference: str, key: UUID, detail_key: UUID, because: str) -> None:
    one = reached(by, at, reference, key)
    ended = people.end_detail(**one.told, detail_key=detail_key, because=because)
    one.trace(KINDS[ended.kind].called, ENDED)


@operation
def add_other_name(
    *, by: Professional, at: datetime, reference: str, key: UUID, use: str, name: str, told_by: str = ""
) -> None:
    one = reached(by, at, reference, key)
    people.add_other_name(**one.told, record_key=one.row.record.key, use=use, name=name, told_by=told_by)
    one.trace("another name")


@operation
def end_other_name(*, by: Professional, at: datetime, reference: str, key: UUID, name_key: UUID, because: str) -> None:
    one = reached(by, at, reference, key)
    people.end_other_name(**one.told, name_key=name_key, because=because)
    one.trace("another name", ENDED)


@operation
def record_number(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    key: UUID,
    system: str,
    value: str,
    source: str = "",
    since_on: date | None = None,
) -> None:
    one = reached(by, at, reference, key)
    number: dict[str, Any] = {"system": system, "value": value, "source": source, "since_on": since_on}
    people.record_number(**one.told, record_key=one.row.record.key, **number)
    one.trace(_number(system))


@operation
def withdraw_number(*, by: Professional, at: datetime, reference: str, key: UUID, system: str, because: str) -> None:
    """The number was never theirs."""
    one = reached(by, at, reference, key)
    people.withdraw_number(**one.told, record_key=one.row.record.key, system=system, because=because)
    one.trace(_number(system), ENDED)


def _number(system: str) -> str:
    return str(IdentifierSystem(system).label)


@operation
def add_address(*, by: Professional, at: datetime, reference: str, key: UUID, new: NewAddress) -> Address:
    """The timeline says that there is one, and not whether it is a safe one. Who is sent to them is told at once."""
    one = reached(by, at, reference, key)
    _check_readers(one, new.readers)
    row = people.add_address(**one.told, record_key=one.row.record.key, new=new)
    one.trace("address")
    _tell_wherever_involved(one.row, by=by, at=at)
    return row


def _tell_wherever_involved(row: Row, *, by: Professional, at: datetime) -> None:
    """Every incident in which the same person has a letter, under whichever record: it is their address there too."""
    theirs = people_queries.same_people([row.record_id])[row.record_id]
    found = Involvement.objects.filter(record__in=theirs).order_by("incident_id").values_list("incident_id", flat=True)
    for incident_id in dict.fromkeys(found):
        happenings.tell(happenings.GroundChanged(by=by, at=at, incident_id=incident_id))


@operation
def end_address(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    key: UUID,
    address_key: UUID,
    because: str,
    until_on: date | None = None,
) -> None:
    one = reached(by, at, reference, key)
    people.end_address(**one.told, address_key=address_key, because=because, until_on=until_on)
    one.trace("address", ENDED)


@operation
def name_address_reader(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    key: UUID,
    address_key: UUID,
    professional_key: UUID,
    because: str = "",
) -> None:
    """Somebody of the team: others could not open the page on which it stands."""
    one = reached(by, at, reference, key)
    _check_readers(one, (professional_key,))
    named: dict[str, Any] = {"address_key": address_key, "professional_key": professional_key, "because": because}
    people.name_address_reader(**one.told, **named)
    one.trace("who may read an address")


@operation
def end_address_reader(
    *, by: Professional, at: datetime, reference: str, key: UUID, address_key: UUID, professional_key: UUID
) -> None:
    one = reached(by, at, reference, key)
    people.end_address_reader(**one.told, address_key=address_key, professional_key=professional_key)
    one.trace("who may read an address", ENDED)


def _check_readers(one: Reached, readers: tuple[UUID, ...]) -> None:
    home = one.incident.joined_into_id or one.incident.pk
    team = access.current_team(one.told["at"]).filter(incident=home, professional__key__in=readers)
    policies.check_are_on_team(len(set(readers)) == len(set(team.values_list("professional", flat=True))))


@operation
def do_not_disclose(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    key: UUID,
    to_whom: str,
    because: str,
    address_key: UUID | None = None,
    told_by: str = "",
) -> None:
    """Everything about the person, or one address, must not reach somebody."""
    one = reached(by, at, reference, key)
    said: dict[str, Any] = {"to_whom": to_whom, "because": because, "address_key": address_key, "told_by": told_by}
    people.do_not_disclose(**one.told, record_key=one.row.record.key, **said)
    one.trace("whom something must not reach")


@operation
def end_do_not_disclose(
    *, by: Professional, at: datetime, reference: str, key: UUID, warning_key: UUID, because: str
) -> None:
    one = reached(by, at, reference, key)
    people.end_do_not_disclose(**one.told, warning_key=warning_key, because=because)
    one.trace("whom something must not reach", ENDED)


@operation
def record_account(*, by: Professional, at: datetime, reference: str, key: UUID, new: NewAccount) -> None:
    """What a child said. No line on the timeline: the team does not learn that there is an account."""
    one = reached(by, at, reference, key)
    if one.row.record.stage == Stage.ADULT:
        raise NotFound("young person")
    people.record_account(**one.told, record_key=one.row.record.key, new=new)
