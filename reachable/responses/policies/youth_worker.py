"""Whether a youth worker may be sent to hospital (HOS-10): three agree, each for their seat."""

from collections.abc import Sequence
from dataclasses import dataclass

from reachable.common.gates import GateLine
from reachable.directory.choices import RoleCode
from reachable.safety.choices import ContactMode

from .contact import HOS_10, STF_1

HOS_8 = "HOS-8"
CANNOT_SEND = "No youth worker is sent to the ward yet"
AGREES, DOES_NOT_AGREE = "agrees", "does-not-agree"


@dataclass(frozen=True)
class SeatOfThree:
    """One of the three, and who may speak for it; `until_named` counts only while the team has no investigating
    officer. `named` and `says` are the fields of the discussion.
    """

    named: str
    says: str
    whom: str
    roles: tuple[RoleCode, ...]
    until_named: tuple[RoleCode, ...] = ()


THREE = (
    SeatOfThree(
        "for-police",
        "police-says",
        "the police investigation",
        (RoleCode.SENIOR_INVESTIGATING_OFFICER,),
        (RoleCode.POLICE_DUTY_INSPECTOR,),
    ),
    SeatOfThree(
        "for-social-work",
        "social-work-says",
        "the Head of Social Work",
        (RoleCode.HEAD_OF_SOCIAL_WORK, RoleCode.ON_CALL_SENIOR_MANAGER, RoleCode.EMERGENCY_DUTY_SENIOR),
    ),
    SeatOfThree(
        "for-youth-support",
        "youth-support-says",
        "the Head of Targeted Youth Support",
        (RoleCode.TYSS_HEAD,),
    ),
)


@dataclass(frozen=True)
class Spoke:
    """What the discussion says of one seat. `fits`: whoever is named speaks for it by role, part or duty."""

    whom: str
    name: str = ""
    fits: bool = False
    says: str = ""
    who: str = ""  # who can supply it


def roles_of(seat: SeatOfThree, *, has_officer: bool) -> tuple[RoleCode, ...]:
    return seat.roles if has_officer else (*seat.roles, *seat.until_named)


def discussion_lines(spoke: Sequence[Spoke], *, is_asked_for: bool) -> tuple[GateLine, ...]:
    """HOS-10: each of the three is named, may speak for it, and agrees. That they were asked for is shown alone."""
    asked = GateLine(
        met=is_asked_for,
        words="asked for by the social work team" if is_asked_for else "nobody recorded who asked for a youth worker",
        clause=HOS_8,
        is_needed=False,
    )
    return (*(_seat(one) for one in spoke), asked)


def nobody_named_line() -> GateLine:
    """The three agree about one young person: of an action about nobody there is no such discussion (HOS-10)."""
    words = "it is not said which young person on the ward a youth worker is sent to"
    return GateLine(met=False, words=words, clause=HOS_10)


def _seat(one: Spoke) -> GateLine:
    if not one.name:
        return GateLine(met=False, words=f"nobody is named for {one.whom}", who=one.who, clause=HOS_10)
    if not one.fits:
        words = f"{one.name} does not speak for {one.whom}"
        return GateLine(met=False, words=words, who=one.who, clause=HOS_10)
    if one.says == AGREES:
        return GateLine(met=True, words=f"{one.name} agrees for {one.whom}", clause=HOS_10, told_by=one.name)
    says = "does not agree" if one.says == DOES_NOT_AGREE else "has not been asked"
    words = f"{one.name} {says} for {one.whom}" if one.says == DOES_NOT_AGREE else f"{one.name} {says}"
    return GateLine(met=False, words=words, who=one.name, clause=HOS_10)


def ward_line(mode: str, mode_label: str) -> GateLine:
    """One way of contact was cleared, and it is that of the ward (STF-1)."""
    met = mode == ContactMode.WARD
    words = "cleared for the ward" if met else f"the clearance is for {mode_label.lower()}, not for the ward"
    return GateLine(met=met, words=words, clause=STF_1)
