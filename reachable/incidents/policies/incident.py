"""What may happen to an incident as things stand, whoever asks. Who may ask is in `permissions`."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Model

from reachable.common import clock, references
from reachable.common.refusals import Refused

from ..choices import (
    Finding,
    Known,
    Offence,
    Part,
    PartEnd,
    Phase,
    Setting,
    Weapon,
    Where,
)
from ..fact_kinds import KindOfFact
from ..facts import DefinitionFound, InvolvedAge, PartFound, Report, ReportedYoungPerson
from ..models import Incident

MOST_SERIOUS = frozenset(
    {Offence.STABBING, Offence.SHOOTING, Offence.HOMICIDE, Offence.SERIOUS_ASSAULT, Offence.FIRE_OR_ACID}
)
WEAPON_ENABLED = frozenset({Offence.THREAT_WITH_WEAPON, Offence.CARRYING_WEAPON})
WEAPONS = frozenset({Weapon.KNIFE, Weapon.FIREARM, Weapon.OTHER})
ONLY_AROUND_IT = frozenset({Part.SIBLING, Part.CONNECTED})
MAY_STILL_BE_UNDER_18 = 20  # years, where the age is only about right
OUTSIDE_THE_FAMILY = frozenset({Setting.STREET, Setting.SCHOOL, Setting.ONLINE})


def work_out_definition(
    *, offence: str, weapon: str, setting: str, young_people: Iterable[InvolvedAge], people_known: bool = True
) -> DefinitionFound:
    """The three parts of serious youth violence from the facts reported so far (DEF-3).

    A part that is not known counts as met until it is shown otherwise: `holds` is false only when a
    part is shown not to be met. Whoever is a sibling or connected and nothing else was not in it.
    """
    counted = tuple(one for one in young_people if not one.parts or set(one.parts) - ONLY_AROUND_IT)
    return DefinitionFound(
        offence=_offence_part(offence, weapon), age=_age_part(counted, people_known), setting=_setting_part(setting)
    )


def _offence_part(offence: str, weapon: str) -> PartFound:
    if offence in MOST_SERIOUS:
        return PartFound(Finding.MET, "The offence reported is most serious violence.")
    if weapon in WEAPONS or offence in WEAPON_ENABLED:
        return PartFound(Finding.MET, "A weapon was reported.")
    if offence in (Offence.NOT_KNOWN, Offence.OTHER):
        return PartFound(Finding.NOT_KNOWN, "It is not yet known what the offence was.")
    if weapon == Weapon.NOT_KNOWN:
        return PartFound(Finding.NOT_KNOWN, "It is not yet known whether there was a weapon.")
    return PartFound(Finding.NOT_MET, "Neither most serious violence nor a weapon was reported.")


def _age_part(counted: tuple[InvolvedAge, ...], people_known: bool) -> PartFound:
    if any(one.years is not None and one.years < 18 for one in counted):
        return PartFound(Finding.MET, "A young person under 18 is involved.")
    if not counted or not people_known or any(one.years is None for one in counted):
        return PartFound(Finding.NOT_KNOWN, "It is not yet known whether anybody under 18 is involved.")
    guessed = min((one.years for one in counted if one.about and one.years is not None), default=None)
    if guessed is not None and guessed <= MAY_STILL_BE_UNDER_18:
        words = f"Somebody involved is about {guessed}: whether they are under 18 is not yet known."
        return PartFound(Finding.NOT_KNOWN, words)
    return PartFound(Finding.NOT_MET, "Everybody known to be involved is 18 or older.")


def _setting_part(setting: str) -> PartFound:
    if setting in OUTSIDE_THE_FAMILY:
        return PartFound(Finding.MET, "It was reported to have happened outside the family.")
    if setting == Setting.HOME:
        return PartFound(Finding.NOT_KNOWN, "It happened in a home: whether the risk comes from outside is not known.")
    return PartFound(Finding.NOT_KNOWN, "It is not yet known where in life it happened.")


def check_definition_is_complete(parts: Iterable[tuple[str, Finding, str]]) -> None:
    """Each part is signed with its reason (DEF-3)."""
    for field, _finding, because in parts:
        if not because.strip():
            raise Refused("Say why for each of the three parts.", clause="DEF-3", field=f"{field}_because")


def check_override_has_reason(*, worked_out: bool, decided: bool, because: str) -> bool:
    """Deciding otherwise than the three parts add up to takes a reason (DEF-3). Answers whether it is an override."""
    if worked_out == decided:
        return False
    if not because.strip():
        raise Refused(
            "You decided otherwise than the three parts add up to. Say why.", clause="DEF-3", field="override_because"
        )
    return True


def check_carried_on(*, holds: bool, route: str, their_reference: str, named_person: str) -> None:
    """Not serious youth violence is closed only with what carries the concern on (GEN-2, DEF-3)."""
    if holds:
        return
    for value, field, what in (
        (route, "route", "what carries it on: the front door or a section 47 enquiry"),
        (their_reference, "their_reference", "its reference there"),
        (named_person, "named_person", "who has it there"),
    ):
        if not value.strip():
            raise Refused(f"It cannot be closed yet. Say {what}.", clause="DEF-3", field=field)


def check_not_joined(phase: str) -> None:
    """What is written on a joined report would be read by nobody."""
    if phase == Phase.JOINED:
        raise Refused("This report was joined to another incident. Work continues there.")


def check_is_running(phase: str) -> None:
    check_not_joined(phase)
    if phase == Phase.NOT_SERIOUS:
        raise Refused("This incident was closed as not serious youth violence. Re-open it first.", clause="DEF-3")
    if phase == Phase.USUAL:
        raise Refused("This response was handed over to business as usual. Re-open it first.", clause="STA-1")


def check_can_be_reopened(phase: str, because: str) -> None:
    if phase != Phase.NOT_SERIOUS:
        raise Refused("Only an incident that was closed as not serious youth violence can be re-opened.")
    if not because.strip():
        raise Refused("Say what has changed.", field="because")


def check_context_answer_has_reason(answer: str, because: str) -> None:
    """A street gang, or a gang-impacted environment, is answered with a reason (DEF-1, DEF-2)."""
    if answer != Known.NOT_KNOWN and not because.strip():
        raise Refused("Say why.", clause="DEF-1", field="because")


def check_are_two(*, same: bool) -> None:
    if same:
        raise Refused("Choose another report: this is the same one.")


def check_can_be_joined(*, phase: str, into_phase: str, same: bool) -> None:
    check_are_two(same=same)
    if phase == Phase.JOINED or into_phase == Phase.JOINED:
        raise Refused("One of the two was joined to another report already.")
    if into_phase == Phase.NOT_SERIOUS:
        raise Refused("The other was closed as not serious youth violence. Re-open it first.")
    if into_phase == Phase.USUAL:
        raise Refused("The other was handed over to business as usual. Begin it again first.", clause="STA-1")


def check_happened_in_the_past(
    happened_at: datetime | None, at: datetime, *, what: str = "The time of the incident"
) -> None:
    """A future time is a slip of the hand; five minutes are allowed for clocks that disagree."""
    if happened_at is not None and happened_at > at + timedelta(minutes=5):
        raise Refused(f"{what} is in the future. Check the date and the time.", field="happened_at")


def check_fact_is_about(kind: KindOfFact, *, young_person: bool) -> None:
    """Some things happen to one young person, some in the incident as a whole."""
    if kind.may_be_about(young_person=young_person):
        return
    if not young_person:
        raise Refused("Say which young person this is about.", field="involvement_key")
    raise Refused("This happened in the incident, not to one young person: record it there.")


def check_fact_time(kind: KindOfFact, happened_at: datetime | None, at: datetime) -> None:
    """A hearing may lie ahead; whatever else is recorded has happened."""
    if not kind.lies_ahead:
        check_happened_in_the_past(happened_at, at, what="That time")


def check_ended_on(ended_on: date | None, at: datetime, *, not_before: datetime | None) -> date:
    """The day on which something ceased to be so: known, not to come, and not before it was so."""
    if ended_on is None:
        raise Refused("Say on which day it ended.", field="ended_on")
    if ended_on > clock.local_date(at):
        raise Refused("That day is in the future. Record the end once it has come.", field="ended_on")
    if not_before is not None and ended_on < (began := clock.local_date(not_before)):
        raise Refused(f"It cannot have ended before it happened, on {began:%d %B %Y}.", field="ended_on")
    return ended_on


_ENDS_SUSPECTED = (PartEnd.NO_FURTHER_ACTION, PartEnd.ACQUITTED)


def check_part_end(part: str, reason: str, because: str) -> None:
    """Suspicion ends on no further action or acquittal, or was never so; nothing else takes it away."""
    suspected = part == Part.SUSPECTED
    if suspected and reason == PartEnd.OTHER:
        raise Refused("“Suspected” ends on no further action or acquittal, or where it was never so.", field="reason")
    if reason in _ENDS_SUSPECTED and not suspected:
        raise Refused(f"“{PartEnd(reason).label}” ends the role “suspected” alone.", field="reason")
    if reason not in _ENDS_SUSPECTED and not because.strip():
        raise Refused("Say why this role ends.", field="because")


def check_says_why(because: str) -> None:
    if not because.strip():
        raise Refused("Say why.", field="because")


def check_something_changed(changed: Collection[str]) -> None:
    """A correction that corrects nothing is a slip: the writer would believe that it was saved."""
    if not changed:
        raise Refused("Nothing is different from what stands already.")


def check_ends_later(until_at: datetime | None, at: datetime) -> None:
    if until_at is not None and until_at <= at:
        raise Refused("That end has passed already. Choose a later one, or none.", field="until_at")


def check_fits(*rows: Model) -> None:
    """Every code is one that is known and every text as long as it may be, before the database is asked."""
    for row in rows:
        links = [field.name for field in row._meta.fields if field.is_relation]
        try:
            row.clean_fields(exclude=links)
        except ValidationError as problem:
            field, messages = next(iter(problem.message_dict.items()))
            raise Refused(" ".join(messages), field=field) from None


_QUESTIONS = {
    "still_danger": "Is anybody still in danger now?",
    "happened_at": "When did it happen?",
    "place": "Where did it happen?",
    "offence": "What was the offence?",
    "weapon": "Was there a weapon?",
    "setting": "Where in life did it happen: street, school, online, home?",
    "threats": "Have threats been made?",
    "social_media": "Is there anything about it on social media?",
}


def facts_not_known(facts: Report | Incident) -> tuple[tuple[str, str], ...]:
    """What is open of the facts, as (fact, question) in the order in which they matter tonight."""
    open_ = (None, "", Known.NOT_KNOWN)  # every code for "not known" is written alike
    return tuple((name, question) for name, question in _QUESTIONS.items() if getattr(facts, name) in open_)


def not_known(report: Report) -> tuple[str, ...]:
    """What a report leaves open, as questions."""
    questions = [question for _, question in facts_not_known(report)]
    if not report.young_people:
        questions.insert(0, "Which young people are involved?")
    for letter, young_person in enumerate(report.young_people):
        questions += [f"{references.letter(letter)}: {q}" for q in _not_known_of(young_person)]
    return tuple(questions)


def _not_known_of(young_person: ReportedYoungPerson) -> list[str]:
    asked = [
        (not (young_person.given_names or young_person.family_name), "what is the name?"),
        (young_person.date_of_birth is None and young_person.approximate_age is None, "how old?"),
        (young_person.where == Where.NOT_KNOWN, "where now?"),
        (young_person.where == Where.HOSPITAL and not young_person.expected_discharge_at, "when is discharge likely?"),
    ]
    return [question for open_, question in asked if open_]


def check_can_be_linked(*, same: bool, phases: Collection[str], is_linked: bool) -> None:
    if same:
        raise Refused("Choose another incident: this is the same one.", field="other")
    if Phase.JOINED in phases:
        raise Refused("One of the two was joined to another report. Link the incident that it became part of.")
    if is_linked:
        raise Refused("The two are linked already. End that link first to say something else.", field="other")


def check_details_are_exact(reference: str, names: Collection[str], date_of_birth: date | None) -> None:
    """Only what is known exactly is looked up, so that nobody finds somebody by trying."""
    if reference or (all(name.strip() for name in names) and date_of_birth):
        return
    raise Refused("Give the whole reference, or the given name, the family name and the date of birth.")


def check_not_too_often(count: int, most: int, again_at: datetime | None) -> None:
    """`again_at` is when the first of them is an hour ago."""
    if count >= most:
        when = f" at {clock.local(again_at):%H:%M}" if again_at else " later"
        raise Refused(
            f"You have asked {most} times in the last hour, which is as often as anybody can."
            f" You can ask again{when}. If it cannot wait, ring the duty line."
        )
