"""Form fields that validate, and render a design-system component through their own template.

Use: `{{ form.name.as_field_group() }}`. Every field strips, refuses control characters and says in
numbers when a text is too long.
"""

from .choice import BooleanCheckField, CheckboxesField, RadiosField, SelectField
from .dates import DatePartsField, MomentField
from .file import FileField
from .text import EmailField, HiddenField, IntegerField, PasswordField, TextareaField, TextField

__all__ = [
    "BooleanCheckField",
    "CheckboxesField",
    "DatePartsField",
    "EmailField",
    "FileField",
    "HiddenField",
    "IntegerField",
    "MomentField",
    "PasswordField",
    "RadiosField",
    "SelectField",
    "TextField",
    "TextareaField",
]
