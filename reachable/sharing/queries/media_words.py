"""Who is named in words that go to the media, and what one version says otherwise than the one before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from uuid import UUID

from reachable.incidents.models import Incident, Involvement, TeamMember
from reachable.people import queries as people
from reachable.people.naming import BRIEFING, Checked, Found, Known, Roster, Verdict, check

from ..models import MediaContacts
from ..permissions import media as permissions
from .around import around, linked_with

_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class NamedLine:
    """Words that name somebody, or may; never whom."""

    words: str
    why: str
    is_certain: bool


@dataclass(frozen=True)
class Piece:
    """A part of the words: "same", "in" (new), or "out" (taken away)."""

    how: str
    words: str


@dataclass(frozen=True)
class Around:
    """Everybody who is known around an incident, and around those linked with it; kept for all its texts. `people` are
    by position in the roster, first those of the incident itself.
    """

    roster: Roster
    people: Sequence[int]
    young: dict[int, UUID]
    places: tuple[str, ...]

    def check(self, text: str) -> Checked:
        return check(text, self.roster, places=self.places)

    def names_somebody(self, text: str) -> bool:
        """For certain: what may be a name of somebody is for a person to say."""
        return self.check(text).verdict is Verdict.REFUSE

    def shown(self, hits: Sequence[Found]) -> tuple[UUID, ...]:
        """The keys of young people of the incident whom words that are shown name, or may name; others are not told
        apart here, since the reader may not know of them.
        """
        here = range(len(self.people))
        found = [self.people[one] for hit in hits for one in (hit.person, *hit.others) if one in here]
        return tuple(dict.fromkeys(self.young[one] for one in found if one in self.young))


def around_incident(incident_id: int, at: datetime) -> Around:
    """A fixed number of statements for the incident and for each that is linked with it."""
    known = around(incident_id, at)
    here = Involvement.objects.filter(permissions.home(incident_id), now_known_as__isnull=True)
    records = list(here.values_list("record_id", flat=True))
    keys = people.current_person_keys(records)
    mains = list(known.known)
    everybody = [*(known.known[one] for one in mains), *_elsewhere(incident_id, set(known.keys), at)]
    roster = Roster(everybody, named=_professionals(incident_id), tolerance=BRIEFING)
    places = tuple(Incident.objects.filter(pk=incident_id).exclude(place="").values_list("place", flat=True))
    return Around(roster, mains, {known.main[record]: keys[record] for record in records}, places)


def _elsewhere(incident_id: int, here: set[UUID], at: datetime) -> list[Known]:
    """Whoever is known around a linked incident and not around this one."""
    found: dict[UUID, Known] = {}
    for one in linked_with(incident_id):
        for person in around(one, at).known.values():
            if person.key not in here:
                found.setdefault(person.key, person)
    return list(found.values())


def _professionals(incident_id: int) -> list[tuple[str, str]]:
    """Who speaks, and the team, may be named."""
    team = TeamMember.objects.filter(incident=incident_id).values_list("professional__name", flat=True)
    last = MediaContacts.objects.filter(incident=incident_id).order_by("-number").first()
    speak = (last.police_lead, last.contact_point, last.health, last.childrens_services) if last else ()
    split = (name.strip().rpartition(" ") for name in sorted({*team, *speak}))
    return [(given, family) for given, _, family in split if given]


def named_lines(hits: Sequence[Found]) -> tuple[NamedLine, ...]:
    return tuple(dict.fromkeys(NamedLine(hit.text, hit.why, hit.certain) for hit in hits))


def differences(before: str, now: str) -> tuple[Piece, ...]:
    """Word by word. Pure."""
    old, new = _PIECES.findall(before), _PIECES.findall(now)
    found: list[Piece] = []
    for how, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(Piece("same", "".join(new[first:last])))
            continue
        found += [Piece("out", "".join(old[start:end]))] if end > start else []
        found += [Piece("in", "".join(new[first:last]))] if last > first else []
    return tuple(found)
