"""Fixed query counts: a page costs what it costs, however many rows it shows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


def _report(counted: CaptureQueriesContext) -> str:
    return "\n".join(f"{n:3} {query['sql'][:300]}" for n, query in enumerate(counted.captured_queries, 1))


@contextmanager
def query_count(*, at_most: int) -> Iterator[CaptureQueriesContext]:
    """Fail when the block runs more statements than this, and list them."""
    with CaptureQueriesContext(connection) as counted:
        yield counted
    assert len(counted) <= at_most, f"{len(counted)} statements, at most {at_most} expected:\n{_report(counted)}"


def costs_the_same(visit: Callable[[], object], more_rows: Callable[[], object], *, at_most: int) -> None:
    """`visit` twice, with more rows the second time: neither visit may exceed the count, nor may they differ."""
    visit()  # what the process remembers (content types, compiled templates) is not a cost of the page
    with query_count(at_most=at_most) as before:
        visit()
    more_rows()
    with query_count(at_most=at_most) as after:
        visit()
    assert len(before) == len(after), (
        f"{len(before)} statements before, {len(after)} with more rows:\n{_report(before)}\n\n{_report(after)}"
    )
