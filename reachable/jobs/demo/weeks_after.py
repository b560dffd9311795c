"""What follows at the market place in the weeks after: levels, help, a place, a map, a briefing that was read."""

from datetime import datetime, time, timedelta

from reachable.common import clock
from reachable.contexts import operations as contexts
from reachable.contexts.choices import Aspect, Colour, ContextAnswered, ContextKind, MapKind, MapSeenBy, WeighedBy
from reachable.contexts.policies.maps import NewPlace
from reachable.contexts.policies.weighting import Weight
from reachable.incidents.choices import Area
from reachable.oversight import operations as oversight
from reachable.oversight.choices import LaterKind
from reachable.responses import editions
from reachable.safety import operations as safety
from reachable.safety.choices import DomainFinding, OfferState
from reachable.safety.policies.screening import DomainFound
from reachable.sharing import operations as sharing

from .telling import Telling
from .times import on_day

_FOUND = {
    "additional-needs": (DomainFinding.NOT_KNOWN, "Nobody has asked his school yet."),
    "money": (DomainFinding.YES, "What a cousin owed was asked of him."),
    "missing": (DomainFinding.NO, "Home every evening since the talk with his uncle."),
}
_NOT_SEEN = (DomainFinding.NO, "")
_BRIEFING = {
    "place": "Market Place and the shops around it",
    "title": "After school at the Market Place",
    "happening": "Some young people are asked for money after school, between the stalls and the bus stops.",
    "watch_for": "Waiting alone by the closed stalls, a wish to leave by another door, talk of a debt.",
    "what_to_do": "Keep the side door open until four. Let anybody wait inside. Walk with them to the stop.",
    "pass_on": "Ring the children's front door with any worry about one young person; the police for what you see.",
}


def tell(told: Telling) -> None:
    now = told.now
    _levels(told, on_day(now, -8, time(11, 0)))
    _help(told, on_day(now, -7, time(14, 0)))
    context = _place(told, on_day(now, -7, time(16, 0)))
    _map_and_weights(told, on_day(now, -6, time(15, 30)))
    _briefing(told, context, on_day(now, -5, time(9, 0)))
    _days(told, on_day(now, -4, time(10, 0)))


def _levels(told: Telling, at: datetime) -> None:
    domains = editions.in_force().tables.screening
    for letter, level, weeks in (("A", "medium", 8), ("B", "standard", 12)):
        safety.screen_young_person(
            by=told.cast["dele"],
            at=at,
            reference=told.reference,
            involvement_key=told.lines("dele", at)[letter].key,
            seen_number=0,
            level=level,
            because="Talked through with police, his school and youth justice; the debt is settled and the fear is not."
            if letter == "A"
            else "Nothing points to him any more; he was frightened by what was said of him.",
            findings=[DomainFound(one.code, *_FOUND.get(one.code, _NOT_SEEN)) for one in domains],
            protective="An uncle who waits at the stop; a youth worker he rings.",
            young_persons_view="He wants to go to the market without looking behind him." if letter == "A" else "",
            screened_with="Police, school, youth justice",
            review_on=clock.local_date(at) + timedelta(weeks=weeks),
        )


def _help(told: Telling, at: datetime) -> None:
    offers = (
        ("trauma", "Somebody to talk to, at school on Thursdays", "School nurse", OfferState.WAITING),
        ("trusted-relationship", "His youth worker goes on meeting him", "Open Door", OfferState.RUNNING),
        (
            "family-group-conference",
            "A family group conference, with his uncle",
            "Children's services",
            OfferState.OFFERED,
        ),
    )
    for kind, what, whom, state in offers:
        safety.offer_help(
            by=told.cast["priya"],
            at=at,
            reference=told.reference,
            involvement_key=told.lines("priya", at)["A"].key,
            kind=kind,
            what=what,
            by_whom=whom,
            state=state,
            review_on=clock.local_date(at) + timedelta(weeks=4),
        )


def _place(told: Telling, at: datetime) -> str:
    row = contexts.refer_context(
        by=told.cast["maggie"],
        at=at,
        kind=ContextKind.PLACE,
        name="Market Place, by the closed stalls",
        harms="Young people are asked for money after school. Seen by stallholders, and told by several parents.",
        area=Area.GREAT_YARMOUTH,
        where="Between the stalls and the bus stops",
        when="School days, three to five",
        revisit_on=clock.local_date(at) + timedelta(weeks=6),
        reference=told.reference,
        because="It happened there.",
    )
    _assessed(told, row.reference, at + timedelta(hours=2))
    return row.reference


