"""The template engine: our folder, the design system's macros, and the few functions that every template may call."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from reachable.web.shared import dates
from reachable.web.shared.said import said_value


def environment(**options: Any) -> Environment:
    options["loader"] = ChoiceLoader(
        [
            options["loader"],
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            PackageLoader("django.forms", "jinja2"),
        ]
    )
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701  # Django sets autoescape in options
    made.globals.update(static=static, url=_url, with_query=_with_query, dates=dates)
    made.filters.update(moment=dates.moment, due=dates.due, full=dates.full, day=dates.day, machine=dates.machine)
    made.filters["said_value"] = said_value
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _with_query(request: HttpRequest, name: str, value: object) -> str:
    """The query of this address with one part changed."""
    query = request.GET.copy()
    query[name] = str(value)
    return query.urlencode()


class FormRenderer(TemplatesSetting):
    """Fields render through the templates in `shared/fields/`."""
