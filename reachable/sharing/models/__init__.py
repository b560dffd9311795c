"""What is remembered of what leaves the room: one record per child of a meeting, and what families were told."""

from .record import ChildRecord, RecordMark, RecordNumber
from .told import Told

__all__ = ["ChildRecord", "RecordMark", "RecordNumber", "Told"]
