"""Deadlines on screen: everything that is asked and when it is owed, and changing one."""

import re

import pytest
from django.urls import reverse

from reachable.responses import editions, operations, queries
from reachable.responses.models import DeadlineRule
from tests import guides
from tests.counting import costs_the_same
from tests.factories import AT, Cast
from tests.web.sheets import response

pytestmark = pytest.mark.django_db
LIST = reverse("responses:deadlines")
CODE = "safe-to-return"
ONE = reverse("responses:deadline", args=[CODE])
BACK = reverse("responses:deadline_reset", args=[CODE])


def _form(**changes: str) -> dict[str, str]:
    given = {"amount": "3", "unit": "hours", "runs_from": "after report", "kind": "local", "seen": "0"}
    return {**given, "source": "Our protocol", "edition": "2026", "because": "Agreed in October", **changes}


def _set(cast: Cast, text: str = "3h after report", seen: int = 0) -> None:
    operations.set_deadline(
        by=cast.hana, at=AT, code=CODE, text=text, kind="default", because="It was too slow", seen_number=seen
    )


def _statutory() -> str:
    return next(i.code for i in editions.in_force().considerations() if i.due and i.due.kind == "statutory")


@pytest.mark.parametrize("name", ["hana", "priya", "admin", "ig"])
def test_everybody_reads_every_deadline_by_kind(cast: Cast, signed_in, name: str) -> None:
    html = signed_in(getattr(cast, name)).get(LIST).content.decode()
    assert html.index(">Statutory ") < html.index(">Local ") < html.index(">Our default ")
    for words in ("as in the playbook", "5 working days after the authority became aware", "Working Together 2023"):
        assert words in html
    assert html.count("data-filter-item") == len(queries.deadlines(cast.hana).lines)


def test_one_that_was_set_says_by_whom_and_why(cast: Cast, signed_in) -> None:
    _set(cast)
    html = signed_in(cast.priya).get(LIST).content.decode()
    assert "set by Hana Malik" in html
    assert "It was too slow" in html
    one = signed_in(cast.priya).get(ONE).content.decode()
    assert "3 hours after the report to us (our default)" in one
    assert 'name="amount"' not in one, "a reader has no form"


def test_it_is_set_and_says_what_it_leaves_alone(cast: Cast, signed_in) -> None:
    response(cast)
    client = signed_in(cast.hana)
    shown = client.get(ONE).content.decode()
    assert "<strong>1 open question</strong> that you can see keeps its old deadline" in shown
    html = client.post(ONE, _form(), follow=True).content.decode()
    assert "Deadline set" in html
    assert "1 open question keeps its old deadline" in html
    rule = DeadlineRule.objects.get()
    assert (rule.text, rule.kind, rule.source, rule.because) == (
        "3h after report", "local", "Our protocol", "Agreed in October",
    )  # fmt: skip


def test_the_form_starts_with_what_stands(cast: Cast, signed_in) -> None:
    _set(cast, "2 working days after admission")
    html = signed_in(cast.hana).get(ONE).content.decode()
    assert 'value="after admission" selected' in html
    assert re.search(r'name="amount"[^>]* value="2"|value="2"[^>]* name="amount"', html)
    assert re.search(r'value="working days" checked|checked[^>]* value="working days"', html)
    assert 'name="seen" value="1"' in html


def test_what_is_asked_about_the_incident_offers_no_fact_of_one_young_person(cast: Cast, signed_in) -> None:
    about_all = next(item for item in editions.in_force().considerations() if item.about == "incident")
    address = reverse("responses:deadline", args=[about_all.code])
    html = signed_in(cast.hana).get(address).content.decode()
    assert "after awareness" in html
    assert "after admission" not in html
    assert (
        "Select one of the answers"
        in signed_in(cast.hana).post(address, _form(runs_from="after admission")).content.decode()
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount": ""}, "Enter how many hours or working days"),
        ({"amount": "0"}, "must be between 1 and 9,999"),
        ({"unit": ""}, "Choose hours or working days"),
        ({"unit": "working days", "runs_from": "before court"}, "counted in hours"),
        ({"kind": "statutory"}, "Select one of the answers"),
        ({"because": ""}, "Say why it is changed"),
        ({"seen": "7"}, "Somebody else changed this deadline"),
    ],
)
def test_what_is_missing_or_wrong_is_named(cast: Cast, signed_in, changes: dict[str, str], words: str) -> None:
    assert words in signed_in(cast.hana).post(ONE, _form(**changes)).content.decode()
    assert not DeadlineRule.objects.exists()


def test_what_the_law_sets_takes_its_source_and_its_edition(cast: Cast, signed_in) -> None:
    address = reverse("responses:deadline", args=[_statutory()])
    html = signed_in(cast.hana).get(address).content.decode()
    assert "The law sets this deadline" in html
    assert 'value="local"' not in html
    given = _form(amount="9", unit="working days", runs_from="after awareness", kind="statutory")
    for gap, words in (("source", "Say which law"), ("edition", "Say which edition")):
        assert words in signed_in(cast.hana).post(address, {**given, gap: ""}).content.decode()
    assert signed_in(cast.hana).post(address, given).status_code == 302


def test_it_goes_back_to_the_playbook(cast: Cast, signed_in) -> None:
    _set(cast)
    client = signed_in(cast.hana)
    assert BACK in client.get(ONE).content.decode()
    assert "Say why" in client.post(BACK, {"seen": "1", "because": ""}).content.decode()
    assert "Somebody else changed" in client.post(BACK, {"seen": "0", "because": "x"}).content.decode()
    html = client.post(BACK, {"seen": "1", "because": "Not needed"}, follow=True).content.decode()
    assert "As in the playbook again" in html
    assert BACK not in html


def test_an_item_without_a_deadline_stands_last_and_can_be_given_one(cast: Cast, signed_in, tmp_path, settings) -> None:
    guides.ship(guides.first(tmp_path, settings), settings, more=guides.added(due=""))
    client = signed_in(cast.hana)
    html = client.get(LIST).content.decode()
    assert guides.ADDED_ASK in html[html.index(">Without a deadline ") :]
    address = reverse("responses:deadline", args=[guides.ADDED])
    assert "Without a deadline" in client.get(address).content.decode()
    assert client.post(address, _form()).status_code == 302


def test_only_the_named_role_changes_one(cast: Cast, signed_in) -> None:
    for name in ("priya", "manager", "admin"):
        client = signed_in(getattr(cast, name))
        assert client.post(ONE, _form()).status_code == 403
        assert client.get(BACK).status_code == 403
        assert client.post(BACK, {"seen": "0", "because": "x"}).status_code == 403
    assert not DeadlineRule.objects.exists()


def test_what_is_not_asked_is_not_found(cast: Cast, signed_in) -> None:
    for name in ("deadline", "deadline_reset"):
        assert signed_in(cast.hana).get(reverse(f"responses:{name}", args=["moonrise"])).status_code == 404


def test_the_list_costs_the_same_with_more_that_were_set(cast: Cast, signed_in) -> None:
    client = signed_in(cast.hana)
    costs_the_same(
        lambda: client.get(LIST), lambda: [_set(cast, f"{n + 1}h after report", n) for n in range(4)], at_most=12
    )
