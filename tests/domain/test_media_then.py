"""A version went out at some time: whether its gate held is asked of that time, whatever was said since (MED-4)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from reachable.common.refusals import Refused
from reachable.incidents import operations as incidents
from reachable.incidents.choices import LinkKind
from reachable.incidents.models import Incident
from reachable.responses.models import CameEarly
from reachable.sharing import queries
from reachable.sharing.choices import Overseen, Side
from reachable.sharing.models import Consulted, MediaContacts, Oversight, PrincipleAnswer, Released, Version
from tests.domain.incident_hands import person_key
from tests.domain.media_hands import WITH_A_NAME, WORDS, begun, contacts, out, overseen, pasted, went_out, with_all
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db

AN_HOUR_AGO, LATELY = AT - timedelta(hours=1), AT - timedelta(minutes=10)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return with_team(cast, reported_incident(cast.hana))


@pytest.fixture
def version(cast: Cast, incident: Incident) -> Version:
    """Agreed an hour ago, all of it."""
    contacts(cast.sam, incident)
    found = with_all(cast, begun(cast.sam, incident))
    for model in (MediaContacts, Version, PrincipleAnswer, Oversight):
        model.objects.update(at=AN_HOUR_AGO)
    Consulted.objects.update(at=AN_HOUR_AGO, consulted_at=AN_HOUR_AGO)
    return found


@pytest.mark.clause("MED-4")
def test_it_went_out_when_all_was_there(cast: Cast, version: Version) -> None:
    assert not out(cast.sam, version, minutes=-30).early


@pytest.mark.clause("MED-4")
@pytest.mark.parametrize(
    ("afterwards", "says"),
    [
        pytest.param(
            lambda: Consulted.objects.filter(side=Side.HEALTH).update(consulted_at=LATELY),
            "when it went out, no media colleague of health was consulted on this version",
            id="consulted",
        ),
        pytest.param(
            lambda: MediaContacts.objects.update(at=LATELY),
            "when it went out, nobody is named who leads for the police; no single point of contact is named",
            id="who speaks",
        ),
    ],
)
def test_what_was_supplied_afterwards_was_early(
    cast: Cast, version: Version, afterwards: Callable[[], int], says: str
) -> None:
    afterwards()
    with pytest.raises(Refused, match="It was agreed after that time") as refused:
        out(cast.sam, version, minutes=-30)
    assert refused.value.field == "released_at"
    assert not Released.objects.exists()
    assert went_out(cast.priya, version, minutes=-30).early
    assert CameEarly.objects.get(gate="media").missing == says


@pytest.mark.clause("MED-4")
def test_what_was_taken_back_afterwards_makes_nothing_early(cast: Cast, version: Version) -> None:
    overseen(cast.sam, version, Overseen.CHANGE, because="The place is wrong")
    with pytest.raises(Refused, match="wants it changed"):
        out(cast.sam, version, minutes=-30)
    assert not went_out(cast.priya, version, minutes=-30).early
    assert not CameEarly.objects.exists()


@pytest.mark.clause("MED-4")
def test_what_had_been_replaced_when_it_went_out_was_early(cast: Cast, version: Version) -> None:
    Version.objects.filter(pk=pasted(cast.sam, version, f"{WORDS} Please.").pk).update(at=LATELY)
    assert went_out(cast.priya, version).early


@pytest.mark.clause("MED-4")
def test_who_is_known_in_a_linked_incident_is_named_too(cast: Cast, incident: Incident) -> None:
    """A reprisal: the words about the one name somebody of the other."""
    other = with_team(cast, reported_incident(cast.hana, place="Castle Meadow", young_people=()))
    version = begun(cast.sam, other, WITH_A_NAME)
    assert not version.names_somebody
    incidents.link_incidents(
        by=cast.hana,
        at=AT,
        reference=other.reference,
        other=incident.reference,
        kind=LinkKind.REPRISAL,
        because="The same two groups",
    )
    seen = queries.version(cast.sam, other.reference, version.key, AT)
    assert seen.line.names_somebody
    # Of whom the reader of this incident may not know.
    assert person_key(incident.involvements.get()) not in seen.young_people
    with pytest.raises(Refused, match="name or point to a young person"):
        overseen(cast.sam, version)
