"""No personal data in the logs: everything that a line could quote is sent in, and none of it comes out."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from config.logs import NOWHERE, WithoutWords
from reachable.audit import log as audit_log
from reachable.directory import queries as directory
from reachable.directory.models import Professional
from reachable.web.shared import errors
from scripts.browser import Form, forms_of
from tests import factories
from tests.factories import Cast
from tests.pages import PAGES, Row
from tests.signing_in import SignIn

NAME, SURNAME, PHONE, NHS = "Zephyrine", "Quillfeather", "07700 900321", "999 000 0026"
WORDS = f"{NAME} {SURNAME} hides over the bakery, ring {PHONE}, NHS {NHS}"
TOKEN = "tok3n-of-an-invitation"
NEVER = (NAME, SURNAME, "bakery", PHONE, PHONE.replace(" ", ""), NHS, NHS.replace(" ", ""), TOKEN, "Kai", "Mensah")
WRITERS = (
    "django",
    "django.request",
    "django.security",
    "django.server",
    "reachable",
    "granian",
    "_granian",
    "allauth",
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What production would print, with every logger opened as far as it goes."""
    wanted = settings.LOGGING["formatters"]["without-words"]
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(WithoutWords(wanted["format"]))
    loggers = [logging.getLogger(), *map(logging.getLogger, WRITERS)]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    loggers[0].addHandler(handler)
    yield handler.stream
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def _typed(html: str) -> dict[str, list[str]]:
    """What a browser would send of the page's largest form, with the invented words in every box."""
    form = max(forms_of(html), key=lambda form: len(form.fields), default=Form(""))
    chosen = {name: values[:1] for name, values in form.choices.items()}
    shown = {name: values if name in form.hidden else [WORDS] for name, values in form.fields.items()}
    return {**shown, **chosen, **{name: values[:1] for name, values in form.fields.items() if name in form.options}}


def _nothing_personal(logged: io.StringIO) -> str:
    text = logged.getvalue()
    assert [word for word in NEVER if word.lower() in text.lower()] == [], text
    return text


def _visitor(row: Row, cast: Cast) -> Professional:
    team = [getattr(cast, name) for name in factories.TEAM]
    return next(p for p in (*team, *cast.everybody) if row.permission is None or p.holds(row.permission))


def test_every_page_that_is_read_and_sent_leaves_no_name_in_the_log(
    client: Client, cast: Cast, sign_in: SignIn, logged: io.StringIO
) -> None:
    world = factories.sweep_world(cast)
    client.raise_request_exception = False
    statuses = set()
    for row in PAGES:
        address = reverse(row.name, kwargs=row.arguments(world))
        sign_in(client, _visitor(row, cast))
        page = client.get(address, {"q": WORDS, "next": f"/{NAME}/"})
        fields = _typed(page.content.decode()) if page.status_code == 200 else {}
        sent = client.post(address, {**fields, "words": WORDS}, HTTP_REFERER=f"http://testserver/{NAME}/")
        statuses |= {page.status_code, sent.status_code}
        _nothing_personal(logged)
    assert statuses <= {200, 204, 302, 400, 403, 404, 405, 409}


def test_a_report_that_is_sent_leaves_no_name_in_the_log(cast: Cast, logged: io.StringIO) -> None:
    young = factories.report().young_people[0].__class__(given_names=NAME, family_name=SURNAME, place=WORDS)
    factories.reported_incident(cast.hana, description=WORDS, told_by=PHONE, young_people=(young,))
    _nothing_personal(logged)


def _raise(error: Exception) -> Any:
    def raised(*args: Any, **kwargs: Any) -> None:
        try:
            raise KeyError(NHS)
        except KeyError as cause:
            raise error from cause

    return raised


