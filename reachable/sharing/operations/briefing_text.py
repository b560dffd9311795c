"""The words of a briefing, version by version, and what its writer says of the doubtful places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reachable.audit.log import operation
from reachable.common.refusals import Stale
from reachable.directory.models import Professional
from reachable.incidents.policies import check_fits

from .. import permissions, policies
from ..models import Briefing, BriefingText, FindingAnswer, Signature
from ..policies import PARTS, Words
from ..queries.briefing_check import checked, latest, words_of
from .briefing_traces import note, tell_timeline


@dataclass(frozen=True)
class Answered:
    """Why what was found there names nobody. `start`, `end` and `kind` as the finding has them."""

    start: int
    end: int
    kind: str
    because: str


@operation
def write_briefing(
    *, by: Professional, at: datetime, briefing: str, seen_number: int, words: Mapping[str, str]
) -> BriefingText:
    """A new version by part. Saving is never refused for what it says: only signing and issuing are (BRF-4).

    Raises Stale where somebody saved one since `seen_number`. The same words again make no new version, unless they
    were signed: what has come to be doubtful in them since can be answered in a new one alone.
    """
    row = permissions.check_can_write_briefing(by, briefing, at)
    policies.check_is_draft(row.state)
    stands = latest(row)
    if stands.number != seen_number:
        raise Stale("Somebody else saved a version meanwhile. Theirs is shown beside yours.", current=stands.number)
    policies.check_says_what_it_is_for(words.get("place", ""), words.get("title", ""))
    is_same = _clean(words) == words_of(stands, row.place) and stands.by_id == by.pk
    if is_same and not Signature.objects.filter(text=stands).exists():
        return stands
    text = write_version(row, words, by=by, at=at)
    tell_timeline(row, "briefing-written", f"{by.name} saved version {text.number} of {row.reference}.", by=by, at=at)
    note("briefing-written", row, by=by, at=at, codes={"number": text.number, "sha256": text.sha256})
    return text


def write_version(row: Briefing, words: Mapping[str, str], *, by: Professional, at: datetime) -> BriefingText:
    """The place is part of the text that is checked and signed."""
    said = _clean(words)
    before = BriefingText.objects.filter(briefing=row).order_by("-number").values_list("number", flat=True).first()
    number = (before or 0) + 1
    text = BriefingText(briefing=row, number=number, title=said.title, sha256=said.fingerprint, by=by, at=at)
    text.happening, text.watch_for = said.happening, said.watch_for
    text.what_to_do, text.pass_on = said.what_to_do, said.pass_on
    row.place, row.version = said.place, row.version + 1
    check_fits(text, row)
    text.save(force_insert=True)
    row.save(update_fields=["place", "version"])
    return text


def _clean(words: Mapping[str, str]) -> Words:
    return Words(**{part: words.get(part, "").replace("\r\n", "\n").strip() for part in PARTS})


@operation
def answer_findings(
    *,
    by: Professional,
    at: datetime,
    briefing: str,
    sha256: str,
    answers: Sequence[Answered],
    made_out: str,
    small_group: str,
) -> BriefingText:
    """Whoever wrote the version says of each doubtful place why it names nobody, and answers the two questions."""
    row = permissions.check_can_write_briefing(by, briefing, at)
    policies.check_is_draft(row.state)
    found = checked(row, at)
    policies.check_same_words(sha256, found.words.fingerprint)
    policies.check_not_signed(is_signed=found.signature is not None)
    policies.check_is_writer(is_writer=found.text.by_id == by.pk)
    by_place = {policies.place_of(one): one for one in found.findings}
    rows = []
    for said in answers:
        place = (said.start, said.end, said.kind)
        one = by_place.get(place)
        words = one.words if one else found.words.whole[said.start : said.end]
        policies.check_answered(words, said.because, can_be_answered=one is not None and not one.must_go)
        rows.append(_row(found.text, place, words, said.because, by=by, at=at))
    places = {(one.start, one.end, one.kind) for one in rows}
    before = [one.pk for place, one in found.answers.items() if place in places]
    FindingAnswer.objects.filter(pk__in=before).delete()
    FindingAnswer.objects.bulk_create(rows)
    found.text.made_out, found.text.small_group = made_out.strip(), small_group.strip()
    check_fits(found.text)
    found.text.save(update_fields=["made_out", "small_group"])
    codes = {"number": found.text.number, "answered": len(rows), "questions": bool(made_out and small_group)}
    note("briefing-findings-answered", row, by=by, at=at, codes=codes, words=_said(found.text, rows))
    return found.text


def _row(
    text: BriefingText, place: policies.Place, words: str, because: str, *, by: Professional, at: datetime
) -> FindingAnswer:
    start, end, kind = place
    row = FindingAnswer(text=text, start=start, end=end, kind=kind, words=words[:300], because=because.strip())
    row.by, row.at = by, at
    check_fits(row)
    return row


def _said(text: BriefingText, rows: Sequence[FindingAnswer]) -> str:
    return "\n".join([*(f"{one.words}: {one.because}" for one in rows), text.made_out, text.small_group]).strip()
