"""Figures drawn from numbers, as accessible SVG."""
