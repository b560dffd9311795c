"""What the pages show on which a meeting is planned, and a discharge."""
