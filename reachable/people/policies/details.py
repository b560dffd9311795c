"""What makes a detail, an address, a number or an account of somebody impossible, whoever records it."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import Model
from stdnum.exceptions import ValidationError
from stdnum.gb import upn

from reachable.common.refusals import Refused

from .. import association_kinds
from ..choices import AssociationKind, IdentifierSystem, Tri
from ..detail_kinds import KindOfDetail
from ..facts import NewAccount, Telling
from .entries import normal_nhs_number


def check_detail(kind: KindOfDetail, code: str, *, words: str, where: str, has_worker: bool) -> None:
    """An answer of its kind, and something said. Whatever the kind does not ask is not taken."""
    if kind.options and kind.option(code) is None:
        raise Refused(f"Choose an answer: {kind.called}.", field="code")
    if not kind.options and code:
        raise Refused("Select one of the answers on the page.", field="code")
    for name, value in (("words", words), ("where", where)):
        if value.strip() and not getattr(kind, name):
            raise Refused(f"That is not asked about {kind.called}.", field=name)
    if has_worker and not kind.asks_worker:
        raise Refused(f"No professional is asked for about {kind.called}.", field="professional")
    if not (code or words.strip() or where.strip() or has_worker):
        told = f"Fill in what is known: {kind.called}. If nothing is, go back; it stays not known."
        raise Refused(told, field="where" if kind.where else "words")


def check_days(from_on: date | None, until_on: date | None) -> None:
    if from_on is not None and until_on is not None and until_on < from_on:
        raise Refused("It cannot have ended before it began.", field="until_on")


def check_said(field: str, words: str, what: str) -> None:
    """What must be said for a statement to mean anything."""
    if not words.strip():
        raise Refused(what, field=field)


def check_has_not_ended(ended_at: datetime | None) -> None:
    if ended_at is not None:
        raise Refused("Somebody has ended this already. It stays on record.")


def check_not_said_already(said: Iterable[object], what: object, message: str) -> None:
    if what in said:
        raise Refused(message)


_OUTWARD = r"(?:GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY]))"


_POSTCODE = re.compile(rf"({_OUTWARD})([0-9][ABD-HJLNP-UW-Z]{{2}})?")


def normal_postcode(typed: str) -> str:
    """NR1 3AB, or the first half alone where no more is known; nothing where nothing was typed."""
    squeezed = "".join(typed.upper().split())
    if not squeezed:
        return ""
    found = _POSTCODE.fullmatch(squeezed)
    if found is None:
        raise Refused("That is not a postcode: write it like NR1 3AB, or its first half.", field="postcode")
    return " ".join(half for half in found.groups() if half)


def check_address(parts: Iterable[str], uprn: str) -> None:
    """Any part of an address is better than none."""
    if not any(part.strip() for part in parts):
        raise Refused("Say what is known of the address: a street, a town or a postcode.", field="line1")
    if uprn and not re.fullmatch(r"[0-9]{1,12}", uprn):
        raise Refused("A property number (UPRN) has at most 12 digits and nothing else.", field="uprn")


def check_is_safe(*, is_safe: bool) -> None:
    if not is_safe:
        raise Refused("Everybody on the team can read this address: nobody needs to be named.")


_SOCIAL_CARE = re.compile(r"[A-Z0-9](?:[A-Z0-9/-]{0,38}[A-Z0-9])?")


def normal_number(system: str, typed: str) -> str:
    """The number of a person in some system, as it is written there."""
    if system == IdentifierSystem.NHS_NUMBER and typed.strip():
        return _at_value(normal_nhs_number, typed)
    squeezed = "".join(typed.upper().split())
    if not squeezed:
        raise Refused("Enter the number.", field="value")
    if system == IdentifierSystem.UPN:
        try:
            return str(upn.validate(squeezed))
        except ValidationError:
            message = "That is not a unique pupil number: a letter, 12 digits or 11 and a letter. Check it."
            raise Refused(message, field="value") from None
    if not _SOCIAL_CARE.fullmatch(squeezed):
        raise Refused("A social care number has letters and digits only, 40 at most.", field="value")
    return squeezed


def _at_value(normal: Callable[[str], str], typed: str) -> str:
    try:
        return normal(typed)
    except Refused as refusal:
        raise Refused(refusal.message, field="value") from None


def check_account(new: NewAccount, at: datetime) -> None:
    """What was asked, what was answered word for word, when, and who was there: without them it is worth little."""
    check_said("question", new.question, "Write down what the child was asked, or what led to it.")
    check_said("words", new.words, "Write down what the child said, word for word.")
    check_said("present", new.present, "Say who was there, also where nobody else was.")
    if new.said_at > at + timedelta(minutes=5):
        raise Refused("That time is in the future. Check the date and the time.", field="said_at")


CLOSE_TO = (
    *(AssociationKind(one.code) for one in association_kinds.KINDS.values() if one.is_family),
    AssociationKind.PARTNER,
    AssociationKind.SUPPORTIVE_ADULT,
)  # whom the family and household of a record names


def check_is_close(kind: str) -> None:
    if kind not in CLOSE_TO:
        raise Refused("Choose what they are to each other.", field="kind")


def family_review_on(kind: str, on: date) -> date:
    return on + timedelta(days=association_kinds.KINDS[kind].default_days)


def check_telling(telling: Telling) -> None:
    """Why somebody may not be told is what the next professional must know."""
    if telling.told == Tri.NO and not telling.because.strip():
        raise Refused("Say why they may not be told.", field="because")


def check_is_somebody_else(*, same: bool) -> None:
    if same:
        raise Refused("This is the same person: choose somebody else.", field="who")


def check_fits(*rows: Model) -> None:
    """Every code is one that is known and every text as long as it may be, before the database is asked."""
    for row in rows:
        try:
            row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])
        except DjangoValidationError as problem:
            field, messages = next(iter(problem.message_dict.items()))
            raise Refused(" ".join(messages), field=field) from None
