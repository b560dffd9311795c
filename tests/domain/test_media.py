"""Who speaks to the media, what journalists ask, what went out before it was agreed, and what of it is traced."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from reachable.audit.models import Entry
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents.choices import FactKind
from reachable.incidents.models import Fact, Incident, TimelineEntry
from reachable.outbox.models import Delivery
from reachable.responses.models import CameEarly
from reachable.sharing import operations, queries
from reachable.sharing.models import Enquiry, Oversight, PrincipleAnswer, Released, Version
from reachable.sharing.policies import media as policies
from tests.domain.incident_hands import asked, verbs
from tests.domain.media_hands import (
    WITH_A_NAME,
    WORDS,
    begun,
    consulted,
    contacts,
    out,
    overseen,
    pasted,
    principled,
    told,
    went_out,
    with_all,
)
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def version(cast: Cast, incident: Incident) -> Version:
    contacts(cast.sam, incident)
    return begun(cast.sam, incident)


def enquiry(by: Professional, incident: Incident, **changes: Any) -> Enquiry:
    facts: dict[str, Any] = {"outlet": "Norwich Post", "asked": "Is it true?", "asked_at": AT - timedelta(minutes=9)}
    return operations.log_enquiry(**told(by, incident), **{**facts, **changes})


def answer(by: Professional, row: Enquiry, **changes: Any) -> Enquiry:
    facts: dict[str, Any] = {"answered_by": "Ada Quill", "answer": "No comment", "answered_at": AT}
    return operations.answer_enquiry(**told(by, row.incident), enquiry_key=row.key, **{**facts, **changes})


@pytest.mark.clause("MED-1")
@pytest.mark.clause("MED-3")
def test_who_speaks_is_numbered_and_what_was_before_stays(cast: Cast, incident: Incident) -> None:
    contacts(cast.sam, incident)
    contacts(cast.sam, incident, seen_number=1, contact_point="Eve Moss", telephone="")
    view = queries.media(cast.priya, incident.reference, AT)
    assert view.who_speaks is not None
    assert (view.who_speaks.number, view.who_speaks.pass_to) == (2, "Eve Moss")
    assert [one.pass_to for one in view.earlier] == ["Ada Quill, 01632 960777"]
    with pytest.raises(Stale):
        contacts(cast.sam, incident, seen_number=1)


@pytest.mark.clause("MED-3")
def test_the_guide_is_answered_from_here(cast: Cast, incident: Incident) -> None:
    begun(cast.sam, incident)
    contacts(cast.sam, incident)
    point = asked(incident, "media-contact-point").answers.get()
    assert point.record == {"contact-point": "Ada Quill, 01632 960777"}
    assert asked(incident, "media-liaison").answers.get().record["health-media"] == "Bo Larch"
    assert not asked(incident, "media-lead").answers.exists()
    contacts(cast.sam, incident, seen_number=1)
    assert asked(incident, "media-contact-point").answers.count() == 1  # the same, so not said again


@pytest.mark.clause("MED-4")
def test_oversight_answers_the_guide(cast: Cast, incident: Incident, version: Version) -> None:
    with_all(cast, version)
    given = asked(incident, "media-oversight").answers.get().record
    assert given["seen-by"] == f"p:{cast.sam.key}"
    assert given["version-seen"] == f"Version 1 ({version.sha256[: policies.SHOWN]})"


def test_the_first_release_opens_the_strand_once(cast: Cast, incident: Incident) -> None:
    begun(cast.sam, incident)
    enquiry(cast.priya, incident)
    assert Fact.objects.filter(incident=incident, kind=FactKind.MEDIA_INTEREST).count() == 1


@pytest.mark.clause("MED-4")
def test_what_went_out_early_rings_the_bell(cast: Cast, incident: Incident, version: Version) -> None:
    row = went_out(cast.priya, version)
    assert row.early
    bell = CameEarly.objects.get(incident=incident, gate="media")
    assert "the Senior Investigating Officer has not seen this version" in bell.missing
    assert bell.action is not None
    assert bell.action.what.startswith("Words went out to the media before they were agreed")
    assert Delivery.objects.filter(message="CAME_EARLY").exists()
    with pytest.raises(Refused, match="recorded already"):
        went_out(cast.priya, version)
    with pytest.raises(Refused, match="recorded already"):
        out(cast.sam, with_all(cast, version))
    assert Released.objects.count() == 1


@pytest.mark.clause("MED-4")
def test_what_was_agreed_afterwards_was_early(cast: Cast, incident: Incident, version: Version) -> None:
    with_all(cast, version)
    with pytest.raises(Refused, match="It was agreed after that time") as refused:
        out(cast.sam, version, minutes=-30)
    assert refused.value.field == "released_at"
    row = went_out(cast.priya, version, minutes=-30)
    assert row.early
    assert CameEarly.objects.get(gate="media").missing == "the Senior Investigating Officer agreed it only afterwards"


def test_what_went_out_as_agreed_is_not_early(cast: Cast, incident: Incident, version: Version) -> None:
    """Also where somebody pasted other words before it was written down."""
    with_all(cast, version)
    pasted(cast.sam, version, f"{WORDS} Please.")
    assert not went_out(cast.priya, version).early
    assert not CameEarly.objects.exists()


def test_it_is_not_released_twice_or_tomorrow(cast: Cast, incident: Incident, version: Version) -> None:
    with_all(cast, version)
    with pytest.raises(Refused):
        out(cast.sam, version, minutes=30)
    with pytest.raises(Refused, match="to whom") as refused:
        out(cast.sam, version, with_whom=" ")
    assert refused.value.field == "with_whom"
    out(cast.sam, version)
    with pytest.raises(Refused, match="recorded already"):
        out(cast.sam, version)


@pytest.mark.clause("MED-2")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("MAYBE", ""), "witnesses-answer"),
        (("NO", " "), "witnesses-words"),
        (("NOT_KNOWN", ""), "witnesses-words"),
    ],
)
def test_an_answer_says_enough(cast: Cast, version: Version, given: tuple[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        principled(cast.sam, version, witnesses=given)
    assert refused.value.field == field
    assert not PrincipleAnswer.objects.exists()


@pytest.mark.clause("MED-2")
def test_the_last_answer_stands(cast: Cast, incident: Incident, version: Version) -> None:
    principled(cast.sam, version, witnesses=("NO", "It warns"))
    principled(cast.sam, version)
    view = queries.version(cast.priya, incident.reference, version.key, AT)
    assert [one.answer for one in view.principles] == ["YES", "YES", "YES"]
    with pytest.raises(Refused, match="each of the three"):
        principled(cast.sam, version, another=("YES", ""))


@pytest.mark.clause("MED-3")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"side": "POLICE"}, "health or children's services"),
        ({"whom": " "}, "whom you consulted"),
        ({"consulted_at": AT + timedelta(hours=1)}, "future"),
    ],
)
def test_whom_one_can_consult(cast: Cast, version: Version, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        consulted(cast.sam, version, **changes)


def test_the_name_check_is_certain_whatever_is_ticked(cast: Cast, incident: Incident) -> None:
    version = begun(cast.sam, incident, WITH_A_NAME, names_somebody=False)
    assert version.names_somebody
    plain = begun(cast.sam, incident, "A man of 40 was arrested. Detective Inspector Sam Okafor asks for help.")
    assert not plain.names_somebody


def test_what_is_asked_of_the_first_words(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused) as refused:
        begun(cast.sam, incident, " \n ")
    assert refused.value.field == "text"
    with pytest.raises(Refused) as refused:
        begun(cast.sam, incident, title=" ")
    assert refused.value.field == "title"
    key = uuid4()
    assert begun(cast.sam, incident, key=key) == begun(cast.sam, incident, key=key)
    assert Version.objects.count() == 1


def test_two_who_paste_at_once_are_told(cast: Cast, version: Version) -> None:
    pasted(cast.sam, version, f"{WORDS} Please.")
    with pytest.raises(Stale):
        pasted(cast.sam, version, f"{WORDS} Soon.")


def test_questions_that_nobody_answered_stand_first(cast: Cast, incident: Incident, version: Version) -> None:
    first = enquiry(cast.priya, incident, outlet="First")
    enquiry(cast.priya, incident, outlet="Second")
    answer(cast.priya, first, version_key=version.key)
    view = queries.enquiries(cast.priya, incident.reference, AT)
    assert [(one.outlet, one.version) for one in view.lines] == [("Second", ""), ("First", "version 1")]
    with pytest.raises(Stale):
        answer(cast.sam, first)


@pytest.mark.clause("MED-3")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answered_by": " "}, "answered_by"),
        ({"answered_at": AT - timedelta(minutes=10)}, "answered_at"),
    ],
)
def test_an_answer_says_who_and_when(cast: Cast, incident: Incident, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        answer(cast.priya, enquiry(cast.priya, incident), **changes)
    assert refused.value.field == field


@pytest.mark.parametrize(("changes", "field"), [({"outlet": " "}, "outlet"), ({"asked": " "}, "asked")])
def test_a_question_says_who_asked_what(cast: Cast, incident: Incident, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        enquiry(cast.priya, incident, **changes)
    assert refused.value.field == field


def test_who_does_what(cast: Cast, incident: Incident, version: Version) -> None:
    for refused in (
        lambda: contacts(cast.hana, incident, seen_number=1),
        lambda: begun(cast.hana, incident),
        lambda: pasted(cast.priya, version, "Other words"),
        lambda: principled(cast.hana, version),
        lambda: overseen(cast.hana, version),
        lambda: out(cast.hana, version),
    ):
        with pytest.raises(NotPermitted):
            refused()
    for unseen in (
        lambda: enquiry(cast.stranger, incident),
        lambda: went_out(cast.mace, version),
        lambda: consulted(cast.manager, version),
        lambda: contacts(cast.mace, incident, seen_number=1),
    ):
        with pytest.raises(NotFound):
            unseen()
    assert Version.objects.count() == 1
    assert not Oversight.objects.exists()


def test_nothing_of_another_incident_is_found(cast: Cast, incident: Incident, version: Version) -> None:
    other = with_team(cast, reported_incident(cast.hana, place="Chapelfield"))
    mine = enquiry(cast.priya, incident)
    for query, key in (
        (queries.release, version.release.key),
        (queries.version, version.key),
        (queries.enquiry, mine.key),
    ):
        with pytest.raises(NotFound):
            query(cast.sam, other.reference, key, AT)
    with pytest.raises(NotFound):
        operations.answer_enquiry(
            **told(cast.sam, other), enquiry_key=mine.key, answered_by="x", answered_at=AT, version_key=version.key
        )


def test_each_step_is_traced_and_the_words_are_in_no_trace(cast: Cast, incident: Incident, version: Version) -> None:
    with_all(cast, version)
    out(cast.sam, version)
    found = verbs(incident)
    for verb in (
        "media-contacts-named",
        "media-version-pasted",
        "media-principles-answered",
        "media-consulted",
        "media-overseen",
        "media-released",
    ):
        assert verb in found
    said = " ".join(TimelineEntry.objects.filter(incident=incident).values_list("words", flat=True))
    assert "Version 1 of a release to the media was released with partners." in said
    assert "bandstand" not in said
    entries = Entry.objects.filter(verb="media-overseen").values_list("codes", flat=True)
    assert version.sha256 in str(list(entries))
    assert not Delivery.objects.filter(reference=incident.reference, message__startswith="MEDIA").exists()
