"""Addresses of the lists that partners bring in; part of this area's table."""

from django.urls import URLPattern, path

from .views import lists

list_addresses: list[URLPattern] = [
    path("lists/", lists.lists, name="lists"),
    path("lists/<uuid:key>/", lists.list_progress, name="list_progress"),
    path("lists/<uuid:key>/columns/", lists.list_columns, name="list_columns"),
    path("lists/<uuid:key>/rows/", lists.list_rows, name="list_rows"),
    path("lists/<uuid:key>/undo/", lists.undo_list, name="undo_list"),
]
