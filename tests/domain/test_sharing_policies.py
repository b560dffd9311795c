"""What a record of one young person waits for, as pure rules."""

import pytest

from reachable.common.refusals import Refused
from reachable.sharing import policies
from reachable.sharing.choices import RecordState


@pytest.mark.clause("CTX-4")
@pytest.mark.parametrize("state", [RecordState.TO_CHECK, RecordState.REPLACED])
def test_only_a_record_that_was_checked_and_stands_is_filed_or_taken(state: str) -> None:
    with pytest.raises(Refused) as refusal:
        policies.check_is_final(state)
    assert refusal.value.clause == "CTX-4"
    policies.check_is_final(RecordState.FINAL)
