"""Addresses of this area."""

from django.urls import URLPattern, path

from . import log, pack, purpose, purpose_uses, record_filing, records, told

app_name = "sharing"
urlpatterns: list[URLPattern] = [
    path("meetings/<str:meeting>/pack/", pack.pack, name="pack"),
    path("meetings/<str:meeting>/pack.pdf", pack.pack_pdf, name="pack_pdf"),
    path("meetings/<str:meeting>/records/", records.records, name="records"),
    path("meetings/<str:meeting>/records/prepare/", records.prepare, name="prepare_records"),
    path("meetings/<str:meeting>/records.zip", record_filing.all_records, name="all_records"),
    path("meetings/<str:meeting>/records/household/<uuid:key>/", records.withhold, name="withhold"),
    path("meetings/<str:meeting>/records/<uuid:key>/", records.record, name="record"),
    path("meetings/<str:meeting>/records/<uuid:key>/check/", records.check_record, name="check_record"),
    path("meetings/<str:meeting>/records/<uuid:key>/final/", records.final_record, name="final_record"),
    path("meetings/<str:meeting>/records/<uuid:key>/filed/", record_filing.file_record, name="file_record"),
    path("meetings/<str:meeting>/records/<uuid:key>/file.<str:kind>", record_filing.record_file, name="record_file"),
    path("meetings/<str:meeting>/records/<uuid:key>/numbers/", record_filing.numbers, name="numbers"),
    path("meetings/<str:meeting>/purpose/", purpose.purpose, name="purpose"),
    path("meetings/<str:meeting>/uses/", purpose_uses.uses, name="uses"),
    path("meetings/<str:meeting>/uses/<uuid:key>/", purpose_uses.purpose_asked, name="purpose_asked"),
    path("legal-duties/", purpose_uses.legal_duties, name="legal_duties"),
    path("meetings/<str:meeting>/told/", told.told, name="told"),
    path("meetings/<str:meeting>/told/<uuid:key>/<slug:whom>/", told.say_told, name="say_told"),
    path("incidents/<str:reference>/sharing/", log.log, name="log"),
    path("incidents/<str:reference>/sharing/add/", log.not_shared, name="not_shared"),
]
