"""The pages about the media: who speaks, what is pasted, who has seen it, and what went out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reachable.common.refusals import Refused
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.outbox.models import Delivery
from reachable.sharing import operations
from reachable.sharing.choices import Overseen
from reachable.sharing.models import Enquiry, MediaContacts, Released, Version
from tests.counting import costs_the_same
from tests.domain.incident_hands import involved, person_key, verbs
from tests.domain.media_hands import (
    OF_A_NAME,
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
    with_all,
)
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows, declared

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
NOW = {"day": "21", "month": "11", "year": "2026", "time": "22:10"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def version(cast: Cast, incident: Incident) -> Version:
    contacts(cast.sam, incident)
    return begun(cast.sam, incident)


def page_of(incident: Incident, name: str, *keys: object) -> str:
    return reverse(f"media:{name}", args=[incident.reference, *keys])


def moment(field: str) -> dict[str, str]:
    return {f"{field}-{name}": value for name, value in NOW.items()}


def named(**changes: str) -> dict[str, str]:
    sent = {"seen_number": "0", "police_lead": "Sam Okafor", "contact_point": "Ada Quill", "telephone": "01632 960777"}
    return {**sent, "health": "Bo Larch", "childrens_services": "Cy Reed", **changes}


@pytest.mark.clause("MED-1")
@pytest.mark.clause("MED-3")
def test_everybody_on_the_team_reads_who_speaks(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    reader = signed_in(cast.priya)
    page = text_of(reader.get(page_of(incident, "media")))
    assert "Nobody is named yet who speaks to the media" in page
    assert page_of(incident, "contacts") not in page
    client = signed_in(cast.sam)
    page = text_of(client.post(page_of(incident, "contacts"), named(), follow=True))
    assert "Saved who speaks" in page
    page = text_of(signed_in(cast.priya).get(page_of(incident, "media")))
    assert "pass every question to <strong>Ada Quill, 01632 960777</strong>" in page
    assert MediaContacts.objects.get().number == 1


def test_who_spoke_before_stays(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    contacts(cast.sam, incident)
    client = signed_in(cast.sam)
    stale = text_of(client.post(page_of(incident, "contacts"), named(contact_point="Eve Moss")))
    assert "Meanwhile <strong>Sam Okafor</strong> named" in stale
    page = text_of(
        client.post(page_of(incident, "contacts"), named(contact_point="Eve Moss", seen_number="1"), follow=True)
    )
    assert "Eve Moss" in page
    assert "Ada Quill" in page[page.index("Who spoke before") :]


@pytest.mark.clause("MED-4")
def test_from_pasting_to_released(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    client = signed_in(cast.sam)
    contacts(cast.sam, incident)
    form = client.get(page_of(incident, "new_release"))
    sent = {"key": str(form.context["page"].form.initial["key"]) if form.context else "", "title": "Appeal"}
    sent |= {"text": WORDS, "names_somebody": "no"}
    if not sent["key"]:
        sent["key"] = "6f9619ff-8b86-4d11-b42d-00c04fc964ff"
    page = client.post(page_of(incident, "new_release"), sent, follow=True)
    assert_declares_everybody_it_shows(page)
    text = text_of(page)
    assert "Version 1 cannot be recorded as released yet" in text
    assert "the Senior Investigating Officer has not seen this version" in text
    version = Version.objects.get()
    answers = {f"{code}-answer": "YES" for code in ("witnesses", "reassures", "safe")}
    client.post(page_of(incident, "principles", version.key), answers)
    for side in ("HEALTH", "CHILDRENS_SERVICES"):
        sent = {"side": side, "whom": "Bo Larch", "says": "", **moment("consulted_at")}
        assert client.post(page_of(incident, "consulted", version.key), sent).status_code == 302
    shown = text_of(client.get(page_of(incident, "oversee", version.key)))
    assert "What you say binds to these words" in shown
    assert "Who told the family" not in shown
    sent = {"seen_number": "0", "seen_sha256": version.sha256, "says": "AGREED"}
    page = text_of(client.post(page_of(incident, "oversee", version.key), sent, follow=True))
    assert "Record that it is released" in page
    sent = {"what": "released", "with_whom": "Press list", **moment("released_at"), "released_at-time": "22:15"}
    page = text_of(client.post(page_of(incident, "released", version.key), sent, follow=True))
    assert "Version 1: released" in page
    assert not Released.objects.get().early
    assert verbs(incident)[-1] == "looked-at"
    assert not Delivery.objects.filter(message__contains="MEDIA").exists()


@pytest.mark.clause("MED-4")
def test_the_form_refuses_while_something_is_missing(
    signed_in: SignedIn, cast: Cast, incident: Incident, version: Version
) -> None:
    client = signed_in(cast.sam)
    sent = {"what": "released", "with_whom": "Press list", **moment("released_at")}
    page = text_of(client.post(page_of(incident, "released", version.key), sent))
    assert "This version cannot be recorded as released" in page
    assert not Released.objects.exists()


@pytest.mark.clause("MED-4")
def test_what_went_out_early_is_recorded_by_anybody_on_the_team(
    signed_in: SignedIn, cast: Cast, incident: Incident, version: Version
) -> None:
    client = signed_in(cast.priya)
    form = text_of(client.get(page_of(incident, "released", version.key)))
    assert "It has gone out already" in form
    assert "It is released with partners now" not in form
    refused = client.post(
        page_of(incident, "released", version.key), {"what": "released", "with_whom": "x", **moment("released_at")}
    )
    assert refused.status_code == 200
    sent = {"what": "went-out", "with_whom": "Parents of the school", **moment("released_at")}
    page = text_of(client.post(page_of(incident, "released", version.key), sent, follow=True))
    assert "This version went out before it was agreed" in page
    assert Released.objects.get().early


@pytest.mark.clause("MED-4")
def test_a_name_asks_for_more(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    version = begun(cast.sam, incident, WITH_A_NAME)
    client = signed_in(cast.sam)
    page = client.get(page_of(incident, "version", version.key))
    assert_declares_everybody_it_shows(page)
    assert declared(page) == {person_key(involved(incident))}
    assert "These words name or point to a young person" in text_of(page)
    sent = {"seen_number": "0", "seen_sha256": version.sha256, "says": "AGREED"}
    refused = text_of(client.post(page_of(incident, "oversee", version.key), sent))
    assert "Say why they must" in refused
    assert client.post(page_of(incident, "oversee", version.key), {**sent, **OF_A_NAME}).status_code == 302
    assert version.overseen.get().family_told == OF_A_NAME["family_told"]


@pytest.mark.clause("MED-4")
def test_another_version_shows_what_is_changed_and_what_the_earlier_had(
    signed_in: SignedIn, cast: Cast, incident: Incident, version: Version
) -> None:
    with_all(cast, version)
    client = signed_in(cast.sam)
    form = text_of(client.get(page_of(incident, "new_version", version.release.key)))
    assert "Nothing carries over" in form
    assert "agreed, in these words (Sam Okafor)" in form
    sent = {"seen_number": "1", "text": WORDS.replace("bandstand", "lake"), "names_somebody": "no"}
    page = text_of(client.post(page_of(incident, "new_version", version.release.key), sent, follow=True))
    assert "What version 1 had" in page
    assert "taken out: </span>bandstand" in page
    assert "new: </span>lake" in page
    assert "0 of the principles answered" in text_of(client.get(page_of(incident, "release", version.release.key)))
    stale = text_of(client.post(page_of(incident, "new_version", version.release.key), {**sent, "text": "Other"}))
    assert "Meanwhile <strong>Sam Okafor</strong> pasted version 2" in stale


def test_a_question_is_recorded_by_whoever_was_rung(signed_in: SignedIn, cast: Cast, incident: Incident) -> None:
    contacts(cast.sam, incident)
    client = signed_in(cast.priya)
    form = client.get(page_of(incident, "enquiries"))
    assert "Ada Quill" in text_of(form)
    sent = {"key": "6f9619ff-8b86-4d11-b42d-00c04fc964ff", "outlet": "Norwich Post", "asked": "Is it Kai Mensah?"}
    page = client.post(page_of(incident, "enquiries"), {**sent, **moment("asked_at")}, follow=True)
    assert_declares_everybody_it_shows(page)
    assert declared(page) == {person_key(involved(incident))}
    enquiry = Enquiry.objects.get()
    assert "1 not answered" in text_of(client.get(page_of(incident, "media")))
    assert "Kai" not in client.get(page_of(incident, "enquiries")).content.decode()
    early = {"answered_by": "Ada Quill", **moment("answered_at"), "answered_at-time": "21:00"}
    assert "before they asked" in text_of(client.post(page_of(incident, "enquiry", enquiry.key), early))
    answered = {"answered_by": "Ada Quill", "answer": "No comment", **moment("answered_at")}
    assert client.post(page_of(incident, "enquiry", enquiry.key), answered).status_code == 302
    stale = text_of(client.post(page_of(incident, "enquiry", enquiry.key), answered))
    assert "Somebody else recorded the answer meanwhile" in stale
    assert "Every question was answered" in text_of(client.get(page_of(incident, "media")))


def test_what_is_owed_on_each_form(signed_in: SignedIn, cast: Cast, incident: Incident, version: Version) -> None:
    client = signed_in(cast.sam)
    for name, words in (
        ("principles", "Answer yes, no or not known"),
        ("consulted", "Say whom you consulted"),
        ("oversee", "Say whether you agree these words"),
        ("released", "Say to whom it went"),
    ):
        assert words in text_of(client.post(page_of(incident, name, version.key), {}))
    assert "Paste the words" in text_of(client.post(page_of(incident, "new_release"), {}))
    assert "Say what they asked" in text_of(client.post(page_of(incident, "enquiries"), {}))
    assert "Name the single point" in text_of(client.post(page_of(incident, "contacts"), named(contact_point="")))


@pytest.mark.clause("MED-4")
def test_police_who_do_not_investigate_do_not_oversee(
    signed_in: SignedIn, cast: Cast, incident: Incident, version: Version
) -> None:
    incidents.add_to_team(**told(cast.hana, incident), professional_key=cast.mace.key, why="Works on it")
    client = signed_in(cast.mace)
    assert client.get(page_of(incident, "oversee", version.key)).status_code == 403
    assert page_of(incident, "oversee", version.key) not in text_of(
        client.get(page_of(incident, "version", version.key))
    )


@pytest.mark.parametrize(
    ("who", "status"), [("priya", 403), ("stranger", 404), ("mace", 404), ("admin", 403)], ids=lambda value: str(value)
)
def test_who_does_not_lead(
    signed_in: SignedIn, cast: Cast, incident: Incident, version: Version, who: str, status: int
) -> None:
    client = signed_in(getattr(cast, who))
    leads = 403 if who in ("priya", "stranger", "admin") else 404
    assert client.post(page_of(incident, "contacts"), named()).status_code == leads
    assert client.get(page_of(incident, "oversee", version.key)).status_code == leads
    expected = 200 if who == "priya" else status
    for name, keys in (
        ("media", ()),
        ("version", (version.key,)),
        ("release", (version.release.key,)),
        ("enquiries", ()),
    ):
        assert client.get(page_of(incident, name, *keys)).status_code == expected
    assert MediaContacts.objects.count() == 1


def test_nothing_of_another_incident_is_found(
    signed_in: SignedIn, cast: Cast, incident: Incident, version: Version
) -> None:
    other = with_team(cast, reported_incident(cast.hana, place="Chapelfield"))
    client = signed_in(cast.sam)
    for name, key in (("version", version.key), ("release", version.release.key), ("oversee", version.key)):
        assert client.get(page_of(other, name, key)).status_code == 404


def test_the_pages_cost_the_same_with_more_of_them(
    signed_in: SignedIn, cast: Cast, incident: Incident, version: Version
) -> None:
    client = signed_in(cast.sam)
    with_all(cast, version)

    def more() -> None:
        second = pasted(cast.sam, version, f"{WORDS} Please.")
        with_all(cast, second)
        out(cast.sam, second)
        for number in range(3):
            other = begun(cast.sam, incident, f"Appeal number {number}", title=f"Appeal {number}")
            principled(cast.sam, other)
            consulted(cast.sam, other)
            overseen(cast.sam, other, Overseen.CHANGE, because="Shorter")
            facts: dict[str, Any] = {"outlet": f"Paper {number}", "asked": "What happened?", "asked_at": AT}
            operations.log_enquiry(**told(cast.priya, incident), **facts)

    costs_the_same(lambda: client.get(page_of(incident, "media")), more, at_most=48)


def test_the_list_of_versions_costs_the_same(
    signed_in: SignedIn, cast: Cast, incident: Incident, version: Version
) -> None:
    client = signed_in(cast.sam)

    def more() -> None:
        for number in range(1, 4):
            with_all(cast, pasted(cast.sam, version, f"{WORDS} {number}", seen_number=number))

    costs_the_same(lambda: client.get(page_of(incident, "release", version.release.key)), more, at_most=48)


def test_a_title_names_nobody(cast: Cast, incident: Incident) -> None:
    with pytest.raises(Refused, match="without a name or an address"):
        begun(cast.sam, incident, title="Appeal for Kai Mensah")
