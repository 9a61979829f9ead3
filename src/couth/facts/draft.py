"""Facts of the draft itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Final

from couth.facts.catalogue import DRAFT, TEXT, THREAD, TIMES, Fact, FactType, Missing
from couth.facts.draft_questions import answers, asked, ignores, questions, slots
from couth.facts.dues import Dues
from couth.facts.knowledge import ASKABLE, SLOT_LISTS
from couth.facts.logic import ACT, PART
from couth.facts.novelty import added
from couth.facts.openings import only_holds
from couth.facts.posted import is_later_part, is_unaddressed
from couth.facts.sentence_facts import exclaims
from couth.facts.sentences import asks, is_closing, is_courtesy
from couth.facts.topics import topics_of
from couth.facts.turns import Turns, stamp
from couth.model import Span
from couth.model.values import CHANNELS, PURPOSES
from couth.text import Reading, sign

if TYPE_CHECKING:
    from couth.facts.view import Facts

MEDIA: Final = ("image", "gif", "video", "audio", "sticker")


def _fact(
    name: str,
    type: FactType,
    doc: str,
    compute: Callable[[Facts], object],
    values: tuple[str, ...] = (),
    gate: frozenset[str] | None = None,
) -> Fact:
    return Fact(f"draft.{name}", type, doc, compute, values, _READS.get(name, TEXT), gate or _PARTS.get(name))


_PARTS: Final = {
    "promotion": frozenset({f"{PART}purpose"}),
    "template": frozenset({f"{PART}template"}),
    **dict.fromkeys(("attachments", "captions"), frozenset({f"{PART}attachments"})),
    **dict.fromkeys(("buttons", "labels"), frozenset({f"{PART}buttons"})),
}
"""Facts that are False, 0 or empty of a draft without such a part."""

_READS: Final = {
    **dict.fromkeys(
        "channel lang purpose template promotion characters lines attachments buttons later_part".split(), DRAFT
    ),
    **dict.fromkeys("answers ignores tells added unaddressed".split(), THREAD),
    "proactive": TIMES,  # of most drafts, roles and times tell
}


def _channel(facts: Facts) -> object:
    return facts.channel or Missing(("draft.channel",))


def _proactive(facts: Facts) -> object:
    """Whether the draft answers nothing: by its purpose where that is promotion, else by the thread, else by its purpose."""
    purpose = facts.draft.purpose
    if purpose == "promotion":
        return True
    if not facts.thread.known:
        return Missing(("thread",)) if purpose is None else purpose != "reply"
    return _uninvited(facts)


def _uninvited(facts: Facts) -> object:
    """Roles and times tell of most drafts; where they do not, what is due to the customer does."""
    purpose, turns = facts.draft.purpose, facts.state.of(Turns)
    if turns.last_customer is None or purpose == "reply":
        return purpose != "reply"
    found = True if purpose else turns.uninvited(stamp(facts.draft.at))
    if found is False:
        return False
    dues = facts.state.of(Dues)
    if dues.awaited or (dues.pending and (dues.pending.asked or not purpose)):
        return False  # a declared notice answers no mere statement
    return Missing(("draft.at" if facts.draft.at is None else "thread.times",)) if found is None else found


def _topics(facts: Facts) -> frozenset[str]:
    return topics_of(facts.reading)


def _captions(facts: Facts) -> list[Reading]:
    return [Reading(a.caption, facts.lang, facts.knowledge.lexicon) for a in facts.draft.attachments if a.caption]


def _matter(facts: Facts) -> int:
    """Sentences that carry something: courtesy does not, nor a salutation, nor the lines under a farewell."""
    reading, count, parted = facts.reading, 0, False
    for number, span in enumerate(reading.sentences):
        salutes = number == 0 and reading.text[span[0] : span[1]].endswith((",", "，", "、"))
        if not is_courtesy(reading, span) and not ((salutes or parted) and _short(reading, span)):
            count += 1
        parted = parted or (number > 0 and reading.has("words.goodbye", span))
    return count


def _only_advertises(facts: Facts) -> bool:
    """Whether it advertises from the start, for at least half of it, and the rest is about nothing of the customer's own."""
    reading, spans = facts.reading, facts.doing("promotion")
    if not spans:
        return False
    said = [s for s in reading.sentences if not is_courtesy(reading, s) and not reading.has("words.way-out", s)]
    rest = [s for s in said if s not in spans]
    if any(reading.has(f"words.{name}", s) for s in rest for name in _OWN):
        return False
    besides = [s for s in rest if not any(start < s[1] and s[0] < end for start, end in spans)]
    return len(besides) <= len(spans) and (
        said[0] not in besides or _hooks(reading, said[0]) or _short(reading, said[0])
    )


def _hooks(reading: Reading, span: Span) -> bool:
    """Whether a sentence calls out or asks, as what leads up to an offer does."""
    return exclaims(reading, span) or asks(reading, span)


_OWN: Final = ("news", "own-matter", "own-things")


def _short(reading: Reading, span: Span) -> bool:
    return sum(span[0] <= start < span[1] for start, _ in reading.words) <= _SIGNATURE


_SIGNATURE: Final = 6
"""A salutation, or a line of a signature, has no more words than this."""


def _listed(fact: str, doc: str, *names: str) -> Fact:
    """Whether a phrase of a word list stands in the draft."""
    list_id = f"words.{names[0] if names else fact}"
    return _fact(fact, "bool", doc, lambda facts: facts.reading.has(list_id), gate=frozenset({list_id}))


