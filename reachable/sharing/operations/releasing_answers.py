"""What is said on the pages about the media answers the guide's question too, so that nobody is asked twice."""

from collections.abc import Mapping
from datetime import datetime

from reachable.audit.log import trail
from reachable.common.refusals import NotPermitted, Refused
from reachable.directory.models import Professional
from reachable.incidents.choices import FactKind, FactStands
from reachable.incidents.models import Fact, FactStanding, Incident
from reachable.incidents.operations import record_fact
from reachable.responses.choices import AnswerCode
from reachable.responses.models import Consideration
from reachable.responses.operations import answer_consideration

STRAND = "media"


def answer_from_here(
    incident: Incident, code: str, fields: Mapping[str, str], because: str, *, by: Professional, at: datetime
) -> None:
    """In place, with these fields. Where the question is not asked, or its answer takes more than is said here (why it
    is late, an action that is still open), it stays for its own card.
    """
    asked = Consideration.objects.filter(strand__response__incident=incident, code=code, about__isnull=True)
    for one in asked.prefetch_related("answers"):
        last = max(one.answers.all(), key=lambda answer: answer.number, default=None)
        if last and last.answer == AnswerCode.IN_PLACE and last.record == dict(fields):
            continue
        try:
            with trail():
                answer_consideration(
                    by=by,
                    at=at,
                    reference=incident.reference,
                    consideration_key=one.key,
                    answer=AnswerCode.IN_PLACE,
                    because=because,
                    record_fields=fields,
                    seen_number=last.number if last else 0,
                )
        except (Refused, NotPermitted):
            continue


def note_interest(incident: Incident, *, by: Professional, at: datetime) -> None:
    """The media asked, or somebody wants to release something: the strand opens, once."""
    gone = FactStanding.objects.filter(standing__in=(FactStands.MISTAKE, FactStands.NOT_CHOSEN)).values("fact")
    if not Fact.objects.filter(incident=incident, kind=FactKind.MEDIA_INTEREST).exclude(pk__in=gone).exists():
        record_fact(by=by, at=at, reference=incident.reference, kind=FactKind.MEDIA_INTEREST, happened_at=at)
