"""Reports beside Wagtail's own: what disagrees, and who leads what."""
