"""Sending a form to the one operation of its page."""

from collections.abc import Callable
from dataclasses import dataclass

from reachable.common.refusals import Refused, Stale
from reachable.web.shared.forms import Form


@dataclass(frozen=True)
class Sent:
    """`saved`: the operation was done. `stale`: somebody else was first, and what stands now is to be read again."""

    saved: bool = False
    stale: bool = False


def send(form: Form, act: Callable[[], object]) -> Sent:
    if not form.is_valid():
        return Sent()
    try:
        act()
    except Refused as refusal:
        form.refuse(refusal)
        return Sent(stale=isinstance(refusal, Stale))
    return Sent(saved=True)
