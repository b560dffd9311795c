"""Compares whom a page shows with whom it declares (and so records as looked at).

assert_declares_everybody_it_shows(client.get(address))
"""

import re
from typing import Any

_MARK = re.compile(r'data-young-person="([^"]*)"')


def shown(response: Any) -> set[str]:
    """The keys of the young people in the HTML; one element may name several, separated by spaces."""
    return {key for mark in _MARK.findall(response.content.decode()) for key in mark.split()}


def declared(response: Any) -> set[str]:
    return {str(key) for look in getattr(response, "looks", ()) for key in look.about}


def assert_declares_everybody_it_shows(response: Any) -> None:
    assert shown(response) == declared(response)
