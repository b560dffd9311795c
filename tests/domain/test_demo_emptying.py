"""What `manage.py demo --reset` does to a database, as the role that owns it, before anything is told anew."""

import pytest
from django.db import DatabaseError, connection, transaction

from reachable.audit import triggers
from reachable.audit.models import Entry
from reachable.audit.verify import verify
from reachable.directory.models import Professional
from reachable.incidents.models import Incident
from reachable.jobs.demo import emptying
from tests.domain.audit_hands import owning
from tests.factories import Cast, reported_incident


@pytest.mark.usefixtures("committed_db")
def test_the_owner_empties_everything_and_the_audit_is_guarded_as_before(cast: Cast) -> None:
    reported_incident(cast.hana)
    with owning():
        with transaction.atomic():
            emptying.empty_database()
        assert [rows.objects.count() for rows in (Incident, Professional, Entry)] == [0, 0, 0]
        assert triggers.missing(connection) == []
        assert verify().holds
    reported_incident(Cast().hana)
    assert verify().holds
    assert Entry.objects.order_by("number").values_list("number", flat=True)[0] == 1
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")


@pytest.mark.usefixtures("committed_db")
def test_when_the_new_story_fails_everything_is_as_it_was(cast: Cast) -> None:
    reported_incident(cast.hana)
    before = Entry.objects.count()
    with owning():
        with pytest.raises(RuntimeError, match="the story"), transaction.atomic():
            emptying.empty_database()
            raise RuntimeError("the story broke off")
        assert triggers.missing(connection) == []
    assert (Incident.objects.count(), Entry.objects.count()) == (1, before)
