"""Reports to text: for people, and in the wire format."""

from couth.reporters.styled import Line, Piece, Style
from couth.reporters.tally import Tally
from couth.reporters.text import TextReporter, counted, summary
from couth.reporters.wire import report_dict, report_json

__all__ = ["Line", "Piece", "Style", "Tally", "TextReporter", "counted", "report_dict", "report_json", "summary"]
