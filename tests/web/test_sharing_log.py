"""The sharing log of an incident, and recording that something is not shared."""

from uuid import uuid4

import pytest
from django.urls import reverse

from reachable.audit import log as audit
from reachable.incidents import operations as incidents
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.outbox.choices import WhatIsShared
from reachable.outbox.disclosing import disclose
from reachable.outbox.models import Disclosure
from reachable.people import queries as people
from tests.counting import costs_the_same
from tests.domain.incident_hands import involved
from tests.factories import AT, Cast, reported_incident, with_team
from tests.web import young_people
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(cast: Cast) -> Incident:
    found = with_team(cast, reported_incident(cast.hana))
    ella = ReportedYoungPerson(given_names="Ella", family_name="Mensah", approximate_age=12)
    incidents.add_young_person(by=cast.hana, at=AT, reference=found.reference, facts=ella)
    return found


def person(incident: Incident, letter: str):
    record = involved(incident, letter).record_id
    return people.current_person_keys([record])[record]


def shared(cast: Cast, incident: Incident, *letters: str, to=(), meeting: str = "MTG-2026-0001", **said) -> None:
    with audit.trail():
        disclose(
            **{"what": WhatIsShared.PACK, "words": "The pack", "purpose": "safeguarding", "ground": "AGREED", **said},
            incident=incident.reference, meeting=meeting, to=to or ((cast.sam.key, ""),),
            about=[person(incident, one) for one in letters], by=cast.hana, at=AT,
        )  # fmt: skip


def address(incident: Incident) -> str:
    return reverse("sharing:log", args=[incident.reference])


def test_a_row_says_what_to_whom_what_for_about_whom_and_by_whom(cast: Cast, signed_in, incident: Incident) -> None:
    shared(cast, incident, "A", to=((cast.sam.key, ""), (None, "Dr Reed, GP")))
    page = signed_in(cast.priya).get(address(incident))
    text = text_of(page)
    for words in ("2 rows", "Pack of a meeting", "to Sam Okafor", "to Dr Reed, GP", "Kai Mensah (A)", "Hana Malik"):
        assert words in text
    assert "A purpose that the meeting agreed" in text
    young_people.assert_declares_everybody_it_shows(page)


def test_it_is_narrowed_to_a_young_person_and_to_a_meeting(cast: Cast, signed_in, incident: Incident) -> None:
    shared(cast, incident, "A", words="Of A alone")
    shared(cast, incident, "B", words="Of B alone", meeting="MTG-2026-0002")
    priya = signed_in(cast.priya)
    both = text_of(priya.get(address(incident)))
    assert both.index("Of B alone") < both.index("Of A alone"), "the newest is first"
    of_a = text_of(priya.get(address(incident), {"letter": "A"}))
    assert "Of A alone" in of_a
    assert "Of B alone" not in of_a
    second = text_of(priya.get(address(incident), {"meeting": "MTG-2026-0002"}))
    assert "Of B alone" in second
    assert "Of A alone" not in second
    assert priya.get(address(incident), {"letter": "Z"}).status_code == 404


def test_somebody_who_is_not_of_this_incident_is_left_out_of_a_row(cast: Cast, signed_in, incident: Incident) -> None:
    with audit.trail():
        disclose(
            what=WhatIsShared.INFORMATION, incident=incident.reference, to=((cast.sam.key, ""),),
            about=[person(incident, "A"), uuid4()], by=cast.hana, at=AT,
        )  # fmt: skip
    assert "and somebody whom you cannot see" in text_of(signed_in(cast.priya).get(address(incident)))


def test_a_decision_not_to_share_is_recorded_and_listed_like_the_others(cast: Cast, signed_in, incident) -> None:
    priya, form = signed_in(cast.priya), reverse("sharing:not_shared", args=[incident.reference])
    said = {
        "what": "INFORMATION", "words": "Note of the school nurse", "with_whom": "The college",
        "because": "It would be more detrimental to B than not sharing",
        "about": [str(involved(incident, "B").key)],
    }  # fmt: skip
    page = priya.get(form)
    assert "more detrimental to the child" in text_of(page)
    young_people.assert_declares_everybody_it_shows(page)
    answer = priya.post(form, said)
    assert answer["Location"] == address(incident)
    row = Disclosure.objects.get()
    assert (row.shared, row.to_words, row.because) == ("NOT_SHARED", "The college", said["because"])
    assert [one.person_key for one in row.about.all()] == [person(incident, "B")]
    text = text_of(priya.get(address(incident)))
    assert "with The college" in text
    assert "Recorded: not shared" in text


@pytest.mark.parametrize("missing", ["what", "words", "with_whom", "because"])
def test_a_decision_not_to_share_needs_each_of_its_words(cast: Cast, signed_in, incident, missing: str) -> None:
    said = {"what": "RECORD", "words": "The record", "with_whom": "The press", "because": "It names B"}
    form = reverse("sharing:not_shared", args=[incident.reference])
    answer = signed_in(cast.priya).post(form, {**said, missing: ""})
    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)
    assert not Disclosure.objects.exists()


def test_a_stranger_finds_nothing_and_a_wrong_role_is_refused(cast: Cast, signed_in, incident: Incident) -> None:
    for name in ("sharing:log", "sharing:not_shared"):
        assert signed_in(cast.stranger).get(reverse(name, args=[incident.reference])).status_code == 404
        assert signed_in(cast.ig).get(reverse(name, args=[incident.reference])).status_code == 403


def test_it_costs_the_same_for_many_rows(cast: Cast, signed_in, incident: Incident) -> None:
    shared(cast, incident, "A")
    priya = signed_in(cast.priya)
    more = [(None, f"Number {one}") for one in range(9)]
    costs_the_same(lambda: priya.get(address(incident)), lambda: shared(cast, incident, "A", "B", to=more), at_most=30)
