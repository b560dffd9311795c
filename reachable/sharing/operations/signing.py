"""A second person signs exactly the text that was checked (BRF-4)."""

from datetime import datetime

from reachable.audit.log import operation
from reachable.directory.models import Professional

from .. import permissions, policies
from ..models import Signature
from ..queries.briefing_check import checked, wrote_of_it
from .briefing_traces import note, tell_timeline


@operation
def sign_briefing(*, by: Professional, at: datetime, briefing: str, sha256: str) -> Signature:
    """`sha256` is that of the text on the page. It is checked once more, against everybody who is known now."""
    row = permissions.check_can_sign_briefing(by, briefing, at)
    policies.check_is_draft(row.state)
    policies.check_second_person(wrote_of_it=wrote_of_it(row, by))
    found = checked(row, at)
    policies.check_same_words(sha256, found.words.fingerprint)
    policies.check_can_be_signed(found.stands)
    if found.signature is not None:
        return found.signature
    signature = Signature.objects.create(text=found.text, sha256=found.words.fingerprint, by=by, at=at)
    words = f"{by.name} signed version {found.text.number} of {row.reference}."
    tell_timeline(row, "briefing-signed", words, by=by, at=at)
    note("briefing-signed", row, by=by, at=at, codes={"number": found.text.number, "sha256": signature.sha256})
    return signature
