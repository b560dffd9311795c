"""A concluded meeting about two households, and its records, as tests of them need it."""

from datetime import date, timedelta

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.operations import NewRelative
from reachable.meetings.models import Meeting
from reachable.people.choices import AddressUse, AssociationKind, DetailKind, IdentifierSystem, NameUse, Stage
from reachable.people.facts import NewAddress, NewDetail, Telling
from reachable.people.matching import Entry
from reachable.sharing import operations as sharing
from reachable.sharing.models import ChildRecord
from tests.domain.concluding_hands import AGREED_AT, MET, agree, begun, cover_all, decide, ended, staffed
from tests.factories import AT, Cast

LATER = AGREED_AT + timedelta(minutes=5)
KAI = ReportedYoungPerson(
    given_names="Kai", family_name="Mensah", date_of_birth=date(2010, 3, 14), parts=(Part.VICTIM,)
)
ELLA = ReportedYoungPerson(given_names="Ella", family_name="Mensah", approximate_age=13, parts=(Part.SIBLING,))
JAYDEN = ReportedYoungPerson(
    given_names="Jayden", family_name="Achterberg", date_of_birth=date(2009, 7, 2), parts=(Part.SUSPECTED,)
)


def two_households(cast: Cast) -> Incident:
    """Kai (A) and his sister Ella (B); Jayden (C), of another household, of whom much is known."""
    incident = staffed(cast, young_people=(KAI, ELLA, JAYDEN))
    kai, ella, jayden = incident.involvements.order_by("position")
    siblings = NewRelative(AssociationKind.SIBLING, Telling(), key=ella.key)
    incidents.add_relative(**_of(cast, incident, kai), new=siblings)
    mother = NewRelative(
        AssociationKind.PARENT,
        Telling(),
        entry=Entry(given_names="Brigitta", family_name="Achterberg", stage=Stage.ADULT),
    )
    told = _of(cast, incident, jayden)
    incidents.add_relative(**told, new=mother)
    incidents.add_other_name(**told, use=NameUse.NICKNAME, name="Ghost")
    incidents.add_detail(**told, new=NewDetail(DetailKind.SCHOOL, code="SCHOOL", where="Hewett Academy"))
    incidents.add_address(
        **told, new=NewAddress(AddressUse.HOME, line1="14 Larkman Lane", town="Norwich", postcode="NR5 8AB")
    )
    incidents.record_number(**_of(cast, incident, kai), system=IdentifierSystem.SOCIAL_CARE, value="LCS-20451")
    return incident


def _of(cast: Cast, incident: Incident, young: Involvement) -> dict[str, object]:
    return {"by": cast.hana, "at": AT, "reference": incident.reference, "key": young.key}


def young(meeting: Meeting, letter: str) -> Involvement:
    return next(one for one in meeting.incident.involvements.select_related("record") if one.letter == letter)


def running(cast: Cast) -> Meeting:
    return begun(cast, two_households(cast))


def concluded(cast: Cast, meeting: Meeting, record: dict[str, str] | None = None) -> Meeting:
    cover_all(cast.hana, meeting)
    decide(cast.hana, meeting, record or MET)
    return agree(cast.hana, ended(cast.hana, meeting))


def prepared(by: Professional, meeting: Meeting, at=LATER) -> dict[str, ChildRecord]:
    """The newest record of each by letter."""
    sharing.prepare_records(by=by, at=at, meeting=meeting.reference)
    return newest(meeting)


def newest(meeting: Meeting) -> dict[str, ChildRecord]:
    rows = ChildRecord.objects.filter(meeting=meeting).select_related("involvement", "meeting").order_by("number")
    return {row.involvement.letter: row for row in rows}
