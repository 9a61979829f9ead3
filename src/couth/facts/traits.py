"""Traits of a thing, an animal, a person or a trip that a customer tells in passing: which words ask for one, and what gives it."""

from __future__ import annotations

import re
from typing import Final, Mapping

from couth.regexes import regex_of

_FIGURE = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|couple of)"
_PLACE = (
    r"(?-i:(?!I\b|Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March|April|May|June|July|August|September|October|November|December|Uber"
    r"|Lyft|Grab|Bolt|Flight|Taxi|Train|Ticket)"
    r"[A-Z][\w-]{2,})"
)
_AREA = (
    r"\b(?:property|house|home|flat|apartment|semi|terrace|bungalow|cottage|shop|office|venue|barn|site|job|work|wedding|party|event|quote"
    r"|clearance|clean\w*|garden|roof|kitchen|bathroom|rewire|survey|install\w*|plumber|electrician|gardener|tutor|carer|nanny)\b"
)
_PART = r"(?:side|leg|knee|eye|ear|hand|foot|arm|shoulder|hip|wrist|ankle|paw|heel|elbow|thumb|lens|headlight|tyre|tire|wing|door|earbud|bud)"

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
_DAY = rf"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b|\d{{1,2}}(?:st|nd|rd|th)\b|\d{{1,2}} {_MONTH}|{_MONTH} \d)"

