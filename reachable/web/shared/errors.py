"""Pages for what went wrong: plain sentences, nothing about the records, and never the text of an exception."""

import secrets
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import get_template
from django.utils.http import url_has_allowed_host_and_scheme as allowed

from reachable.common.refusals import Refused, Stale

from . import kept, surroundings


@dataclass(frozen=True)
class ErrorPage:
    title: str
    sentences: tuple[str, ...]
    bare: bool = False  # without the names of pages and people: nothing is read from the session or the database
    back: str = ""
    resend: tuple[tuple[str, str], ...] = field(default=())
    template: ClassVar[str] = "errors/error.html"
    nav: ClassVar[str] = ""
    has_keepable_form: ClassVar[bool] = False
    page_forms: ClassVar[tuple[Any, ...]] = ()


def _answer(request: Any, page: ErrorPage, status: int) -> HttpResponse:
    context = surroundings.bare(page) if page.bare else surroundings.of(request, page)
    html = get_template(page.template).render(context, None if page.bare else request)
    return HttpResponse(html, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page whether the record does not exist or may not be known to exist."""
    return _answer(
        request,
        ErrorPage(
            "Page not found",
            (
                "There is nothing here that you can see.",
                "If you followed a link, check that it is complete. If you think that you should see it, "
                "ask the professional who leads the incident.",
            ),
        ),
        404,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request,
        ErrorPage(
            "Your role does not allow this",
            ("None of the roles that you hold now opens this page.", "An administrator can tell you which role does."),
        ),
        403,
    )


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal that the view did not turn into an error summary; its message is written for people."""
    title = "Somebody else has changed this" if isinstance(refusal, Stale) else "This cannot be done yet"
    return _answer(request, ErrorPage(title, (refusal.message,), back=_page_before(request)), 409)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TooManyFieldsSent):
        was_kept = kept.keep_unread(request)
        page = ErrorPage(
            "There was too much on this form",
            (
                "The form held more than 1,000 answers, so nothing of it was saved.",
                f"What you typed is kept for {kept.MINUTES} minutes. Open the form again and send it in smaller parts."
                if was_kept
                else "Go back to the form and send it in smaller parts.",
            ),
            back=_page_before(request),
        )
    elif isinstance(exception, RequestDataTooBig):
        page = ErrorPage(
            "What you sent is too large",
            ("A form may carry up to 2 MB of text, so nothing of it was saved.", "Shorten the text and send it again."),
            back=_page_before(request),
        )
    elif isinstance(exception, UnreadablePostError):
        page = ErrorPage("The connection broke", ("Your form did not arrive whole. Nothing was saved. Send it again.",))
    else:
        page = ErrorPage("This address or form is not right", ("Nothing was saved. Go back and try again.",))
    return _answer(request, page, 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    page = ErrorPage(
        "This form is out of date",
        (
            "You signed in or out in another tab or window after this form was opened, or cookies are switched off. "
            "Nothing was saved.",
            "What you typed is below. Check that you are signed in as yourself before you send it again."
            if kept.comes_from_us(request)
            else "Open the page again and repeat what you did.",
        ),
        resend=_typed(request) if kept.comes_from_us(request) else (),
        back=_page_before(request),
    )
    return _answer(request, page, 403)


def look_not_recorded(request: HttpRequest) -> HttpResponse:
    response = _answer(
        request,
        ErrorPage(
            "This page cannot be shown just now",
            (
                "Every look at a young person's information is recorded, and the record could not be written.",
                "Nothing is wrong with what you did, and anything that you saved is saved. Try again in a minute.",
            ),
            bare=True,
        ),
        503,
    )
    response["Retry-After"] = "30"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Carries an id that the log line of this fault carries too; the log says nothing else that leads to a person."""
    error_id = secrets.token_hex(4)
    request.__dict__["error_id"] = error_id
    page = ErrorPage(
        "Something went wrong",
        (
            "The fault is ours, not yours. Try again in a minute.",
            "If it is urgent, ring the person you need to reach.",
            f"When you report this fault, quote {error_id}.",
        ),
        bare=True,
    )
    try:
        return _answer(request, page, 500)
    except Exception:
        # The templates or the built files are at fault; what is raised here would be printed with all its words.
        words = "".join(f"<p>{sentence}</p>" for sentence in page.sentences)
        return HttpResponse(f"<!doctype html><title>{page.title}</title><h1>{page.title}</h1>{words}", status=500)


def _page_before(request: HttpRequest) -> str:
    referer = request.META.get("HTTP_REFERER", "")
    return referer if referer and allowed(referer, {request.get_host()}) else ""


def _typed(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    hidden = ("csrfmiddlewaretoken", "password", "code", "otp", "credential")
    if getattr(request, "professional", None) is None:
        return ()
    return tuple(
        (name, value)
        for name in request.POST
        if not any(word in name.lower() for word in hidden)
        for value in request.POST.getlist(name)
    )
