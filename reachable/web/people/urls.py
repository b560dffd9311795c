"""All that is recorded of a young person, the family, and whether two records are of one person."""

from django.urls import URLPattern, path

from .views import record, record_family, record_places, same_person

app_name = "people"
_RECORD = "people/<uuid:key>/record/"
urlpatterns: list[URLPattern] = [
    path("people/<uuid:key>/same/", same_person.same_person, name="same_person"),
    path("people/<uuid:key>/same/<uuid:other>/", same_person.same_person_answer, name="same_person_answer"),
    path("people/<uuid:key>/apart/<uuid:merging>/", same_person.same_person_apart, name="same_person_apart"),
    path(_RECORD, record.record, name="record"),
    path(f"{_RECORD}add/<slug:kind>/", record.add_detail, name="add_detail"),
    path(f"{_RECORD}name/", record.add_other_name, name="add_other_name"),
    path(f"{_RECORD}number/", record.record_number, name="record_number"),
    path(f"{_RECORD}number/<slug:system>/withdraw/", record.withdraw_number, name="withdraw_number"),
    path(f"{_RECORD}end/<slug:what>/<uuid:row>/", record.end_recorded, name="end_recorded"),
    path(f"{_RECORD}not-to-disclose/", record.not_to_disclose, name="not_to_disclose"),
    path(f"{_RECORD}address/", record_places.add_address, name="add_address"),
    path(f"{_RECORD}address/<uuid:address>/readers/", record_places.address_readers, name="address_readers"),
    path(
        f"{_RECORD}address/<uuid:address>/readers/<uuid:reader>/end/",
        record_places.end_address_reader,
        name="end_address_reader",
    ),
    path(f"{_RECORD}accounts/", record_places.accounts, name="accounts"),
    path(f"{_RECORD}accounts/add/", record_places.record_account, name="record_account"),
    path(f"{_RECORD}family/add/", record_family.add_relative, name="add_relative"),
    path(f"{_RECORD}family/<uuid:relative>/told/", record_family.told, name="told"),
]
