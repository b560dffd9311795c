"""Adding to or correcting what was reported. A fact is never refused, also once closed; what stood before stays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import happenings
from reachable.common.refusals import Stale
from reachable.directory.models import Professional
from reachable.people import operations as people
from reachable.people import queries as people_queries
from reachable.people.choices import IdentifierSystem
from reachable.people.matching import Entry, Match
from reachable.people.models import PersonRecord
from reachable.people.policies import normal_nhs_number

from .. import access, permissions, policies, timeline
from ..choices import TeamPart
from ..facts import FACTS, FREE_WORDS, ReportedAdult, fact_in_words
from ..models import AdultInvolvement, FactsBefore, Incident
from .report import adult_entry, tell_duty
from .young_people import involvement_of, person_keys_of


@operation
def record_facts(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    changes: Mapping[str, Any],
    seen_number: int,
    because: str = "",
) -> Incident:
    """Make the incident say `changes` (names of FACTS). Stale when somebody else did so since `seen_number`.

    Where an area becomes known while nobody leads, the duty roles of that area are told.
    """
    incident = permissions.check_can_record(by, reference, at)
    policies.check_not_joined(incident.phase)
    if incident.facts_number != seen_number:
        raise Stale("Somebody else changed what was reported while you wrote. Both are shown.", current=incident)
    policies.check_happened_in_the_past(changes.get("happened_at"), at)
    before = {name: getattr(incident, name) for name in FACTS if name in changes and _differs(incident, name, changes)}
    policies.check_something_changed(before)
    _keep(incident, before, because, by=by, at=at)
    for name in before:
        setattr(incident, name, changes[name])
    incident.facts_number += 1
    policies.check_fits(incident)
    incident.save(update_fields=[*before, "facts_number"])
    timeline.write(incident, "facts", " ".join(_line(incident, *was) for was in before.items()), by=by, at=at)
    codes = {"facts": sorted(before), "number": incident.facts_number}
    record("facts-recorded", by=by, at=at, incident=reference, codes=codes, words=because)
    happenings.tell(happenings.FactsCorrected(by=by, at=at, incident_id=incident.pk, facts=frozenset(before)))
    if "area" in before and incident.is_running and not _is_led(incident, at):
        tell_duty(incident, by=by, at=at)
    return incident


def _differs(incident: Incident, name: str, changes: Mapping[str, Any]) -> bool:
    """Times are given to the minute: the seconds of one that stands are no difference."""
    stands, said = getattr(incident, name), changes[name]
    if isinstance(stands, datetime) and isinstance(said, datetime):
        return stands.replace(second=0, microsecond=0) != said.replace(second=0, microsecond=0)
    return bool(stands != said)


def _keep(
    incident: Incident, before: Mapping[str, Any], because: str, *, by: Professional, at: datetime
) -> FactsBefore:
    values = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in before.items()}
    return FactsBefore.objects.create(
        incident=incident,
        number=incident.facts_number,
        values=values,
        because=because,
        replaced_by=by,
        replaced_at=at,
    )


def _line(incident: Incident, name: str, was: Any) -> str:
    if name in FREE_WORDS:
        return f"{FACTS[name]}: {'corrected' if was else 'added'}."
    now = fact_in_words(name, getattr(incident, name))
    before = fact_in_words(name, was)
    return f"{FACTS[name]}: {now} (was {'not known' if before == 'Not known' else before})."


def _is_led(incident: Incident, at: datetime) -> bool:
    return access.current_team(at).filter(incident=incident, part=TeamPart.LEAD).exists()


@operation
def correct_young_person(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    entry: Entry,
    seen_version: int,
    reason: str = "",
) -> tuple[Match, ...]:
    """Make the record of a young person say `entry`. Stale when it was corrected since `seen_version`.

    Answers who else is held with the same details: a doubt about each is recorded, and nobody is merged.
    """
    incident, involvement = involvement_of(by, at, reference, involvement_key)
    scope = access.scope(incident.pk, involvement_key)
    standing = people_queries.record(scope, involvement.record.key)
    changed = _what_differs(standing, entry)
    if standing.version == seen_version:
        policies.check_something_changed(changed)
    corrected = people.correct_record(
        scope=scope, by=by, at=at, record_key=standing.key, seen=seen_version, corrected=entry, reason=reason
    )
    words = f"{involvement.letter}: {', '.join(changed)} added or corrected."
    timeline.write(incident, "young-person-corrected", words, by=by, at=at, about=involvement)
    about = person_keys_of(involvement)
    codes = {"changed": changed, "version": corrected.version}
    record("young-person-corrected", by=by, at=at, incident=reference, about=about, codes=codes)
    found = people_queries.exact_matches(by, [entry]).get(0, ())
    return tuple(match for match in found if match.person_key not in about)


def _what_differs(standing: PersonRecord, entry: Entry) -> list[str]:
    numbers = [i.value for i in standing.identifiers.all() if i.system == IdentifierSystem.NHS_NUMBER]
    names = (" ".join(entry.given_names.split()), " ".join(entry.family_name.split()))
    differs = {
        "name": (standing.given_names, standing.family_name) != names,
        "date of birth": standing.date_of_birth != entry.date_of_birth,
        "age": standing.approximate_age != entry.approximate_age,
        "NHS number": numbers != [n for n in (normal_nhs_number(entry.nhs_number),) if n],
    }
    return [what for what, different in differs.items() if different]


@operation
def add_adult(*, by: Professional, at: datetime, reference: str, facts: ReportedAdult) -> AdultInvolvement:
    """Add an adult who was hurt or is suspected."""
    incident = permissions.check_can_record(by, reference, at)
    policies.check_not_joined(incident.phase)
    [adult] = people.record_people([adult_entry(facts)], by=by, at=at)
    involved = AdultInvolvement(incident=incident, record=adult, part=facts.part, words=facts.words, by=by, at=at)
    policies.check_fits(involved)
    involved.save(force_insert=True)
    words = f"{by.name} added an adult: {involved.get_part_display().lower()}."
    timeline.write(incident, "adult-added", words, by=by, at=at)
    record("adult-added", by=by, at=at, incident=reference, codes={"part": involved.part})
    return involved
