"""What every page of the directory has."""

from typing import ClassVar

from reachable.web.shared.page import Page

from .. import forms


class DirectoryPage(Page):
    nav: ClassVar[str] = "directory"

    @staticmethod
    def area_name(code: str) -> str:
        return forms.area_name(code)