FACTS = (
    _fact("channel", "text", "The channel that the draft goes out on.", _channel, CHANNELS),
    _fact(
        "lang",
        "text",
        "The draft's language: declared, else told from its text, else the customer's, else the policy's.",
        lambda f: f.lang,
    ),
    _fact(
        "purpose",
        "text",
        "What the sender declares the draft to be.",
        lambda f: f.draft.purpose or Missing(("draft.purpose",)),
        PURPOSES,
    ),
    _fact("by_email", "bool", "It is known to go out by e-mail.", lambda f: _channel(f) == "email"),
    _fact("by_text", "bool", "It is known to go out as a text message.", lambda f: _channel(f) in ("sms", "mms")),
    _fact(
        "template", "bool", "The draft is an instance of an approved template.", lambda f: f.draft.template is not None
    ),
    _fact("proactive", "bool", "The draft answers nothing that the customer said.", _proactive),
    _fact("promotion", "bool", "The sender declares a promotion.", lambda f: f.draft.purpose == "promotion"),
    _fact(
        "advertises",
        "bool",
        "Some sentence advertises, by the act `promotion`.",
        lambda f: bool(f.doing("promotion")),
        gate=frozenset({f"{ACT}promotion"}),
    ),
    _fact(
        "only_advertises",
        "bool",
        "It advertises from the start and for at least half of it, and the rest is about nothing of the customer's own.",
        _only_advertises,
        gate=frozenset({f"{ACT}promotion"}),
    ),
    _fact("characters", "int", "Length in characters.", lambda f: len(f.draft.text)),
    _fact("words", "int", "Number of words.", lambda f: len(f.reading.words)),
    _fact("sentences", "int", "Number of sentences.", lambda f: len(f.reading.sentences)),
    _fact(
        "matter",
        "int",
        "Number of sentences that do more than greet, thank, apologise, agree, take leave or sign.",
        _matter,
    ),
    _fact(
        "lines",
        "int",
        "Number of lines that are not blank.",
        lambda f: sum(bool(line.strip()) for line in f.draft.text.splitlines()),
    ),
    _fact("questions", "list", "Spans of the questions it asks, with a question mark or without.", questions),
    _fact("links", "int", "Number of links.", lambda f: len(f.reading.links), gate=sign("dots")),
    _fact(
        "emoji", "int", "Number of emoji, as people see them.", lambda f: len(f.reading.emoji), gate=sign("pictures")
    ),
    _fact("only_emoji", "bool", "Nothing but emoji.", lambda f: bool(f.reading.emoji) and not f.reading.words),
    _fact("attachments", "set", "Kinds of the attachments.", lambda f: frozenset(a.kind for a in f.draft.attachments)),
    _fact("captions", "list", "Captions of the attachments, read like the text.", _captions),
    _fact("buttons", "int", "Number of buttons.", lambda f: len(f.draft.buttons)),
    _fact("labels", "list", "Labels of the buttons, read like the text.", lambda f: list(f.labels)),
    _fact("asked", "list", "What it asks for, with the sentence that does.", asked),
    _fact("asks", "set", "Names of what it asks for.", slots, ASKABLE, gate=SLOT_LISTS),
    _fact("answers", "list", "The customer's open questions that it deals with.", answers),
    _fact("ignores", "list", "The customer's open questions that it leaves open.", ignores),
    _fact("topics", "set", "Topics that it touches, by the names of the topic lists.", _topics),
    _listed("greets", "It greets.", "greeting"),
    _listed("introduces", "The sender introduces themselves.", "self-introduction"),
    _listed("offers_help", "It asks how it can help.", "help-offer"),
    _listed("apologises", "It says sorry.", "apology"),
    _listed("consoles", "It says that one is sorry for a death.", "condolence"),
    _listed("names_delay", "It speaks of the delay.", "delay"),
    _fact(
        "holding",
        "bool",
        "It does no more than ask the customer to wait.",
        lambda f: only_holds(f.reading),
        gate=frozenset({"words.holding", "words.promise"}),
    ),
    _listed("hands_over", "It passes the customer on to someone else.", "hand-over"),
    _listed("promises", "It promises to come back to the customer.", "promise"),
    _listed("brings_news", "It carries news on something of the customer's own.", "news"),
    _listed("reports", "It says what is being done, how long it takes, or what others said.", "progress"),
    _fact(
        "tells",
        "bool",
        "It speaks of what the customer asked to be told, or was promised to be told.",
        lambda f: bool(f.state.of(Dues).told_of & f.reading.stems) if f.thread.known else Missing(("thread",)),
    ),
    _fact(
        "added",
        "int",
        "Number of its content words that stand neither in the last messages nor among those about writing and answering.",
        lambda f: added(f.reading, f.state) if f.thread.known else Missing(("thread",)),
    ),
    _listed("moves_elsewhere", "It takes the conversation to private messages or the like.", "elsewhere"),
    _listed("lets_go", "It lets a customer go, says when or how, or asks what is needed for it.", "lets-go"),
    _listed("confirms_opt_out", "It confirms that the customer is off the list.", "opt-out-confirmation"),
    _fact(
        "later_part",
        "bool",
        "It is numbered as a later part of a message (`2/2`).",
        lambda f: is_later_part(f.draft.text),
    ),
    _fact(
        "unaddressed",
        "bool",
        "It answers in public, by a mention (`@name`), what the customer posted to nobody.",
        is_unaddressed,
    ),
    _fact("closing", "bool", "It only thanks, agrees or takes leave.", lambda f: is_closing(f.reading)),
)
