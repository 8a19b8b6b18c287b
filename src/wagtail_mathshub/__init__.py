"""A Maths Hub's website, for any Wagtail site."""

__version__ = "0.1.0.dev0"
