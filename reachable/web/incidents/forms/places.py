"""What forms that ask for a place offer."""

from collections.abc import Sequence


def in_the_directory(names: Sequence[str], otherwise: str = "") -> str:
    """The hint of a box in which one of them may be written, or another."""
    return f"In the directory: {', '.join(names)}" if names else otherwise
