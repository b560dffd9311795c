"""How a professional is read: with agency, account and roles, in two statements."""

from django.db.models import QuerySet

from reachable.directory.models import Professional


def loaded() -> QuerySet[Professional]:
    return Professional.objects.select_related("agency", "account").prefetch_related("holdings")
