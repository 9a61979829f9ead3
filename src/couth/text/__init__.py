"""Text: folding with offsets, sentences, words, emoji, links, quotations, placeholders, languages, phrases."""

from couth.text.authored import (
    Duration,
    PatternSource,
    Phrase,
    PhrasesByLanguage,
    checked_before,
    is_checked_before,
)
from couth.text.emoji import emoji
from couth.text.fold import Folded, fold
from couth.text.grouped import Grouped
from couth.text.hits import PhraseHit
from couth.text.known import KnownOutlines
from couth.text.known import plain as plain_outlines
from couth.text.language import detect
from couth.text.lexicon import Lexicon, Outlines, WordList
from couth.text.links import Link, links
from couth.text.patterns import Pattern, PatternError, PatternTimeout
from couth.text.phrases import PhraseError, parse_phrase
from couth.text.placeholders import placeholders
from couth.text.quotes import quotes
from couth.text.reading import Reading
from couth.text.readings import readings
from couth.text.sentences import sentences
from couth.text.signs import sign
from couth.text.table import Table
from couth.text.table import plain as plain_table
from couth.text.weighed import fault as ngram_fault
from couth.text.words import words

__all__ = [
    "Duration", "Folded", "Grouped", "KnownOutlines", "Lexicon", "Link", "Outlines", "Pattern", "PatternError",
    "PatternSource", "PatternTimeout", "Phrase", "PhraseError", "PhraseHit", "PhrasesByLanguage", "Reading", "Table", "WordList",
    "checked_before", "detect", "emoji", "fold", "is_checked_before", "links", "ngram_fault", "parse_phrase",
    "placeholders", "plain_outlines", "plain_table", "quotes", "readings", "sentences", "sign", "words",
]  # fmt: skip
