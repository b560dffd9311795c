"""The serious incident notification: advice of police and health, and the decision either way (NOT-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from reachable.audit.log import operation, record
from reachable.common.refusals import Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.choices import Audience, Known
from reachable.incidents.models import Incident
from reachable.incidents.policies import check_fits
from reachable.responses import editions
from reachable.responses.choices import AnswerCode
from reachable.responses.models import Answer, Response
from reachable.responses.operations import NewAction

from ..choices import Decided, Side
from ..models import CriterionFound, NotificationAdvice, NotificationDecision
from ..permissions import notices as permissions
from ..policies import notices as policies
from ..standing import latest_advice, sent_fact, tables_of
from .notifying_answers import Answering, answer, asked_here

_ADVISE = {Decided.NOTIFY: "notify", Decided.DO_NOT: "do-not-notify"}
_YES_NO = {Known.YES: "yes", Known.NO: "no", Known.NOT_KNOWN: "not-known"}
SOON = timedelta(hours=24)


@dataclass(frozen=True)
class Found:
    """One criterion as it was worked through: met, not met or not known."""

    found: str
    words: str = ""


@operation
def advise(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    side: str,
    advises: str,
    because: str,
    adviser: str,
    seen_number: int,
) -> NotificationAdvice:
    """What a side's named safeguarding lead advises. By himself, or by whoever decides, on his behalf."""
    incident = permissions.check_can_advise(by, reference, side, at)
    policies.check_advice(advises, because, adviser)
    latest = latest_advice(incident.pk).get(side)
    if (latest.number if latest else 0) != seen_number:
        raise Stale("Somebody else wrote down advice meanwhile. It is shown.", current=latest)
    row = NotificationAdvice(
        incident=incident,
        side=Side(side),
        number=seen_number + 1,
        advises=Decided(advises),
        because=because.strip(),
        adviser=adviser.strip(),
        by=by,
        at=at,
    )
    check_fits(row)
    row.save(force_insert=True)
    _answer_advice(incident, by=by, at=at)
    words = f"{row.get_side_display()} advise on the serious incident notification."
    timeline.write(incident, "notification-advice", words, by=by, at=at, audience=Audience.NOTIFICATION_DECISION)
    codes = {"side": str(row.side), "number": row.number, "advises": str(row.advises)}
    record("notification-advised", by=by, at=at, incident=reference, codes=codes, words={"because": row.because})
    return row


def _answer_advice(incident: Incident, *, by: Professional, at: datetime) -> None:
    """Once both sides have said something, the question is answered."""
    stands = latest_advice(incident.pk)
    if set(stands) != {Side.POLICE, Side.HEALTH}:
        return
    named = {"police-advise": Side.POLICE, "health-advises": Side.HEALTH}
    fields = {name: _ADVISE[Decided(stands[side].advises)] for name, side in named.items()}
    because = "Police and health have advised: see the notices of the incident."
    answer(
        incident,
        Answering("notification-advice", AnswerCode.IN_PLACE, because, fields, is_fact=True),
        by=by,
        at=at,
    )


@operation
def decide_notification(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    decided: str,
    because: str,
    criteria: Mapping[str, Found],
    against_advice: str = "",
    late_because: str = "",
    decided_at: datetime | None = None,
    seen_number: int,
) -> NotificationDecision:
    """Yes or no, with reasons either way; `seen_number` of the decision the writer saw (0: none), so it is revised."""
    incident = permissions.check_can_decide(by, reference, at)
    policies.check_worked_through(_asked(incident), {code: one.found for code, one in criteria.items()})
    policies.check_says_why_decided(because)
    when = decided_at or at
    policies.check_has_come(when, at, field="decided_at")
    advised = {side: one.advises for side, one in latest_advice(incident.pk).items()}
    policies.check_answers_advice(decided, advised, against_advice)
    policies.check_against_something(decided, advised, against_advice)
    _check_seen(incident, seen_number)
    row = NotificationDecision(
        incident=incident,
        number=seen_number + 1,
        decided=Decided(decided),
        because=because.strip(),
        against_advice=against_advice.strip(),
        decided_by=by,
        decided_at=when,
        by=by,
        at=at,
    )
    _save(row, criteria)
    _answer_decision(row, criteria, late_because, at=at)
    _trace(row)
    return row


def _asked(incident: Incident) -> dict[str, str]:
    """The criteria of the incident's edition: their titles, by code."""
    response = Response.objects.select_related("edition").get(incident=incident)
    return {one.code: one.title for one in tables_of(editions.of(response.edition)).criteria}


def _check_seen(incident: Incident, seen_number: int) -> None:
    latest = NotificationDecision.objects.filter(incident=incident).order_by("-number").first()
    if (latest.number if latest else 0) != seen_number:
        raise Stale("Somebody else decided meanwhile. Both decisions are shown.", current=latest)


def _save(row: NotificationDecision, criteria: Mapping[str, Found]) -> None:
    found = [
        CriterionFound(decision=row, code=code, found=Known(one.found), words=one.words.strip())
        for code, one in criteria.items()
    ]
    check_fits(row, *found)
    row.save(force_insert=True)
    CriterionFound.objects.bulk_create(found)


def _answer_decision(
    row: NotificationDecision, criteria: Mapping[str, Found], late_because: str, *, at: datetime
) -> None:
    """The decision, and where none is owed that none is sent; where it is owed after all, somebody sends it. That one
    was sent stays so, whatever is decided afterwards.
    """
    yes_no = {"abuse-or-neglect": "abuse-or-neglect", "seriously-harmed": "died-or-seriously-harmed"}
    fields = {name: _YES_NO[Known(criteria[code].found)] for name, code in yes_no.items() if code in criteria}
    fields["decision"] = _ADVISE[Decided(row.decided)]
    said = Answering("notification-decision", AnswerCode.IN_PLACE, row.because, fields, late_because)
    answer(row.incident, said, by=row.by, at=at)
    if sent_fact(row.incident_id) is not None:
        return
    if row.decided == Decided.DO_NOT:
        because = f"Decided not to notify: {row.because}"
        not_owed = Answering("notification-sent", AnswerCode.NOT_NEEDED, because, {}, late_because, is_fact=True)
        answer(row.incident, not_owed, by=row.by, at=at)
    elif _was_not_owed(row.incident):
        send = NewAction("Send the serious incident notification", at + SOON, owner_key=row.by.key)
        owed = Answering("notification-sent", AnswerCode.ACTION_NEEDED, row.because, {}, late_because, (send,))
        answer(row.incident, owed, by=row.by, at=at)


def _was_not_owed(incident: Incident) -> bool:
    asked = asked_here(incident, "notification-sent")
    latest = Answer.objects.filter(consideration=asked).order_by("-number").first() if asked else None
    return latest is not None and latest.answer == AnswerCode.NOT_NEEDED


def _trace(row: NotificationDecision) -> None:
    way = "to notify" if row.decided == Decided.NOTIFY else "not to notify"
    words = f"Serious incident notification: decided {way}{' (revised)' if row.number > 1 else ''}."
    timeline.write(
        row.incident,
        "notification-decided",
        words,
        by=row.by,
        at=row.at,
        happened_at=row.decided_at,
        audience=Audience.NOTIFICATION_DECISION,
        source_key=str(row.key),
    )
    said = {"because": row.because, "against": row.against_advice}
    record(
        "notification-decided",
        by=row.by,
        at=row.at,
        incident=row.incident.reference,
        codes={"decision": str(row.key), "number": row.number, "decided": str(row.decided)},
        words={name: text for name, text in said.items() if text},
    )


__all__ = ["Found", "advise", "decide_notification"]
