"""What the tests of the record share."""

from typing import Any

from django.test import Client
from django.urls import reverse

from reachable.directory.models import Professional
from reachable.incidents.models import Involvement
from tests.factories import AT
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows


def on(young: Involvement, by: Professional) -> dict[str, Any]:
    """The arguments that every operation on a record takes."""
    return {"by": by, "at": AT, "reference": young.incident.reference, "key": young.key}


def address(young: Involvement, name: str = "record", *more: object) -> str:
    return reverse(f"people:{name}", args=(young.incident.reference, young.key, *more))


def shown(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return text_of(answer)
