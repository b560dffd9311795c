"""A file that somebody sends. Its form is given `files=request.FILES`, and its page sends multipart/form-data."""

from typing import Any

from django import forms


class FileField(forms.FileField):
    component = "shared/fields/file.html"

    def __init__(self, *, label: str, hint: str = "", missing: str = "", accept: str = "", **kwargs: Any) -> None:
        super().__init__(label=label, help_text=hint, **kwargs)
        self.template_name = self.component
        self.accept = accept
        self.error_messages |= {
            "required": missing or "Choose a file",
            "empty": "The file is empty",
            "missing": missing or "Choose a file",
            "invalid": missing or "Choose a file",
        }
