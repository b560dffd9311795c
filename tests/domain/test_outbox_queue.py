"""What may be queued, what it says, and what becomes of it."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from reachable.audit import log
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Refused
from reachable.outbox import operations, policies, queries
from reachable.outbox.choices import Message, Outcome, Status
from reachable.outbox.messages import TEXTS
from reachable.outbox.models import Attempt, Delivery
from reachable.outbox.operations import Claimed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class Somebody:
    may: frozenset[Permission] = frozenset()
    key: UUID = field(default_factory=uuid.uuid4)

    def holds(self, permission: Permission) -> bool:
        return permission in self.may


ADMINISTRATOR = Somebody(frozenset({Permission.SEE_DELIVERIES}))
SOCIAL_WORKER = Somebody(frozenset({Permission.SEE_INCIDENTS}))


@log.operation
def tell(
    message: Message = Message.NAMED_LEAD, *, to: str = "hana@council.example", at: datetime = NOON, **more: str
) -> UUID:
    return operations.queue(message, to=to, at=at, professional_key=uuid.uuid4(), **more)


def taken(*, at: datetime = NOON) -> Claimed:
    claimed = operations.claim(at=at, lease=LEASE)
    assert claimed is not None
    return claimed


@pytest.mark.parametrize("message", list(Message))
def test_no_text_has_room_for_content(message: Message) -> None:
    text = TEXTS[message]
    body = text.body("https://reachable.example/x")
    for forbidden in ("Kai", "Mensah", "INC-", "2026", "stab", "knife", "hospital", "police", "{", "%s"):
        assert forbidden not in text.subject + body
    assert "\n" not in text.subject
    assert body.count("https://") == 1


def test_every_message_has_a_text() -> None:
    assert set(TEXTS) == set(Message)


@pytest.mark.django_db
def test_a_mail_carries_neither_the_reference_nor_the_reader() -> None:
    tell(Message.NAMED_LEAD, reference="INC-2026-0012")
    letter = taken().letter
    assert letter is not None
    sent = letter.mail().message().as_string()
    assert "INC-2026-0012" not in sent
    assert sent.count("hana") == 1  # the To line
    assert "http://testserver/" in sent


@pytest.mark.django_db
def test_nothing_is_queued_outside_a_trail() -> None:
    with pytest.raises(RuntimeError):
        operations.queue(Message.NAMED_LEAD, to="hana@council.example", at=NOON, professional_key=None)
    assert not Delivery.objects.exists()


@log.operation
def _change_that_fails_after_telling() -> None:
    tell()
    raise ZeroDivisionError


@pytest.mark.django_db
def test_a_message_goes_with_the_change_that_caused_it_or_not_at_all() -> None:
    with pytest.raises(ZeroDivisionError):
        _change_that_fails_after_telling()
    assert not Delivery.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["", "hana", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "a@b c.example"]
)
def test_only_one_valid_address_is_taken(address: str) -> None:
    with pytest.raises(Refused):
        tell(to=address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("message", "link"),
    [
        (Message.NAMED_LEAD, "/incidents/INC-2026-0012"),
        (Message.INVITATION, ""),
        (Message.INVITATION, "//elsewhere.example/"),
        (Message.INVITATION, "https://elsewhere.example/"),
        (Message.INVITATION, "/a b"),
    ],
)
def test_a_link_is_a_path_of_this_site_and_only_where_the_text_has_one(message: Message, link: str) -> None:
    with pytest.raises(ValueError, match="link"):
        tell(message, link=link)


@pytest.mark.django_db
def test_a_link_that_lets_somebody_in_is_sealed_until_sent_and_then_erased() -> None:
    key = tell(Message.INVITATION, link="/account/invitation/opensesame")
    assert b"opensesame" not in bytes(Delivery.objects.get(key=key).link_sealed)
    claimed = taken()
    assert claimed.letter is not None
    assert "http://testserver/account/invitation/opensesame" in claimed.letter.body
    operations.record_sent(claimed, at=NOON)
    assert bytes(Delivery.objects.get(key=key).link_sealed) == b""


@pytest.mark.django_db
def test_a_link_under_a_lost_key_is_a_letter_that_cannot_be_made(settings: Settings) -> None:
    tell(Message.INVITATION, link="/account/invitation/opensesame")
    settings.FIELD_KEYS = ["A" * 43 + "="]
    assert taken().letter is None


@pytest.mark.parametrize(
    ("errors", "wait"),
    [
        (1, timedelta(minutes=1)),
        (2, timedelta(minutes=5)),
        (3, timedelta(minutes=15)),
        (4, timedelta(hours=1)),
        (5, timedelta(hours=4)),
        (6, timedelta(hours=12)),
        (9, timedelta(hours=12)),
        (10, None),
        (11, None),
    ],
)
def test_each_failure_waits_longer_until_it_has_failed(errors: int, wait: timedelta | None) -> None:
    assert policies.next_attempt(errors, at=NOON) == (NOON + wait if wait else None)


@pytest.mark.django_db
def test_a_delivery_that_keeps_failing_ends_as_failed_and_can_be_sent_again() -> None:
    key, at = tell(), NOON
    for _ in range(10):
        claimed = taken(at=at)
        assert operations.record_error(claimed, at=at, error="TimeoutError")
        at = Delivery.objects.get(key=key).next_attempt_at
    assert [line.status for line in queries.recent(ADMINISTRATOR).lines] == [Status.FAILED]
    assert operations.claim(at=at + timedelta(days=9), lease=LEASE) is None
    with pytest.raises(NotPermitted):
        operations.send_again(by=SOCIAL_WORKER, key=key, at=at)
    operations.send_again(by=ADMINISTRATOR, key=key, at=at)
    assert taken(at=at).number == 11


@pytest.mark.django_db
def test_only_what_failed_can_be_sent_again() -> None:
    with pytest.raises(Refused):
        operations.send_again(by=ADMINISTRATOR, key=tell(), at=NOON)
    with pytest.raises(NotFound):
        operations.send_again(by=ADMINISTRATOR, key=uuid.uuid4(), at=NOON)


@pytest.mark.django_db
def test_an_error_that_trying_again_cannot_help_fails_at_once() -> None:
    tell()
    operations.record_error(taken(), at=NOON, error="ReservedAddress", permanent=True)
    line = queries.recent(ADMINISTRATOR).lines[0]
    assert line.status == Status.FAILED
    assert [(a.outcome, a.error) for a in line.attempts] == [(Outcome.ERROR, "ReservedAddress")]


@pytest.mark.django_db
def test_a_delivery_in_hand_is_not_taken_twice() -> None:
    tell()
    taken()
    assert operations.claim(at=NOON, lease=LEASE) is None
    assert operations.reclaim(at=NOON + LEASE - timedelta(seconds=1)) == 0


@pytest.mark.django_db
def test_an_interrupted_attempt_is_recorded_and_tried_again_without_counting_as_a_failure() -> None:
    key = tell()
    first, later = taken(), NOON + LEASE
    assert operations.reclaim(at=later) == 1
    second = taken(at=later)
    assert (second.number, second.letter) == (2, first.letter)
    assert not operations.record_error(first, at=later, error="TimeoutError")
    assert not operations.record_sent(first, at=later)  # known to be out, but the second worker answers for it
    assert operations.record_sent(second, at=later)
    delivery = Delivery.objects.get(key=key)
    assert (delivery.status, delivery.attempts, delivery.errors) == (Status.SENT, 2, 0)


@pytest.mark.django_db
def test_a_slow_worker_that_did_send_keeps_it_from_going_out_again() -> None:
    key = tell()
    slow = taken()
    operations.reclaim(at=NOON + LEASE)
    assert [a.outcome for a in Attempt.objects.all()] == [Outcome.INTERRUPTED]
    assert operations.record_sent(slow, at=NOON + LEASE)
    assert Delivery.objects.get(key=key).status == Status.SENT
    assert [a.outcome for a in Attempt.objects.all()] == [Outcome.SENT]
    assert operations.claim(at=NOON + LEASE * 2, lease=LEASE) is None


@pytest.mark.django_db
def test_a_message_whose_reason_is_gone_is_cancelled_while_there_is_time() -> None:
    waiting = tell(Message.INVITATION, link="/account/invitation/opensesame")
    assert operations.cancel(by=ADMINISTRATOR, key=waiting, at=NOON)
    assert bytes(Delivery.objects.get(key=waiting).link_sealed) == b""
    assert operations.claim(at=NOON, lease=LEASE) is None
    under_way = tell()
    taken()
    assert not operations.cancel(by=ADMINISTRATOR, key=under_way, at=NOON)


@pytest.mark.django_db
def test_periodic_work_is_done_by_one_worker_at_a_time_and_again_when_that_one_died() -> None:
    hour, lease = timedelta(hours=1), timedelta(minutes=10)
    token = operations.take_tick("anchor", every=hour, at=NOON, lease=lease)
    assert token is not None
    assert operations.take_tick("anchor", every=hour, at=NOON, lease=lease) is None
    assert operations.take_tick("anchor", every=hour, at=NOON + lease, lease=lease) is not None
    operations.finish_tick("anchor", token, at=NOON)  # the dead one comes back: its token is worth nothing
    assert queries.last_tick() is None
    again = operations.take_tick("anchor", every=hour, at=NOON + lease * 2, lease=lease)
    assert again is not None
    operations.finish_tick("anchor", again, at=NOON + lease * 2)
    assert queries.last_tick() == NOON + lease * 2
    assert operations.take_tick("anchor", every=hour, at=NOON + hour, lease=lease) is None
    assert operations.take_tick("anchor", every=hour, at=NOON + lease * 2 + hour, lease=lease) is not None


@pytest.mark.django_db
def test_deliveries_and_addresses_are_shown_to_those_who_may_see_them() -> None:
    tell(Message.NAMED_LEAD, reference="INC-2026-0012")
    tell(Message.INVITATION, link="/x", to="other@council.example")
    with pytest.raises(NotPermitted):
        queries.recent(SOCIAL_WORKER)
    with pytest.raises(NotPermitted):
        queries.counts(SOCIAL_WORKER)
    with pytest.raises(NotPermitted):
        queries.file_messages(SOCIAL_WORKER)
    assert len(queries.recent(ADMINISTRATOR).lines) == 2
    assert queries.counts(ADMINISTRATOR) == queries.Counts(waiting=2, waiting_since=NOON, failed=0)
    assert [line.to for line in queries.deliveries_for(SOCIAL_WORKER, "INC-2026-0012")] == [""]
    assert [line.to for line in queries.deliveries_for(ADMINISTRATOR, "INC-2026-0012")] == ["hana@council.example"]
    assert queries.deliveries_for(ADMINISTRATOR, "") == ()


@pytest.mark.django_db
def test_the_list_of_deliveries_comes_in_pages_with_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for minute in range(51):
        tell(at=NOON + timedelta(minutes=minute))
    operations.claim(at=NOON, lease=LEASE)
    with django_assert_num_queries(2):
        first = queries.recent(ADMINISTRATOR)
    assert (len(first.lines), first.has_next) == (50, True)
    second = queries.recent(ADMINISTRATOR, page=2)
    assert (len(second.lines), second.has_next) == (1, False)
    assert [line.status for line in queries.recent(ADMINISTRATOR, status=Status.SENDING).lines] == [Status.SENDING]
