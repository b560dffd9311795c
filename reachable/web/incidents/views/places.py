"""What the directory calls the places of which one may be written."""

from reachable.directory import queries as directory_queries
from reachable.directory.choices import ContactPointKind


def names() -> dict[str, tuple[str, ...]]:
    kinds = {"hospitals": ContactPointKind.HOSPITAL, "suites": ContactPointKind.CUSTODY_SUITE}
    return {name: directory_queries.names_of(kind) for name, kind in kinds.items()}
