"""Eight people write and four look at the same moment, through the pages: nobody is told that it failed."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reachable.audit.models import Entry
from reachable.audit.verify import verify
from reachable.directory.models import Professional
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.incidents.models import Incident
from reachable.responses.models import Action, Answer, Consideration
from scripts.browser import Fields, Form, forms_of
from tests import factories
from tests.at_once import at_once
from tests.factories import AT, Cast
from tests.signing_in import sign_in

ROUNDS = 3
STRAND = "immediate-safety"
WRITERS = ("hana", "priya", "sam", "mace", "manager", "edt", "ward", "youth_justice")
YOUNG = tuple(
    ReportedYoungPerson(given_names=name, parts=(Part.PRESENT,), where=Where.HOME) for name in ("Ari", "Bo", "Cy")
)


class Person:
    """One professional at a computer of his own; every page that is not as it should be is kept."""

    def __init__(self, who: Professional, incident: Incident) -> None:
        self.who, self.incident = who, incident
        self.client = sign_in(Client(raise_request_exception=False), who)
        self.failed: list[str] = []

    def address(self, name: str, *arguments: object) -> str:
        return reverse(name, args=[self.incident.reference, *arguments])

    def form(self, address: str, holding: str) -> Form:
        answer = self.client.get(address)
        if answer.status_code != 200:
            self.failed.append(f"GET {address}: {answer.status_code}")
        return next(f for f in forms_of(answer.content.decode()) if any(holding in name for name in f.fields))

    def send(self, address: str, fields: Fields) -> str:
        answer = self.client.post(address, fields)
        if answer.status_code != 302:
            self.failed.append(f"POST {address}: {answer.status_code}")
        return answer.headers.get("Location", "")


@pytest.fixture
def incident(committed_db: None, cast: Cast) -> Incident:
    made = factories.with_team(cast, factories.reported_incident(cast.hana, young_people=YOUNG))
    for name in WRITERS:
        if name not in factories.TEAM:
            person = getattr(cast, name)
            incidents.add_to_team(
                by=cast.hana, at=AT, reference=made.reference, professional_key=person.key, why="Works on it"
            )
    return made


def _writing(person: Person, cards: list[Consideration]) -> Callable[[], list[str]]:
    """Answers cards of his own, each with an action, then answers them again; reports an incident in between."""

    def work() -> list[str]:
        for n, card in enumerate(cards):
            _answer(person, card, f"{person.who.name} {n}", acts=True)
        _report(person, f"Place of {person.who.name}")
        for n, card in enumerate(cards):
            _answer(person, card, f"{person.who.name} again {n}", acts=False)
        return person.failed

    return work


def _answer(person: Person, card: Consideration, words: str, *, acts: bool) -> None:
    address = person.address("responses:answer", card.key)
    form = person.form(address, "-seen")
    sent = {**form.fields, form.name("-answer"): ["ACTION_NEEDED" if acts else "IN_PLACE"]}
    sent[form.name("-because")] = [words]
    if acts:
        row = sorted(name for name in form.choices if name.endswith("-tick"))[-1].removesuffix("tick")
        sent |= {f"{row}tick": ["yes"], f"{row}what": [words], f"{row}due": ["in-4h"], f"{row}contact": ["no"]}
        sent[f"{row}owner"] = [form.options[f"{row}owner"][-1][0]]
    person.send(address, sent)


def _report(person: Person, place: str) -> None:
    what = person.send(reverse("incidents:report"), {})
    people = person.send(what, {**person.form(what, "place").fields, "place": [place]})
    check = person.send(people, person.form(people, "given_names").fields)
    person.send(check, {})


def _looking(person: Person) -> Callable[[], list[str]]:
    addresses = [
        reverse("home:my_work"),
        person.address("incidents:overview"),
        person.address("responses:sheet", STRAND),
        person.address("responses:tonight"),
        person.address("incidents:timeline"),
    ]

    def work() -> list[str]:
        for address in addresses * ROUNDS:
            answer = person.client.get(address)
            if answer.status_code != 200:
                person.failed.append(f"GET {address}: {answer.status_code}")
        return person.failed

    return work


def test_eight_write_and_four_look_and_nothing_fails(incident: Incident, cast: Cast) -> None:
    cards = list(Consideration.objects.filter(strand__response__incident=incident).order_by("pk"))
    shares = [cards[n * ROUNDS : (n + 1) * ROUNDS] for n in range(len(WRITERS))]
    writers = [Person(getattr(cast, name), incident) for name in WRITERS]
    lookers = [Person(getattr(cast, name), incident) for name in ("hana", "priya", "sam", "edt")]
    writing = [_writing(person, share) for person, share in zip(writers, shares, strict=True)]
    assert at_once(*writing, *map(_looking, lookers)) == [[]] * 12
    wanted = {f"{p.who.name} {n}" for p in writers for n in range(ROUNDS)}
    again = {f"{p.who.name} again {n}" for p in writers for n in range(ROUNDS)}
    assert Counter(Answer.objects.values_list("because", flat=True)) == Counter(wanted | again)
    assert Counter(Action.objects.values_list("what", flat=True)) == Counter(wanted)
    places = Incident.objects.exclude(pk=incident.pk).values_list("place", flat=True)
    assert sorted(places) == sorted(f"Place of {p.who.name}" for p in writers)
    references = list(Incident.objects.values_list("reference", flat=True))
    assert len(set(references)) == len(references) == 9
    looks = Entry.objects.filter(verb="looked-at", incident=incident.reference).count()
    assert looks >= 4 * ROUNDS * 4
    report = verify()
    assert report.holds, report.problems


def test_of_eight_who_answer_the_same_card_at_once_one_is_recorded_and_seven_see_both(
    incident: Incident, cast: Cast
) -> None:
    card = Consideration.objects.filter(strand__response__incident=incident).order_by("pk")[0]
    people = [Person(getattr(cast, name), incident) for name in WRITERS]
    address = people[0].address("responses:answer", card.key)
    forms = [person.form(address, "-seen") for person in people]

    def sending(person: Person, form: Form) -> Callable[[], tuple[int, str]]:
        words = {form.name("-answer"): ["IN_PLACE"], form.name("-because"): [f"{person.who.name} says so"]}
        sent = {**form.fields, **words}

        def send() -> tuple[int, str]:
            answer = person.client.post(address, sent)
            return answer.status_code, answer.content.decode()

        return send

    answers = at_once(*map(sending, people, forms))
    assert sorted(status for status, _ in answers) == [302] + [409] * 7
    [stands] = Answer.objects.all()
    for person, (status, page) in zip(people, answers, strict=True):
        if status == 409:
            assert stands.because in page
            assert f"{person.who.name} says so" in page
    assert verify().holds
