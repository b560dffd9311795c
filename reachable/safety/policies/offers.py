"""What can be recorded of help for a young person or the family. It is offered, never imposed."""

from collections.abc import Collection
from datetime import date

from reachable.common.refusals import Refused

from ..choices import OfferState

OVER = (OfferState.ENDED, OfferState.NOT_WANTED)


def check_offer_is_said(kind: str, what: str, kinds: Collection[str]) -> None:
    """STA-8, STA-9, STA-11, STA-12, STA-13: one of the kinds of the list, and what exactly is offered."""
    if kind not in kinds:
        raise Refused("Choose which kind of help.", clause="STA-8", field="kind")
    if not what.strip():
        raise Refused("Say what is offered.", clause="STA-8", field="what")


def check_offer_days(state: str, *, begins_on: date | None, review_on: date | None, today: date) -> None:
    """STA-8: what runs has begun, and is looked at again on a day to come that is not before its first."""
    if state == OfferState.RUNNING and begins_on is not None and begins_on > today:
        raise Refused("That day is in the future: it waits until then.", clause="STA-8", field="begins_on")
    if review_on is not None and review_on < today:
        raise Refused("The day of the review has passed already.", field="review_on")
    if review_on is not None and begins_on is not None and review_on < begins_on:
        raise Refused("It is looked at again after it has begun, not before.", field="review_on")


def check_offer_says_why(state: str, words: str) -> None:
    """STA-12: not wanted now, or ended: with the reason, in the family's own words where they gave one."""
    if state not in OfferState.values:
        raise Refused("Say how it stands.", field="state")
    if state in OVER and not words.strip():
        raise Refused("Say why. Not wanted now is no reason to ask never again.", clause="STA-12", field="words")


def check_offer_changes(*, changed: bool, words: str) -> None:
    """A step that changes nothing and says nothing is a slip of the hand."""
    if not changed and not words.strip():
        raise Refused("Nothing is different from what stands already. Say what is new.", field="state")
