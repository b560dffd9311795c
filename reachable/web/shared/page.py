"""What a page is: who may open it, what it shows, and the look that is recorded before it is sent.

A view is declared with `@page(Permission.X)`, builds a frozen page object and returns
`render_page(request, page_object)`. The page object says which young people it shows (`looks`);
the look is written in its own short transaction, and if it cannot be written nothing is sent.
"""

import functools
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.loader import get_template
from django.urls import reverse

from reachable.audit import log as audit_log
from reachable.audit.log import Look
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotPermitted

from . import errors, flash, kept, session, surroundings
from .request import PageRequest

logger = logging.getLogger(__name__)


ANYBODY: Final = None  # declares a page that needs no sign-in
METHODS: Final = ("GET", "HEAD", "POST")  # of a browser; another one is no way to a form
View = Callable[..., HttpResponse]


class Page:
    """Base of every page object; subclasses are frozen dataclasses that give `template` and `title`.

    `title` is a field or a property. A page that shows young people overrides `looks`, and its
    template marks each of them with `data-young-person="<key>"`.
    """

    template: ClassVar[str]
    nav: ClassVar[str] = ""  # name of the navigation item that is current
    has_keepable_form: ClassVar[bool] = False  # form_layout.html: one form, id "page-form"

    if TYPE_CHECKING:

        @property
        def title(self) -> str: ...

    @property
    def looks(self) -> tuple[Look, ...]:
        return (Look(),)

    @property
    def page_forms(self) -> tuple[Any, ...]:
        """The forms whose errors the summary at the top lists: `form` unless the page has several."""
        form = getattr(self, "form", None)
        return () if form is None else (form,)


def page(
    permission: Permission | None,
    *,
    name: str = "",
    while_locked: bool = False,
    keep_text: bool = True,
    by_itself: bool = False,
) -> Callable[[View], View]:
    """Declare a view. `while_locked`: also answers in a locked session. `keep_text=False`: forms with secrets.

    `by_itself`: a page asks it every few seconds without its reader, so it does not count as that somebody is there.
    """

    def declare(view: View) -> View:
        page_name = name or getattr(view, "__name__", "page").replace("_", "-")

        @functools.wraps(view)
        def declared(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (turned := _turned_away(request, permission)) is not None:
                return turned
            response = view(request, *args, **kwargs)
            if request.professional is None:
                return response
            kept.drop_after_success(request, response)
            return with_looks_written(request, page_name, response, by=request.professional)

        # Read by the middleware and by the sweep of every address.
        keeps = keep_text and permission is not None
        declared.__dict__.update(
            permission=permission, while_locked=while_locked, keep_text=keeps, page_name=page_name, by_itself=by_itself
        )
        return declared

    return declare


def _turned_away(request: PageRequest, permission: Permission | None) -> HttpResponse | None:
    """What is answered instead of the view: no way to ask, nobody signed in, or text that is thrown away."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if permission is None:
        return None
    if request.professional is None:
        return session.to_sign_in(request)
    if not request.professional.holds(permission):
        raise NotPermitted
    if request.method == "POST" and kept.DISCARD in request.POST:
        kept.discard(request)
        return redirect(request.get_full_path())
    return None


def render_page(request: PageRequest, page_object: Page, *, status: int = 200) -> HttpResponse:
    """The page as HTML, carrying the looks that `@page` writes before it is sent."""
    context = surroundings.of(request, page_object)
    response = HttpResponse(get_template(page_object.template).render(context, request), status=status)
    return with_looks(response, page_object.looks)


def with_looks(response: HttpResponse, looks: Iterable[Look]) -> HttpResponse:
    """Attach looks to an answer that is not a page (a file, a fragment)."""
    response.__dict__["looks"] = tuple(looks)
    return response


def redirect_with(
    request: PageRequest, message: str, to: str, *args: Any, then: str = "", **kwargs: Any
) -> HttpResponse:
    """Redirect, and say on the next page what was done and (`then`) what follows.

    `to` is the name of a URL, or a path that starts with "/".
    """
    flash.say(request, message, then)
    return redirect(to if to.startswith("/") else reverse(to, args=args or None, kwargs=kwargs or None))


def with_looks_written(request: PageRequest, name: str, response: HttpResponse, *, by: Any) -> HttpResponse:
    """The answer, once it is written who looks at whom; where that cannot be written, an answer that shows nobody."""
    try:
        shown = getattr(response, "looks", ())
        if shown:
            audit_log.look(name, by=by, at=request.at, shown=shown)
    except Exception as failure:
        # The type alone: the message of a database error may quote what was being written.
        logger.error("a look at %s could not be recorded: %s", name, type(failure).__name__)
        return errors.look_not_recorded(request)
    return response
