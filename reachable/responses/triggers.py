"""When a strand of the guide opens: named functions over frozen facts, quoted by name in the playbook.

A trigger asks "is this, or was this, so?" and never "did this just change?", so that the order in which facts arrive
changes nothing. Leaving hospital, release or coming back close no strand: what is unanswered still counts. What was
recorded by mistake is not among the facts. "Not known" opens nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from reachable.incidents.choices import Where

# What a statement of where a young person is says besides; the codes of incidents.choices.Where.
FROM_WHERE: Mapping[str, str] = MappingProxyType(
    {Where.HOSPITAL: "admission", Where.CUSTODY: "custody", Where.MISSING: "missing", Where.DIED: "death"}
)

Who = int | None  # involvement id of a young person; None: the incident


@dataclass(frozen=True)
class IncidentFacts:
    """What is known when it is asked which strands are open.

    `so` has each fact that is or was so, of a young person or of the incident (None), and its time: None where it
    is so and the time is not known. Facts are named as in the playbook, and a few more that start no clock.
    """

    reported_at: datetime
    happened_at: datetime | None = None
    definition_holds: bool = False
    is_linked: bool = False
    young_people: frozenset[int] = frozenset()
    so: Mapping[tuple[str, Who], datetime | None] = field(default_factory=dict)

    def holds(self, fact: str, who: Who = None) -> bool:
        return (fact, who) in self.so

    def without(self, fact: str) -> "IncidentFacts":
        return replace(self, so={key: when for key, when in self.so.items() if key[0] != fact})

    def fact_at(self, fact: str, who: Who) -> datetime | None:
        """The instant from which a deadline runs; None while the fact is not known. Unless somebody says otherwise,
        we became aware by the report.

        What happened to the incident starts the clocks of each young person in it; a young person who was added later
        was reported then.
        """
        if fact in ("report", "awareness"):
            return self.so.get((fact, who)) or self.so.get((fact, None)) or self.reported_at
        if fact == "incident":
            return self.happened_at
        return self.so.get((fact, who)) or self.so.get((fact, None))


def incident_reported(facts: IncidentFacts, who: Who) -> bool:
    """SAF-1: notification of serious youth violence starts the response at once."""
    return facts.reported_at is not None


def definition_confirmed(facts: IncidentFacts, who: Who) -> bool:
    """DEF-3: the definition was signed as holding; a part that is not known counts as met."""
    return facts.definition_holds


def wider_context_called_for(facts: IncidentFacts, who: Who) -> bool:
    """CTX-1: violence between groups, so more than one young person, a link, or a signed definition."""
    return facts.definition_holds or facts.is_linked or len(facts.young_people) > 1


def serious_incident_notified(facts: IncidentFacts, who: Who) -> bool:
    """NOT-3: the notification was sent, whatever is found later."""
    return facts.holds("notification")


def media_interest(facts: IncidentFacts, who: Who) -> bool:
    """MED-1: the media asked, something is to be released, or anybody has died."""
    died = any(fact == "death" for fact, _ in facts.so)
    return facts.holds("media-interest") or facts.holds("adult-death") or died


def stabilisation_started(facts: IncidentFacts, who: Who) -> bool:
    """STA-1: the lead recorded that the first response has eased. Time that has passed is no fact."""
    return facts.holds("stabilisation")


def young_person_in_hospital(facts: IncidentFacts, who: Who) -> bool:
    """SAF-11: this young person is or was in hospital during this incident."""
    return facts.holds("admission", who)


def young_person_arrested(facts: IncidentFacts, who: Who) -> bool:
    """CUS-1: this young person was arrested, or is or was in custody; a voluntary interview does not count."""
    return facts.holds("arrest", who) or facts.holds("custody", who)


def court_date_set(facts: IncidentFacts, who: Who) -> bool:
    """CRT-1: a hearing of this young person is known, past or to come."""
    return facts.holds("court", who)


def young_person_remanded(facts: IncidentFacts, who: Who) -> bool:
    """A court remanded this young person, even if that has ended."""
    return facts.holds("remand", who)


def young_person_missing(facts: IncidentFacts, who: Who) -> bool:
    """This young person is or was missing; not answering the telephone is not missing."""
    return facts.holds("missing", who)


def young_person_died(facts: IncidentFacts, who: Who) -> bool:
    """This young person has died; nobody else's death counts."""
    return facts.holds("death", who)


def other_authority_young_person(facts: IncidentFacts, who: Who) -> bool:
    """CTX-20: another authority is home to this young person or responsible; a school elsewhere is not enough."""
    return facts.holds("other-authority", who)


def contact_action_proposed(facts: IncidentFacts, who: Who) -> bool:
    """STF-1: an action about this young person that makes contact was ever proposed, even if withdrawn."""
    return facts.holds("contact-proposed", who)


@dataclass(frozen=True)
class Trigger:
    """`says` is when it holds, for people; `holds` takes the young person that is asked about, or None."""

    name: str
    about: Literal["incident", "young-person"]
    says: str
    holds: Callable[[IncidentFacts, Who], bool]


def _trigger(
    holds: Callable[[IncidentFacts, Who], bool], about: Literal["incident", "young-person"], says: str
) -> Trigger:
    return Trigger(holds.__name__, about, says, holds)


_TABLE = (
    _trigger(incident_reported, "incident", "the report was sent"),
    _trigger(
        definition_confirmed, "incident", "the definition is signed as holding; a part that is not known counts as met"
    ),
    _trigger(
        wider_context_called_for,
        "incident",
        "the definition holds, or two or more young people are in it, or it is linked to another incident",
    ),
    _trigger(serious_incident_notified, "incident", "the serious incident notification was sent"),
    _trigger(
        media_interest,
        "incident",
        "interest of the media or a wish to release something is recorded, or anybody has died",
    ),
    _trigger(stabilisation_started, "incident", "the lead recorded that the first response has eased"),
    _trigger(young_person_in_hospital, "young-person", "they are or were in hospital during this incident"),
    _trigger(
        young_person_arrested,
        "young-person",
        "they were arrested, or are or were in custody; a voluntary interview does not count",
    ),
    _trigger(court_date_set, "young-person", "a hearing is known, past or to come"),
    _trigger(young_person_remanded, "young-person", "a court remanded them, even if that has ended"),
    _trigger(young_person_missing, "young-person", "they are or were missing"),
    _trigger(young_person_died, "young-person", "they have died; nobody else's death counts"),
    _trigger(
        other_authority_young_person, "young-person", "another local authority is their home or responsible for them"
    ),
    _trigger(
        contact_action_proposed,
        "young-person",
        "an action about them that makes contact was ever proposed, even if it was withdrawn",
    ),
)
TRIGGERS: Mapping[str, Trigger] = MappingProxyType({one.name: one for one in _TABLE})
