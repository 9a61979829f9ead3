"""Reports to text: for people, in the wire format, and for the tools of others.

Each format is a module of its own, loaded when it is asked for.
"""

from couth.reporters.formats import FORMATS, format_named
from couth.reporters.judged import Format, Judged, Outcome, RuleText, Settings
from couth.reporters.masking import masked
from couth.reporters.styled import Line, Piece, Style
from couth.reporters.tally import Tally, counted
from couth.reporters.text import TextReporter, summary
from couth.reporters.wire import report_dict, report_json

__all__ = [
    "FORMATS", "Format", "Judged", "Line", "Outcome", "Piece", "RuleText", "Settings", "Style", "Tally",
    "TextReporter", "counted", "format_named", "masked", "report_dict", "report_json", "summary",
]  # fmt: skip
