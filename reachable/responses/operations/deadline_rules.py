"""Deadlines that are set on screen. They hold for what is asked from then on; what is open keeps its own."""

from datetime import datetime

from django.db import IntegrityError, transaction

from reachable.audit.log import operation, record
from reachable.common.refusals import NotFound, Refused, Stale
from reachable.directory.models import Professional
from reachable.playbook.schema import Consideration as Item

from .. import deadlines, editions, permissions, policies
from ..deadlines import Rule
from ..models import DeadlineRule

_MEANWHILE = "Somebody else changed this deadline while you wrote. Look at it again."


@operation
def set_deadline(
    *,
    by: Professional,
    at: datetime,
    code: str,
    text: str,
    kind: str,
    source: str = "",
    edition: str = "",
    because: str,
    seen_number: int,
) -> DeadlineRule:
    """`text` as in the playbook: "24h after report". `seen_number` is that of the rule the writer saw; 0: none yet."""
    permissions.check_can_edit_deadlines(by)
    item = _item(code)
    stands = deadlines.rule_for(item, deadlines.rules_set(_county()))
    rule = Rule(text=text.strip(), kind=kind, source=source.strip(), edition=edition.strip())
    policies.check_has_because(because)
    policies.check_deadline(
        item,
        text=rule.text,
        kind=rule.kind,
        source=rule.source,
        edition=rule.edition,
        is_statutory="statutory" in (stands.kind, item.due.kind if item.due else ""),
    )
    if rule == stands:
        raise Refused("That is what it is now.", field="number")
    return _write(code, rule, because, seen_number, by=by, at=at, verb="deadline-set")


@operation
def reset_deadline(*, by: Professional, at: datetime, code: str, because: str, seen_number: int) -> DeadlineRule:
    """Give an item back the deadline of the playbook, or none where the playbook has none."""
    permissions.check_can_edit_deadlines(by)
    _item(code)
    policies.check_has_because(because)
    if seen_number == _latest(code) and code not in deadlines.rules_set(_county()):
        raise Refused("It is as in the playbook already.")
    return _write(code, deadlines.NONE, because, seen_number, by=by, at=at, verb="deadline-reset")


def _county() -> str:
    return editions.in_force().county


def _item(code: str) -> Item:
    try:
        _, item = editions.in_force().consideration(code)
    except KeyError:
        raise NotFound("item") from None
    if item.retired:
        raise NotFound("item")
    return item


def _latest(code: str) -> int:
    found = DeadlineRule.objects.filter(county=_county(), code=code).order_by("-number")
    return found.values_list("number", flat=True).first() or 0


def _write(
    code: str, rule: Rule, because: str, seen_number: int, *, by: Professional, at: datetime, verb: str
) -> DeadlineRule:
    if _latest(code) != seen_number:
        raise Stale(_MEANWHILE, current=None)
    try:
        with transaction.atomic():
            row = DeadlineRule.objects.create(
                county=_county(),
                code=code,
                number=seen_number + 1,
                text=rule.text,
                kind=rule.kind,
                source=rule.source,
                edition=rule.edition,
                because=because.strip(),
                by=by,
                at=at,
            )
    except IntegrityError:  # both read the same number
        raise Stale(_MEANWHILE, current=None) from None
    codes = {"county": row.county, "item": code, "number": row.number, "rule": row.text, "kind": row.kind}
    record(verb, by=by, at=at, codes=codes, words={"because": row.because, "source": row.source})
    return row
