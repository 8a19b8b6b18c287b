"""What can be done with several pages at once."""
