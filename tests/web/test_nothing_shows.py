"""What few may read changes nothing of what others are shown: no word, no number, no choice in a form."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from reachable.common.permission_codes import Permission
from reachable.contexts import operations as contexts
from reachable.contexts.choices import Colour, MapKind, MapSeenBy
from reachable.contexts.policies.maps import NewPlace
from reachable.incidents.choices import TeamPart
from reachable.incidents.models import Incident
from reachable.sharing import operations as sharing
from reachable.sharing.models import RapidReview
from tests import pages
from tests.domain import notices_hands as notices
from tests.factories import AT, Cast, reported_incident, with_team
from tests.pages import PAGES, Row, World
from tests.signing_in import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.clause("NOT-1", "NOT-2", "NOT-3", "STA-6")]

OUTSIDE = ("home:my_work", "incidents:incidents", "contexts:contexts")
DIFFERS_EACH_TIME = re.compile(rb'name="(?:csrfmiddlewaretoken|new-key|key)" value="[^"]*"|content="[A-Za-z0-9]{64}"')


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Cast, str]]:
    """Hana leads; the others are on the team. A strand is open for the notification."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = Cast()
        incident = with_team(cast, reported_incident(cast.hana))
        for name in ("ward", "joy", "mace"):
            notices.on_team(cast, incident, getattr(cast, name))
        yield cast, incident.reference
        transaction.set_rollback(True)


def _may_be_read(row: Row) -> bool:
    """Pages of one incident that take no key, the reports, and what is waiting."""
    alone = row.through_incident and row.arguments is pages.incident
    return "get" in row.methods and (alone or row.name in OUTSIDE or row.permission is Permission.SEE_REPORTS)


def shown(client: Client, reference: str) -> dict[str, tuple[int, bytes]]:
    found = {}
    for row in [one for one in PAGES if _may_be_read(one)]:
        answer = client.get(reverse(row.name, kwargs=row.arguments(World(reference, {}))))
        found[row.name] = answer.status_code, DIFFERS_EACH_TIME.sub(b"", answer.content)
    return found


def _alert(cast: Cast, incident: Incident) -> None:
    notices.alert(cast.hana, incident, about=[incident.involvements.get().key])


def _decision(cast: Cast, incident: Incident) -> None:
    for side in ("HEALTH", "POLICE"):
        notices.advise(cast.hana, incident, side)
    notices.decide(cast.hana, incident, decided="DO_NOT", against_advice="It was not serious")
    notices.decide(cast.hana, incident, seen_number=1)


def _review(cast: Cast, incident: Incident) -> None:
    review = notices.reviewed(cast, incident)
    told = {"by": cast.hana, "at": AT, "reference": incident.reference}
    sharing.plan_review(**told, run_by="The board", panel_at=AT + timedelta(days=3), seen_version=review.version)
    sharing.ask_summary(**told, agency_key=cast.hana.agency.key, asked_of_key=cast.hana.key)
    notices.on_team(cast, incident, cast.priya, TeamPart.REVIEW_PANEL)
    version = RapidReview.objects.get().version
    sharing.decide_review(**told, decided="LOCAL", because="There is much to learn", seen_version=version)


def _map(cast: Cast, incident: Incident) -> None:
    told = {"by": cast.priya, "at": AT, "reference": incident.reference}
    told["involvement_key"] = incident.involvements.get().key
    words = {"made_on": AT.date(), "made_with": "He and Priya", "explained": "Who sees it"}
    contexts.write_map(**told, **words, seen_number=0, seen_by=MapSeenBy.MAKERS)
    contexts.put_place(**told, seen_number=1, place=NewPlace("Bus station", MapKind.PLACE, Colour.RED))


OF_FEW: dict[str, tuple[Callable[[Cast, Incident], None], str, tuple[str, ...]]] = {
    "alert": (_alert, "priya", ("sam", "ward", "joy")),
    "decision": (_decision, "hana", ("priya", "sam", "ward")),
    "review": (_review, "priya", ("sam", "mace", "joy")),
    "map": (_map, "priya", ("sam", "joy")),
}
CASES = [pytest.param(what, who, id=f"{what}-{who}") for what, (_, _, others) in OF_FEW.items() for who in others]


@pytest.mark.parametrize(("what", "who"), CASES)
def test_to_others_nothing_changes(
    client: Client, db: None, sign_in: SignIn, built: tuple[Cast, str], what: str, who: str
) -> None:
    cast, reference = built
    sign_in(client, getattr(cast, who))
    before = shown(client, reference)
    OF_FEW[what][0](cast, Incident.objects.get(reference=reference))
    after = shown(client, reference)
    assert [name for name in before if before[name] != after[name]] == []


# Of a map for few only the young person's own page tells.
@pytest.mark.parametrize("what", [what for what in OF_FEW if what != "map"])
def test_its_readers_see_it(client: Client, db: None, sign_in: SignIn, built: tuple[Cast, str], what: str) -> None:
    """Or nothing would be proved above."""
    cast, reference = built
    write, reader, _ = OF_FEW[what]
    sign_in(client, getattr(cast, reader))
    before = shown(client, reference)
    write(cast, Incident.objects.get(reference=reference))
    after = shown(client, reference)
    assert {name for name in before if before[name] != after[name]} > {"incidents:timeline"}
