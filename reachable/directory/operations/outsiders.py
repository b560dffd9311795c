"""Professionals of the directory who have no account: somebody who is asked to a meeting, and holds no role."""

from datetime import datetime

from django.utils.text import slugify

from reachable.audit import log
from reachable.common.refusals import Refused
from reachable.directory import permissions, policies
from reachable.directory.choices import AgencyKind
from reachable.directory.models import Agency, Professional


@log.operation
def add_without_account(
    *, by: Professional, at: datetime, name: str, email: str, job_title: str, agency: Agency, telephone: str = ""
) -> Professional:
    """Who has this address already is returned as the directory knows them. No account and no role is given."""
    permissions.check_can_add_without_account(by)
    email = policies.clean_email(email)
    policies.check_address(email)
    found = Professional.objects.select_related("agency").filter(email=email).first()
    if found is not None:
        return found
    if not name.strip():
        raise Refused("Enter the name.", field="name")
    professional = Professional.objects.create(
        name=name.strip(), email=email, job_title=job_title.strip(), agency=agency, telephone=telephone.strip()
    )
    codes = {"professional": str(professional.key), "agency": agency.code, "account": False}
    log.record("professional-created", by=by, at=at, codes=codes)
    return professional


@log.operation
def add_agency(*, by: Professional, at: datetime, name: str, kind: str) -> Agency:
    """An agency that the list does not have, by whoever asks somebody of it to a meeting."""
    permissions.check_can_add_without_account(by)
    name = " ".join(name.split())
    if not name:
        raise Refused("Choose the agency, or write its name.", field="agency_words")
    if kind not in AgencyKind.values:
        raise Refused("Choose what kind of agency it is.", field="agency_kind")
    code = slugify(name)[:50] or "agency"
    if Agency.objects.filter(name__iexact=name).exists() or Agency.objects.filter(code=code).exists():
        raise Refused("The list has an agency of this name already. Choose it there.", field="agency_words")
    agency = Agency.objects.create(code=code, name=name, kind=kind)
    log.record("agency-created", by=by, at=at, codes={"agency": agency.code, "kind": kind})
    return agency
