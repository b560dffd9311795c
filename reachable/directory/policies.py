"""What the directory refuses, whoever asks."""

import re
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from reachable.common import clock, working_days
from reachable.common.refusals import NotFound, Refused

from .choices import AgencyKind, ContactPointKind, CustodyWorkers, DutyHours, InvitationState, RoleCode
from .models import Account, Agency, ContactPoint, DutyShift, Invitation, Professional
from .roles import ROLES, fits

RESET_TOKENS = PasswordResetTokenGenerator()
NO_LONGER_VALID = "This invitation cannot be used any more. Ask the administrator who invited you for a new one."
DIFFERENT_CHARACTERS = 8
AS_LIKE_AS_THIS = 0.7  # as Django's own validator counts likeness
LONGEST_SHIFT = timedelta(days=14)
CLAUSE = re.compile(r"[A-Z]{3}-[1-9][0-9]*")
TELEPHONE = re.compile(r"[0-9+][0-9 ()+-]{2,38}")


def clean_email(email: str) -> str:
    return email.strip().lower()


def check_role_fits(role: str, agency: Agency) -> None:
    if role not in ROLES:
        raise Refused("Choose one of the roles in the list.", field="role")
    if not fits(role, agency.kind):
        kinds = " or ".join(sorted(AgencyKind(kind).label for kind in ROLES[role].agency_kinds))
        raise Refused(
            f"{RoleCode(role).label} is a role of {kinds}, and {agency.name} is not. Choose another role or agency.",
            field="role",
        )


def check_not_oneself(by: Professional | None, professional: Professional) -> None:
    """An administrator sees no incident, and does not let himself in; nor does the last one shut himself out."""
    if by is not None and by.pk == professional.pk:
        raise Refused("You cannot change your own roles. Ask another administrator.", field="role")


def check_address_is_free(email: str) -> None:
    """An address with an account needs no invitation: its owner signs in, and is given a role instead."""
    if Account.objects.filter(email=email).exists():
        raise Refused(
            "This address already has an account. Give that professional the role in the directory instead.",
            field="email",
        )


def check_no_invitation_waits(email: str, at: datetime) -> None:
    if Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None, expires_at__gt=at).exists():
        raise Refused("An invitation to this address is waiting already. Renew or withdraw that one.", field="email")


def check_invitation_usable(invitation: Invitation | None, at: datetime) -> Invitation:
    """One answer for unknown, used, withdrawn and expired: a stranger learns nothing from it."""
    if invitation is None or invitation.state(at) is not InvitationState.WAITING:
        raise NotFound(NO_LONGER_VALID)
    return invitation


def check_invitation_waits(invitation: Invitation) -> None:
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused("This invitation has been accepted or withdrawn already.")


def check_password(password: str, *, email: str, name: str = "") -> None:
    """At least 14 characters and 8 different ones, not a common password, not like the name or the address."""
    if SequenceMatcher(a=password.lower(), b=name.lower()).ratio() >= AS_LIKE_AS_THIS:
        raise Refused("The password is too similar to the name.", field="password")
    try:
        validate_password(password, Account(email=email))
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password") from error
    if len(set(password)) < DIFFERENT_CHARACTERS:  # a short word written twice is long, and still guessed first
        raise Refused(f"Use at least {DIFFERENT_CHARACTERS} different characters.", field="password")


def may_reset(account: Account | None, token: str) -> bool:
    """Used up by the change of the password, by a sign-in since, and by the hour (PASSWORD_RESET_TIMEOUT)."""
    return account is not None and account.is_active and RESET_TOKENS.check_token(account, token)


def is_answered(hours: str, at: datetime) -> bool:
    """Whether somebody answers a line of these hours at this moment, in Norfolk."""
    if hours == DutyHours.ALWAYS:
        return True
    there = clock.local(at)
    begins, ends = settings.OFFICE_HOURS
    in_office = working_days.is_working_day(there.date()) and begins <= there.time() < ends
    return in_office == (hours == DutyHours.OFFICE_HOURS)


