"""WordPress's own syntax, turned into the HTML that it stands for."""

from wagtail_mathshub.importing.converting.wordpress.resolving import Resolved, resolved

__all__ = ["Resolved", "resolved"]
