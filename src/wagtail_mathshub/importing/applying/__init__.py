"""Plans into pages, files and redirects: the part that writes."""
