"""What makes an assertion impossible, or is not for whoever makes it. That it is made is never refused."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from reachable.common.refusals import Refused

from ..association_kinds import KINDS, KindOfAssociation
from ..choices import GROUP_NAME_LENGTH, YOUNGEST_ADULT
from ..matching import fold_name
from ..provenance import Provenance
from .entries import check_name


def kind_of(kind: str) -> KindOfAssociation:
    if kind not in KINDS:
        raise Refused("Choose what they are to each other.", field="kind")
    return KINDS[kind]


def check_provenance(
    said: Provenance, on: date, *, longest_days: int, is_police: bool, may_read: Collection[str]
) -> None:
    """What makes an assertion impossible, or is not for whoever makes it. That it is made is never refused."""
    if said.source_grade or said.information_grade:
        if not is_police:
            raise Refused("Only police grade a source and what it says. Leave both out.", field="source_grade")
        if not (said.source_grade and said.information_grade):
            missing = "information_grade" if said.source_grade else "source_grade"
            raise Refused("Give both grades, or neither.", field=missing)
    if said.handling not in may_read:
        message = "Police and the children's services lead say who may read it, and nobody hides it from themselves."
        raise Refused(message, field="handling")
    if said.observed_on is not None and said.observed_on > on:
        raise Refused("That day is in the future. Say when it was seen or heard.", field="observed_on")
    if said.review_on is not None:
        check_review_on(said.review_on, on, longest_days=longest_days)


def check_review_on(review_on: date, on: date, *, longest_days: int) -> None:
    """What is asserted of people is short-lived: it is looked at again within the time that its kind allows."""
    latest = on + timedelta(days=longest_days)
    if review_on < on:
        raise Refused("That day has passed. Choose the last day on which it may be relied on.", field="review_on")
    if review_on > latest:
        raise Refused(f"It is looked at again by {latest:%d %B %Y} at the latest.", field="review_on")


def check_two_people(one: UUID, other: UUID) -> None:
    if one == other:
        raise Refused("That is the same person. Choose somebody else.", field="other")


def check_is_adult(age: int | None) -> None:
    """Of a kind of connection that nobody under 18 has to anybody."""
    if age is not None and age < YOUNGEST_ADULT:
        raise Refused(f"That is said of an adult, and they are {age}: choose another kind.", field="kind")


def normal_group_name(typed: str) -> str:
    """As people call it, without what was typed around it."""
    name = " ".join(typed.split())
    check_name(name, "group_name")
    if not fold_name(name):
        raise Refused("Say what people call the group.", field="group_name")
    if len(name) > GROUP_NAME_LENGTH:
        raise Refused(f"The name of a group can be {GROUP_NAME_LENGTH} characters at most.", field="group_name")
    return name
