"""Where somebody lives or is kept safe, who may read that, and what a child said of what happened."""

from uuid import UUID

from django.http import HttpResponse

from reachable.common.permission_codes import Permission
from reachable.common.refusals import NotFound
from reachable.incidents import operations as incident_operations
from reachable.incidents import queries as incident_queries
from reachable.incidents.queries import RecordView
from reachable.people.queries import AddressLine
from reachable.web.shared.kept import form_data
from reachable.web.shared.page import page, redirect_with, render_page
from reachable.web.shared.request import PageRequest

from ..forms.record_places import AccountForm, AddressForm, ReaderForm
from ..pages.record import Accounts, AddAddress, AddressReaders, EndAddressReader, RecordAccount
from .record import back_to, of, read, saved, team, told_of

READERS = "Police and social workers read it on a page of its own"
NOT_THE_TEAM = "The rest of the team does not see it."


@page(Permission.READ_RECORDS)
def add_address(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    heading, whom = incident_queries.whom(request.professional, reference, key, request.at)
    people = team(request, heading, without_me=True)
    form = AddressForm(form_data(request), at=request.at, team=people)
    told = told_of(request, reference, key)
    if saved(form, lambda: incident_operations.add_address(**told, new=form.new)):
        return back_to(request, heading, whom, "The address is recorded", form.follows)
    return render_page(request, AddAddress(heading, whom, form))


@page(Permission.READ_RECORDS)
def address_readers(request: PageRequest, reference: str, key: UUID, address: UUID) -> HttpResponse:
    view = read(request, reference, key)
    line = _safe_address(view, address)
    already = {str(one.key) for one in line.readers}
    people = [one for one in team(request, view.heading, without_me=True) if one[0] not in already]
    form = ReaderForm(form_data(request), at=request.at, team=people)
    name = incident_operations.name_address_reader
    if saved(form, lambda: name(**of(request, view), address_key=address, **form.reader)):
        return _to_readers(request, view, address, "They can read it now")
    return render_page(request, AddressReaders(view.heading, view.whom, line, form))


@page(Permission.READ_RECORDS)
def end_address_reader(request: PageRequest, reference: str, key: UUID, address: UUID, reader: UUID) -> HttpResponse:
    view = read(request, reference, key)
    line = _safe_address(view, address)
    named = next((one for one in line.readers if one.key == reader), None)
    if named is None:
        raise NotFound("reader")
    if request.method == "POST":
        incident_operations.end_address_reader(**of(request, view), address_key=address, professional_key=reader)
        return _to_readers(request, view, address, f"{named.name} no longer reads it")
    return render_page(request, EndAddressReader(view.heading, view.whom, line, named.name))


def _safe_address(view: RecordView, key: UUID) -> AddressLine:
    """Only who reads it learns who else does."""
    found = (one for one in view.addresses if one.key == key and one.is_safe and one.is_readable and one.holds)
    line = next(found, None)
    if line is None:
        raise NotFound("address")
    return line


def _to_readers(request: PageRequest, view: RecordView, address: UUID, message: str) -> HttpResponse:
    return redirect_with(request, message, "people:address_readers", view.heading.reference, view.whom.key, address)


@page(Permission.READ_RECORDS)
def accounts(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    view = incident_queries.accounts_of(request.professional, reference, key, request.at)
    return render_page(request, Accounts(view.heading, view.whom, view))


@page(Permission.READ_RECORDS)
def record_account(request: PageRequest, reference: str, key: UUID) -> HttpResponse:
    heading, whom = incident_queries.whom(request.professional, reference, key, request.at)
    if whom.is_adult:
        raise NotFound("young person")
    form = AccountForm(form_data(request), at=request.at)
    told = told_of(request, reference, key)
    if saved(form, lambda: incident_operations.record_account(**told, new=form.new)):
        narrower = "Social workers and you read it on a page of its own, and police do not"
        who = narrower if form.new.in_custody else READERS
        return back_to(request, heading, whom, "What was said is written down", f"{who}. {NOT_THE_TEAM}")
    return render_page(request, RecordAccount(heading, whom, form))
