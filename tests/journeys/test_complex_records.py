"""The complex discussion is concluded; the record of each of the fourteen tells of no child of another household."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pdfua
import pypdf
import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from reachable.common import clock
from reachable.directory.models import Professional
from reachable.meetings import operations as meetings
from reachable.meetings.choices import MeetingState
from reachable.meetings.models import Meeting, Minutes
from reachable.outbox.choices import Message
from reachable.outbox.models import Delivery
from reachable.responses.models import Action
from reachable.sharing import operations as sharing
from reachable.sharing.models import ChildRecord
from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard
from tests.journeys.discussing import (
    all_decided,
    begun,
    decided,
    everything_is_said,
    given_to,
    passed_over,
    rows_of,
)
from tests.journeys.fourteen import GP, WARD, YOUNG, Young, given_fourteen
from tests.journeys.keyboard import Keyboard
from tests.journeys.plain_search import Text, identifiers_of, names_of
from tests.journeys.test_complex_discussion import decides

KINDS = ("html", "json", "pdf")


def settles(hana: Keyboard, meeting: Meeting) -> None:
    """The list of what is left to say becomes empty; then the chair agrees."""
    hana.goto("minutes:conclude", meeting=meeting.reference)
    hana.page.get_by_label("Keeping these young people safe").check()
    hana.press("Continue")
    hana.expects(f"Conclude {meeting.reference}")
    hana.sees("2 to settle before the minutes are agreed", "A: whether the threshold for enquiries is met")
    decides(hana, meeting, "A", {
        "Threshold for enquiries": "Met", "Enquiry": "Joint, with police", "Child protection conference": "To be held",
        "What follows for this young person": "Safeguard now",
        "If the young person does not go home: on what legal basis": "Goes home",
    })  # fmt: skip
    leaves_out(hana, meeting, "property")
    hana.goto("minutes:conclude", meeting=meeting.reference)
    hana.sees("Nothing is left to settle")
    hana.axe()
    hana.press("Agree the minutes")
    hana.expects(f"Agree the minutes of {meeting.reference}")
    pressed_at = time.monotonic()
    hana.press("Agree the minutes")
    hana.sees("The minutes are agreed")
    assert ChildRecord.objects.filter(meeting=meeting).count() == len(YOUNG)
    print(f"from agreeing to 14 records: {time.monotonic() - pressed_at:.1f} s")


def leaves_out(hana: Keyboard, meeting: Meeting, code: str) -> None:
    item = meeting.items.get(code=code)
    hana.goto(f"{reverse('minutes:run', args=[meeting.reference])}?item={item.key}")
    form = hana.page.locator("[data-part=more]")
    form.get_by_text("Leave this item out").click()
    form.get_by_label("Because", exact=True).fill("Nothing was damaged")
    hana.press("Not reached", within=form)
    hana.page.wait_for_load_state()


def sees_the_records(hana: Keyboard, meeting: Meeting) -> None:
    """Made with the agreeing: one for each, to be checked."""
    hana.follow("One record for each young person")
    hana.expects(f"Records of {meeting.reference}")
    hana.sees("14 of 14 still to file", *(one.name for one in YOUNG))


def checks_one(hana: Keyboard, record: ChildRecord) -> None:
    """By hand: what is doubtful is taken out, and the record is final."""
    hana.goto("sharing:record", meeting=record.meeting.reference, key=record.key)
    hana.sees("To decide: ")
    hana.axe()
    left = hana.page.get_by_role("heading", name="To decide:")
    while left.count():
        before = left.inner_text()
        hana.press("Take out")
        expect(hana.page.locator("body")).not_to_contain_text(before)
    hana.page.get_by_label("I read it to the end").check()
    hana.press("Make it final")
    hana.sees("The record is final")
    hana.axe()


def exported(meeting: Meeting, out: Path) -> dict[str, dict[str, Path]]:
    """The files of each by letter and kind."""
    call_command("export_records", meeting=meeting.reference, out=out, stdout=StringIO())
    assert len(list(out.iterdir())) == len(YOUNG) * len(KINDS) + 1
    name = "{}-" + meeting.reference + "-1.{}"
    return {one.letter: {kind: out / name.format(one.social_care, kind) for kind in KINDS} for one in YOUNG}


def text_of(file: Path) -> str:
    if file.suffix != ".pdf":
        return file.read_text()
    reader = pypdf.PdfReader(file)
    about = reader.root_object["/Metadata"].get_object()
    return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata), str(about.get_data())])


def found_in(text: Text, one: Young, keys: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Whatever of children of other households stands there, by plain words."""
    mine = identifiers_of(one)
    for other in YOUNG:
        if other.mother == one.mother:
            continue
        yield from text.found(identifiers_of(other) - mine)
        yield from (key for key in keys[other.letter] if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text.text))
        if text.has_initials(other) or f"seen with {other.letter}." in text.text:
            yield f"initials or letter of {other.letter}"


