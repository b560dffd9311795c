"""An action that is sent twice is added once."""

from uuid import uuid4

import pytest

from reachable.common.refusals import NotFound
from reachable.responses import operations
from reachable.responses.models import Action
from tests.domain.incident_hands import new_action
from tests.factories import AT, Cast, reported_incident, with_team

pytestmark = pytest.mark.django_db


def test_the_second_press_answers_the_action_of_the_first(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    new = new_action(cast.priya, key=uuid4())
    first = operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    again = operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    assert (first.pk, Action.objects.count()) == (again.pk, 1)


def test_a_key_of_somebody_elses_action_opens_nothing(cast: Cast) -> None:
    incident = with_team(cast, reported_incident(cast.hana))
    new = new_action(cast.priya, key=uuid4())
    operations.add_action(by=cast.hana, at=AT, reference=incident.reference, new=new)
    with pytest.raises(NotFound):
        operations.add_action(by=cast.priya, at=AT, reference=incident.reference, new=new)
