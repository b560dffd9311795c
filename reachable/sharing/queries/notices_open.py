"""What of the notices is open: on the page of an incident, and at the gate before it stands down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Audience
from reachable.incidents.models import Involvement
from reachable.incidents.queries import Heading

from ..choices import BriefingState, ContactState, Decided
from ..models import AgencySummary, BriefingQuestion, Enquiry, RapidReview
from ..standing import concerned, latest_contacts, latest_decision, sent_fact
from .authorities import AuthorityOf, authorities_of
from .notices import AlertLine, DecisionView, alert_lines, notification
from .review import ReviewView, SummaryLine, rapid_review, summary_line

DECIDES = "Whoever decides for children's services: the Head of Social Work, or the on-call senior manager"
PANEL = "The panel of the rapid review"
LEADS = "The lead, with the other authority"
SPEAKS = "Whoever speaks to the media"
WROTE = "Whoever wrote the briefing"


@dataclass(frozen=True)
class OpenLine:
    """What is unsettled, in words, and who can settle it. `url` is the name of the page where that is done."""

    code: str
    words: str
    who: str
    audience: Audience
    url: str
    letter: str = ""


def notices_open(incident_id: int, audiences: Collection[Audience], at: datetime) -> tuple[OpenLine, ...]:
    """For a caller who has found the incident for a reader of these audiences; nothing else is told of."""
    found: list[OpenLine] = []
    if Audience.NOTIFICATION_DECISION in audiences:
        found += _of_notification(incident_id)
    if Audience.RAPID_REVIEW_PANEL in audiences:
        found += _of_review(incident_id, at)
    return (*found, *_of_authorities(incident_id))


def waiting_for_answers(incident_id: int, at: datetime) -> tuple[OpenLine, ...]:
    """What somebody outside has not answered, or was not answered: all of it is for the whole team. For a caller who
    has found the incident for a reader.
    """
    team = Audience.TEAM
    asked = Enquiry.objects.filter(incident=incident_id, answered_at__isnull=True).count()
    journalists = [OpenLine("enquiry", "A question of the media", SPEAKS, team, "media:media")] * asked
    issued = BriefingQuestion.objects.filter(briefing__incident=incident_id, briefing__state=BriefingState.ISSUED)
    unanswered = issued.filter(answered_at__isnull=True).count()
    readers = [
        OpenLine("briefing-question", "A question to a briefing", WROTE, team, "briefings:briefings")
    ] * unanswered
    return (*notices_open(incident_id, (), at), *journalists, *readers)


def _of_notification(incident_id: int) -> list[OpenLine]:
    readers, url = Audience.NOTIFICATION_DECISION, "notices:decide"
    decision = latest_decision(incident_id)
    if decision is None:
        words = "It is not decided whether a serious incident notification is owed."
        return [OpenLine("notification-decision", words, DECIDES, readers, url)]
    if decision.decided == Decided.NOTIFY and sent_fact(incident_id) is None:
        words = "It was decided to notify, and that it was sent is not recorded."
        return [OpenLine("notification-sent", words, DECIDES, readers, "notices:sent")]
    return []


def _of_review(incident_id: int, at: datetime) -> list[OpenLine]:
    review = RapidReview.objects.filter(incident=incident_id).first()
    if review is None:
        return []
    readers, url, found = Audience.RAPID_REVIEW_PANEL, "notices:review", []
    if not review.decided:
        words = "Whether a local review follows the rapid review is not decided."
        found.append(OpenLine("rapid-review-decision", words, PANEL, readers, "notices:review_decide"))
    if review.sent_at is None:
        late = " It was due." if review.due_at < at else ""
        words = f"The rapid review was not sent to the national panel.{late}"
        found.append(OpenLine("rapid-review-sent", words, PANEL, readers, url))
        missing = AgencySummary.objects.filter(review=review, received_at__isnull=True).count()
        if missing:
            words = f"{missing} agency {'summary is' if missing == 1 else 'summaries are'} missing."
            found.append(OpenLine("rapid-review-summaries", words, PANEL, readers, url))
    return found


def _of_authorities(incident_id: int) -> list[OpenLine]:
    """A young person of another authority that nobody told, or that has neither accepted nor declined."""
    ids = concerned(incident_id)
    if not ids:
        return []
    said = latest_contacts(incident_id, ids)
    found = []
    for young in Involvement.objects.filter(pk__in=ids).order_by("position"):
        contact = said.get(young.pk)
        if contact is not None and contact.state != ContactState.TOLD:
            continue
        words = "has not said in writing that it answers for them" if contact else "was not told"
        line = f"{young.letter}: the other authority {words}; we answer for them until it does."
        found.append(OpenLine("other-authority", line, LEADS, Audience.TEAM, "notices:authorities", young.letter))
    return found


@dataclass(frozen=True)
class NoticesView:
    """Each part is None where this reader may not read it, or where there is none."""

    heading: Heading
    alerts: tuple[AlertLine, ...] | None
    notification: DecisionView | None
    review: ReviewView | None
    authorities: tuple[AuthorityOf, ...]
    asked_of_me: tuple[SummaryLine, ...]
    open: tuple[OpenLine, ...]


def notices(professional: Professional, reference: str, at: datetime) -> NoticesView:
    """What of the notices of an incident this reader may see."""
    heading = incidents.heading(professional, reference, at)
    number, readers = heading.incident_id, heading.audiences
    young = incidents.young_people(professional, number, at)
    has_review = Audience.RAPID_REVIEW_PANEL in readers and RapidReview.objects.filter(incident=number).exists()
    mine = AgencySummary.objects.filter(review__incident=number, asked_of=professional)
    known = authorities_of(professional, number, at)
    decides = Audience.NOTIFICATION_DECISION in readers
    return NoticesView(
        heading=heading,
        alerts=alert_lines(number, young) if Audience.CHILDRENS_SERVICES in readers else None,
        notification=notification(professional, reference, at) if decides else None,
        review=rapid_review(professional, reference, at) if has_review else None,
        authorities=tuple(one for one in known if one.is_concerned or one.contacts),
        asked_of_me=tuple(summary_line(row, at) for row in mine.select_related("agency", "asked_of")),
        open=notices_open(number, readers, at),
    )
