"""Answers of the API, and the other process that asks for them."""
