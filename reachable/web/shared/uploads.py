"""Files that are sent to us stay in memory, are small, and are never written to a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

LARGEST = 5 * 1024 * 1024
LISTENED_TO = 100 * 1024 * 1024
TOO_LARGE = "upload_was_too_large"


class InMemory(FileUploadHandler):
    """Takes at most LARGEST bytes of all files of a request; of more nothing is kept, and the request says so.

    What still comes is then read and thrown away, so that the browser hears the answer; of a body that is far larger
    nothing more is read.
    """

    _taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._taken += len(raw_data)
        if self._taken > LARGEST:
            self._held = BytesIO()
            setattr(self.request, TOO_LARGE, True)
            raise StopUpload(connection_reset=self._coming() > LISTENED_TO)
        self._held.write(raw_data)

    def _coming(self) -> int:
        return int(self.request.META.get("CONTENT_LENGTH") or 0) if self.request else 0

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._held.seek(0)
        return InMemoryUploadedFile(
            file=self._held,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
        )


def was_too_large(request: Any) -> bool:
    return bool(getattr(request, TOO_LARGE, False))
