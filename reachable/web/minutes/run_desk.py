"""Whoever runs a meeting, at one request: for what they read it, the page they get, what was typed and kept."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reachable.directory import operations as directory_operations
from reachable.directory import queries as directory
from reachable.meetings import queries
from reachable.meetings.queries import RunView
from reachable.web.shared import kept, purpose
from reachable.web.shared.cards import DrawnCard, Maker, from_kept
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import redirect_with, render_page
from reachable.web.shared.request import PageRequest

from . import run_pages
from .run_actions import ActionForm
from .run_forms import AddItemForm, BecauseForm, NoteForm, RestrictedForm
from .run_outcomes import OutcomeForm
from .run_rows import RowForm

_WRONG = 422  # to the script: what was sent is refused, and the form says why


class Desk:
    """`is_fragment`: the script of the page asks, which replaces parts of it."""

    def __init__(self, request: PageRequest, meeting: str) -> None:
        self.request, self.meeting = request, meeting
        self.by, self.at = request.professional, request.at
        self.use = purpose.opened_use(request, meeting)
        self.is_fragment = "X-Fragment" in request.headers

    def asks_purpose(self) -> HttpResponse:
        """What was typed is kept, and comes back on the page."""
        if self.request.method == "POST":
            kept.keep_post(self.request, self.by, self.at)
        address = reverse("minutes:run", args=[self.meeting])
        return purpose.to_purpose(self.request, self.meeting, next=address if self.request.method == "POST" else "")

    def view(self, item: UUID | None = None) -> RunView:
        return queries.run_view(self.by, self.meeting, self.at, use=self.use, item=item)

    def address(self, item: UUID | None = None, anchor: str = "", **more: str) -> str:
        query = "&".join(f"{name}={value}" for name, value in {"item": item, **more}.items() if value)
        return (
            f"{reverse('minutes:run', args=[self.meeting])}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}"
        )

    def maker(self, view: RunView) -> Maker:
        return lambda card, data: RowForm(card, view, at=self.at, data=data)

    def page(self, view: RunView, *, status: int = 200, **filled: Any) -> HttpResponse:
        """The run page, each form as it is given or else empty; on a plain visit with what was typed and kept."""
        fills = {**self._empty(view), **filled}
        kind = run_pages.RunFragment if self.is_fragment else run_pages.Run
        return render_page(self.request, kind(view, **fills), status=status)

    def refused(self, view: RunView, **filled: Any) -> HttpResponse:
        return self.page(view, status=_WRONG if self.is_fragment else 200, **filled)

    def done(self, words: str, item: UUID | None, anchor: str = "", *, then: str = "", **more: str) -> HttpResponse:
        """Recorded: the parts of the page as they stand now, or back to the place where it was typed."""
        if self.is_fragment:
            return self.page(self.view(item))
        return redirect_with(self.request, words, self.address(item, anchor, **more), then=then)

    def moved(self, item: UUID | None, anchor: str = "") -> HttpResponse:
        return redirect(self.address(item, anchor))

    def forget(self, field: str, value: object) -> None:
        """What was typed is recorded: its draft goes, unless the next is being typed already."""
        payload = directory.kept_text(self.by, self.request.path, self.at)
        if payload is not None and payload.get(field) == [str(value)]:
            directory_operations.drop_text(by=self.by, form=self.request.path, at=self.at)

    def _empty(self, view: RunView) -> dict[str, Any]:
        typed = self._typed(view)
        people = [(str(one.key), f"{one.name}, {one.agency}") for one in view.attendance if one.is_there]
        return {
            "note": NoteForm(typed["note"], at=self.at).offer(view),
            "action": ActionForm(view, typed["action"], at=self.at),
            "rows": self._rows(view, typed["rows"]),
            "restricted": RestrictedForm(people, at=self.at),
            "add": AddItemForm(at=self.at),
            "passing": BecauseForm(prefix="pass", at=self.at),
            "outcome": self._outcome(view),
            "elsewhere": typed["elsewhere"],
            "focus": self.request.GET.get("focus", ""),
        }

    def _rows(self, view: RunView, typed: Any) -> dict[UUID, DrawnCard]:
        cards = [card for row in view.answers for card in row.cards]
        return {drawn.view.key: drawn for drawn in from_kept(cards, self.maker(view), typed)}

    def _outcome(self, view: RunView) -> OutcomeForm | None:
        """Of the young person whom the address names, else of the first for whom nothing is decided."""
        about = self.request.GET.get("about", "")
        chosen = [one for one in view.outcomes if str(one.young_person.key) == about]
        lines = chosen or [one for one in view.outcomes if not one.is_said] or list(view.outcomes[:1])
        return OutcomeForm(lines[0], view, at=self.at) if lines else None

    def _typed(self, view: RunView) -> dict[str, Any]:
        found: dict[str, Any] = {"note": None, "action": None, "rows": None, "elsewhere": None}
        if self.request.method != "GET" or self.is_fragment or not view.may_run or view.item is None:
            return found
        item = str(view.item.key)
        for name in ("note", "action"):
            address = reverse(f"minutes:{name}", args=[self.meeting])
            typed = form_data(self.request, address)
            if typed is not None and typed.get(f"{name}-key") in self._recorded(view, name):
                self.request.kept_forms.remove(address)
                directory_operations.drop_text(by=self.by, form=address, at=self.at)
                continue
            if typed is None or typed.get(f"{name}-item") in (item, ""):
                found[name] = typed
                continue
            self.request.kept_forms.remove(address)
            found["elsewhere"] = next((one for one in view.items if str(one.key) == typed[f"{name}-item"]), None)
        if view.answers:
            found["rows"] = form_data(self.request, reverse("minutes:answers", args=[self.meeting, view.item.key]))
        return found

    @staticmethod
    def _recorded(view: RunView, name: str) -> set[str]:
        """Keys of what stands on the page: a draft of it that came in late is no draft any more."""
        if name == "note":
            return {str(one.key) for one in view.notes}
        return {str(one.line.key) for one in view.actions}


def at_the_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Asks first for what the material of the meeting is used, where it was not said in this session (CTX-6)."""

    @functools.wraps(view)
    def found(request: PageRequest, meeting: str, **words: Any) -> HttpResponse:
        desk = Desk(request, meeting)
        return view(desk, **words) if desk.use is not None else desk.asks_purpose()

    return found
