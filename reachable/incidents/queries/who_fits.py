"""Who could be named for a part of the team."""

from reachable.directory import queries as directory
from reachable.directory.models import Professional

from .. import parts


def who_fits(viewer: Professional, part: str, text: str = "") -> list[Professional]:
    """Everybody with an account whose roles allow the part and whom the words fit, by name."""
    found = directory.professionals(viewer, text, with_account=True)
    return [one for one in found if parts.fits_part(one, part)]
