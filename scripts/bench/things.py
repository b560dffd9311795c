"""What is measured: the pages of a night and a morning, and what is sent from them. Needs Django to be ready."""

from itertools import count
from typing import Any

from django.apps import apps
from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler

from reachable.audit import log
from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.models import Incident
from reachable.responses import operations as responses
from reachable.responses import queries
from reachable.responses.choices import AnswerCode
from scripts.bench import data, empty
from scripts.bench.timing import Thing
from scripts.browser import forms_of

STRAND = "immediate-safety"
EMPTY = "empty page of Django"
ONE_ROW = "plain form of one row"
OPENING = "report of six, sent"
HOST = "127.0.0.1"
_numbers = count(1)


def pages(reference: str) -> dict[str, str]:
    home = f"/incidents/{reference}/"
    first = Incident.objects.get(reference=reference).involvements.order_by("position").values_list("key", flat=True)[0]
    young = f"{home}young-people/{first}/"
    return {
        "my work": "/",
        "incidents": "/incidents/",
        "incident page": home,
        "sheet, six young people": f"{home}strands/{STRAND}/",
        "tonight": f"{home}tonight/",
        "handover": f"{home}handover/",
        "timeline": f"{home}timeline/",
        "contact board": f"{home}contact/",
        "in hospital": f"{young}hospital/",
        "discharge": f"{young}discharge/",
        "safety": f"{young}safety/",
        "court": f"{home}court/",
    }


def plain_django(person: Any, reference: str) -> list[Thing]:
    """What the others are measured in."""
    client = Client(SERVER_NAME=HOST)
    ours = settings.MIDDLEWARE
    settings.MIDDLEWARE = empty.MIDDLEWARE
    try:
        handler = ClientHandler(enforce_csrf_checks=False)
        handler.load_middleware()
    finally:
        settings.MIDDLEWARE = ours
    client.handler = handler
    client.force_login(person.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    incident = Incident.objects.get(reference=reference)

    def row() -> dict[str, Any]:
        number, at = 100 + next(_numbers), clock.now().isoformat()
        return {
            "incident": incident.pk, "number": number, "phase": "CONFIRMED", "reason": "x", "by": person.pk, "at": at,
        }  # fmt: skip

    return [
        Thing(EMPTY, lambda _: right(client.get("/empty/"))),
        Thing(ONE_ROW, lambda form: right(client.post("/row/", form), 302), row),
    ]


def rows() -> int:
    """In every table."""
    return sum(model._default_manager.count() for model in apps.get_models())


def all_of(who: dict[str, Any], reference: str) -> list[Thing]:
    client = in_the_demo(who["hana"])
    reads = [
        Thing(name, lambda _, address=address: right(client.get(address))) for name, address in pages(reference).items()
    ]
    return [*plain_django(who["hana"], reference), *reads, *_sent(client, who, reference), *_operations(who, reference)]


def in_the_demo(person: Any) -> Client:
    client = Client(SERVER_NAME=HOST)
    right(client.post("/demo/", {"key": str(person.key)}), 302)
    return client


def right(answer: Any, wanted: int = 200) -> Any:
    if answer.status_code != wanted:
        raise RuntimeError(f"{answer.request['PATH_INFO']} answered {answer.status_code}")
    return answer


def _sent(client: Client, who: dict[str, Any], reference: str) -> list[Thing]:
    """Forms, as a browser sends them."""
    card = _cards(who, reference)[0]
    address = f"/incidents/{reference}/considerations/{card.key}/"

    def answer_form() -> dict[str, list[str]]:
        html = right(client.get(address)).content.decode()
        form = next(f for f in forms_of(html) if any(name.endswith("-seen") for name in f.fields))
        return {**form.fields, form.name("-answer"): ["IN_PLACE"], form.name("-because"): [f"Word {next(_numbers)}"]}

    def begun_report() -> str:
        what = client.post("/incidents/report/").headers["Location"]
        people = right(client.post(what, {"place": f"Lane {next(_numbers)}"}), 302).headers["Location"]
        boxes: dict[str, Any] = {"young": [str(n) for n in range(len(data.NAMES))]}
        for n, name in enumerate(data.NAMES):
            family = f"Typed{next(_numbers):05}"
            boxes |= {
                f"young-{n}-given_names": name,
                f"young-{n}-family_name": family,
                f"young-{n}-approximate_age": 15,
            }
        return str(right(client.post(people, boxes), 302).headers["Location"])

    return [
        Thing("answer, sent", lambda form: right(client.post(address, form), 302), answer_form),
        Thing(OPENING, lambda check: right(client.post(check), 302), begun_report),
    ]


def _operations(who: dict[str, Any], reference: str) -> list[Thing]:
    hana, ravi = who["hana"], who["ravi"]
    shown = [log.Look(about=tuple(card.person_key for card in _cards(who, reference) if card.person_key)[:6])]

    def answer(card: Any) -> None:
        at = clock.now()
        new = responses.NewAction(
            what=f"Write to the landlord {next(_numbers)}",
            due_at=at + data.timedelta(hours=4),
            owner_key=who["priya"].key,
        )
        responses.answer_consideration(
            by=hana, at=at, reference=reference, consideration_key=card.key, answer=AnswerCode.ACTION_NEEDED,
            because="It is owed.", actions=[new], seen_number=card.number,
        )  # fmt: skip

    def report(facts: data.Report) -> None:
        incidents.report_incident(by=ravi, at=clock.now(), report=facts)

    return [
        Thing("operation: report of six", report, lambda: data.report(next(_numbers), clock.now())),
        Thing("operation: answer and action", answer, lambda: _cards(who, reference)[1]),
        Thing(
            "operation: look at six",
            lambda _: log.look("sheet", by=hana, at=clock.now(), shown=shown),
        ),
    ]


def _cards(who: dict[str, Any], reference: str) -> list[Any]:
    sheet = queries.sheet(who["hana"], reference, STRAND, clock.now())
    return [*sheet.incident_cards, *sheet.young_person_cards]
