"""What the pages of the notices show."""
