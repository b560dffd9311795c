"""What a line of the log may say: classes, places in the code, patterns of addresses, an id to quote.

Never what somebody typed or what a record holds: an address may carry a name or a token, and the words of an
exception may quote a row. So both are left out here, for every logger, and not where each line is written.
"""

import copy
import logging
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

NOWHERE = "an address that does not exist"
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        ours = copy.copy(record)
        ours.exc_text = None  # another formatter may have kept the exception's words there
        request = getattr(record, "request", None)
        if request is not None:
            ours.msg, ours.args = _about(record, request), ()
        return super().format(ours)

    def formatException(self, ei: _Raised) -> str:  # noqa: N802  # the name is logging's
        return "\n".join(_lines(ei[1])) if ei[1] else ""


def _about(record: logging.LogRecord, request: Any) -> str:
    """Django's own lines about a request quote its address, its host or a header."""
    match = getattr(request, "resolver_match", None)
    where = f"/{match.route}" if match else NOWHERE
    status = getattr(record, "status_code", "")
    error_id = getattr(request, "error_id", "")
    return f"{record.name}: {status} {request.method} {where}{f' error {error_id}' if error_id else ''}"


def _lines(error: BaseException) -> Iterator[str]:
    """Where it was raised and through what, and the class; the cause before what it caused, as Python prints it."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _lines(earlier)
        yield "which led to"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
    yield f"{type(error).__module__}.{type(error).__qualname__}"
