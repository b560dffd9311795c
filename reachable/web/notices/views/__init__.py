"""Views of the notices."""
