"""The least that a browser without JavaScript does: keeps cookies, reads the forms of a page, sends one back.

Standard library only; `bench` and `chaos` use it over HTTP, tests read forms with it.
"""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

Fields = dict[str, list[str]]
SECONDS_TO_ANSWER = 30


@dataclass
class Form:
    """What would be sent if nothing were touched, and what each choice offers."""

    action: str
    fields: Fields = field(default_factory=dict)
    choices: Fields = field(default_factory=dict)
    options: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # of its lists: value and words
    hidden: set[str] = field(default_factory=set)
    words: str = ""  # of its buttons

    def name(self, ending: str) -> str:
        """The one field whose name ends so (names carry the key of a card)."""
        [found] = [name for name in {**self.fields, **self.choices} if name.endswith(ending)]
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._inside = False
        self._button = False
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
            self._inside = True
        self._button = self._button or (tag == "button" and self._inside)
        name = given.get("name", "")
        if tag == "option" and self._select:
            self._option(given)
        elif self._inside and name:
            self._box(tag, name, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""
        elif tag == "button":
            self._button = False

    def handle_data(self, data: str) -> None:
        if self._button:
            self.forms[-1].words += data
        if self._select and self.forms[-1].options.get(self._select):
            offered = self.forms[-1].options[self._select]
            offered[-1] = (offered[-1][0], offered[-1][1] + data)
        if self._textarea:
            box = self.forms[-1].fields[self._textarea]
            box[-1] = (box[-1] + data).lstrip("\n")

    def _box(self, tag: str, name: str, given: dict[str, str]) -> None:
        form = self.forms[-1]
        if tag == "select":
            self._select = name
            form.fields.setdefault(name, [])
        elif tag == "textarea":
            self._textarea = name
            form.fields.setdefault(name, []).append("")
        elif tag == "button":
            form.choices.setdefault(name, []).append(given.get("value", ""))
        elif tag == "input":
            value = given.get("value", "")
            match given.get("type", "text"):
                case "radio" | "checkbox":
                    form.choices.setdefault(name, []).append(value or "on")
                    if "checked" in given:
                        form.fields.setdefault(name, []).append(value or "on")
                case "submit" | "button" | "file":
                    pass
                case kind:
                    if kind == "hidden":
                        form.hidden.add(name)
                    form.fields.setdefault(name, []).append(value)

    def _option(self, given: dict[str, str]) -> None:
        form, value = self.forms[-1], given.get("value", "")
        form.options.setdefault(self._select, []).append((value, ""))
        if "selected" in given or not form.fields[self._select]:
            form.fields[self._select] = [value]


@dataclass(frozen=True)
class Page:
    status: int
    location: str
    text: str

    @property
    def forms(self) -> list[Form]:
        return forms_of(self.text)

    @property
    def links(self) -> list[str]:
        reader = _Reader()
        reader.feed(self.text)
        return reader.links

    def form(self, holding: str) -> Form:
        """The form that has a field whose name ends so."""
        return next(f for f in self.forms if any(name.endswith(holding) for name in {**f.fields, **f.choices}))


def forms_of(text: str) -> list[Form]:
    reader = _Reader()
    reader.feed(text)
    return reader.forms


class Browser:
    """One person at one computer. Raises OSError or HTTPException where no answer came."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Page:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Fields) -> Page:
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def _ask(self, method: str, path: str, body: str | None) -> Page:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://{self.host}:{self.port}{path}"
        connection = http.client.HTTPConnection(self.host, self.port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        place = urlsplit(answer.headers.get("Location", ""))
        return Page(answer.status, place.path, text)


def sign_in_to_demo(browser: Browser, name: str) -> None:
    """Choose one of the invented professionals on the demo's page."""
    form = next(form for form in browser.get("/demo/").forms if name in form.words)
    answer = browser.post("/demo/", {**form.fields, "key": form.choices["key"]})
    if answer.status != 302:
        raise RuntimeError(f"{name} could not sign in: {answer.status}")
