"""The web process."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application


def _start() -> WSGIHandler:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    started = get_wsgi_application()
    from config.production import check_database_role  # needs the settings, which are read above

    check_database_role()
    return started


application = _start()
