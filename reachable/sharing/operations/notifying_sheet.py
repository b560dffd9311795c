"""The data sheet that is keyed into the national service, and that the notification was sent (NOT-2, NOT-3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reachable.audit.log import operation, record
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Fact, Incident
from reachable.incidents.policies import check_fits
from reachable.people import queries as people
from reachable.responses.choices import AnswerCode

from ..models import NotificationSheet, RapidReview, SheetChild
from ..permissions import notices as permissions
from ..policies import notices as policies
from ..standing import sent_fact
from .alerting import young_people_of
from .notifying_answers import Answering, answer


@dataclass(frozen=True)
class ChildOnSheet:
    """A young person chosen for the notification, and what harm came to them."""

    key: UUID
    harm: str = ""


@operation
def write_sheet(
    *, by: Professional, at: datetime, reference: str, children: Sequence[ChildOnSheet], further: str, seen_version: int
) -> NotificationSheet:
    """Up to four young people, in the order of the notification, and the further detail. Written whole each time."""
    incident = permissions.check_can_decide(by, reference, at)
    chosen = [one.key for one in children]
    policies.check_four(chosen)
    everybody = incident.involvements.filter(now_known_as__isnull=True).count()
    policies.check_says_of_the_others(chosen, everybody, further)
    young = young_people_of(incident, chosen)
    sheet = NotificationSheet.objects.select_for_update().filter(incident=incident).first()
    if (sheet.version if sheet else 0) != seen_version:
        raise Stale("Somebody else changed the sheet meanwhile. What it says now is shown.", current=sheet)
    sheet = sheet or NotificationSheet(incident=incident, version=0)
    sheet.further, sheet.version, sheet.by, sheet.at = further.strip(), sheet.version + 1, by, at
    check_fits(sheet)
    sheet.save()
    _put_on(sheet, [SheetChild(involvement=one) for one in young], children)
    about = list(people.current_person_keys([one.record_id for one in young]).values())
    codes = {"version": sheet.version, "children": len(young)}
    record("notification-sheet-written", by=by, at=at, incident=reference, about=about, codes=codes)
    return sheet


def _put_on(sheet: NotificationSheet, rows: list[SheetChild], children: Sequence[ChildOnSheet]) -> None:
    for position, (row, child) in enumerate(zip(rows, children, strict=True), 1):
        row.sheet, row.position, row.harm = sheet, position, child.harm.strip()
    check_fits(*rows)
    sheet.children.all().delete()
    SheetChild.objects.bulk_create(rows)


@operation
def take_sheet(*, by: Professional, at: datetime, reference: str, kind: str) -> None:
    """Somebody prints the sheet or takes it as a file, to key it in: that it left the house is written down."""
    incident = permissions.check_can_decide(by, reference, at)
    sheet = NotificationSheet.objects.filter(incident=incident).first()
    if sheet is None:
        raise Refused("There is no sheet yet: choose the young people first.", clause="NOT-2")
    records = [one.involvement.record_id for one in sheet.children.select_related("involvement")]
    about = list(people.current_person_keys(records).values())
    codes = {"version": sheet.version, "kind": kind}
    record("notification-sheet-taken", by=by, at=at, incident=reference, about=about, codes=codes)


@operation
def say_notification_sent(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    sent_at: datetime,
    sent_by: str,
    national_reference: str = "",
    because: str = "",
    late_because: str = "",
    key: UUID | None = None,
) -> Fact:
    """The notification was sent: the fact, from which the rapid review runs. `because`: why an earlier one is wrong."""
    incident = permissions.check_can_decide(by, reference, at)
    before = sent_fact(incident.pk)
    if before is not None and before.key != key and not because.strip():
        raise Refused("It is recorded as sent already. Say why that is put right.", clause="NOT-2", field="because")
    fact = incidents.record_fact(
        by=by,
        at=at,
        reference=reference,
        kind=FactKind.NOTIFICATION_SENT,
        happened_at=sent_at,
        words=f"Reference {national_reference.strip()}" if national_reference.strip() else "",
        told_by=sent_by.strip(),
        replaces_key=before.key if before is not None and before.key != key else None,
        because=because.strip(),
        key=key,
    )
    RapidReview.objects.filter(incident=incident).update(reference=national_reference.strip()[:60])
    _answer_sent(incident, sent_at, national_reference, late_because, by=by, at=at)
    record("notification-sent", by=by, at=at, incident=reference, codes={"fact": str(fact.key)})
    return fact


def _answer_sent(
    incident: Incident, sent_at: datetime, national_reference: str, late_because: str, *, by: Professional, at: datetime
) -> None:
    sheet = NotificationSheet.objects.filter(incident=incident).first()
    fields = {"notification-sent-at": sent_at.isoformat(), "notification-reference": national_reference.strip()}
    fields["children-named"] = str(sheet.children.count()) if sheet else ""
    because = "It was sent: see the notices of the incident."
    said = Answering("notification-sent", AnswerCode.IN_PLACE, because, fields, late_because, is_fact=True)
    answer(incident, said, by=by, at=at)
