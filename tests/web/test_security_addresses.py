"""Odd addresses and odd values: a clear answer on both databases, and never a way to another site."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from reachable.directory.models import KeptText
from tests.factories import Cast
from tests.signing_in import SignIn
from tests.web.sheets import boxes, card_of, response

pytestmark = pytest.mark.django_db
ODD = (
    "/sign-in/?next=foo",
    "/unlock/?next=foo.bar",
    "/unlock/?next=/%00x",
    "/unlock/?next=/a%0d%0aX:%20y",
    "/incidents/INC%00/",
    "/incidents/{reference}/strands/immediate-safety/?about=a/b",
    "/incidents/{reference}/strands/immediate-safety/?about=%00",
    "/incidents/{reference}/strands/immediate-safety/about/%00/",
    "/incidents/{reference}/team/add/?find=%00",
    "/incidents/{reference}/team/lead/?part=%00",
    "/incidents/{reference}/timeline/?page=-1",
    "/incidents/{reference}/timeline/?page=99999",
    "/incidents/" + "x" * 5_000 + "/",
    "/incidents/INC-2026-%EF%BC%91/",
    "/incidents/%ff/",
    "/directory/?q=%00",
    "/audit/latest/?page=99999999999&up_to=99999999999",
    "/audit/incidents/%00/",
    "/settings/second-factors/" + "9" * 5_000 + "/remove/",
    "/invitation/%00/",
    "/invitation/%ED%A0%80/",
    "/password/reset/00000000-0000-0000-0000-000000000000/%00/",
)


@pytest.mark.parametrize("address", ODD, ids=lambda address: address[:60])
def test_an_odd_address_is_answered_and_not_a_fault(
    address: str, cast: Cast, client: Client, sign_in: SignIn, subtests: pytest.Subtests
) -> None:
    where = address.format(reference=response(cast).reference)
    for who in (None, cast.hana, cast.ig):
        if who is not None:
            sign_in(client, who)
        for method in ("get", "head", "post", "put", "options"):
            with subtests.test(who=str(who), method=method):
                assert getattr(client, method)(where).status_code < 500


@pytest.mark.parametrize(
    "elsewhere", ["foo", "//evil.example", "///evil.example", "/\\evil.example", "https://evil.example", "javascript:1"]
)
def test_what_follows_a_saved_answer_stays_on_this_site(cast: Cast, signed_in, elsewhere: str) -> None:
    incident = response(cast)
    card = card_of(cast, incident, "safe-to-return")
    sent = {**boxes(card, answer="IN_PLACE", because="At home"), "next": elsewhere}
    where = reverse("responses:answer", args=[incident.reference, card.key])
    answer = signed_in(cast.priya).post(where, sent)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/incidents/{incident.reference}/strands/")


def test_a_draft_under_an_endless_address_is_refused_and_keeps_nothing(cast: Cast, signed_in) -> None:
    where = reverse("responses:draft", args=[response(cast).reference, "x" * 5_000])
    assert signed_in(cast.priya).post(where, {"a": "b"}).status_code == 409
    assert not KeptText.objects.exists()


def test_many_strangers_do_not_wipe_out_what_holds_one_of_them_back(db: None) -> None:
    cache.set("attempts", 5, 300)
    for number in range(400):
        cache.set(f"zz-{number}", 1, 3_600)
    assert cache.get("attempts") == 5
