"""Help: keys, whom to ring, and the words used here."""

import pytest
from django.urls import reverse

from tests.factories import Cast

pytestmark = pytest.mark.django_db


def test_it_names_the_keys_the_words_and_where_to_switch_shortcuts_off(cast: Cast, signed_in) -> None:
    html = signed_in(cast.priya).get(reverse("home:help")).content.decode()
    for words in ("Ctrl and Enter", "Switch them off", "Reachable moment", "Opposing group", "ring 999"):
        assert words in html
    assert reverse("account:settings") in html


def test_it_asks_for_a_sign_in(client) -> None:
    assert client.get(reverse("home:help")).status_code == 302
