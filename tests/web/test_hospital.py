"""A young person in hospital: what must happen next, what is recorded, and agreeing that the officer may leave."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.directory.models import Professional
from reachable.incidents import operations
from reachable.incidents.choices import FactKind, FactStands, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident, Involvement, OfficerMayLeave
from tests.counting import costs_the_same
from tests.domain.hospital_hands import NOT_DISCUSSED, agree, discussed
from tests.domain.incident_hands import involved, person_key, said, settled, told
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web.hospital_hands import address, record_link, shown

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Professional], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def kai(incident: Incident) -> Involvement:
    return involved(incident)


@pytest.mark.clause("HOS-6")
def test_the_gate_stands_first_and_says_who_can_settle_what(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.sam)
    page = shown(client, address(kai))
    assert '<h1 class="govuk-heading-l">Kai Mensah (A) in hospital</h1>' in page
    assert "That the officer leaves Kai Mensah (A) cannot be agreed yet" in page
    assert f"<strong>Missing:</strong> {NOT_DISCUSSED}" in page
    assert "Whoever is with the young person for one of the three can settle it" in page
    assert address(kai, "agree_officer_may_leave") not in page, "nothing to press while something is missing"
    discussed(cast.priya, kai.incident, health=None, look_again_at=None)
    page = shown(client, address(kai))
    assert "<strong>There:</strong> police: Sgt Lee" in page
    assert "<strong>Missing:</strong> nobody from health is named, nor why nobody could take part" in page
    assert "The ward or hospital safeguarding can settle it" in page
    assert "<strong>Holds nothing back:</strong> nobody has said when it is looked at again" in page
    assert page.index("cannot be agreed yet") < page.index("Officer on the ward") < page.index("Visitors</h2>")


def test_wrong_role_and_stranger(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    one = discussed(cast.priya, kai.incident)
    seen = {"seen": str(one.key)}
    assert signed_in(cast.priya).post(address(kai, "agree_officer_may_leave"), seen).status_code == 403
    assert "agrees it" in shown(signed_in(cast.priya), address(kai))
    for name in ("hospital", "agree_officer_may_leave", "send_youth_worker"):
        assert signed_in(cast.mace).get(address(kai, name)).status_code == 404 or name == "send_youth_worker"
    assert signed_in(cast.mace).post(address(kai, "agree_officer_may_leave"), seen).status_code == 404
    nobody = reverse("hospital:hospital", args=(kai.incident.reference, uuid4()))
    assert signed_in(cast.priya).get(nobody).status_code == 404
    assert not OfficerMayLeave.objects.exists()


def test_each_look_and_the_agreement_are_in_the_audit(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    one = discussed(cast.priya, kai.incident)
    client = signed_in(cast.sam)
    client.get(address(kai))
    client.post(address(kai, "agree_officer_may_leave"), {"seen": str(one.key)})
    looks = Entry.objects.filter(incident=kai.incident.reference).values_list("verb", "codes")
    assert [1 for verb, codes in looks if verb == "looked-at" and '"hospital"' in codes], list(looks)
    assert Entry.objects.filter(verb="officer-may-leave-agreed").count() == 1


def test_whoever_never_was_in_hospital(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    added = operations.add_young_person(
        by=cast.priya, at=AT, reference=kai.incident.reference, facts=ReportedYoungPerson(given_names="Jay")
    )
    page = shown(signed_in(cast.priya), address(added))
    assert "Jay (B) is not in hospital" in page
    assert "Say where Jay (B) is" in page
    assert reverse("incidents:young_person", args=(kai.incident.reference, added.key)) in page
    assert "cannot be agreed yet" not in page
    discussed(cast.priya, kai.incident, letter="B")
    page = shown(signed_in(cast.priya), address(added))
    assert "Nobody has said that they are in hospital" in page, "what is recorded is shown all the same"
    assert "Sgt Lee" in page


def test_whoever_has_left(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    said(cast.priya, kai.incident, Where.HOME, at=AT)
    page = shown(signed_in(cast.priya), address(kai))
    assert "Kai Mensah (A): hospital" in page
    assert "Not in hospital now: at home" in page
    assert "Discharge expected" not in page


@pytest.mark.clause("HOS-4")
def test_the_officer_came_and_left_too_early(
    signed_in: SignedIn, cast: Cast, kai: Involvement, set_clock: Callable
) -> None:
    set_clock(AT + HOUR)
    client = signed_in(cast.priya)
    page = shown(client, address(kai))
    assert record_link(kai, "officer-attending") in page
    told(
        cast.priya,
        kai.incident,
        FactKind.OFFICER_ATTENDING,
        "A",
        said={"officer": "PC Dunn", "ward-rings": "01632 960999"},
    )
    page = shown(client, address(kai))
    assert "PC Dunn" in page
    assert "Once nobody is there the ward rings 01632 960999" in page
    told(cast.priya, kai.incident, FactKind.OFFICER_LEFT, "A", AT + HOUR, happened_at=AT + 30 * HOUR / 60)
    page = shown(client, address(kai))
    assert "Nobody there" in page
    assert f"The officer left at 22:45, before it was agreed; missing then: {NOT_DISCUSSED}." in page
    assert "Left already?" not in page


KINDS = [
    ("HOS-4", FactKind.OFFICER_ATTENDING, "officer-attending"),
    ("HOS-6", FactKind.OFFICER_LEFT, "officer-left"),
    ("HOS-6", FactKind.WARD_DISCUSSION, "ward-discussion"),
    ("HOS-5", FactKind.VISITOR, "visitor"),
    ("HOS-1", FactKind.PHONE_ADVICE, "phone-advice"),
    ("HOS-2", FactKind.DEVICES, "devices"),
    ("HOS-7", FactKind.TRUSTED_PROFESSIONAL, "trusted-professional"),
    ("HOS-8", FactKind.YOUTH_WORKER_ASKED, "youth-worker-asked"),
    ("HOS-10", FactKind.YOUTH_WORKER_DISCUSSED, "youth-worker-discussed"),
    ("HOS-9", FactKind.VISITING_ROLE, "visiting-role"),
    ("HOS-7", FactKind.CONTACT_MADE, "contact-made"),
]


@pytest.mark.parametrize(("clause", "kind", "slug"), KINDS)
def test_each_kind_has_a_link_that_opens_its_form_and_a_place_to_stand(
    signed_in: SignedIn, cast: Cast, kai: Involvement, clause: str, kind: str, slug: str
) -> None:
    client = signed_in(cast.priya)
    assert record_link(kai, slug) in shown(client, address(kai))
    assert client.get(record_link(kai, slug)).status_code == 200
    one = told(cast.priya, kai.incident, kind, "A", words="As the ward sister says")
    page = shown(client, address(kai))
    assert page.count(f'id="fact-{one.key}"') == 1
    assert "As the ward sister says" in page
    settled(cast.priya, one, FactStands.MISTAKE)
    page = shown(client, address(kai))
    assert page.count(f'id="fact-{one.key}"') == 1
    assert page.index("1 put right, ended or recorded by mistake") < page.index(f'id="fact-{one.key}"')


OWED = [
    ("HOS-5", FactKind.VISITOR, {"who": "his cousin"}, "It is not agreed whether the ward lets in his cousin."),
    (
        "HOS-5",
        FactKind.VISITOR,
        {"who": "two boys", "as": "opposing", "came": "came", "let-in": "yes"},
        "Two boys is of an opposing group: tell the ward and police.",
    ),
    ("HOS-1", FactKind.PHONE_ADVICE, {"advised": "young-person"}, "Parents or carers have not been advised yet."),
    ("HOS-1", FactKind.PHONE_ADVICE, {"advised": "parents"}, "The young person has not been advised yet."),
    (
        "HOS-3",
        FactKind.DEVICES,
        {"decision": "seized", "power": "Section 19"},
        "A device was seized, and nobody has recorded that the reason was explained.",
    ),
    (
        "HOS-3",
        FactKind.DEVICES,
        {"decision": "seized", "explained": "yes"},
        "A device was seized, and it is not recorded under which power.",
    ),
    ("HOS-2", FactKind.DEVICES, {"decision": "not-seized"}, "Nothing was seized: say why."),
    ("HOS-9", FactKind.VISITING_ROLE, {"who": "Ada", "ward-told": "yes"}, "Ada: police not told yet."),
]


@pytest.mark.parametrize(("clause", "kind", "fields", "owed"), OWED)
def test_what_is_still_owed_is_said(
    signed_in: SignedIn, cast: Cast, kai: Involvement, clause: str, kind: str, fields: dict[str, str], owed: str
) -> None:
    told(cast.priya, kai.incident, kind, "A", said=fields)
    page = shown(signed_in(cast.priya), address(kai))
    assert owed in page
    assert page.count("Still owed") == 1


def test_what_is_settled_owes_nothing(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    told(cast.priya, kai.incident, FactKind.DEVICES, "A", said={"decision": "not-seized", "why": "Nothing on it"})
    told(cast.priya, kai.incident, FactKind.PHONE_ADVICE, "A", said={"advised": "young-person,parents"})
    told(cast.priya, kai.incident, FactKind.VISITING_ROLE, "A", said={"ward-told": "yes", "police-told": "yes"})
    told(cast.priya, kai.incident, FactKind.VISITOR, "A", said={"who": "Mum", "came": "asked", "let-in": "yes"})
    assert "Still owed" not in shown(signed_in(cast.priya), address(kai))


def test_where_they_are_and_when_it_is_looked_at_again(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    expected = {"expected_discharge_at": AT + 20 * HOUR, "place": "Cley ward"}
    said(cast.priya, kai.incident, Where.HOSPITAL, at=AT, **expected)
    discussed(cast.priya, kai.incident)
    page = shown(signed_in(cast.priya), address(kai))
    for words in ("Cley ward", "tomorrow 18:15", "tomorrow 08:00", "The plan: not agreed", "In person works best"):
        assert words in page


def test_what_was_said_of_another_letter_of_theirs_is_read_here(
    signed_in: SignedIn, cast: Cast, kai: Involvement
) -> None:
    added = operations.add_young_person(
        by=cast.priya,
        at=AT,
        reference=kai.incident.reference,
        facts=ReportedYoungPerson(given_names="Kay", where=Where.HOSPITAL),
    )
    one = discussed(cast.priya, kai.incident, letter="B")
    who, other = (UUID(person_key(young)) for young in (kai, added))
    operations.say_same_person(
        by=cast.priya, at=AT, reference=kai.incident.reference, who=kai.key, other=other, because="Same birth date"
    )
    assert who != other
    client = signed_in(cast.priya)
    page = shown(client, address(kai))
    assert f'id="fact-{one.key}"' in page
    assert "said of B" in page
    assert "police: Sgt Lee" in page
    assert client.get(address(added)).status_code == 404


def test_the_page_costs_the_same_with_more_of_everything(signed_in: SignedIn, cast: Cast, kai: Involvement) -> None:
    client = signed_in(cast.sam)

    def record_more() -> None:
        for _, kind, _ in KINDS:
            told(cast.priya, kai.incident, kind, "A", words="Again")
        one = discussed(cast.priya, kai.incident)
        agree(cast.sam, kai.incident, one.key)

    record_more()
    costs_the_same(lambda: shown(client, address(kai)), record_more, at_most=62)
