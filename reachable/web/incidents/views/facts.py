"""What happened to a young person or in the incident: recorded, put right, chosen where it contradicts, ended."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect

from reachable.common import clock
from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound, NotPermitted, Refused, Stale
from reachable.directory import queries as directory_queries
from reachable.directory.choices import ContactPointKind
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import FactKind
from reachable.incidents.queries import FactLine, Heading, KindToRecord, OneFact, YoungPersonLine
from reachable.responses import queries as response_queries
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.facts import ChooseFactForm, FactForm, SettleFactForm
from ..pages.facts import AskLegal, ChooseFact, Happened, RecordFact, SettleFact


@page(Permission.SEE_INCIDENTS)
def happened(request: PageRequest, reference: str) -> HttpResponse:
    who = request.professional
    heading, everybody = incident_queries.with_young_people(who, reference, request.at)
    facts = incident_queries.facts_about(who, heading, None)
    kinds = incident_queries.kinds_to_record(who, heading, young_person=False)
    return render_page(request, Happened(heading, None, facts, kinds, everybody))


@page(Permission.SEE_INCIDENTS)
def happened_to(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    heading, line = _found(request, reference, key)
    facts = incident_queries.facts_about(request.professional, heading, key)
    kinds = incident_queries.kinds_to_record(request.professional, heading, young_person=True)
    return render_page(request, Happened(heading, line, facts, kinds, (line,)))


@page(Permission.SEE_INCIDENTS)
def record_fact(request: PageRequest, reference: str, kind: str) -> HttpResponse:
    heading = incident_queries.heading(request.professional, reference, request.at)
    return _record(request, heading, None, kind)


@page(Permission.SEE_INCIDENTS)
def record_fact_about(request: PageRequest, reference: str, key: UUID, kind: str) -> HttpResponse:
    return _record(request, *_found(request, reference, key), kind)


@page(Permission.SEE_INCIDENTS)
def correct_fact(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    one = _to_settle(request, reference, key)
    return _record(request, one.heading, one.line, one.fact.kind, one.fact)


@page(Permission.SEE_INCIDENTS)
def settle_fact(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    one = _to_settle(request, reference, key)
    today = clock.local_date(at)
    first = {"seen_number": one.fact.number, "standing": request.GET.get("to", ""), "ended_on": today}
    form = SettleFactForm(form_data(request), at=at, initial=first, fact=one.fact)
    stale = False
    if form.is_valid():
        try:
            incident_operations.settle_fact(by=who, at=at, reference=reference, fact_key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                one = incident_queries.fact(who, reference, key, at)
                form.has_now_seen(one.fact.number)
        else:
            then = "Nothing that was said is lost."
            return _back(request, reference, one.line, one.fact.group, "Recorded what became of it", then)
    return render_page(request, SettleFact(one.heading, one.line, one.fact, form, stale))


@page(Permission.SEE_INCIDENTS)
def choose_fact(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    who, at = request.professional, request.at
    one = _to_settle(request, reference, key)
    form = ChooseFactForm(form_data(request), at=at, initial={"seen_number": one.said})
    stale = False
    if form.is_valid():
        try:
            incident_operations.choose_fact(by=who, at=at, reference=reference, fact_key=key, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
            if stale := isinstance(refusal, Stale):
                one = incident_queries.fact(who, reference, key, at)
                form.has_now_seen(one.said)
        else:
            then = "The others are set aside and stay on record."
            return _back(request, reference, one.line, one.fact.group, "Recorded which is right", then)
    return render_page(request, ChooseFact(one.heading, one.line, one.fact, one.beside, form, stale))


@page(Permission.SEE_INCIDENTS)
def ask_legal(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    """Where a fact sends its writer that says: somebody looks at one person's posts again and again."""
    one = incident_queries.fact(request.professional, reference, key, request.at)
    if one.fact.kind != FactKind.SOCIAL_MEDIA_SEEN:
        raise NotFound("fact")
    return render_page(request, AskLegal(one.heading, one.line, one.fact))


def _to_settle(request: PageRequest, reference: str, key: UUID) -> OneFact:
    one = incident_queries.fact(request.professional, reference, key, request.at)
    if not one.fact.may_settle:
        raise NotPermitted
    return one


