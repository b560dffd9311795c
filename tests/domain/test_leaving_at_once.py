"""Two people at the same moment, with real commits: what leaves the room leaves once, and it is stood down once."""

from collections import Counter

from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.outbox.models import Disclosure
from reachable.oversight import operations as oversight
from reachable.oversight.models import HandOver, StoodDown
from reachable.people.matching import Entry as PersonEntry
from reachable.safety.models import Screening
from reachable.sharing import operations
from reachable.sharing.models import Briefing, Oversight, Released, Version
from tests.at_once import at_once
from tests.domain import media_hands
from tests.domain.briefing_hands import LATER, ready, staffed, view
from tests.domain.notices_hands import CRITERIA
from tests.domain.oversight_hands import LATER as WEEKS_LATER
from tests.domain.oversight_hands import answered, eased, handed_over, signed
from tests.factories import AT, Cast, reported_incident, with_team


def fresh(who: Professional) -> Professional:
    """As another request would have it."""
    return Professional.objects.get(pk=who.pk)


def kinds(results: list[object]) -> Counter[str]:
    return Counter(type(one).__name__ for one in results)


def test_a_version_is_released_once(committed_db: None, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    media_hands.contacts(cast.sam, incident)
    version = media_hands.with_all(cast, media_hands.begun(cast.sam, incident))
    told = {"at": AT, "reference": incident.reference, "version_key": version.key, "released_at": AT}
    sam, hana = fresh(cast.sam), fresh(cast.hana)
    results = at_once(
        lambda: operations.release_version(by=sam, **told, with_whom="The press list"),
        lambda: operations.record_went_out(by=hana, **told, with_whom="Parents"),
    )
    assert kinds(results) == {"Released": 1, "Refused": 1}, results
    assert Released.objects.count() == 1


def test_of_a_change_and_an_agreement_one_is_told_of_the_other(committed_db: None, cast: Cast) -> None:
    """Whichever comes first, no version is released whose words are not the newest that were agreed."""
    incident = with_team(cast, reported_incident(cast.hana))
    media_hands.contacts(cast.sam, incident)
    version = media_hands.with_all(cast, media_hands.begun(cast.sam, incident))
    told = {"at": AT, "reference": incident.reference}
    one, other = fresh(cast.sam), fresh(cast.sam)
    results = at_once(
        lambda: operations.release_version(
            by=one, **told, version_key=version.key, released_at=AT, with_whom="The press list"
        ),
        lambda: operations.paste_version(
            by=other,
            **told,
            release_key=version.release.key,
            text="Other words altogether.",
            names_somebody=False,
            seen_number=1,
        ),
    )
    assert kinds(results) in ({"Released": 1, "Version": 1}, {"Refused": 1, "Version": 1}), results
    assert not Oversight.objects.filter(version__number=2).exists()
    assert set(Released.objects.values_list("version__number", flat=True)) <= {1}
    assert Version.objects.count() == 2


def test_a_briefing_is_issued_once(committed_db: None, cast: Cast) -> None:
    row = ready(cast, staffed(cast))
    sha256 = view(cast.manager, row).sha256
    who = [fresh(cast.manager), fresh(cast.mace)]
    results = at_once(
        *[lambda by=by: operations.issue_briefing(by=by, at=LATER, briefing=row.reference, sha256=sha256) for by in who]
    )
    assert kinds(results) == {"Briefing": 1, "Refused": 1}, results
    assert Disclosure.objects.filter(item_key=str(row.key)).count() == 1


def test_who_comes_to_be_known_while_it_is_issued_is_found_or_comes_after(committed_db: None, cast: Cast) -> None:
    incident = staffed(cast)
    row = ready(cast, incident, happening="Tell Ottoline Fairweather what you see.")
    told = {"at": LATER, "reference": incident.reference}
    incidents.map_network(**told, by=cast.hana, words="Friends may be at risk", seen_number=0)
    kai = incident.involvements.get().record.belongings.get().person.key
    sha256 = view(cast.manager, row).sha256
    manager, hana = fresh(cast.manager), fresh(cast.hana)
    results = at_once(
        lambda: operations.issue_briefing(by=manager, at=LATER, briefing=row.reference, sha256=sha256),
        lambda: incidents.add_to_network(
            **told,
            by=hana,
            entry=PersonEntry(given_names="Ottoline", family_name="Fairweather", approximate_age=15),
            why="A friend",
            named_at_risk=False,
            provenance=incidents.Provenance(source="WRITTEN"),
            connected_to=kai,
            kind="FRIEND",
        ),
    )
    found = kinds(results)
    assert found["Refused"] + found["Briefing"] == 1, results
    assert Briefing.objects.get().issued_at is None or found["Briefing"] == 1


def test_the_notification_is_decided_by_one_of_two(committed_db: None, cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    incidents.add_to_team(
        by=cast.hana, at=AT, reference=incident.reference, professional_key=cast.manager.key, why="Decides"
    )
    criteria = {code: operations.Found("YES") for code in CRITERIA}
    told = {"at": AT, "reference": incident.reference, "because": "Seriously harmed", "criteria": criteria}
    who = [(fresh(cast.hana), "NOTIFY"), (fresh(cast.manager), "DO_NOT")]
    results = at_once(
        *[
            lambda by=by, way=way: operations.decide_notification(by=by, **told, decided=way, seen_number=0)
            for by, way in who
        ]
    )
    assert kinds(results) == {"NotificationDecision": 1, "Stale": 1}, results


def settled(cast: Cast, taker: Professional) -> Incident:
    """Ready to be stood down; `taker` has taken on all that stays open."""
    incident = with_team(cast, reported_incident(cast.hana))
    signed(cast, incident)
    eased(cast, incident)
    answered(cast.hana, incident)
    handed_over(cast.hana, incident, taker)
    for row in HandOver.objects.filter(incident=incident, accepted_at__isnull=True):
        oversight.accept_hand_over(by=taker, at=WEEKS_LATER, key=row.key)
    young = incident.involvements.get()
    Screening.objects.create(
        incident=incident, involvement=young, number=1, level="standard", because="Seen", by=cast.priya, at=AT
    )
    return incident


def test_it_is_stood_down_once(committed_db: None, cast: Cast) -> None:
    incident = settled(cast, cast.hana)
    told = {"at": WEEKS_LATER, "reference": incident.reference, "because": "Quiet", "left_undone": "Hana decided"}
    who = [fresh(cast.hana), fresh(cast.hana)]
    results = at_once(*[lambda by=by: oversight.stand_down(by=by, **told) for by in who])
    assert kinds(results) == {"StoodDown": 1, "Refused": 1}, results
    assert StoodDown.objects.count() == 1


def test_nobody_leaves_with_a_line_while_it_is_stood_down(committed_db: None, cast: Cast) -> None:
    """Either it is stood down and he leaves afterwards, or he has left and the line has no owner."""
    incident = settled(cast, cast.priya)
    one, other = fresh(cast.hana), fresh(cast.hana)
    reference = incident.reference
    results = at_once(
        lambda: oversight.stand_down(
            by=one, at=WEEKS_LATER, reference=reference, because="Quiet", left_undone="Hana decided"
        ),
        lambda: incidents.leave_team(by=other, at=WEEKS_LATER, reference=reference, professional_key=cast.priya.key),
    )
    assert kinds(results) in ({"StoodDown": 1, "NoneType": 1}, {"Refused": 1, "NoneType": 1}), results
