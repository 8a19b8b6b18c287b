"""Figures drawn from numbers."""
