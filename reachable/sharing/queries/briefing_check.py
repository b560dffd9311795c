"""What the name check says of a briefing now, and how it stands before its gate (BRF-4).

Against everybody who is known in and around the incident at this moment, and in the incidents linked with it. Nothing
of who that is leaves this room.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from reachable.directory.choices import RoleCode
from reachable.directory.models import Professional
from reachable.people.naming import BRIEFING, Known, Roster

from .. import policies
from ..models import Briefing, BriefingReader, BriefingText, FindingAnswer, Signature
from ..policies import BriefingStands, Finding, Words
from .around import around, linked_with


@dataclass(frozen=True)
class Checked:
    """A version, what was found in it, and what its writer answered. Nothing is found where nothing was written."""

    text: BriefingText
    words: Words
    findings: tuple[Finding, ...]
    answers: dict[policies.Place, FindingAnswer]
    signature: Signature | None
    stands: BriefingStands


def roster_of(incident_id: int, named: Iterable[tuple[str, str]], at: datetime) -> Roster:
    """An incident that was once linked counts too: whoever is known there may still be meant here."""
    known: dict[UUID, Known] = {}
    for one in (incident_id, *linked_with(incident_id)):
        for person in around(one, at).known.values():
            before = known.get(person.key)
            marks = (*before.marks, *person.marks) if before else person.marks
            known[person.key] = replace(person, marks=tuple(dict.fromkeys(marks)))
    return Roster(list(known.values()), named=list(named), tolerance=BRIEFING)


def roster_for(briefings: Sequence[Briefing], at: datetime) -> Roster:
    """For briefings of one incident. Who chairs and who supports may stand there by name."""
    people = [person for one in briefings for person in (one.chair, one.police) if person]
    incident = briefings[0].incident
    return roster_of(incident.joined_into_id or incident.pk, [_parts(one) for one in people], at)


def _parts(professional: Professional) -> tuple[str, str]:
    given, _, family = professional.name.rpartition(" ")
    return given, family


def words_of(text: BriefingText, place: str) -> Words:
    return Words(text.title, place, text.happening, text.watch_for, text.what_to_do, text.pass_on)


def found_in(words: Words, briefing: Briefing, roster: Roster) -> tuple[Finding, ...]:
    return policies.findings(words, roster, (briefing.context.name,) if briefing.context else ())


def latest(briefing: Briefing) -> BriefingText:
    return briefing.texts.select_related("by").order_by("-number")[0]


def checked(briefing: Briefing, at: datetime) -> Checked:
    """The version that stands, against the roster as it is now."""
    return checked_with(briefing, latest(briefing), roster_for([briefing], at))


def checked_with(briefing: Briefing, text: BriefingText, roster: Roster) -> Checked:
    words = words_of(text, briefing.place)
    found = found_in(words, briefing, roster)
    answers = {(one.start, one.end, one.kind): one for one in text.answers.all()}
    signature = Signature.objects.filter(text=text).select_related("by").first()
    return Checked(text, words, found, answers, signature, _stands(briefing, text, words, found, answers, signature))


def _stands(
    briefing: Briefing,
    text: BriefingText,
    words: Words,
    found: tuple[Finding, ...],
    answers: dict[policies.Place, FindingAnswer],
    signature: Signature | None,
) -> BriefingStands:
    is_signed = signature is not None and signature.sha256 == words.fingerprint == text.sha256
    answered = {place: one.words for place, one in answers.items() if one.because.strip()}
    return BriefingStands(
        must_go=len(policies.must_go(found)),
        unanswered=len(policies.unanswered(found, answered)),
        made_out=text.made_out,
        small_group=text.small_group,
        signed_by=signature.by.name if signature and is_signed else "",
        signed_at=signature.at if signature and is_signed else None,
        what_to_do=text.what_to_do,
        pass_on=text.pass_on,
        chair=briefing.chair.name if briefing.chair else "",
        chair_may=chair_may(briefing.chair, briefing.nominated_by),
        police=_supporter(briefing.police),
        readers=BriefingReader.objects.filter(briefing=briefing).count(),
    )


def chair_may(chair: Professional | None, nominated_by: Professional | None) -> bool:
    nominator = nominated_by.role_codes if nominated_by else ()
    return chair is not None and policies.may_chair(chair.role_codes, nominator)


def _supporter(police: Professional | None) -> str:
    """Who works for MACE police now, and not only when they were named."""
    return police.name if police and RoleCode.MACE_POLICE in police.role_codes else ""


def wrote_of_it(briefing: Briefing, professional: Professional) -> bool:
    """Any version of it, or an answer about one: nobody signs what is partly theirs."""
    wrote = BriefingText.objects.filter(briefing=briefing, by=professional).exists()
    return wrote or FindingAnswer.objects.filter(text__briefing=briefing, by=professional).exists()
