"""What contexts offers here."""
