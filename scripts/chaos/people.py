"""People at work. Each sends one thing at a time and sends it again, unchanged, until an answer comes."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from scripts.browser import Browser, Fields, Form, Page, sign_in_to_demo

PATIENCE = 60.0  # seconds without any answer after which something is wrong beyond a restart
STRAND = "immediate-safety"
_SAVES = re.compile(r'data-save="([^"]+)"')
_ACTION = re.compile(r'"(/actions/[0-9a-f-]{36}/)')
_INCIDENT = re.compile(r'href="(/incidents/INC-\d{4}-\d{4}/)"')
_MEETING = re.compile(r'href="(/meetings/MTG-\d{4}-\d{4}/)"')


@dataclass
class Told:
    """What people were told is recorded, by the words that they typed; `given` counts actions given to others."""

    reports: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sent_again: int = 0
    looks: int = 0

    @property
    def total(self) -> int:
        return sum(len(each) for each in (self.reports, self.answers, self.actions, self.outcomes, self.notes))


class Person(threading.Thread):
    """`work` is one thing done from start to end; what was begun is ended even after `over` is set."""

    def __init__(self, name: str, browser: Browser, told: Told, over: threading.Event) -> None:
        super().__init__(name=name, daemon=True)
        self.browser, self.told, self.over = browser, told, over
        self.failure: Exception | None = None
        self.number = 0

    def run(self) -> None:
        try:
            self._patiently(lambda: sign_in_to_demo(self.browser, self.name))
            while not self.over.is_set():
                self.number += 1
                self.work(f"{self.name.split()[0]} {self.number:05}.")
                time.sleep(0.02)
        except Exception as failure:
            self.failure = failure

    def work(self, words: str) -> None:
        """What this kind of person does over and over; each of them below says."""
        raise NotImplementedError

    def get(self, path: str) -> Page:
        page = self._patiently(lambda: self.browser.get(path))
        while page.status in (301, 302):
            page = self._patiently(lambda to=page.location: self.browser.get(to))
        if page.status != 200:
            raise RuntimeError(f"{self.name} opened a page and was told {page.status}: {path}")
        self.told.looks += 1
        return page

    def post(self, path: str, fields: Fields) -> Page:
        """Sent again until it is answered; only a redirect says that it is recorded."""
        answer = self._patiently(lambda: self.browser.post(path, fields))
        if answer.status != 302:
            wrong = re.findall(r"error-message[^>]*>(.*?)<", answer.text)
            raise RuntimeError(f"{self.name} sent a form and was told {answer.status}: {path} {wrong[:3]}")
        return answer

    def _patiently(self, ask: Callable[[], Page | None]) -> Page:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return ask()  # type: ignore[return-value]  # signing in answers nothing, and nobody reads it
            except (OSError, http.client.HTTPException):
                self.told.sent_again += 1
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)


class Reporter(Person):
    def work(self, words: str) -> None:
        page = self.get("/incidents/report/")
        what = self.post("/incidents/report/", page.form("csrfmiddlewaretoken").fields).location
        people = self.post(what, {**self.get(what).form("place").fields, "place": [words]}).location
        check = self.post(people, self.get(people).form("given_names").fields).location
        self.post(check, self.get(check).forms[-1].fields)
        self.told.reports.append(words)


class Answerer(Person):
    """Answers its own share of the cards in turn; every other answer gives an action to somebody."""

    def __init__(
        self, name: str, browser: Browser, told: Told, over: threading.Event, *, share: tuple[int, int], gives_to: str
    ) -> None:
        super().__init__(name, browser, told, over)
        self.share, self.gives_to = share, gives_to
        self.cards: list[str] = []

    def work(self, words: str) -> None:
        card = self._next_card()
        form = self.get(card).form("-seen")
        acts = self.number % 2 == 0
        sent = {**form.fields, form.name("-answer"): ["ACTION_NEEDED" if acts else "IN_PLACE"]}
        sent[form.name("-because")] = [words]
        if acts:
            sent.update(self._action(form, words))
        self.post(card, sent)
        self.told.answers.append(words)
        if acts:
            self.told.actions.append(words)

    def _next_card(self) -> str:
        if not self.cards:
            first, of = self.share
            self.cards = self._cards()[first::of]
        return self.cards[self.number % len(self.cards)]

    def _cards(self) -> list[str]:
        """Those of the incident whose team holds the person to whom actions are given."""
        for address in dict.fromkeys(_INCIDENT.findall(self.get("/incidents/").text)):
            page = self._patiently(lambda to=f"{address}strands/{STRAND}/": self.browser.get(to))
            if page.status == 200 and self.gives_to in page.text:
                return list(dict.fromkeys(_SAVES.findall(page.text)))
        raise RuntimeError(f"{self.gives_to} is on no team.")

    def _action(self, form: Form, words: str) -> Fields:
        row = sorted(name for name in form.choices if name.endswith("-tick"))[-1].removesuffix("tick")
        owner = next(value for value, label in form.options[f"{row}owner"] if self.gives_to in label)
        return {
            f"{row}tick": ["yes"],
            f"{row}what": [words],
            f"{row}owner": [owner],
            f"{row}due": ["in-4h"],
            f"{row}contact": ["no"],
        }


class Finisher(Person):
    """Finishes what is given to him, the oldest first; what waits for something else he leaves."""

    def work(self, words: str) -> None:
        found = self._finishable()
        if found is None:
            self.over.wait(0.2)
            return
        path, done = found
        sent = {**done.fields, "outcome": [words]}
        answer = self._patiently(lambda: self.browser.post(f"{path}done/", sent))
        # Sent again after it was recorded, it is refused as finished already: then a person looks.
        if answer.status != 302 and words not in self.get(path).text:
            raise RuntimeError(f"{self.name} finished an action and was told {answer.status}: {path}")
        self.told.outcomes.append(words)

    def _finishable(self) -> tuple[str, Form] | None:
        """Not a contact that is only proposed, nor what ends by itself when its questions are answered."""
        for path in dict.fromkeys(_ACTION.findall(self.get("/").text)):
            page = self.get(path)
            done = next((form for form in page.forms if form.action.endswith("/done/")), None)
            if done is not None and "Find out what is not yet known" not in page.text and "Proposed" not in page.text:
                return path, done
        return None


class Noter(Person):
    """Takes the minutes of the meeting that runs. The key of the form makes a note that is sent again the same note."""

    def __init__(self, name: str, browser: Browser, told: Told, over: threading.Event) -> None:
        super().__init__(name, browser, told, over)
        self.meeting = ""

    def work(self, words: str) -> None:
        if not self.meeting:
            self.meeting = self._running()
            self._say_purpose()
        form = self.get(f"{self.meeting}run/").form("note-words")
        self.post(form.action, {**form.fields, "note-words": [words], "note-kind": ["FACT"]})
        self.told.notes.append(words)

    def _say_purpose(self) -> None:
        """Once a session; the first that the meeting agreed is chosen already."""
        address = f"{self.meeting}purpose/"
        self.post(address, self.get(address).form("use_for").fields)

    def _running(self) -> str:
        for incident in dict.fromkeys(_INCIDENT.findall(self.get("/incidents/").text)):
            for meeting in dict.fromkeys(_MEETING.findall(self.get(f"{incident}meetings/").text)):
                if "Go to the meeting" in self.get(meeting).text:
                    return meeting
        raise RuntimeError("No meeting runs.")
