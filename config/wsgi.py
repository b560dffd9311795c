"""The web process."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application


def _start() -> WSGIHandler:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
    started = get_wsgi_application()
    from reachable.audit import grants  # its tables need the settings, which are read above

    grants.check_own_role()
    return started


application = _start()
