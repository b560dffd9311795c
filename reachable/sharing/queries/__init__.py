"""What can be asked about what leaves the room."""

from .exporting import concluded_meetings, not_final, professional_at, purposes_to_export_for
from .log import LogLine, LogView, sharing_log
from .mine import ToFile, records_to_file
from .pack import pack
from .pack_lines import EarlierMeeting, KnownFact, OpenQuestion, Owed, Pack, PackItem, PackLink, PackPerson
from .pack_paper import pack_paper
from .previewed import previewed
from .records import (
    Choice,
    Earlier,
    RecordRow,
    RecordsView,
    RecordView,
    all_documents,
    numbers_view,
    record_document,
    record_view,
    records_view,
)
from .told import ToldLine, ToldOf, ToldView, told, told_of

__all__ = [
    "Choice",
    "Earlier",
    "EarlierMeeting",
    "KnownFact",
    "LogLine",
    "LogView",
    "OpenQuestion",
    "Owed",
    "Pack",
    "PackItem",
    "PackLink",
    "PackPerson",
    "RecordRow",
    "RecordView",
    "RecordsView",
    "ToFile",
    "ToldLine",
    "ToldOf",
    "ToldView",
    "all_documents",
    "concluded_meetings",
    "not_final",
    "numbers_view",
    "pack",
    "pack_paper",
    "previewed",
    "professional_at",
    "purposes_to_export_for",
    "record_document",
    "record_view",
    "records_to_file",
    "records_view",
    "sharing_log",
    "told",
    "told_of",
]
