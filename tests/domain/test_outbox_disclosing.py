"""The sharing log: a row for each recipient, about the same young people, with one entry of the audit."""

from uuid import uuid4

import pytest

from reachable.audit import log
from reachable.audit.models import Entry, EntryAbout
from reachable.outbox import disclosing, queries
from reachable.outbox.choices import WhatIsShared
from reachable.outbox.models import Disclosure
from tests.counting import query_count
from tests.factories import AT, Cast

pytestmark = pytest.mark.django_db
INCIDENT, MEETING = "INC-2026-0001", "MTG-2026-0001"


def test_each_recipient_has_a_row_and_the_audit_one_entry(cast: Cast) -> None:
    kai, ella = uuid4(), uuid4()
    with log.trail():
        disclosing.disclose(
            what=WhatIsShared.ACTIONS, incident=INCIDENT, meeting=MEETING, to=[(cast.sam.key, ""), (None, "The GP")],
            purpose="safeguarding", about=[kai, ella, kai], by=cast.hana, at=AT,
        )  # fmt: skip
    rows = list(Disclosure.objects.order_by("pk"))
    assert [(row.to_key, row.to_words, row.shared) for row in rows] == [
        (cast.sam.key, "", "SHARED"),
        (None, "The GP", "SHARED"),
    ]
    assert all({one.person_key for one in row.about.all()} == {kai, ella} for row in rows)
    entry = Entry.objects.get(verb="information-shared")
    assert (entry.incident, EntryAbout.objects.filter(number=entry.number).count()) == (INCIDENT, 2)


def test_what_is_not_shared_keeps_its_reason(cast: Cast) -> None:
    with log.trail():
        disclosing.decide_not_to_share(
            what=WhatIsShared.RECORD, incident=INCIDENT, to=[(None, "The press")], because="It names a child",
            by=cast.hana, at=AT,
        )  # fmt: skip
    [line] = queries.disclosures_of([INCIDENT]).lines
    assert (line.is_shared, line.to_words, line.because, line.by_key) == (
        False,
        "The press",
        "It names a child",
        cast.hana.key,
    )
    assert Entry.objects.filter(verb="information-not-shared").count() == 1


def test_it_is_written_inside_somebodys_trail_or_not_at_all(cast: Cast) -> None:
    told = {"what": WhatIsShared.PACK, "incident": INCIDENT, "to": [(cast.sam.key, "")], "by": None, "at": AT}
    with pytest.raises(RuntimeError):
        disclosing.disclose(**told)
    with log.trail():
        disclosing.disclose(**{**told, "to": []})
    assert not Disclosure.objects.exists()


def test_it_costs_the_same_for_two_as_for_thirty(cast: Cast) -> None:
    by = cast.hana
    for number in (2, 30):
        with log.trail(), query_count(at_most=2):
            disclosing.disclose(
                what=WhatIsShared.MINUTES, incident=INCIDENT, to=[(None, f"Agency {one}") for one in range(number)],
                about=[uuid4() for _ in range(14)], by=by, at=AT,
            )  # fmt: skip


def test_pages_and_narrowing(cast: Cast) -> None:
    kai = uuid4()
    for number in range(3):
        with log.trail():
            disclosing.disclose(
                what=WhatIsShared.PACK, incident=INCIDENT, meeting=MEETING if number else "", words=f"Pack {number}",
                to=[(cast.sam.key, "")], about=[kai] if number == 2 else [], by=None, at=AT,
            )  # fmt: skip
    assert [one.words for one in queries.disclosures_of([INCIDENT]).lines] == ["Pack 2", "Pack 1", "Pack 0"]
    assert [one.words for one in queries.disclosures_of([INCIDENT], meeting=MEETING).lines] == ["Pack 2", "Pack 1"]
    assert [one.words for one in queries.disclosures_of([INCIDENT], persons=[kai]).lines] == ["Pack 2"]
    assert queries.disclosures_of([INCIDENT], persons=[]).lines == ()
    assert queries.disclosures_of(["INC-2026-0002"]).total == 0
    assert queries.disclosed_meetings([INCIDENT]) == (MEETING,)
    assert queries.disclosures_of([INCIDENT], page=9).page == 1
