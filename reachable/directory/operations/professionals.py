"""Agencies, professionals and the roles they hold."""

from collections.abc import Sequence
from datetime import datetime

from reachable.audit import log
from reachable.common.refusals import Refused
from reachable.directory import permissions, policies
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Agency, Professional, RoleHolding

from ._accounts import new_account
from .rota import take_off_the_rota


@log.operation
def create_agency(*, by: Professional | None, at: datetime, code: str, name: str, kind: str) -> Agency:
    permissions.check_can_invite(by)
    if kind not in AgencyKind.values:
        raise Refused("Choose one of the kinds of agency in the list.", field="kind")
    if Agency.objects.filter(code=code).exists() or Agency.objects.filter(name=name).exists():
        raise Refused("There is an agency of this name already.", field="name")
    agency = Agency.objects.create(code=code, name=name, kind=kind)
    log.record("agency-created", by=by, at=at, codes={"agency": agency.code, "kind": kind})
    return agency


@log.operation
def create_professional(
    *,
    by: Professional | None,
    at: datetime,
    name: str,
    email: str,
    job_title: str,
    agency: Agency,
    roles: Sequence[str] = (),
    areas: Sequence[str] = ("",),
    telephone: str = "",
    opens_account: bool = False,
    is_demo_persona: bool = False,
) -> Professional:
    """Each role is held in each of the areas; "" is everywhere. `opens_account` gives an account without a password."""
    permissions.check_can_invite(by)
    email = policies.clean_email(email)
    if email and Professional.objects.filter(email=email).exists():
        raise Refused("There is a professional with this address already.", field="email")
    account = new_account(email=email, password=None, at=at) if opens_account else None
    professional = Professional.objects.create(
        account=account,
        name=name.strip(),
        email=email,
        job_title=job_title.strip(),
        agency=agency,
        telephone=telephone,
        is_demo_persona=is_demo_persona,
    )
    codes = {"professional": str(professional.key), "agency": agency.code, "account": opens_account}
    log.record("professional-created", by=by, at=at, codes=codes)
    for role in roles:
        for area in areas or ("",):
            _give(by=by, at=at, professional=professional, role=role, area=area)
    professional.forget_roles()
    return professional


def _give(*, by: Professional | None, at: datetime, professional: Professional, role: str, area: str) -> RoleHolding:
    policies.check_role_fits(role, professional.agency)
    if professional.holdings.filter(role=role, area=area, until_at=None).exists():
        raise Refused("This professional holds the role already.", field="role")
    holding = RoleHolding.objects.create(professional=professional, role=role, area=area, since_at=at, given_by=by)
    codes = {"professional": str(professional.key), "role": role, "area": area}
    log.record("role-given", by=by, at=at, codes=codes)
    return holding


@log.operation
def give_role(*, by: Professional | None, at: datetime, professional: Professional, role: str, area: str = "") -> None:
    permissions.check_can_invite(by)
    policies.check_not_oneself(by, professional)
    _give(by=by, at=at, professional=professional, role=role, area=area)
    professional.forget_roles()


@log.operation
def end_role(*, by: Professional | None, at: datetime, professional: Professional, role: str, area: str = "") -> None:
    permissions.check_can_invite(by)
    policies.check_not_oneself(by, professional)
    ended = professional.holdings.filter(role=role, area=area, until_at=None).update(until_at=at)
    if not ended:
        raise Refused("This professional does not hold the role.", field="role")
    codes = {"professional": str(professional.key), "role": role, "area": area}
    log.record("role-ended", by=by, at=at, codes=codes)
    if not professional.holdings.filter(role=role, until_at=None).exists():
        take_off_the_rota(by=by, at=at, professional=professional, role=role)
    professional.forget_roles()


@log.operation
def set_letters_only(*, by: Professional, at: datetime, on: bool) -> None:
    """Show young people to this reader by their letters alone, on screens that others can see."""
    Professional.objects.filter(pk=by.pk).update(letters_only=on)
    by.letters_only = on
    log.record("letters-only-set", by=by, at=at, codes={"on": on})


@log.operation
def set_reading(*, by: Professional, at: datetime, letters_only: bool, shortcuts_off: bool) -> None:
    """Both settings of a reader's own page."""
    if by.letters_only != letters_only:
        set_letters_only(by=by, at=at, on=letters_only)
    if by.shortcuts_off != shortcuts_off:
        Professional.objects.filter(pk=by.pk).update(shortcuts_off=shortcuts_off)
        by.shortcuts_off = shortcuts_off
        log.record("shortcuts-set", by=by, at=at, codes={"off": shortcuts_off})
