"""What is wrong with a playbook: a list of plain sentences, empty when it may be used.

Imports no Django. The rooms that know the triggers, roles and agency kinds pass them in.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from . import check_meetings
from .due import OF_ONE_YOUNG_PERSON
from .schema import Consideration, Playbook, RecordField, Strand

AUDIENCES = frozenset({"team", "childrens-services", "notification-decision", "rapid-review-panel"})
AFTER_A_DEATH = "young_person_died"

# Words that label somebody, or that belong to another trade. What the reader sees uses none of them.
_LABELS = re.compile(
    r"\b(cases?|subjects?|tickets?|offenders?|perpetrators?|gang members?|olders|opps|nominals?|limbs?)\b", re.I
)


def problems(
    playbook: Playbook,
    *,
    triggers: Mapping[str, str],
    roles: Collection[str],
    places: Collection[str],
    clauses: Collection[str],
    words_of_contact: Callable[[str], Sequence[str]],
    gates: Collection[str] = (),
    audiences: Collection[str] = AUDIENCES,
    facts: Collection[str] = (),
) -> list[str]:
    """Everything that is wrong, in the order of the playbook.

    `triggers` are names of functions that open strands, each with what it answers for ("incident" or
    "young-person"), `roles` role codes, `places` the kinds of agency that have a place at the table,
    `clauses` the ids of the register, `gates` gate codes, `audiences` those that are enforced,
    `facts` the kinds of fact that can be recorded.
    `words_of_contact` answers the words of a text that send somebody to a young person or a family.
    """
    known = {"role": set(roles), "agency kind": set(places), "gate": set(gates), "audience": set(audiences)}
    known["kind of fact"] = set(facts)
    found = [*_duplicates(playbook), *_strands(playbook, triggers, set(clauses))]
    for item in playbook.considerations():
        faults = (*_unknown(item, known), *_item(item, set(clauses)), *_suggestions(item, words_of_contact))
        found += [f"{item.code}: {fault}" for fault in faults]
    found += _definitions(playbook, set(clauses))
    found += _tonight(playbook)
    found += check_meetings.problems(playbook, triggers=triggers, known=known, clauses=set(clauses))
    found += _missing(playbook, set(clauses))
    found += [f'{place}: says "{word}"' for place, word in _labels(playbook)]
    return found


def clauses_of(playbook: Playbook) -> dict[str, list[str]]:
    """For each clause that the playbook names, the codes of the items and definition parts that carry it."""
    carried: dict[str, list[str]] = {}
    for item in playbook.considerations():
        if not item.retired:
            for clause in item.clauses:
                carried.setdefault(clause, []).append(item.code)
    for kind in playbook.meetings.values():
        for clause, place in check_meetings.places(kind):
            carried.setdefault(clause, []).append(place)
    for definition in playbook.definitions.values():
        for part in definition.parts:
            carried.setdefault(part.clause, []).append(f"{definition.code}/{part.code}")
    return carried


def _duplicates(playbook: Playbook) -> Iterator[str]:
    codes = Counter(item.code for item in playbook.considerations())
    yield from (f"{code}: the code stands {n} times" for code, n in codes.items() if n > 1)
    questions = Counter(question.code for question in playbook.tonight)
    yield from (f"tonight {code}: the code stands {n} times" for code, n in questions.items() if n > 1)


def _strands(playbook: Playbook, triggers: Mapping[str, str], clauses: set[str]) -> Iterator[str]:
    for strand in playbook.strands.values():
        answers_for = triggers.get(strand.opens)
        if answers_for is None:
            yield f"{strand.code}: no trigger is called {strand.opens}"
        elif answers_for != strand.about:
            yield f"{strand.code}: is about the {strand.about}, and {strand.opens} answers for the {answers_for}"
        if not strand.asked:
            yield f"{strand.code}: asks nothing"
        yield from (f"{strand.code}: no clause {clause}" for clause in strand.clauses if clause not in clauses)
        for item in strand.asked:
            yield from (f"{item.code}: {fault}" for fault in _whom(strand, item))


def _whom(strand: Strand, item: Consideration) -> Iterator[str]:
    """An item nobody would ever be asked, or whose clock would never start."""
    if strand.about == "young-person" and item.about != "young-person":
        yield "is about the incident, in a strand about each young person"
    if strand.opens == AFTER_A_DEATH and not item.after_death:
        yield "opens after a death and is not asked after one"
    if item.due and item.about == "incident" and item.due.after in OF_ONE_YOUNG_PERSON:
        yield f"is about the incident, and its deadline runs from {item.due.after}, which is one young person's"


def _unknown(item: Consideration, known: dict[str, set[str]]) -> Iterator[str]:
    named = {
        "role": item.lead,
        "agency kind": item.between,
        "gate": (item.gate,) if item.gate else (),
        "audience": (item.audience,),
        "kind of fact": item.facts,
    }
    for kind, codes in named.items():
        yield from (f"no {kind} is called {code}" for code in codes if code not in known[kind])


def _item(item: Consideration, clauses: set[str]) -> Iterator[str]:
    yield from (f"no clause {clause}" for clause in item.clauses if clause not in clauses)
    if not item.clauses and not item.ours:
        yield "names no clause of the guide and is not marked as ours"
    if item.ours and item.clauses:
        yield "is marked as ours and names a clause of the guide"
    if item.ours and not item.source:
        yield "is ours and does not say why it is asked"
    if item.ours and item.strength == "must":
        yield "is ours, and only the guide can say must"
    if not item.lead:
        yield "nobody leads on it"
    if not item.ask.endswith("?"):
        yield "does not ask a question"
    yield from _fields(item.record)


def _suggestions(item: Consideration, words_of_contact: Callable[[str], Sequence[str]]) -> Iterator[str]:
    for suggestion in item.suggests:
        words = words_of_contact(suggestion.what)
        if words and not suggestion.makes_contact:
            yield f'suggests "{suggestion.what}" ("{words[0]}") as if nobody were sent'


def _fields(record: tuple[RecordField, ...]) -> Iterator[str]:
    names = Counter(field.name for field in record)
    yield from (f'record field "{name}" stands {n} times' for name, n in names.items() if n > 1)


def _definitions(playbook: Playbook, clauses: set[str]) -> Iterator[str]:
    for definition in playbook.definitions.values():
        if not definition.parts:
            yield f"{definition.code}: has no parts"
        codes = Counter(part.code for part in definition.parts)
        yield from (f"{definition.code}/{code}: stands {n} times" for code, n in codes.items() if n > 1)
        named = {*definition.clauses, *(part.clause for part in definition.parts)}
        yield from (f"{definition.code}: no clause {clause}" for clause in sorted(named - clauses))


def _tonight(playbook: Playbook) -> Iterator[str]:
    asked = {item.code for item in playbook.considerations() if not item.retired}
    for question in playbook.tonight:
        if not question.considerations:
            yield f"tonight {question.code}: shows nothing"
        for code in question.considerations:
            if code not in asked:
                yield f"tonight {question.code}: no consideration is called {code}"


def _missing(playbook: Playbook, clauses: set[str]) -> Iterator[str]:
    carried = clauses_of(playbook)
    for section in playbook.sections:
        wanted = [clause for clause in clauses if clause.split("-")[0] == section]
        if not wanted:
            yield f"{section}: the register has no such section"
        yield from (
            f"{clause}: nothing in the playbook carries it" for clause in sorted(wanted) if clause not in carried
        )


def _labels(playbook: Playbook) -> Iterator[tuple[str, str]]:
    for place, text in _texts(playbook.model_dump(), "playbook"):
        for word in _LABELS.findall(text):
            yield place, word


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        here = str(value.get("code") or value.get("name") or place)
        for key, inner in value.items():
            yield from _texts(inner, here if not isinstance(inner, dict) else str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, place)