_TRAITS: Final[Mapping[str, tuple[str, str]]] = {
    "flavour": (
        r"\bflavou?rs?\b|\bfilling\b|\bsponge\b",
        (
            r"\b(?:lemon|vanilla|chocolate|strawberry|raspberry|blueberry|carrot|coffee|red velvet|caramel|coconut|pistachio|banana|almond|hazelnut"
            r"|peppermint|mango|matcha|ube|cherry|apple|cinnamon|ginger|passion ?fruit|black forest|fruit cake)\b"
        ),
    ),
    "animal": (
        r"\b(?:kind|sort|type) of (?:animal|pet)|\b(?:what|which) (?:animal|pet)\b",
        (
            r"\b(?:dog|puppy|pup|cat|kitten|rabbit|bunny|hamster|guinea pig|parrot|budgie|tortoise|horse|pony|mare|ferret|goat|hen|snake|gecko"
            r"|labrador|retriever|poodle|spaniel|terrier|siamese|cockatiel)\b"
        ),
    ),
    "breed": (
        r"\bbreed\b",
        (
            r"\b(?:(?:golden |labrador )?retriever|labrador|poodle|spaniel|terrier|beagle|bulldog|collie|dachshund|whippet|greyhound|husky|boxer"
            r"|pug|chihuahua|shih ?tzu|german shepherd|alsatian|schnauzer|rottweiler|dalmatian|great dane|\w{3,8}(?:doodle|poo)|westie|corgi"
            r"|maine coon|siamese|ragdoll|bengal|persian|sphynx|tabby|british shorthair|lop|netherland dwarf|lionhead)\b"
        ),
    ),
    "weight": (
        r"\bweigh|\bheavy\b|\bkilos?\b",
        r"(?<![\w.,])\d{1,4}(?:[.,]\d{1,2})? ?(?:kgs?|kilos?|kilograms?|lbs|stone|tonnes?)\b",
    ),
    "height": (
        r"\btall\b|\bheight\b",
        r"(?<![\w.,£$€])[12][.,]\d{2} ?m?\b(?!\d)|\b(?:1[3-9]\d|20\d) ?cm\b|\b[4-6] ?(?:ft|foot|feet|['’]) ?\d{0,2}",
    ),
    "measure": (
        (
            r"\bmeasurements?\b|\bdimensions\b|\bhow (?:wide|long|high|deep|big) (?:is|are) (?:the|your|it)\b(?!.*\b(?:wait|trip|stay|journey"
            r"|party|group))"
        ),
        (
            r"(?<![\w.,])\d{1,4}(?:[.,]\d{1,2})? ?(?:mm|cm|m|ft|feet|in|inch(?:es)?|[\"'])? ?(?:x|×|by) ?\d{1,4}(?:[.,]\d{1,2})? ?(?:mm|cm|m"
            r"|ft|feet|in\b|inch)?"
        ),
    ),
    "school year": (
        r"^(?:which|what) (?:school )?(?:year|grade|form|class)\b.*\b(?:in|go|goes|attend\w*)\b|\byear group\b|\bschool year\b",
        (
            r"\b(?:year|yr|grade|class|form|primary|room) ?\d{1,2}[a-z]?\b|\b\d{1,2}(?:st|nd|rd|th) (?:grade|year)\b|\bin (?:reception|nursery"
            r"|kindergarten|sixth form)\b"
        ),
    ),
    "flight": (
        r"\bflight (?:number|no|num|code)|^(?:which|what) flight\b",
        (
            r"\b(?:fl(?:y|ying|ew|ight)|lands?|landing|plane|arriv\w+|depart\w*)\b[^.!?\n]{0,30}?(?<![\w-])(?-i:[A-Z]{2}|[A-Z]\d"
            r"|\d[A-Z]) ?\d{2,4}\b(?![:.]\d)"
        ),
    ),
    "budget": (
        r"\bbudget\b|\bprice range\b|\b(?:looking|hoping|want\w*|like) to spend\b",
        (
            r"\b(?:budget\b[^.!?\n\d]{0,16}|max(?:imum)?(?: is| of|:)? )\d[\d.,]+k?|\b(?:up to|under|max\w*|no more than|less than|around"
            r"|about|spend|within|below|between)"
            r" (?:about |around )?(?:[$€£₹₦]|rs\.? ?|r(?=\d)|ksh ?)\d[\d.,]*k?"
        ),
    ),
    "length of stay": (
        (
            r"^(?:for )?how (?:long|many (?:nights|days|weeks|months))\b.*\b(?:stay|staying|need|hire|rent|book|want|like|for|be here|away)\b"
            r"|^(?:for )?how many nights"
        ),
        (
            rf"\bfor (?:about |around |just )?{_FIGURE} (?:nights?|days?|weeks?|months?|hours?)\b|\b{_FIGURE}[ -]nights?\b"
            rf"|\b(?:from|between) (?:the )?{_DAY}[^.!?\n]{{0,16}}? (?:to|till?|until|through|and|-|–) (?:the )?{_DAY}"
            rf"|(?<![\w.:/-])\d{{1,2}}(?:st|nd|rd|th)? ?(?:to|till?|until|-|–) ?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}"
        ),
    ),
    "level": (
        r"\blevel\b",
        r"\b(?:complete |total |absolute |a )?(?:beginner|novice|intermediate|advanced|improver)s?\b|\b(?-i:[ABC][12])\b",
    ),
    "error code": (
        r"\b(?:error|fault) (?:code|message|number)|^what does (?:it|the (?:display|screen|panel|machine)) (?:say|show|read)",
        r"\b(?:code|error|shows?|showing|says|display\w*|fault)\b[^.!?\n]{0,20}?\b(?:(?-i:[A-Z]{1,3}-?\d{1,4})|\d{2,4})\b",
    ),
    "dose": (
        r"\bdos(?:e|age)\b|\bhow many (?:mg|milligrams)",
        r"(?<![\w.,])\d{1,4}(?:[.,]\d{1,2})? ?(?:mg|mcg|ml|iu|units|milligrams?)\b",
    ),
    "gearbox": (r"\bgearbox\b|\btransmission\b", r"\b(?:manual|automatic|dsg|stick shift)\b"),
    "fuel": (r"\bfuel\b|\brun on\b", r"\b(?:petrol|diesel|hybrid|electric|lpg)\b"),
    "side": (
        rf"^(?:which|what) {_PART}\b",
        rf"\b(?:left|right|front|back|rear|near ?side|off ?side|upper|lower)(?: (?:left|right|hand|rear|front|back))? {_PART}s?\b",
    ),
    "browser": (r"\bbrowser\b", r"\b(?:chrome|safari|firefox|edge|opera|brave)\b"),
    "system": (
        (
            r"\boperating system\b|\b(?:kind|type|sort|make|model) of (?:phone|device|computer|laptop|tablet)\b|^(?:which|what) (?:phone"
            r"|device|computer|tablet|laptop)\b"
        ),
        r"\b(?:windows (?:10|11)|macbook|imac|mac|android|iphone|ipad|samsung|galaxy|pixel|chromebook|huawei|xiaomi|oneplus)\b",
    ),
    "occasion": (
        r"\boccasion\b|\bcelebrat",
        (
            r"\b(?:birthday|anniversary|wedding|christening|baptism|graduation|retirement|engagement|baby shower|hen (?:do|night|party)|stag|funeral"
            r"|wake|bar mitzvah|quincea\w+|leaving do|\d{2}th)\b"
        ),
    ),
    "exam board": (r"\bexam(?:ination)? board\b", r"\b(?:aqa|edexcel|ocr|wjec|eduqas|cambridge|cbse|icse|ib)\b"),
    "course": (
        r"^(?:which|what) (?:module|course|unit)\b|\b(?:module|course) (?:code|number)\b",
        r"\b(?-i:[A-Z]{2,5})[ -]?\d{2,4}[A-Z]?\b",
    ),
    "bedrooms": (r"\bbedrooms?\b|\bbeds?\b", rf"\b{_FIGURE}[ -]?bed(?:room)?(?:s|ed)?\b"),
    "ordered": (
        r"^how many (?:\w+ )?(?:did|have|had) you (?:originally |actually )?(?:order|bought|buy|book|purchase)",
        rf"\b(?:ordered|bought|booked|purchased|paid for) (?:the )?{_FIGURE} [a-z]",
    ),
    "room": (
        r"^where in (?:the|your)\b",
        (
            r"\b(?:kitchen|bath ?room|bedroom|hall(?:way)?|living room|lounge|garden|garage|loft|attic|cellar|basement|upstairs|downstairs"
            r"|landing|study)\b"
        ),
    ),
    "area": (
        r"^whereabouts\b|^where(?:'s| is| in| abouts)\b|^(?:which|what) (?:part|area|postcode area|town|city|suburb|village)\b",
        rf"{_AREA}[^.!?\n]{{0,40}}? (?:in|near|at) {_PLACE}|^\W*(?:in|near) {_PLACE}",
    ),
    "destination": (
        (
            r"^where (?:to\b|(?:are|is|do|will|would)\b.*\b(?:fly\w*|travel\w*|go|going|headed|heading|mov(?:e|ing))\b(?!.*\b(?:from|after"
            r"|afterwards|next|then)\b))|\bdestination\b"
        ),
        (
            rf"\b(?:fly\w*|flights?|tickets?|trains?|bus|coach|travel\w*|trip|going|mov(?:e|ing)|transfer|taxi|cab|lift|ferry|\d{{1,2}}[:.]\d\d"
            rf"|seats?)\b[^.!?\n]{{0,40}}? to (?:\d{{1,4}}[a-z]? )?{_PLACE}"
            rf"|\b(?-i:[A-Z]{{3}}) ?(?:[-–>/]|to)+ ?(?-i:[A-Z]{{3}})\b|{_PLACE} to {_PLACE}"
        ),
    ),
    "origin": (
        (
            r"^(?:from )?where\b.*\b(?:fly\w*|travel\w*|leav\w*|depart\w*|setting off|coming|start\w*|mov(?:e|ing))\b.*\bfrom\b|^from where\b"
            r"|^(?:which|what) (?:airport|station|port)\b.*\bfrom\b"
        ),
        (
            rf"\b(?:fly\w*|flights?|tickets?|trains?|bus|coach|travel\w*|trip|going|mov(?:e|ing)|transfer|taxi|cab|lift|ferry"
            rf"|seats?)\b[^.!?\n]{{0,40}}? from {_PLACE}"
            rf"|\b(?-i:[A-Z]{{3}}) ?(?:[-–>/]|to)+ ?(?-i:[A-Z]{{3}})\b|{_PLACE} to {_PLACE}"
        ),
    ),
}
"""By the name of a trait, the folded words that ask for it, and what a customer's message says of it."""

ASKED: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (trait, regex_of(asked)) for trait, (asked, _) in _TRAITS.items()
)
GIVEN: Final[Mapping[str, re.Pattern[str]]] = {trait: regex_of(f"(?i){given}") for trait, (_, given) in _TRAITS.items()}
