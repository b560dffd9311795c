"""Times missing, as they follow from what is said of where somebody is, and the interview that each return is owed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common import clock, happenings
from reachable.common.refusals import Stale
from reachable.directory.models import Professional
from reachable.incidents import statements, timeline
from reachable.incidents.models import Incident, Involvement, Whereabouts
from reachable.incidents.policies import check_fits
from reachable.people import queries as people

from .. import permissions
from ..choices import InterviewState
from ..models import InterviewStep, MissingEpisode
from ..policies.missing import Away, Stated, check_interview, interview_due, paired, times_missing, until_moved_on
from ..queries import lists

NO_TIME_MISSING = "What was said was corrected: they were not missing then. No interview is owed."
AFTER_ALL = "They were missing then after all: the interview is owed."


@dataclass(frozen=True)
class _Heard:
    by: Professional
    at: datetime


@operation
def follow_missing(happening: happenings.Happening) -> None:
    """Whatever was said or put right of where anybody is: each time missing begins, ends, or never was."""
    heard = _Heard(Professional.objects.get(key=happening.by.key), happening.at)
    home = happening.into_id if isinstance(happening, happenings.IncidentsJoined) else happening.incident_id
    follow(Incident.objects.get(pk=home), heard.by, heard.at)


def follow(incident: Incident, by: Professional, at: datetime) -> None:
    """Bring what is stored of everybody in the incident in line with what is said. Said again, it changes nothing."""
    stored: dict[int, list[MissingEpisode]] = defaultdict(list)
    for row in MissingEpisode.objects.filter(incident=incident).order_by("number"):
        stored[row.involvement_id].append(row)
    letters = list(incident.involvements.select_related("merging", "now_known_as").order_by("position"))
    said: dict[int, list[Whereabouts]] = defaultdict(list)
    for one in Whereabouts.objects.filter(involvement__in=letters):
        said[one.involvement_id].append(one)
    for letter in letters:
        spells = _times_missing(letter, letters, said)
        if spells or stored[letter.pk]:
            letter.incident = incident
            _reconcile(letter, stored[letter.pk], spells, _Heard(by, at))


def _times_missing(
    letter: Involvement, letters: Sequence[Involvement], said: dict[int, list[Whereabouts]]
) -> tuple[Away, ...]:
    own = said[letter.pk]
    before = statements.said_before([one for one in letters if one.now_known_as_id == letter.pk], said)
    found = times_missing(_stated(own, statements.counting(own, before)))
    if not found or letter.now_known_as is None or letter.merging is None:
        return found
    theirs = said[letter.now_known_as.pk]
    later = [one for one in _stated(theirs, statements.counting(theirs)) if _at(theirs, one) > letter.merging.at]
    return (*found[:-1], until_moved_on(found[-1], later))


def _stated(rows: Iterable[Whereabouts], counting: Iterable[Whereabouts]) -> list[Stated]:
    counts = {one.pk for one in counting}
    return [
        Stated(one.number, one.where, one.relation, one.happened_at or one.at, counts=one.pk in counts) for one in rows
    ]


def _at(rows: Sequence[Whereabouts], stated: Stated) -> datetime:
    """When it was said, whenever it was so."""
    return next(one.at for one in rows if one.number == stated.number)


def _reconcile(young: Involvement, rows: list[MissingEpisode], spells: Sequence[Away], heard: _Heard) -> None:
    """What never was is set aside first and the one that lasts comes last: one at a time is missing."""
    settled = [place for place, row in enumerate(rows) if _is_mistake(row)]
    pairs = paired([row.missing_since for row in rows], [one.since for one in spells], settled)
    for place, row in enumerate(rows):
        if place not in pairs and not _is_mistake(row):
            _set_aside(row, young, heard)
    found = {spell: rows[place] for place, spell in pairs.items()}
    for number in sorted(range(len(spells)), key=lambda n: spells[n].until is None):
        known = found.get(number)
        if known is None:
            _begin(young, spells[number], heard)
        else:
            _bring_in_line(known, young, spells[number], heard)


def _is_mistake(row: MissingEpisode) -> bool:
    """It ended without an interview being owed."""
    return row.returned_at is not None and row.interview_due_at is None


def _begin(young: Involvement, away: Away, heard: _Heard) -> None:
    last = MissingEpisode.objects.filter(involvement=young).order_by("-number").values_list("number", flat=True).first()
    row = MissingEpisode(incident=young.incident, involvement=young, number=(last or 0) + 1, missing_since=away.since)
    _say_when(row, away)
    check_fits(row)
    row.save(force_insert=True)
    _trace(row, "missing-episode-begun", f"{young.letter}: missing, time {row.number} here.", young, heard)
    if row.returned_at is not None:
        _trace(row, "missing-episode-ended", _back(row, young), young, heard)


def _bring_in_line(row: MissingEpisode, young: Involvement, away: Away, heard: _Heard) -> None:
    was = (row.missing_since, row.returned_at)
    if was == (away.since, away.until):
        return
    was_mistake = _is_mistake(row)
    row.missing_since = away.since
    _say_when(row, away)
    row.save(update_fields=["missing_since", "returned_at", "interview_due_at", "due_rule", "due_edition"])
    if was_mistake and not away.died:
        _step(row, InterviewState.NOT_YET, AFTER_ALL, heard)
    if row.returned_at is None:
        verb, words = "missing-episode-begun", f"{young.letter}: still missing, or missing again."
    else:
        verb, words = "missing-episode-ended", _back(row, young)
    _trace(row, verb, words, young, heard)


def _say_when(row: MissingEpisode, away: Away) -> None:
    rule = lists.interview_rule()
    row.returned_at, row.interview_due_at = away.until, interview_due(away, rule)
    row.due_rule = (rule.rule or "") if rule and row.interview_due_at else ""
    row.due_edition = rule.edition if rule and row.interview_due_at else ""


def _back(row: MissingEpisode, young: Involvement) -> str:
    if row.interview_due_at is None:
        return f"{young.letter}: no longer missing; no return interview is owed."
    return f"{young.letter}: back. A return interview is owed by {clock.local(row.interview_due_at):%d %B, %H:%M}."


def _set_aside(row: MissingEpisode, young: Involvement, heard: _Heard) -> None:
    """It was recorded by mistake: it ends, and nobody is owed an interview. What was recorded of one stays."""
    row.returned_at = row.returned_at or max(heard.at, row.missing_since)
    row.interview_due_at, row.due_rule, row.due_edition = None, "", ""
    row.save(update_fields=["returned_at", "interview_due_at", "due_rule", "due_edition"])
    held = row.interview == InterviewState.HELD
    _step(row, InterviewState.HELD if held else InterviewState.NOT_HELD, NO_TIME_MISSING, heard)
    words = f"{young.letter}: was not missing then; what was said was corrected."
    _trace(row, "missing-episode-mistaken", words, young, heard)


@operation
def record_interview(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    episode_key: UUID,
    seen_version: int,
    state: str,
    held_at: datetime | None = None,
    held_by: str = "",
    independent: bool | None = None,
    carers_asked: bool = False,
    words: str = "",
) -> MissingEpisode:
    """Say what became of the interview: offered, held, not wanted, or why there is none. Each step stays.

    `independent`: by somebody who neither cares for nor polices them; None where that is not known. Stale when
    somebody else said so since `seen_version`.
    """
    row = permissions.check_can_keep_interview(by, reference, episode_key, at)
    if row.version != seen_version:
        raise Stale("Somebody else recorded this meanwhile. Both are shown.", current=row)
    is_due = row.interview_due_at is not None
    check_interview(
        state, returned_at=row.returned_at, is_due=is_due, held_at=held_at, held_by=held_by, words=words, at=at
    )
    held = {"held_at": held_at, "held_by": held_by.strip(), "independent": independent}
    more = held if state == InterviewState.HELD else {"held_at": None, "held_by": "", "independent": None}
    asked = carers_asked and state == InterviewState.REFUSED
    _step(row, InterviewState(state), words.strip(), _Heard(by, at), **more, carers_asked=asked)
    young = row.involvement.now_known_as or row.involvement
    says = f"{young.letter}: return interview, {row.get_interview_display().lower().removesuffix(', because')}."
    timeline.write(row.incident, "return-interview", says, by=by, at=at, about=young, source_key=str(row.key))
    codes = {"episode": str(row.key), "state": str(row.interview)}
    about = people.current_person_keys([young.record_id]).values()
    said = {"held_by": held_by.strip(), "words": words.strip()}
    record("return-interview", by=by, at=at, incident=reference, about=about, codes=codes, words=said)
    return row


def _step(row: MissingEpisode, state: InterviewState, words: str, heard: _Heard, **more: object) -> None:
    row.interview, row.version = state, row.version + 1
    independent = more.pop("independent", None)
    told = {"words": words, "by": heard.by, "at": heard.at, **more}
    step = InterviewStep(episode=row, number=row.version, state=state, independent=bool(independent), **told)
    check_fits(step)  # reads the absence of an answer as a field left out
    step.independent = independent if isinstance(independent, bool) else None
    step.save(force_insert=True)
    row.save(update_fields=["interview", "version"])


def _trace(row: MissingEpisode, verb: str, words: str, young: Involvement, heard: _Heard) -> None:
    timeline.write(
        young.incident, "missing-episode", words, by=heard.by, at=heard.at, about=young, source_key=str(row.key)
    )
    codes = {"episode": str(row.key), "number": row.number}
    about = people.current_person_keys([young.record_id]).values()
    record(verb, by=heard.by, at=heard.at, incident=young.incident.reference, about=about, codes=codes)
