"""The gates around every page: who it is, what is declared, what is recorded, what is kept."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401  # Django reads them by name
from reachable.audit import log as audit_log
from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, Refused
from reachable.directory import operations as directory_operations
from reachable.directory import queries as directory_queries
from reachable.directory.models import Professional
from reachable.web.shared import session
from reachable.web.shared.fields import TextField
from reachable.web.shared.forms import Form
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import ANYBODY, Look, Page, page, redirect_with, render_page
from reachable.web.shared.request import PageRequest
from tests.web import young_people

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
CHILD = UUID("11111111-1111-4111-8111-111111111111")
AT = datetime(2026, 11, 21, 22, 15, tzinfo=UTC)


class NoteForm(Form):
    words = TextField(label="What happened", max_length=50)
    password = TextField(label="Password", required=False)


@dataclass(frozen=True)
class Note(Page):
    template: ClassVar[str] = "shared/form_layout.html"
    nav: ClassVar[str] = "my-work"
    has_keepable_form: ClassVar[bool] = True
    title: ClassVar[str] = "Write a note"
    button: ClassVar[str] = "Save"
    form: NoteForm

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(incident="INC-2026-0012", about=(CHILD,), purpose="test"),)


@page(Permission.SIGN_IN)
def write_note(request: PageRequest) -> HttpResponse:
    form = NoteForm(form_data(request), at=request.at)
    if form.is_valid():
        return redirect_with(request, "Note saved", "note", then="The team sees it.")
    return render_page(request, Note(form))


@page(Permission.SEARCH_AUDIT)
def for_audit(request: PageRequest) -> HttpResponse:
    return HttpResponse("the trail")


@page(Permission.SIGN_IN)
def missing(request: PageRequest) -> HttpResponse:
    raise NotFound("a secret name")


@page(Permission.SIGN_IN)
def refusing(request: PageRequest) -> HttpResponse:
    raise Refused("Health has not been asked. The ward can supply it.")


def undeclared(request: PageRequest) -> HttpResponse:
    return HttpResponse("must not be sent")


@page(ANYBODY)
def enter(request: PageRequest, key: UUID, how: str) -> HttpResponse:
    login(request, directory_queries.demo_account(key), backend=settings.AUTHENTICATION_BACKENDS[0])
    if how != "half":
        session.begin(request, how=how, at=request.at)
    return HttpResponse("in")


@page(ANYBODY)
def door(request: PageRequest) -> HttpResponse:
    return HttpResponse(str(request.session.get("flash", "")))


@page(Permission.SIGN_IN, while_locked=True)
def lock(request: PageRequest) -> HttpResponse:
    session.lock(request)
    return HttpResponse("locked")


@page(Permission.SIGN_IN, while_locked=True)
def unlock(request: PageRequest) -> HttpResponse:
    if request.method == "POST":
        session.unlock(request)
    return HttpResponse(session.safe_next(request))


_account = [
    path("door", door, name="sign_in"),
    path("lock", lock, name="lock"),
    path("unlock", unlock, name="unlock"),
]
urlpatterns = [
    path("note", write_note, name="note"),
    path("for-audit", for_audit),
    path("missing", missing),
    path("refusing", refusing),
    path("undeclared", undeclared),
    path("enter/<uuid:key>/<str:how>", enter),
    path("account/", include((_account, "account"))),
]


@dataclass
class Clock:
    at: datetime = AT

    def later(self, **span: int) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Clock:
    standing = Clock()
    monkeypatch.setattr(clock, "now", lambda: standing.at)
    return standing


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = []
    monkeypatch.setattr(audit_log, "look", lambda name, **rest: written.append({"page": name, **rest}))
    return written


def _somebody(name: str) -> Professional:
    agency = directory_operations.create_agency(
        by=None, at=AT, code=f"A{uuid4().hex[:6]}", name=f"Team {uuid4().hex[:6]}", kind="CHILDRENS_SERVICES"
    )
    return directory_operations.create_professional(
        by=None,
        at=AT,
        name=name,
        email=f"{uuid4().hex[:8]}@council.example",
        job_title="Social worker",
        agency=agency,
        roles=["SOCIAL_WORKER"],
        opens_account=True,
        is_demo_persona=True,
    )


@pytest.fixture
def worker() -> Professional:
    return _somebody("Priya Shah")


@pytest.fixture
def signed_in(client: Client, now: Clock, worker: Professional) -> Client:
    client.get(f"/enter/{worker.key}/demo")
    return client


def test_somebody_not_signed_in_is_sent_to_the_door_with_the_way_back(client: Client) -> None:
    answer = client.get("/note?x=1")
    assert (answer.status_code, answer["Location"]) == (302, "/account/door?next=%2Fnote%3Fx%3D1")


def test_a_password_without_a_second_factor_opens_nothing(client: Client, worker: Professional) -> None:
    client.get(f"/enter/{worker.key}/half")
    assert client.get("/note").status_code == 302


def test_a_session_of_the_demo_is_worth_nothing_where_there_is_no_demo(signed_in: Client, settings: Any) -> None:
    settings.DEMO = False
    assert signed_in.get("/note").status_code == 302


def test_signing_in_gives_the_session_a_new_key(client: Client, worker: Professional) -> None:
    client.get(f"/enter/{worker.key}/half")
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.get(f"/enter/{worker.key}/second-factor")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_a_role_without_the_permission_is_told_403(signed_in: Client) -> None:
    answer = signed_in.get("/for-audit")
    assert answer.status_code == 403
    assert "Your role does not allow this" in answer.content.decode()
    assert "the trail" not in answer.content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_a_form_is_asked_for_or_sent_and_nothing_else(signed_in: Client, method: str) -> None:
    assert getattr(signed_in, method)("/note").status_code == 405


def test_a_view_that_declares_nothing_answers_nobody(signed_in: Client) -> None:
    answer = signed_in.get("/undeclared")
    assert answer.status_code == 403
    assert "must not be sent" not in answer.content.decode()


def test_what_is_not_found_says_nothing_of_what_was_looked_for(signed_in: Client) -> None:
    answer = signed_in.get("/missing")
    assert answer.status_code == 404
    assert "secret" not in answer.content.decode()
    assert signed_in.get("/no-such-address").content.decode().count("There is nothing here") == 1


def test_a_refusal_that_no_view_caught_shows_its_sentence(signed_in: Client) -> None:
    answer = signed_in.get("/refusing")
    assert answer.status_code == 409
    assert "The ward can supply it." in answer.content.decode()


def test_the_look_is_recorded_from_what_the_page_declares(signed_in: Client, looks: list[dict[str, Any]]) -> None:
    signed_in.get("/note")
    [(page, shown)] = [(w["page"], w["shown"]) for w in looks]
    assert page == "write-note"
    assert [(look.incident, look.about, look.purpose) for look in shown] == [("INC-2026-0012", (CHILD,), "test")]


def test_nothing_is_sent_when_the_look_cannot_be_recorded(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any, **rest: Any) -> None:
        raise OSError("Kai Mensah")

    monkeypatch.setattr(audit_log, "look", broken)
    answer = signed_in.get("/note")
    assert answer.status_code == 503
    assert "Write a note" not in answer.content.decode()
    assert "the record could not be written" in answer.content.decode()
    assert "Kai" not in caplog.text


def test_every_answer_is_under_the_policies_and_is_not_stored(signed_in: Client) -> None:
    answer = signed_in.get("/note")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"


def test_a_page_carries_the_handling_line_its_title_and_the_lock(signed_in: Client) -> None:
    html = signed_in.get("/note").content.decode()
    assert html.count("OFFICIAL-SENSITIVE") == 2
    assert "<title>Write a note – Reachable</title>" in html
    assert 'formaction="/account/lock"' in html
    assert "<script>" not in html
    assert "style=" not in html


def test_an_error_is_in_the_title_and_in_a_summary_that_leads_to_the_box(signed_in: Client) -> None:
    html = signed_in.post("/note", {"words": "x" * 60}).content.decode()
    assert "<title>Error: Write a note – Reachable</title>" in html
    assert 'href="#id_words"' in html
    assert "This must be 50 characters or fewer. You have 60." in html
    assert "x" * 60 in html


def test_the_next_page_says_once_what_was_done(signed_in: Client) -> None:
    html = signed_in.post("/note", {"words": "seen"}, follow=True).content.decode()
    assert "Note saved" in html
    assert "The team sees it." in html
    assert "Note saved" not in signed_in.get("/note").content.decode()


def test_a_session_left_too_long_ends_and_what_was_typed_waits_for_the_same_person(
    signed_in: Client, now: Clock, worker: Professional
) -> None:
    now.later(seconds=settings.IDLE_SECONDS + 60)
    answer = signed_in.post("/note", {"words": "Kai is at home", "password": "hush"})
    assert answer["Location"] == "/account/door?next=%2Fnote"
    assert "is kept for 30 minutes" in signed_in.get(answer["Location"]).content.decode()
    other = _somebody("Sam Okafor")
    signed_in.get(f"/enter/{other.key}/demo")
    assert "Kai is at home" not in signed_in.get("/note").content.decode()
    signed_in.get(f"/enter/{worker.key}/demo")
    html = signed_in.get("/note").content.decode()
    assert "Kai is at home" in html
    assert "We kept what you typed" in html
    assert "hush" not in html
    assert "There is a problem" not in html
    signed_in.post("/note", {"words": "Kai is at home"})
    assert "We kept what you typed" not in signed_in.get("/note").content.decode()


def test_kept_text_can_be_discarded_and_lapses_after_30_minutes(
    signed_in: Client, now: Clock, worker: Professional
) -> None:
    for wait, discard in ((5, True), (31, False)):
        signed_in.get(f"/enter/{worker.key}/demo")
        now.later(seconds=settings.IDLE_SECONDS + 60)
        signed_in.post("/note", {"words": "typed long ago"})
        now.later(minutes=wait)
        signed_in.get(f"/enter/{worker.key}/demo")
        if discard:
            assert "typed long ago" in signed_in.get("/note").content.decode()
            signed_in.post("/note", {"discard_kept_text": "/note"})
        assert "typed long ago" not in signed_in.get("/note").content.decode()


def test_a_forged_or_anonymous_post_is_never_kept(now: Clock, worker: Professional) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"/enter/{worker.key}/demo")
    now.later(seconds=settings.IDLE_SECONDS + 60)
    assert strict.post("/note", {"words": "forged"}).status_code == 403
    assert Client().post("/note", {"words": "nobody"}).status_code == 302
    assert directory_queries.kept_text(worker, "/note", now.at) is None


def test_activity_keeps_a_session_until_it_is_too_old(signed_in: Client, now: Clock) -> None:
    for _ in range(settings.SESSION_COOKIE_AGE // 600):
        assert signed_in.get("/note").status_code == 200
        now.later(minutes=10)
    now.later(minutes=1)
    assert signed_in.get("/note").status_code == 302


def test_lock_holds_every_page_at_once_and_gives_back_what_was_typed(signed_in: Client, worker: Professional) -> None:
    signed_in.post("/account/lock", {"words": "half a sentence", "lock_from": "/note?x=1"})
    answer = signed_in.get("/note")
    assert (answer.status_code, answer["Location"]) == (302, "/account/unlock?next=%2Fnote")
    assert signed_in.get("/account/door").status_code == 302
    assert "Priya Shah" not in signed_in.get("/no-such-address").content.decode()
    signed_in.post("/account/unlock")
    assert "half a sentence" in signed_in.get("/note").content.decode()


def test_lock_takes_every_changed_form_of_a_page_along(signed_in: Client, worker: Professional, now: Clock) -> None:
    ours = {"path": "/note?x=1", "fields": [["who", "A"], ["who", "B"]]}
    others = ["//evil.example", "/no-such-page", "/account/door"]  # the last keeps nothing, like a page of passwords
    sent = [ours, *({"path": path, "fields": [["x", "1"]]} for path in others)]
    signed_in.post("/account/lock", {"lock_from": "/note", "kept": json.dumps(sent)})
    assert directory_queries.kept_text(worker, "/note", now.at) == {"who": ["A", "B"]}
    assert [path for path in others if directory_queries.kept_text(worker, path, now.at)] == []


def test_what_is_not_from_our_script_does_not_keep_the_session_from_locking(signed_in: Client) -> None:
    for sent in ("{", "[1]", '[{"path": "/a"}]', '[{"path": "/a", "fields": [["x"]]}]'):
        signed_in.post("/account/lock", {"lock_from": "/note", "kept": sent})
        assert signed_in.get("/note").status_code == 302
        signed_in.post("/account/unlock")


def test_a_page_that_nobody_touched_ends_the_session_and_keeps_the_text(
    signed_in: Client, worker: Professional
) -> None:
    answer = signed_in.post("/account/lock", {"lock_from": "/note?x=1", "words": "left alone", "idle": "yes"})
    assert answer.status_code == 200  # this door answers by itself; the session is gone all the same
    assert signed_in.get("/note")["Location"] == "/account/door?next=%2Fnote"
    assert "signed out after 15 minutes" in signed_in.get("/account/door").content.decode()
    signed_in.get(f"/enter/{worker.key}/demo")
    assert "left alone" in signed_in.get("/note").content.decode()


def test_lock_pressed_too_late_still_keeps_the_text(signed_in: Client, now: Clock, worker: Professional) -> None:
    now.later(seconds=settings.IDLE_SECONDS + 60)
    signed_in.post("/account/lock", {"lock_from": "/note", "words": "left alone", "idle": "yes"})
    signed_in.get(f"/enter/{worker.key}/demo")
    assert "left alone" in signed_in.get("/note").content.decode()


def test_a_page_declares_everybody_it_shows(signed_in: Client) -> None:
    answer = signed_in.get("/note")
    assert young_people.declared(answer) == {str(CHILD)}
    answer.content += f'<p data-young-person="{CHILD}">'.encode()
    young_people.assert_declares_everybody_it_shows(answer)


def test_a_post_to_a_locked_session_changes_nothing_and_is_kept(signed_in: Client) -> None:
    signed_in.post("/account/lock", {"lock_from": "/note"})
    answer = signed_in.post("/note", {"words": "from the other tab"}, HTTP_REFERER="http://testserver/page?y=2")
    assert answer["Location"] == "/account/unlock?next=%2Fpage%3Fy%3D2"
    signed_in.post("/account/unlock")
    assert "from the other tab" in signed_in.get("/note").content.decode()


def test_the_way_back_leads_only_into_this_site(signed_in: Client) -> None:
    assert signed_in.get("/account/unlock?next=/note").content == b"/note"
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert signed_in.get("/account/unlock", {"next": elsewhere}).content == b"/"


def test_more_than_a_thousand_fields_is_a_clear_message(signed_in: Client) -> None:
    sent = "&".join(f"f{n}=x" for n in range(1001))
    answer = signed_in.post("/note", sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "more than 1,000 answers" in answer.content.decode()


def test_what_was_typed_into_too_long_a_form_is_kept_when_our_own_page_sent_it(signed_in: Client) -> None:
    sent = "words=kept&password=hush&" + "&".join(f"f{n}=x" for n in range(1001))
    kind = "application/x-www-form-urlencoded"
    signed_in.post("/note", sent.replace("kept", "forged"), content_type=kind, HTTP_ORIGIN="http://evil.example")
    assert "forged" not in signed_in.get("/note").content.decode()
    answer = signed_in.post("/note", sent, content_type=kind, HTTP_ORIGIN="http://testserver")
    assert "What you typed is kept for 30 minutes" in answer.content.decode()
    assert 'value="kept"' in signed_in.get("/note").content.decode()


def test_more_than_two_megabytes_is_a_clear_message(signed_in: Client) -> None:
    answer = signed_in.post("/note", "words=" + "x" * 2_100_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "What you sent is too large" in answer.content.decode()


def test_a_form_from_before_another_sign_in_comes_back_as_it_was_typed(now: Clock, worker: Professional) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"/enter/{worker.key}/demo")
    typed = {"words": "typed in the first tab", "csrfmiddlewaretoken": "a" * 64}
    ours = strict.post("/note", typed, HTTP_ORIGIN="http://testserver")
    assert ours.status_code == 403
    assert "typed in the first tab" in ours.content.decode()
    assert "Send it again as Priya Shah" in ours.content.decode()
    forged = strict.post("/note", typed, HTTP_ORIGIN="http://evil.example")
    assert "typed in the first tab" not in forged.content.decode()


def test_the_frame_around_a_page_costs_a_fixed_number_of_queries(
    signed_in: Client, looks: list[dict[str, Any]], django_assert_num_queries: Any
) -> None:
    signed_in.get("/note")
    with django_assert_num_queries(5):  # session, account, professional, roles, kept text; the look comes on top
        signed_in.get("/note")


def test_the_icon_that_browsers_ask_for_is_there(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 200
    answer.close()
