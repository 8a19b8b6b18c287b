"""Copies a hub's offer to the next academic year."""
