"""The pack of a meeting on the screen and as a file."""

import io

import pypdf
import pytest
from django.urls import reverse

from reachable.meetings.choices import UseFor
from reachable.outbox.choices import WhatIsShared
from reachable.outbox.models import Disclosure
from tests.factories import Cast, sweep_world
from tests.web import purposes
from tests.web.reading import text_of
from tests.web.young_people import assert_declares_everybody_it_shows, declared

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast: Cast) -> str:
    return str(sweep_world(cast).keys["meeting"])


def test_the_pack_shows_whom_it_is_about_and_declares_them(cast: Cast, signed_in, meeting: str) -> None:
    client = signed_in(cast.hana)
    purposes.say(client, meeting)
    page = client.get(reverse("sharing:pack", args=[meeting]))
    html = text_of(page)
    assert page.status_code == 200
    assert "Kai Mensah (A)" in html
    assert "Take it as a file to print" in html
    assert_declares_everybody_it_shows(page)


def test_the_file_is_for_its_reader_and_each_time_for_a_purpose(cast: Cast, signed_in, meeting: str) -> None:
    client = signed_in(cast.hana)
    address = reverse("sharing:pack_pdf", args=[meeting])
    assert "for=PRINT" in client.get(address)["Location"]
    purposes.say(client, meeting, UseFor.PRINT, "pack", next=address)
    file = client.get(address)
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"] == f'attachment; filename="{meeting}-pack.pdf"'
    for page in pypdf.PdfReader(io.BytesIO(file.content)).pages:
        assert "for Hana Malik," in page.extract_text()
    assert declared(file)
    assert Disclosure.objects.get(what=WhatIsShared.PACK).to_key == cast.hana.key
    assert "for=PRINT" in client.get(address)["Location"]


@pytest.mark.parametrize("name", ["pack", "pack_pdf"])
def test_a_stranger_finds_nothing(cast: Cast, signed_in, meeting: str, name: str) -> None:
    page = signed_in(cast.stranger).get(reverse(f"sharing:{name}", args=[meeting]), follow=True)
    assert page.status_code in (403, 404)
