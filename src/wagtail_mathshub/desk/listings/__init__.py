"""Lists and reports of a hub's pages, for those who work on them."""
