"""Values alone: what is said, what is known, what is found."""

from couth.model.mapped import MappedText, Piece
from couth.model.message_template import MessageTemplate
from couth.model.report import Decision, Edit, Evidence, Fault, Fix, Hit, Report, Unknown, Violation
from couth.model.thread import Thread
from couth.model.values import Attachment, Author, Button, Customer, Draft, Message, Span, Template

__all__ = [
    "Attachment", "Author", "Button", "Customer", "Decision", "Draft", "Edit", "Evidence", "Fault", "Fix",
    "Hit", "MappedText", "Message", "MessageTemplate", "Piece", "Report", "Span", "Template", "Thread", "Unknown",
    "Violation",
]  # fmt: skip
