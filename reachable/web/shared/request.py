"""A request as the pages see it, after the middleware has said who it is and when."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest


class PageRequest(HttpRequest):
    professional: Any  # directory.Professional or None; `web` may not import the model class itself
    at: datetime  # one reading of the clock for the whole request
    is_locked: bool
    kept_forms: list[str]  # addresses of the forms that were filled from text kept over a lost session