def test_a_fault_shows_an_id_and_logs_it_with_the_place_and_without_the_words(
    client: Client, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoting = IntegrityError(f"DETAIL: Key (family_name, telephone)=({SURNAME}, {PHONE}) already exists")
    monkeypatch.setattr(directory, "demo_professionals", _raise(quoting))
    client.raise_request_exception = False
    answer = client.get(f"{reverse('account:demo')}?name={NAME}")
    assert answer.status_code == 500
    [shown] = re.findall(r"quote ([0-9a-f]{8})", answer.content.decode())
    text = _nothing_personal(logged)
    assert f"500 GET /demo/ error {shown}" in text
    assert "django.db.utils.IntegrityError" in text
    assert "builtins.KeyError" in text
    assert "in demo" in text


def test_a_fault_in_the_page_of_faults_is_not_quoted_either(
    client: Client, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "demo_professionals", _raise(ValueError(WORDS)))
    monkeypatch.setattr(errors, "_answer", _raise(ValueError(WORDS)))
    client.raise_request_exception = False
    answer = client.get(reverse("account:demo"))
    assert answer.status_code == 500
    assert "quote " in answer.content.decode()
    _nothing_personal(logged)


def test_an_unknown_address_is_not_quoted(client: Client, logged: io.StringIO) -> None:
    assert client.get(f"/{NAME}/{SURNAME}/?telephone={PHONE}").status_code == 404
    assert NOWHERE in _nothing_personal(logged)


def test_the_token_of_an_invitation_is_not_quoted(client: Client, logged: io.StringIO) -> None:
    answer = client.get(reverse("account:invitation", kwargs={"token": TOKEN}))
    text = _nothing_personal(logged)
    assert answer.status_code == 404
    assert "/invitation/<str:token>/" in text


def test_a_refused_form_is_not_quoted(cast: Cast, sign_in: SignIn, logged: io.StringIO) -> None:
    client = sign_in(Client(enforce_csrf_checks=True, raise_request_exception=False), cast.hana)
    lock = reverse("account:lock")
    referer = {"HTTP_REFERER": f"http://testserver/{NAME}/", "HTTP_ORIGIN": f"http://{SURNAME}.example"}
    assert client.post(lock, {"words": WORDS}, **referer).status_code == 403
    assert client.post(lock, {f"{NAME}{n}": WORDS for n in range(1001)}).status_code in (400, 403)
    assert client.get("/", HTTP_HOST=f"{SURNAME}.example").status_code == 400
    assert client.get("/" + NAME * 3000).status_code == 404
    assert " 403 POST /lock/" in _nothing_personal(logged)


def test_a_look_that_cannot_be_written_is_logged_by_its_class(
    cast: Cast, client: Client, sign_in: SignIn, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, cast.hana)
    incident = factories.with_team(cast, factories.reported_incident(cast.hana))
    monkeypatch.setattr(audit_log, "look", _raise(IntegrityError(WORDS)))
    address = reverse("incidents:overview", kwargs={"reference": incident.reference})
    assert client.get(address).status_code == 503
    assert "IntegrityError" in _nothing_personal(logged)


def test_the_log_of_production_mails_nobody_and_holds_no_statements() -> None:
    assert settings.ADMINS == settings.MANAGERS == []
    assert settings.DEBUG is False
    wanted = settings.LOGGING
    assert wanted["root"] == {"handlers": ["console"], "level": "WARNING"}
    assert {handler["formatter"] for handler in wanted["handlers"].values()} == {"without-words"}
    assert wanted["formatters"]["without-words"]["()"] == "config.logs.WithoutWords"
    assert wanted["loggers"]["django"]["handlers"] == []  # Django's own would mail the whole page to ADMINS
    statements = wanted["loggers"]["django.db.backends"]
    assert (statements["handlers"], statements["level"], statements["propagate"]) == ([], "CRITICAL", False)
    for name in ("local", "test", "production"):
        assert "LOGGING" not in (Path(settings.ROOT) / "config" / "settings" / f"{name}.py").read_text()


def test_an_exception_keeps_its_words_for_itself_wherever_it_is_logged(logged: io.StringIO) -> None:
    writer = logging.getLogger("reachable.anything")
    try:
        _raise(ValueError(WORDS))()
    except ValueError as error:
        writer.exception("It failed")
        error.add_note(NAME)
        writer.error("Again", exc_info=error)
    text = _nothing_personal(logged)
    assert text.count("builtins.ValueError") == 2
    assert "It failed" in text
