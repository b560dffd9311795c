"""Planning meetings, preparing them, and planning a discharge."""
