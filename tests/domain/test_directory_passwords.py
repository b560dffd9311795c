"""Which passwords are refused."""

import pytest

from reachable.common.refusals import Refused
from reachable.directory import policies


@pytest.mark.parametrize("password", ["passwordpassword", "aaaaaaaaaaaaaaaa", "abcabcabcabcabcabc"])
def test_a_short_word_written_again_and_again_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="different characters"):
        policies.check_password(password, email="priya@agency.example")


def test_three_words_are_taken() -> None:
    policies.check_password("lighthouse mango quarter", email="priya@agency.example")
