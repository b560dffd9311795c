"""What the tests of the pages of a stay in hospital share."""

from html import unescape

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reachable.incidents.models import Involvement
from tests.web import reading
from tests.web.young_people import assert_declares_everybody_it_shows


def text_of(answer: HttpResponse) -> str:
    return unescape(reading.text_of(answer))


def address(young: Involvement, name: str = "hospital", *more: object) -> str:
    return reverse(f"hospital:{name}", args=(young.incident.reference, young.key, *more))


def shown(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    assert_declares_everybody_it_shows(answer)
    return text_of(answer)


def record_link(young: Involvement, slug: str) -> str:
    return reverse("incidents:record_fact_about", args=(young.incident.reference, young.key, slug))
