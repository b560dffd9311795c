"""Hospitals, custody suites, safeguarding contact points, services: added, changed, confirmed, taken out."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory import operations, queries
from reachable.directory.choices import ContactPointKind, CustodyWorkers
from reachable.directory.models import ContactPoint, Professional
from reachable.outbox.models import Delivery
from tests.domain.directory_hands import point, verbs
from tests.factories import Cast

pytestmark = pytest.mark.django_db
SUITE = point(kind=ContactPointKind.CUSTODY_SUITE, name="Wensum suite")


@pytest.mark.clause("DIS-9")
def test_whoever_adds_a_contact_point_vouches_for_it(hana: Professional, at: datetime) -> None:
    facts = point(kind=ContactPointKind.TEAM, mailbox="ward@hospital.example", clauses=("DIS-9",))
    key = operations.add_contact_point(by=hana, at=at, facts=facts)
    (row,) = queries.contact_points()
    assert (row.key, row.mailbox, row.clauses, row.version) == (key, "ward@hospital.example", ("DIS-9",), 1)
    assert (row.confirmed_by, row.confirmed_at) == (hana.name, at)
    assert not row.is_of_the_guide
    assert verbs()[-1] == "contact-point-added"
    assert not Delivery.objects.exists(), "nothing is ever sent to a mailbox"


def test_a_new_number_or_mailbox_is_vouched_for_and_other_words_are_not(
    hana: Professional, edt: Professional, at: datetime
) -> None:
    key = operations.add_contact_point(by=hana, at=at, facts=point())
    later = at + timedelta(days=3)
    operations.change_contact_point(by=edt, at=later, key=key, version=1, facts=point(note="Ask for the named nurse"))
    row = queries.contact_point(key)
    assert (row.note, row.version, row.confirmed_by) == ("Ask for the named nurse", 2, hana.name)
    operations.change_contact_point(by=edt, at=later, key=key, version=2, facts=point(telephone="01632 960402"))
    row = queries.contact_point(key)
    assert (row.telephone, row.confirmed_by, row.confirmed_at) == ("01632 960402", edt.name, later)
    operations.change_contact_point(
        by=hana, at=later, key=key, version=3, facts=point(telephone="01632 960402", mailbox="a@b.example")
    )
    assert queries.contact_point(key).confirmed_by == hana.name


def test_two_people_changing_one_contact_point_lose_nothing(hana: Professional, at: datetime) -> None:
    key = operations.add_contact_point(by=hana, at=at, facts=point())
    operations.change_contact_point(by=hana, at=at, key=key, version=1, facts=point(telephone="01632 960402"))
    with pytest.raises(Stale) as stale:
        operations.change_contact_point(by=hana, at=at, key=key, version=1, facts=point(telephone="01632 960403"))
    assert stale.value.current.telephone == "01632 960402"
    with pytest.raises(Stale):
        operations.confirm_contact_point(by=hana, at=at, key=key, version=1)


@pytest.mark.clause("DIS-9")
def test_what_was_confirmed_long_ago_is_to_be_confirmed_again(
    hana: Professional, edt: Professional, at: datetime, settings: Any
) -> None:
    key = operations.add_contact_point(by=hana, at=at - timedelta(days=120), facts=point())
    row = queries.contact_point(key)
    assert row.days_since(at) == 120
    assert row.asks_again(at)
    assert not row.asks_again(at - timedelta(days=30)), "on the ninetieth day it still stands"
    assert row.asks_again(at - timedelta(days=29))
    settings.CONFIRM_AGAIN_AFTER_DAYS = 120
    assert not row.asks_again(at)
    settings.CONFIRM_AGAIN_AFTER_DAYS = 90
    operations.confirm_contact_point(by=edt, at=at, key=key, version=1)
    row = queries.contact_point(key)
    assert (row.confirmed_by, row.asks_again(at), row.version) == (edt.name, False, 1)
    assert verbs()[-1] == "contact-point-confirmed"


def test_a_duty_line_asks_again_by_the_same_rule(edt: Professional, at: datetime) -> None:
    operations.set_duty_line(
        by=edt, at=at, role="EMERGENCY_DUTY_SENIOR", name="Emergency duty team", telephone="01632 960201"
    )
    (line,) = queries.duty_lines()
    assert not line.asks_again(at + timedelta(days=90))
    assert line.asks_again(at + timedelta(days=91))


def test_what_nobody_confirmed_does_not_ask_again(at: datetime) -> None:
    operations.set_duty_line(
        by=None, at=at, role="EMERGENCY_DUTY_SENIOR", name="Emergency duty team", telephone="01632 960201"
    )
    assert not queries.duty_lines()[0].asks_again(at + timedelta(days=400))


def test_what_is_taken_out_is_shown_nowhere_and_kept(hana: Professional, edt: Professional, at: datetime) -> None:
    key = operations.add_contact_point(by=hana, at=at, facts=point())
    operations.retire_contact_point(by=edt, at=at, key=key)
    assert queries.contact_points() == []
    assert queries.names_of(ContactPointKind.HOSPITAL) == ()
    row = queries.contact_point(key)
    assert (row.retired_by, row.retired_at, row.telephone) == (edt.name, at, "01632 960401")
    for again in (
        lambda: operations.retire_contact_point(by=edt, at=at, key=key),
        lambda: operations.confirm_contact_point(by=edt, at=at, key=key),
        lambda: operations.change_contact_point(by=edt, at=at, key=key, version=1, facts=point()),
    ):
        with pytest.raises(Refused):
            again()
    operations.add_contact_point(by=hana, at=at, facts=point())
    assert queries.names_of(ContactPointKind.HOSPITAL) == ("Wensum Hospital",)
    assert "contact-point-retired" in verbs()


def test_a_form_is_offered_the_names_of_one_kind(hana: Professional, at: datetime) -> None:
    for name in ("yare Hospital", "Bure Hospital"):
        operations.add_contact_point(by=hana, at=at, facts=point(name=name))
    operations.add_contact_point(by=hana, at=at, facts=SUITE)
    assert queries.names_of(ContactPointKind.HOSPITAL) == ("Bure Hospital", "yare Hospital")
    assert queries.names_of(ContactPointKind.CUSTODY_SUITE) == ("Wensum suite",)
    assert [row.name for row in queries.contact_points([ContactPointKind.CUSTODY_SUITE])] == ["Wensum suite"]
    assert [row.kind for row in queries.contact_points()] == ["HOSPITAL", "HOSPITAL", "CUSTODY_SUITE"]


@pytest.mark.clause("CUS-2")
def test_of_a_suite_it_is_known_or_said_not_to_be_known_whether_custody_workers_come(
    hana: Professional, at: datetime
) -> None:
    key = operations.add_contact_point(by=hana, at=at, facts=SUITE)
    assert queries.contact_point(key).custody_workers == CustodyWorkers.NOT_KNOWN
    yes = replace(SUITE, custody_workers=CustodyWorkers.YES)
    operations.change_contact_point(by=hana, at=at, key=key, version=1, facts=yes)
    assert queries.contact_point(key).custody_workers_label == "Yes"
    with pytest.raises(Refused) as refused:
        operations.add_contact_point(by=hana, at=at, facts=point(custody_workers=CustodyWorkers.YES))
    assert refused.value.field == "custody_workers"


def test_an_agency_is_one_of_the_list_or_words(hana: Professional, at: datetime) -> None:
    words = point(agency_words="A trust outside the county")
    key = operations.add_contact_point(by=hana, at=at, facts=words)
    assert queries.contact_point(key).agency == "A trust outside the county"
    of_the_list = replace(words, agency_key=hana.agency.key)
    operations.change_contact_point(by=hana, at=at, key=key, version=1, facts=of_the_list)
    row = queries.contact_point(key)
    assert (row.agency, row.agency_words) == (hana.agency.name, "")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "CIRCUS"}, "kind"),
        ({"name": " "}, "name"),
        ({"name": "yare hospital"}, "name"),  # there is one already
        ({"telephone": "ring me"}, "telephone"),
        ({"mailbox": "ward at hospital"}, "mailbox"),
        ({"clauses": ("DIS9",)}, "clauses"),
        ({"agency_key": "nonsense"}, "agency_key"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    hana: Professional, at: datetime, wrong: dict[str, object], field: str
) -> None:
    operations.add_contact_point(by=hana, at=at, facts=point(name="Yare Hospital"))
    with pytest.raises(Refused) as refused:
        operations.add_contact_point(by=hana, at=at, facts=point(**wrong))
    assert refused.value.field == field
    assert len(queries.contact_points()) == 1


def test_who_keeps_no_duty_lines_keeps_no_contact_points(
    hana: Professional, priya: Professional, joy: Professional, at: datetime
) -> None:
    key = operations.add_contact_point(by=hana, at=at, facts=point())
    for who in (priya, joy):
        for tried in (
            lambda who=who: operations.add_contact_point(by=who, at=at, facts=SUITE),
            lambda who=who: operations.change_contact_point(by=who, at=at, key=key, version=1, facts=point(name="X")),
            lambda who=who: operations.confirm_contact_point(by=who, at=at, key=key),
            lambda who=who: operations.retire_contact_point(by=who, at=at, key=key),
        ):
            with pytest.raises(NotPermitted):
                tried()
    assert [row.name for row in queries.contact_points()] == ["Wensum Hospital"]


def test_a_wrong_key_is_not_found(hana: Professional, at: datetime) -> None:
    for key in ("", "nonsense", "11111111-1111-4111-8111-111111111111"):
        with pytest.raises(NotFound):
            queries.contact_point(key)
        with pytest.raises(NotFound):
            operations.retire_contact_point(by=hana, at=at, key=key)


@pytest.mark.parametrize(
    "half",
    [
        {"confirmed_by": None},
        {"retired_at": datetime.fromisoformat("2026-11-21T22:15:00+00:00")},
        {"custody_workers": "YES"},
        {"kind": "CUSTODY_SUITE"},
    ],
)
def test_the_database_keeps_who_and_when_together(hana: Professional, at: datetime, half: dict[str, object]) -> None:
    key = operations.add_contact_point(by=hana, at=at, facts=point())
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.filter(key=key).update(**half)


def test_the_list_takes_one_statement_however_many_there_are(cast: Cast, at: datetime) -> None:
    for number in range(4):
        operations.add_contact_point(
            by=cast.hana, at=at, facts=point(name=f"Ward {number}", agency_key=cast.ward.agency.key)
        )
    with CaptureQueriesContext(connection) as seen:
        assert len([(row.agency, row.confirmed_by) for row in queries.contact_points()]) == 4
    assert len(seen) == 1


def test_numbers_and_mailboxes_stand_in_the_words_of_the_audit_which_can_be_erased(
    hana: Professional, at: datetime
) -> None:
    operations.add_contact_point(by=hana, at=at, facts=point(mailbox="ward@hospital.example"))
    codes = str(Entry.objects.order_by("-number")[0].codes)
    assert "960401" not in codes
    assert "ward@" not in codes
