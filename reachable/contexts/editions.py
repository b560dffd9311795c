"""The guide's short lists that this room works down, of the edition in force."""

from functools import lru_cache

from django.conf import settings

from reachable.playbook import load
from reachable.playbook.tables import Tables


@lru_cache(maxsize=4)
def _in_force(folder: str, county: str) -> Tables:
    return load.load(settings.PLAYBOOK_FOLDER, county).tables


def tables() -> Tables:
    return _in_force(str(settings.PLAYBOOK_FOLDER), settings.PLAYBOOK_COUNTY)
