"""Bytes to model: cases and conversations, drafts in plain text, message templates, payloads and exported chats.

Whatever is wrong with an input is a `Problem` in its place in the stream; the good rest goes on.
"""

from couth.model import Place
from couth.readers.bytestream import buffered
from couth.readers.formats import FORMATS, READERS
from couth.readers.incoming import MESSAGE_LIMIT, ORDERS, Incoming, Options, Parser, Skipped, Value
from couth.readers.labels import Label, read_labels
from couth.readers.languages import SYNTAXES
from couth.readers.located import Located, SourceText
from couth.readers.slot import Slot
from couth.readers.sources import NONE, files, is_lines, read, read_lines, read_stream, readable
from couth.readers.threads import read_thread, read_threads
from couth.readers.walking import NEVER, STDIN, Test, Walk

__all__ = [
    "FORMATS", "MESSAGE_LIMIT", "NEVER", "NONE", "ORDERS", "READERS", "STDIN", "SYNTAXES", "Incoming", "Label", "Located",
    "Options", "Parser", "Place", "Skipped", "Slot", "SourceText", "Test", "Value", "Walk", "buffered", "files", "is_lines", "read",
    "read_labels", "read_lines", "read_stream", "read_thread", "read_threads", "readable",
]  # fmt: skip
