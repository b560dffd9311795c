"""Every address of the site leads to a view that says who may use it."""

from django.urls import reverse

from reachable.web.shared import surroundings
from tests import pages
from tests.architecture import source


def test_every_address_leads_to_a_view_that_declares_its_permission() -> None:
    undeclared = [a.pattern for a in pages.addresses() if not hasattr(a.view, "permission")]
    assert undeclared == []


def test_every_address_has_a_name() -> None:
    assert [a.pattern for a in pages.addresses() if not a.name or a.name.endswith(":")] == []


def test_no_two_addresses_share_a_name() -> None:
    names = [a.name for a in pages.addresses()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_entry_of_the_navigation_leads_to_a_page_of_its_permission() -> None:
    declared = {a.name: getattr(a.view, "permission", None) for a in pages.addresses()}
    for item in surroundings.NAVIGATION:
        assert reverse(item.route).startswith("/")
        assert declared[item.route] == item.permission, item.name
    for route in surroundings._ROUTES.values():
        assert reverse(route).startswith("/")


def test_no_address_looks_like_a_folder_of_the_machine() -> None:
    looks_like = [a.pattern for a in pages.addresses() if a.pattern.startswith(("work/", "home/"))]
    assert looks_like == []


def test_the_pages_of_allauth_are_listed_one_by_one() -> None:
    whole = [
        f"{source.name_of(path)}:{line}"
        for path in source.python_files("reachable", "config")
        for line, text in source.prose(path)
        if text.startswith("allauth") and text.endswith("urls")
    ]
    assert whole == []
    assert [
        f"{source.name_of(path)}:{line} {name}"
        for path in source.python_files("reachable", "config")
        for line, name in source.imported(path)
        if name.startswith("allauth") and ".urls" in name
    ] == []
