"""The pack of a meeting, for one reader: put together when it is asked for, and never kept.

It leaves the room, so it holds what everybody on the team may read and no more, whatever its reader may read on the
screen: no witness can be told in it and no source.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q

from reachable.common.permission_codes import Permission
from reachable.directory.models import Professional
from reachable.incidents import queries as incidents
from reachable.incidents.choices import Audience
from reachable.incidents.queries import FactLine, Heading, YoungPersonLine
from reachable.meetings import access, permissions
from reachable.meetings.choices import MeetingState, UseFor
from reachable.meetings.models import AgendaItem, Meeting
from reachable.meetings.queries import MeetingHeading
from reachable.meetings.queries.heading import heading_of
from reachable.people.permissions import may_know_source
from reachable.responses import editions
from reachable.responses import queries as responses
from reachable.responses.choices import AnswerCode, Standing
from reachable.responses.models import Answer, Consideration, Response
from reachable.responses.queries import CardView
from reachable.responses.queries.cards import cards_of
from reachable.safety import queries as safety
from reachable.safety.models import SafetyPlan
from reachable.safety.permissions import may_read_plans
from reachable.safety.queries import PlanLine

from . import pack_network
from .pack_lines import EarlierMeeting, KnownFact, OpenQuestion, Owed, Pack, PackItem, PackPerson

PRINTED = frozenset({Audience.TEAM})


def pack(
    professional: Professional,
    meeting: str,
    at: datetime,
    *,
    use: UUID | None,
    use_for: str = UseFor.OPEN,
    item_key: str = "",
) -> Pack:
    """NotFound outside the team, Refused without a purpose (CTX-6). A fixed number of statements."""
    found = access.meeting_for(professional, meeting, at)
    permissions.check_may_use(professional, found, at, use_for=use_for, use_key=use, item_key=item_key)
    heading = heading_of(professional, found, at)
    here = heading.incident
    keys = {one.key for one in heading.covered}
    young = incidents.young_people(professional, here.incident_id, at, audiences=PRINTED)
    covered = [one for one in young if one.key in keys]
    links, waits = _links(professional, here, covered, at)
    return Pack(
        heading=heading,
        made_for=professional.name,
        at=at,
        young_people=_people(professional, here, covered, at),
        items=_items(professional, found, heading, covered, at),
        actions=tuple(
            one
            for one in responses.actions_for(professional, here.reference, at, audiences=PRINTED)
            if one.letter in _letters(covered)
        ),
        links=links,
        links_wait_for_a_reason=waits,
        earlier=_earlier(found),
        warned=_warned(professional, here, covered, at),
    )


def _letters(covered: Iterable[YoungPersonLine]) -> set[str]:
    """Of those whom it discusses, with letters that turned out to be theirs; "" is the incident itself."""
    return {""} | {letter for one in covered for letter in (one.letter, *one.known_before)}


def _warned(
    professional: Professional, here: Heading, covered: Sequence[YoungPersonLine], at: datetime
) -> tuple[incidents.NotToDisclose, ...]:
    people = {one.person_key for one in covered}
    said = incidents.not_to_disclose(professional, here.reference, at)
    return tuple(one for one in said if one.whom.person_key in people)


def _people(
    professional: Professional, here: Heading, covered: Sequence[YoungPersonLine], at: datetime
) -> tuple[PackPerson, ...]:
    keys = [one.key for one in covered]
    plans = safety.plan_line(professional, here, keys, at)
    trusted = _trusted(here.incident_id, keys) if may_read_plans(professional) else {}
    return tuple(
        PackPerson(
            key=one.key,
            person_key=one.person_key,
            letter=one.letter,
            label=one.label,
            age=one.age,
            part_words=one.part_words,
            where=f"{one.where_label}, {one.place}" if one.place else one.where_label,
            protects=trusted.get(one.key, ""),
            plan=_plan_words(plans.get(one.key)),
        )
        for one in covered
    )


def _plan_words(plan: PlanLine | None) -> str:
    if plan is None:
        return "no plan"
    asked = "; asked whether it is still fit" if plan.fit_open else ""
    late = "; its review is overdue" if plan.is_review_overdue else ""
    return f"version {plan.number}, {plan.by}{asked}{late}"


def _trusted(incident_id: int, keys: Collection[UUID]) -> dict[UUID, str]:
    """The trusted adults of the plan that stands."""
    of_them = Q(involvement__key__in=keys) | Q(involvement__now_known_as__key__in=keys)
    rows = SafetyPlan.objects.filter(of_them, incident=incident_id).order_by("at", "pk")
    found = rows.values_list("involvement__key", "involvement__now_known_as__key", "trusted_adults")
    return {now or own: words for own, now, words in found}


def _items(
    professional: Professional,
    meeting: Meeting,
    heading: MeetingHeading,
    covered: Sequence[YoungPersonLine],
    at: datetime,
) -> tuple[PackItem, ...]:
    rows = list(meeting.items.all())
    codes = {code for row in rows if (item := heading.kind.item(row.code)) for code in item.considerations}
    cards: dict[str, list[CardView]] = {}
    for card in _cards(professional, heading, codes, covered, at):
        cards.setdefault(card.code, []).append(card)
    return tuple(_item(number, row, heading, cards, covered) for number, row in enumerate(rows, 1))


def _cards(
    professional: Professional,
    heading: MeetingHeading,
    codes: Collection[str],
    covered: Sequence[YoungPersonLine],
    at: datetime,
) -> list[CardView]:
    response = Response.objects.select_related("edition").filter(incident=heading.incident.incident_id).first()
    if response is None:
        return []
    about = Q(about__isnull=True) | Q(about__key__in=[one.key for one in covered])
    asked = (
        Consideration.objects.filter(about, strand__response=response, code__in=codes, audience__in=PRINTED)
        .exclude(strand__standing=Standing.STOPPED)
        .select_related("about")
        .prefetch_related(Prefetch("answers", queryset=Answer.objects.select_related("by").order_by("-number")))
    )
    return cards_of(
        professional,
        asked,
        editions.of(response.edition),
        list(covered),
        at,
        incident_id=heading.incident.incident_id,
        audiences=PRINTED,
    )


def _item(
    number: int,
    row: AgendaItem,
    heading: MeetingHeading,
    cards: Mapping[str, list[CardView]],
    covered: Sequence[YoungPersonLine],
) -> PackItem:
    item = heading.kind.item(row.code)
    asked = [card for code in (item.considerations if item else ()) for card in cards.get(code, ())]
    asked = [card for card in asked if not card.is_set_aside]
    questions: dict[str, list[Owed]] = {}
    for card in asked:
        if _is_open(card):
            state = "answer it again" if card.needs_another_answer else card.answer_label.lower()
            questions.setdefault(card.ask, []).append(Owed(card.label, card.person_key, state, card.due_at))
    return PackItem(
        number=number,
        title=row.title or (item.title if item else row.code),
        why=item.why if item else "",
        asked=len(asked),
        answered=sum(not _is_open(card) for card in asked),
        open=tuple(OpenQuestion(ask, tuple(owed)) for ask, owed in questions.items()),
        known=_known(asked, covered),
    )


def _is_open(card: CardView) -> bool:
    return card.is_owed or card.answer == AnswerCode.NOT_YET_KNOWN


def _known(cards: Iterable[CardView], covered: Sequence[YoungPersonLine]) -> tuple[KnownFact, ...]:
    """Each fact once, however many questions it bears on; of those whom the meeting discusses."""
    people = {letter: one for one in covered for letter in (one.letter, *one.known_before)}
    found = {
        fact.key: KnownFact(
            label=people[fact.letter].label if fact.letter else "",
            person_key=people[fact.letter].person_key if fact.letter else None,
            words=_fact_words(fact),
            at=fact.happened_at,
        )
        for card in cards
        for kind in card.recorded
        for fact in kind.facts
        if fact.letter in _letters(covered)
    }
    return tuple(found.values())


def _fact_words(fact: FactLine) -> str:
    said = "; ".join(f"{one.label}: {one.words}" for one in fact.said if not one.is_held)
    parts = [fact.kind_label, fact.place, said, fact.words]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _links(
    professional: Professional, here: Heading, covered: Sequence[YoungPersonLine], at: datetime
) -> tuple[tuple[pack_network.PackLink, ...] | None, bool]:
    if not professional.holds(Permission.SEE_NETWORK):
        return None, False
    view = incidents.network(professional, here.reference, at)
    people = {one.person_key for one in covered}
    return pack_network.links_of(view, people, knows_sources=may_know_source(professional)), view.reason is None


def _earlier(meeting: Meeting) -> tuple[EarlierMeeting, ...]:
    rows = (
        Meeting.objects.filter(incident=meeting.incident_id, starts_at__lt=meeting.starts_at)
        .exclude(pk=meeting.pk)
        .exclude(state=MeetingState.CANCELLED)
        .select_related("edition")
        .order_by("-starts_at", "-pk")
    )
    return tuple(
        EarlierMeeting(one.reference, access.kind_of(one).title, one.starts_at, one.get_state_display()) for one in rows
    )