def _assessed(told: Telling, context: str, later: datetime) -> None:
    contexts.assess_context(
        by=told.cast["tomasz"],
        at=later,
        context=context,
        seen_number=0,
        young_people="A warm place to wait for the bus, and something to eat that costs little.",
        guardianship="Two stallholders know most of them; the warden leaves at three.",
        environment="No light behind the closed stalls. The bus stop could move to the front.",
        views="Asked at the youth club: they like the stalls and avoid the back.",
    )
    contexts.answer_context(
        by=told.cast["tomasz"],
        at=later,
        context=context,
        code="detached-youth-work",
        seen_number=0,
        answer=ContextAnswered.ACTION,
        because="Two afternoons a week until the spring.",
    )
    contexts.add_goal(
        by=told.cast["tomasz"],
        at=later,
        context=context,
        goal="Young people wait for the bus at the front and say that it is fine",
        measured_by="Asked at the youth club every second week",
        who="Stallholders, the bus company",
    )


def _map_and_weights(told: Telling, at: datetime) -> None:
    about = {"by": told.cast["priya"], "reference": told.reference, "involvement_key": told.lines("priya", at)["A"].key}
    contexts.write_map(
        **about,
        at=at,
        seen_number=0,
        made_on=clock.local_date(at),
        made_with="His youth worker",
        explained="What it is for, that it is his, and that his team sees it.",
        seen_by=MapSeenBy.TEAM,
        may_count=True,
        young_persons_words="I go the long way. It is ten minutes more.",
    )
    places = (
        NewPlace(
            "Behind the closed stalls", MapKind.PLACE, Colour.RED, ("after-school",), "", "Never alone.", ((60, 40),)
        ),
        NewPlace("Youth club", MapKind.PLACE, Colour.GREEN, ("evening",), "Leon", "They know me.", ((20, 70),)),
    )
    for number, place in enumerate(places, 1):
        contexts.put_place(**about, at=at + timedelta(minutes=number), seen_number=number, place=place)
    sides = (
        (WeighedBy.PROFESSIONAL, (10, 40, 10, 30, 10), ""),
        (WeighedBy.YOUNG_PERSON, (0, 30, 10, 50, 10), "Said while making the map"),
    )
    for side, shares, who in sides:
        weights = [
            Weight(aspect, share, "Where it happened" if share >= 30 else "")
            for aspect, share in zip(
                (Aspect.HOME, Aspect.PEERS, Aspect.EDUCATION, Aspect.NEIGHBOURHOOD, Aspect.ONLINE), shares, strict=True
            )
        ]
        contexts.weigh(**about, at=at + timedelta(hours=1), side=side, seen_number=0, weights=weights, said_by=who)


def _briefing(told: Telling, context: str, at: datetime) -> None:
    cast = told.cast
    row = sharing.start_briefing(
        by=cast["morgan"],
        at=at,
        reference=told.reference,
        place=_BRIEFING["place"],
        title=_BRIEFING["title"],
        context=context,
    )
    text = sharing.write_briefing(
        by=cast["morgan"], at=at + timedelta(minutes=20), briefing=row.reference, seen_number=1, words=_BRIEFING
    )
    sharing.name_chair(
        by=cast["hana"], at=at, briefing=row.reference, chair=cast["hana"].key, police=cast["maggie"].key
    )
    sharing.add_readers(
        by=cast["morgan"], at=at, briefing=row.reference, professionals=[cast["shona"].key, cast["tomasz"].key]
    )
    sharing.answer_findings(
        by=cast["morgan"],
        at=at + timedelta(minutes=30),
        briefing=row.reference,
        sha256=text.sha256,
        answers=(),
        made_out="It tells of a place and an hour; hundreds pass there.",
        small_group="No number and no age is given.",
    )
    sharing.sign_briefing(by=cast["maggie"], at=at + timedelta(hours=1), briefing=row.reference, sha256=text.sha256)
    sharing.issue_briefing(by=cast["hana"], at=at + timedelta(hours=2), briefing=row.reference, sha256=text.sha256)
    sharing.open_briefing(by=cast["shona"], at=at + timedelta(hours=4), briefing=row.reference)
    sharing.confirm_read(by=cast["shona"], at=at + timedelta(hours=4), briefing=row.reference)


def _days(told: Telling, at: datetime) -> None:
    day = clock.local_date(at)
    oversight.add_later_date(
        by=told.cast["hana"],
        at=at,
        reference=told.reference,
        kind=LaterKind.OTHER,
        on=day + timedelta(weeks=9),
        prompt_on=day + timedelta(weeks=5),
        owner=told.cast["priya"].key,
        words="The cousin comes home: who tells him, and who is with his family?",
    )