def check_files(meeting: Meeting, files: Mapping[str, Mapping[str, Path]]) -> None:
    keys = {
        letter: (str(row.key), row.key.hex, str(row.record.key), row.record.key.hex)
        for letter, row in rows_of(meeting).items()
    }
    for one in YOUNG:
        for kind, file in files[one.letter].items():
            text = Text(text_of(file))
            assert sorted(found_in(text, one, keys)) == [], f"{one.letter} {kind}"
            assert text.found({one.name}) == [one.name], "the search itself finds nobody"
            assert text.found({"Will Achebe"}), "professionals stay named"
        report = pdfua.validate(str(files[one.letter]["pdf"]))
        assert ([finding.message for finding in report.findings], bool(report.outcomes)) == ([], True)
    for letter, sibling in ("A", "Dele Oyelaran"), ("B", "Tamsin Oyelaran"):
        assert all(Text(text_of(file)).has(sibling) for file in files[letter].values())


def check_names_of_files(out: Path) -> None:
    """The list and the names of the files name nobody; each record stands there under its own number."""
    manifest = (out / "manifest.json").read_text()
    text = Text(manifest + " ".join(sorted(one.name for one in out.iterdir())))
    assert [name for one in YOUNG for name in text.found(names_of(one))] == []
    listed = {record["social_care_id"] for record in json.loads(manifest)["records"]}
    assert listed == {one.social_care for one in YOUNG}


def check_the_search(meeting: Meeting) -> None:
    """What was said names each of them in many ways, which the same search finds."""
    said = Text(Minutes.objects.get(meeting=meeting).text)
    for one in YOUNG:
        assert len(said.found(identifiers_of(one))) >= 9, one.letter


@pytest.mark.clause("CTX-4")
@pytest.mark.clause("CTX-5")
def test_each_has_a_record_that_tells_of_no_child_of_another_household(
    at_keyboard: AtKeyboard, cast: Cast, tmp_path: Path
) -> None:
    meeting = begun(cast, given_fourteen(cast))
    everything_is_said(cast, meeting)
    actions = agreed_actions(cast, meeting)
    decided(cast, meeting, but="A")
    passed_over(cast, meeting, but="property")
    meetings.end_meeting(by=cast.hana, at=clock.now(), meeting=meeting.reference)
    hana = at_keyboard(cast.hana)
    settles(hana, meeting)
    sees_the_records(hana, meeting)
    sends_the_actions(hana, meeting)
    records = ChildRecord.objects.filter(meeting=meeting).select_related("meeting", "involvement__record")
    for record in records.order_by("involvement__position"):
        if record.involvement.letter == "D":
            checks_one(hana, record)
            continue
        all_decided(cast, record)
        record.refresh_from_db()
        told = {"by": cast.joy, "at": clock.now(), "meeting": meeting.reference, "record_key": record.key}
        sharing.make_final(**told, seen_version=record.version)
    files = exported(meeting, tmp_path / "records")
    check_the_search(meeting)
    check_files(meeting, files)
    check_names_of_files(tmp_path / "records")
    answer_for_actions(at_keyboard(cast.priya), meeting, actions)


def agreed_actions(cast: Cast, meeting: Meeting) -> dict[str, Action]:
    gp = Professional.objects.get(email=GP)
    return {
        "acknowledged": given_to(cast, meeting, cast.priya, "Find a place at another school", "C", days=3),
        "handed back": given_to(cast, meeting, gp, "Write to the clinic", "G", days=2),
        "late": given_to(cast, meeting, cast.sam, "Find out where Marek Dobrowolski sleeps", "H", days=1),
    }


def sends_the_actions(hana: Keyboard, meeting: Meeting) -> None:
    hana.goto("minutes:send_actions", meeting=meeting.reference)
    hana.expects(f"Send the actions of {meeting.reference}")
    hana.press("Send to 19")
    hana.expects(f"Actions of {meeting.reference}")
    hana.sees("Sent to 19")
    assert Delivery.objects.filter(message=Message.ACTIONS_SENT, to=WARD).count() == 1


def answer_for_actions(priya: Keyboard, meeting: Meeting, actions: Mapping[str, Action]) -> None:
    """One is acknowledged, one handed back; the chair is told of one that is a day late, and of no other."""
    priya.goto("minutes:actions", meeting=meeting.reference)
    priya.page.get_by_label("Keeping these young people safe").check()
    priya.press("Continue")
    priya.expects(f"Actions of {meeting.reference}")
    priya.press("I have it")
    given_back = actions["handed back"]
    given_back.refresh_from_db()
    meetings.hand_back_own_action(
        by=Professional.objects.get(email=GP), at=clock.now(), meeting=meeting.reference, action_key=given_back.key,
        seen_version=given_back.version, because="She left the practice",
    )  # fmt: skip
    actions["acknowledged"].refresh_from_db()
    assert actions["acknowledged"].accepted_at is not None
    a_day_late(actions["late"].due_at + timedelta(hours=25))
    assert [row.action for row in meeting.actions.filter(escalated_at__isnull=False)] == [actions["late"]]
    assert Delivery.objects.filter(message=Message.ACTIONS_LATE, to=meeting.chair.email).count() == 1
    priya.goto("minutes:actions", meeting=meeting.reference)
    priya.expects(f"Actions of {meeting.reference}")
    priya.sees("Handed back")
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.AGREED


def a_day_late(at: datetime) -> None:
    while meetings.remind_and_escalate(by=None, at=at):
        pass