def check_duty_hours(hours: str) -> None:
    if hours not in DutyHours.values:
        raise Refused("Choose when it is answered.", field="hours")


def check_duty_role(role: str) -> None:
    if role not in ROLES:
        raise Refused("Choose one of the roles in the list.", field="role")


def check_telephone(telephone: str) -> None:
    if not TELEPHONE.fullmatch(telephone):
        raise Refused("Enter a telephone number, like 01632 960 001.", field="telephone")


def days_since(confirmed_at: datetime, at: datetime) -> int:
    return (clock.local_date(at) - clock.local_date(confirmed_at)).days


def asks_again(confirmed_at: datetime | None, at: datetime) -> bool:
    """Whether what was confirmed then is to be confirmed again now."""
    return confirmed_at is not None and days_since(confirmed_at, at) > settings.CONFIRM_AGAIN_AFTER_DAYS


def check_contact_point_kind(kind: str) -> None:
    if kind not in ContactPointKind.values:
        raise Refused("Choose one of the kinds in the list.", field="kind")


def check_contact_point_name(kind: str, name: str, *, but: ContactPoint | None = None) -> None:
    """A report offers hospitals and suites by name, so two that are in use are not called the same."""
    if not name:
        raise Refused("Enter the name.", field="name")
    others = ContactPoint.objects.filter(kind=kind, name__iexact=name, retired_at=None)
    if but is not None:
        others = others.exclude(key=but.key)
    if others.exists():
        raise Refused("The directory has one of this name already. Change that one.", field="name")


def check_mailbox(mailbox: str) -> None:
    try:
        validate_email(mailbox)
    except ValidationError as error:
        raise Refused("Enter a mailbox like safeguarding@hospital.example.", field="mailbox") from error


def check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("Enter an e-mail address like name@council.example.", field="email") from error


def check_clauses(clauses: tuple[str, ...]) -> None:
    if not all(CLAUSE.fullmatch(clause) for clause in clauses):
        raise Refused("Write clauses of the guide like DIS-9, with a space between two.", field="clauses")


def check_custody_workers(kind: str, answer: str) -> None:
    wanted = CustodyWorkers.values if kind == ContactPointKind.CUSTODY_SUITE else [""]
    if answer not in wanted:
        raise Refused("Say of a custody suite whether custody workers come there.", field="custody_workers")


def check_in_use(point: ContactPoint) -> None:
    if point.retired_at:
        raise Refused("This was taken out of the directory already. Add it again if it is needed.")


def _on_the_clock(at: datetime) -> datetime:
    """What clocks in Norfolk show: a fortnight in which they change has 14 days as well."""
    return clock.local(at).replace(tzinfo=None)


def check_shift_times(from_at: datetime, until_at: datetime) -> None:
    if until_at <= from_at:
        raise Refused("The shift must end after it starts.", field="until_at")
    if _on_the_clock(until_at) - _on_the_clock(from_at) > LONGEST_SHIFT:
        raise Refused(f"A shift is at most {LONGEST_SHIFT.days} days long. Enter several.", field="until_at")


def check_holds_duty_role(professional: Professional, role: str, from_at: datetime) -> None:
    """Whoever is rung can open nothing without the role."""
    held = (h for h in professional.holdings.all() if h.role == role)
    if not any(h.until_at is None or h.until_at > from_at for h in held):
        raise Refused(
            f"{professional.name} does not hold the role {RoleCode(role).label}. An administrator gives it first.",
            field="who",
        )


def check_can_be_rung(professional: Professional, telephone: str) -> None:
    """With the telephone number of the shift, or the professional's own."""
    if telephone:
        check_telephone(telephone)
    elif not professional.telephone:
        raise Refused(f"The directory has no number of {professional.name}. Enter one.", field="telephone")


def check_can_be_dropped(shift: DutyShift, at: datetime) -> None:
    if shift.dropped_at:
        raise Refused("This shift was taken off the rota already.")
    if shift.until_at <= at:
        raise Refused("This shift is over. What was on the rota stays on record.")
