"""What is typed on the pages of a meeting that is planned, and of a discharge."""
