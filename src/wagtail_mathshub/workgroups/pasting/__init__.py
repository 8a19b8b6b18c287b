"""Dates that somebody pastes: read into sessions, on a form with and without a script."""
