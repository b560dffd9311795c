"""Which records may leave, and what is hidden of one that was made before a note was lawfully taken out (CTX-4)."""

from dataclasses import dataclass, replace

from reachable.meetings.choices import MinutesChange
from reachable.meetings.models import Addendum, Meeting

from ..choices import RecordState
from ..documents.content import Paragraph, SegmentKind, plain
from ..documents.record_json import Content, from_text
from ..models import ChildRecord
from .sources import digest_of

_HIDDEN = "Lawfully taken out of the minutes. This record is made again without it."


@dataclass(frozen=True)
class TakenOut:
    """What was taken out of the minutes of one meeting, as the ids of paragraphs bear it: a note with who did not
    agree with it, by the digest of its key, and corrections of it.
    """

    digests: frozenset[str]
    corrections: frozenset[str]

    def is_in(self, content: Content) -> bool:
        return any(self._is_of(one) for section in content.sections for one in section.paragraphs)

    def hidden(self, content: Content) -> Content:
        """The same record, without the words that are to be read no more."""
        sections = (
            replace(section, paragraphs=tuple(self._shown(one) for one in section.paragraphs))
            for section in content.sections
        )
        return replace(content, sections=tuple(sections))

    def _shown(self, one: Paragraph) -> Paragraph:
        if not self._is_of(one):
            return one
        segments = tuple(replace(segment, kind=SegmentKind.TAKEN_OUT) for segment in plain(_HIDDEN))
        return Paragraph(one.id, segments, one.label)

    def _is_of(self, one: Paragraph) -> bool:
        return one.id in self.corrections or not self.digests.isdisjoint(one.id.split("-"))


def taken_out(meeting_id: int) -> TakenOut:
    addenda = Addendum.objects.filter(minutes__meeting=meeting_id).exclude(source_key="")
    rows = list(addenda.values_list("number", "change", "source_key"))
    gone = {source for _, change, source in rows if change == MinutesChange.REDACTION}
    of_gone = {number for number, change, source in rows if change == MinutesChange.CORRECTION and source in gone}
    return TakenOut(
        digests=frozenset(digest_of(source) for source in gone),
        corrections=frozenset(f"correction-{number}" for number in of_gone),
    )


def holds_taken_out(row: ChildRecord) -> bool:
    return taken_out(row.meeting_id).is_in(from_text(row.text))


def final_records(meeting: Meeting) -> list[ChildRecord]:
    """Those that may leave: checked, and without anything that was taken out since."""
    gone = taken_out(meeting.pk)
    rows = ChildRecord.objects.filter(meeting=meeting, state=RecordState.FINAL)
    rows = rows.select_related("involvement__record", "checked_by").order_by("involvement__position", "number")
    return [row for row in rows if not gone.is_in(from_text(row.text))]
