"""What the views of this area share: trying an operation, and who says what."""

from collections.abc import Callable, Iterable

from reachable.common.refusals import NotFound, Refused
from reachable.people import permissions as people_permissions
from reachable.people import queries as people_queries
from reachable.web.shared.forms import Form
from reachable.web.shared.request import PageRequest

from .forms.provenance import Asserter

ELSEWHERE = "One of them is known through another incident only. Add them to this network first."


def done(form: Form, act: Callable[[], object], *, not_here: str = "") -> bool:
    """Whether the form was valid and the operation carried out; a refusal is shown where it belongs.

    `not_here` is said where somebody chosen in the form is shown on the map, and is not of this incident.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except NotFound:
        if not not_here:
            raise
        form.refuse(not_here)
        return False
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def asserter(request: PageRequest) -> Asserter:
    readable = people_permissions.readable_handlings(request.professional)
    return Asserter(
        is_police=people_permissions.is_police(request.professional),
        handlings=tuple(str(handling) for handling in readable),
    )


def gently(texts: Iterable[str], then: str) -> str:
    """What follows, and of words that label a child what could be said instead. It is saved all the same."""
    hints = [hint for text in texts for hint in people_queries.term_hints(text)]
    said = " ".join(f"You wrote “{hint.said}”. {hint.instead}" for hint in hints[:3])
    return f"{then} {said} You can remove it and say it anew." if said else then
