"""Everyday words that stand for one another, so that `pets` takes up `dog`: enough to tell that two texts speak of one thing."""

from __future__ import annotations

from typing import Final, Iterable

from couth.text.stems import stem

_FIELDS: Final = """
    deliver ship send courier post postage drop transport dispatch mail freight carrier shipment waybill rider arrive transit collect pickup fetch
    price cost fee charge pay paid money cheap free rate fare tariff quote deposit expensive total invoice bill amount surcharge budget discount
    card cash visa mastercard amex paypal transfer bank cheque contactless till account gcash upi momo mpesa pesa venmo klarna
    open close closed hour hours shut opening closing
    dog cat pet animal puppy kitten breed vet
    park parking car space garage lot bay drive valet multi-storey carpark kerb vehicle
    wifi internet fibre broadband network signal router connection wi-fi online wireless
    photo picture image pic camera screenshot attach video
    eat feed food meal breakfast lunch dinner menu dish cook kitchen snack buffet cater chef restaurant
    vegan vegetarian halal gluten allergy
    drink water coffee tea wine beer bar beverage
    child kid baby toddler infant family children son daughter boy girl age junior pram cot under-12
    beginner novice experience level learner new
    licence license permit passport document paper id visa certificate proof
    lift elevator stairs step floor accessible wheelchair ramp disabled mobility access level
    bike bicycle cycle scooter
    refund money return back credit reimburse compensate deduct fee bill
    return send-back exchange swap replace
    replace replacement exchange swap new
    repair fix mend broken service technician engineer plumber mechanic
    flight ticket fly plane seat rebook boarding airline airport
    warranty guarantee maker manufacturer months years
    warranty guarantee cover insured insurance policy protect
    book reserve appointment slot booking reservation schedule table diary availability
    move change reschedule switch swap shift amend modify alter update
    cancel refund stop terminate
    colour color red blue green black white grey gray pink brown beige navy shade silver gold purple yellow orange cream
    men man women woman ladies gents gentlemen kids unisex
    hair cut trim fringe beard shave colour blow-dry
    size small medium large xl big length width height fit measure cm inch dimension
    stock available left sold inventory shelf
    bag luggage suitcase baggage case backpack rucksack hold store
    clean wash laundry housekeeping cleaner dry
    doctor gp nurse clinic surgery physician consultant dentist
    medicine medication prescription tablet pill dose drug repeat pharmacy
    fast eat drink water breakfast food empty stomach
    heat heating heater warm radiator boiler hot cold aircon cool fan
    loan lend lending courtesy rent hire rental borrow lease
    bus coach train shuttle tram metro taxi cab stop station transfer
    phone call ring mobile number sms text dial
    email mail inbox message send
    app website online portal download site link web
    password login log sign code reset access
    key fob code lock door gate entry access
    outside terrace garden patio outdoor balcony yard
    child-seat booster seat
    staff team driver manager agent colleague person someone
    sign signature signed reception neighbour
    towel linen sheet bedding bed
    gift present wrap card note ribbon message
    student senior pensioner concession nhs
    wear dress suit shoes clothes clothing outfit jeans uniform boots
    assemble assembly build install fit setup installation together mount
    safe danger harm toxic risk hazard
    noise noisy loud quiet rattle squeak
    job work shift vacancy position pay salary wage
    tax vat duty customs import gst
    contract term notice commitment minimum
    member membership join subscription plan
    lesson class course tutor teach session workshop
    weather rain wind storm snow wet indoors
    leak drip seal washer pipe tap plumber shower flood
    shower bath bathroom toilet changing wash water hot towel
    wife husband spouse partner couple person two joint both family friend guest
    swim pool sauna spa gym
    smoke smoking cigarette vape
    invoice receipt bill vat statement
    extra additional more another further second
    wood oak pine walnut solid material made leather cotton wool fabric steel metal plastic
    buy purchase shop spend order
    sale discount reduction reduced offer deal promo bargain markdown
    trial demo sample taster test try
    points miles rewards loyalty
"""


def _fields() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_FIELDS.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_FIELD_OF: Final = _fields()


def fields_of(stems: Iterable[str]) -> frozenset[int]:
    """The fields of meaning that some stems belong to."""
    return frozenset[int]().union(*(_FIELD_OF.get(one, _NONE) for one in stems))


_NONE: Final = frozenset[int]()


def shares(these: frozenset[str], those: frozenset[str]) -> bool:
    """Whether two sets of stems share a word, or a form of one."""
    if not these.isdisjoint(those):
        return True
    roots = {one[:_ROOT] for one in these if len(one) >= _ROOT}
    return any(one[:_ROOT] in roots for one in those if len(one) >= _ROOT)


def akin(these: frozenset[str], those: frozenset[str]) -> bool:
    """Whether two sets of stems share a word, a form of one, or a field of meaning."""
    return shares(these, those) or not fields_of(these).isdisjoint(fields_of(those))


_ROOT: Final = 5