def _found(request: PageRequest, reference: str, key: UUID) -> tuple[Heading, YoungPersonLine]:
    heading, everybody = incident_queries.with_young_people(request.professional, reference, request.at)
    line = next((one for one in everybody if one.key == key), None)
    if line is None:
        raise NotFound("young person")
    return heading, line


def _record(
    request: PageRequest, heading: Heading, line: YoungPersonLine | None, kind: str, replaced: FactLine | None = None
) -> HttpResponse:
    offered = incident_queries.kinds_to_record(request.professional, heading, young_person=line is not None)
    told = next((one for one in offered if kind in (one.slug, one.kind)), None)
    if told is None:
        raise NotFound("kind of fact")
    form = _form(request, heading, told, replaced)
    if form.is_valid():
        before = _open(request, heading, line)
        try:
            fact_key = _say(request, heading, line, told, form, replaced)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if form.needs_legal_first:
                return redirect("incidents:ask_legal", heading.reference, fact_key)
            opened = [title for title in _open(request, heading, line) if title not in before]
            then = _follows(told.kind, line, opened)
            return _back(request, heading.reference, line, told.group, f"Recorded: {told.label}", then)
    return render_page(request, RecordFact(heading, line, told, form, replaced))


def _form(request: PageRequest, heading: Heading, told: KindToRecord, replaced: FactLine | None) -> FactForm:
    """`?establishment=feltham` in the address of the page chooses that answer of the question."""
    who, at = request.professional, request.at
    names = directory_queries.names_of(ContactPointKind.CUSTODY_SUITE) if told.kind == FactKind.ARRESTED else ()
    team = incident_queries.team(who, heading.incident_id, at) if told.names_somebody else ()
    return FactForm(
        form_data(request),
        at=at,
        initial={"key": uuid4()},
        kind=told,
        names=names,
        holders=[(f"p:{one.key}", f"{one.name}, {one.part_label.lower()}, {one.agency}") for one in team],
        replaced=replaced,
        chosen=request.GET.dict(),
    )


def _say(
    request: PageRequest,
    heading: Heading,
    line: YoungPersonLine | None,
    told: KindToRecord,
    form: FactForm,
    replaced: FactLine | None,
) -> UUID:
    said = incident_operations.record_fact(
        by=request.professional,
        at=request.at,
        reference=heading.reference,
        kind=told.kind,
        involvement_key=line.key if line else None,
        replaces_key=replaced.key if replaced else None,
        **form.statement,
    )
    return said.key


def _open(request: PageRequest, heading: Heading, line: YoungPersonLine | None) -> list[str]:
    """The strands that run, about the young person or the incident."""
    who, reference = request.professional, heading.reference
    if line is None:
        running = response_queries.strands(who, reference, request.at, heading=heading)
    else:
        running = response_queries.strands_about(who, reference, line.key, request.at)
    return [strand.title for strand in running]


_MOVES = (FactKind.ARRESTED, FactKind.REMANDED, FactKind.POLICE_PROTECTION, FactKind.RELEASED)


def _follows(kind: str, line: YoungPersonLine | None, opened: list[str]) -> str:
    """What opened, and that where somebody is now is said apart from what happened."""
    sentences = []
    if opened:
        verb = "is" if len(opened) == 1 else "are"
        sentences.append(f"{' and '.join(opened)} {verb} open{f' for {line.label}' if line else ''}.")
    if line and kind in _MOVES:
        sentences.append(f"If that changes where {line.label} is now, say so on their page.")
    return " ".join(sentences)


# Where the facts of a section stand beside each other, about one young person.
_PAGE_OF = {
    "hospital": "hospital:hospital",
    "custody": "custody:custody",
    "court": "court:young_person",
    "safety": "safety:safety",
}


def _back(
    request: PageRequest, reference: str, line: YoungPersonLine | None, group: str, message: str, then: str = ""
) -> HttpResponse:
    if line is None:
        name = "court:court" if group == "court" else "incidents:happened"
        return redirect_with(request, message, name, reference, then=then)
    name = _PAGE_OF.get(group, "incidents:young_person")
    return redirect_with(request, message, name, reference, line.key, then=then)
