"""Dates as people paste them, read into sessions."""

from wagtail_mathshub.scheduling.date_lines.lines import parse_line
from wagtail_mathshub.scheduling.date_lines.pasting import parse_lines
from wagtail_mathshub.scheduling.date_lines.results import ParsedLine, ParsedSession
from wagtail_mathshub.scheduling.warnings import LineWarning

__all__ = ["LineWarning", "ParsedLine", "ParsedSession", "parse_line", "parse_lines"]
