"""Values alone: what is said, what is known, what is found."""

from couth.model.mapped import MappedText, Piece
from couth.model.message_template import MessageTemplate
from couth.model.parts import Attachment, Author, Button, Card, Component, Parameter, Sender, Template
from couth.model.place import Place
from couth.model.report import Decision, Edit, Evidence, Fault, Fix, Hit, Report, Unknown, Violation
from couth.model.thread import Thread
from couth.model.values import Customer, Draft, Message, Span

__all__ = [
    "Attachment", "Author", "Button", "Card", "Component", "Customer", "Decision", "Draft", "Edit", "Evidence", "Fault", "Fix",
    "Hit", "MappedText", "Message", "MessageTemplate", "Parameter", "Piece", "Place", "Report", "Sender", "Span", "Template",
    "Thread", "Unknown", "Violation",
]  # fmt: skip
