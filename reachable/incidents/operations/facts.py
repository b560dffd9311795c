"""What happened: recorded, put right, contradicted and ended. A fact is never refused, and nothing said is lost.

Two that contradict each other both stand, and what follows from either follows, until one is chosen with a reason.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import clock, happenings
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional
from reachable.playbook.record import check_record

from .. import access, permissions, policies, timeline
from ..choices import Audience, FactStands
from ..fact_kinds import KINDS, KindOfFact
from ..holding import check_holders
from ..models import Fact, FactStanding, Incident, Involvement
from .young_people import involvement_of, person_keys_of


@operation
def record_fact(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    kind: str,
    involvement_key: UUID | None = None,
    happened_at: datetime | None = None,
    happened_about: bool = False,
    place: str = "",
    words: str = "",
    told_by: str = "",
    said: Mapping[str, str] | None = None,
    replaces_key: UUID | None = None,
    because: str = "",
    key: UUID | None = None,
) -> Fact:
    """Say that something happened, to a young person or in the incident. `key` is made with the form: sent twice, it
    is one fact. The one that it replaces is found to be a mistake, `because`. `said` are the structured fields by name.
    """
    told = KINDS[kind]
    policies.check_fact_is_about(told, young_person=involvement_key is not None)
    incident, involvement = _where_it_belongs(by, at, reference, involvement_key)
    permissions.check_can_record_fact(by, incident, told)
    if key and (sent := Fact.objects.filter(key=key).first()):
        return _sent_before(sent, incident, by)
    policies.check_fact_time(told, happened_at, at)
    row = Fact(key=key or uuid4(), incident=incident, involvement=involvement, kind=told.kind, by=by, at=at)
    row.happened_at, row.happened_about = happened_at, happened_about and happened_at is not None
    row.place, row.audience = place if told.where else "", told.audience
    row.words, row.told_by = (words, told_by) if told.has_words else ("", "")
    if replaces_key:
        row.replaces = _to_replace(row, replaces_key, because)
    row.said = _checked(row, told, said or {}, at)
    policies.check_fits(row)
    row.save(force_insert=True)
    if row.replaces and _stands(row.replaces) != FactStands.MISTAKE:
        _stand(row.replaces, FactStands.MISTAKE, because, by=by, at=at)
    _trace(row, told, because, by=by, at=at)
    return row


@operation
def settle_fact(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    fact_key: UUID,
    standing: str,
    because: str,
    ended_on: date | None = None,
    seen_number: int,
) -> FactStanding:
    """Say what became of a fact: it ended on a day, was a mistake, is set aside, or stands (again, or beside another).

    Stale when somebody else said so since `seen_number`.
    """
    fact, told = _fact_of(by, at, reference, fact_key)
    policies.check_says_why(because)
    latest = _latest(fact)
    if (latest.number if latest else 0) != seen_number:
        raise Stale("Somebody else said meanwhile what became of this. Both are shown.", current=latest)
    day = None
    if standing == FactStands.ENDED:
        not_before = None if told.lies_ahead else fact.happened_at
        day = policies.check_ended_on(ended_on, at, not_before=not_before)
    if latest and (latest.standing, latest.ended_on) == (standing, day) and standing != FactStands.STANDS:
        policies.check_something_changed(())
    row = _stand(fact, standing, because, ended_on=day, by=by, at=at)
    said = f"{row.get_standing_display()}{f' on {day:%d %B %Y}' if day else ''}"
    _trace_settling(fact, said, {"standing": standing}, because, by=by, at=at)
    return row


@operation
def choose_fact(
    *, by: Professional, at: datetime, reference: str, fact_key: UUID, because: str, seen_number: int
) -> FactStanding:
    """Of facts that contradict each other, this one is right; the others are set aside. It can be chosen anew later.

    Stale when more is said of it than the `seen_number` of statements: none is set aside that the chooser has not read.
    """
    fact, told = _fact_of(by, at, reference, fact_key)
    policies.check_says_why(because)
    if told.repeats:
        raise Refused("More than one of these can be so. Say of each whether it ended or was a mistake.")
    others = Fact.objects.filter(incident=fact.incident, involvement=fact.involvement, kind=fact.kind)
    if others.count() + FactStanding.objects.filter(fact__in=others).count() != seen_number:
        raise Stale("Somebody else said more of this meanwhile. Both are shown.", current=_latest(fact))
    aside = [one for one in others.exclude(pk=fact.pk) if _stands(one) == FactStands.STANDS]
    if not aside and _stands(fact) == FactStands.STANDS:
        raise Refused("Nothing else is said of this: there is nothing to choose between.")
    for one in aside:
        _stand(one, FactStands.NOT_CHOSEN, because, by=by, at=at)
    row = _stand(fact, FactStands.STANDS, because, by=by, at=at)
    codes = {"standing": "CHOSEN", "set_aside": [str(one.key) for one in aside]}
    _trace_settling(fact, "this is taken to be right", codes, because, by=by, at=at)
    return row


def _sent_before(fact: Fact, incident: Incident, by: Professional) -> Fact:
    if (fact.incident_id, fact.by_id) != (incident.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return fact


def _where_it_belongs(
    by: Professional, at: datetime, reference: str, involvement_key: UUID | None
) -> tuple[Incident, Involvement | None]:
    if involvement_key is not None:
        return involvement_of(by, at, reference, involvement_key)
    incident = permissions.check_can_record(by, reference, at)
    policies.check_not_joined(incident.phase)
    return incident, None


def _fact_of(by: Professional, at: datetime, reference: str, key: UUID) -> tuple[Fact, KindOfFact]:
    """What somebody may not read he cannot find; what only the lead records only the lead settles."""
    incident = permissions.check_can_record(by, reference, at)
    readable = incident.happened.filter(audience__in=access.audiences_of(by, incident))
    fact = readable.select_related("involvement").filter(key=key).first()
    if fact is None:
        raise NotFound("fact")
    policies.check_not_joined(incident.phase)
    permissions.check_can_record_fact(by, incident, KINDS[fact.kind])
    fact.incident = incident
    return fact, KINDS[fact.kind]


def _checked(row: Fact, told: KindOfFact, said: Mapping[str, str], at: datetime) -> dict[str, str]:
    """Somebody named in the fact that it puts right may stay, also off the team. What the writer could not read there
    stays too, unless he says otherwise.
    """
    stands = row.replaces.said if row.replaces else {}
    unread = {name for name, needed in told.narrow.items() if not row.by.holds(needed) and not said.get(name)}
    kept = {name: text for name, text in stands.items() if name in unread}
    fields = check_record(told.fields, {**said, **kept}, stands)
    check_holders(row.incident, told.fields, fields, stands, at)
    return fields


def _to_replace(row: Fact, key: UUID, because: str) -> Fact:
    """Of the same kind, about the same young person: anything else is a mistake of its own."""
    policies.check_says_why(because)
    found = row.incident.happened.filter(key=key, kind=row.kind, involvement=row.involvement).first()
    if found is None:
        raise NotFound("fact")
    return found


def _latest(fact: Fact) -> FactStanding | None:
    return fact.standings.order_by("-number").first()


def _stands(fact: Fact) -> str:
    latest = _latest(fact)
    return latest.standing if latest else FactStands.STANDS


def _stand(
    fact: Fact, standing: str, because: str, *, ended_on: date | None = None, by: Professional, at: datetime
) -> FactStanding:
    latest = _latest(fact)
    row = FactStanding(
        fact=fact,
        number=(latest.number if latest else 0) + 1,
        standing=FactStands(standing),
        because=because,
        ended_on=ended_on,
        by=by,
        at=at,
    )
    policies.check_fits(row)
    row.save(force_insert=True)
    return row


def in_words(fact: Fact) -> str:
    """As the timeline says it: by letter, without what people wrote freely."""
    told = KINDS[fact.kind]
    words = told.label if fact.involvement is None else f"{fact.involvement.letter}: {_lower_first(told.label)}"
    if fact.place:
        words += f", {fact.place}"
    if told.lies_ahead:
        when = f"{clock.local(fact.happened_at):%d %B %Y, %H:%M}" if fact.happened_at else "when is not known"
        words += f", {when}"
    return f"{words} (about)" if fact.happened_about else words


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _trace(fact: Fact, told: KindOfFact, because: str, *, by: Professional, at: datetime) -> None:
    corrected = ". What was recorded before is corrected" if fact.replaces else ""
    happened_at = None if told.lies_ahead else fact.happened_at
    _write(fact, "fact", f"{in_words(fact)}{corrected}.", by=by, at=at, happened_at=happened_at)
    codes = {"kind": str(fact.kind), "key": str(fact.key)}
    if fact.replaces:
        codes["replaces"] = str(fact.replaces.key)
    typed = {"words": fact.words, "told_by": fact.told_by, "because": because, "said": fact.said}
    words, about = {name: text for name, text in typed.items() if text}, _about(fact)
    record("fact-recorded", by=by, at=at, incident=fact.incident.reference, about=about, codes=codes, words=words)
    happenings.tell(
        happenings.FactRecorded(
            by=by, at=at, incident_id=fact.incident_id, kind=str(fact.kind), involvement_id=fact.involvement_id
        )
    )


def _trace_settling(
    fact: Fact, said: str, became: Mapping[str, object], because: str, *, by: Professional, at: datetime
) -> None:
    _write(fact, "fact-settled", f"{in_words(fact)}: {said}.", by=by, at=at)
    codes = {"kind": str(fact.kind), "key": str(fact.key), **became}
    about = _about(fact)
    record("fact-settled", by=by, at=at, incident=fact.incident.reference, about=about, codes=codes, words=because)
    happenings.tell(
        happenings.FactSettled(
            by=by, at=at, incident_id=fact.incident_id, kind=str(fact.kind), involvement_id=fact.involvement_id
        )
    )


def _write(
    fact: Fact, code: str, words: str, *, by: Professional, at: datetime, happened_at: datetime | None = None
) -> None:
    timeline.write(
        fact.incident,
        code,
        words,
        by=by,
        at=at,
        happened_at=happened_at,
        about=fact.involvement,
        audience=Audience(fact.audience),
        source_key=str(fact.key),
    )


def _about(fact: Fact) -> Iterable[UUID]:
    return person_keys_of(fact.involvement) if fact.involvement else ()
