"""Asking other computers: only those that are allowed, and never much."""
