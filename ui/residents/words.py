"""How residents and households are spoken of: ages, addresses, who is at home."""

from collections.abc import Iterable
from datetime import date

from ledger.language import _, ngettext, pgettext
from ledger.people.reading import household_at
from ledger.places.doors import estates
from ledger.records.people import Household, Presence, Resident, Sex
from ledger.records.places import Address
from ledger.store import Ledger
from ledger.wording import label
from ledger.wording.places import address_label
from ui.theme import Tone

_PRESENCE_TONES = {
    Presence.PRESENT: None,
    Presence.AWAY: Tone.BLUE,
    Presence.LOST: Tone.AMBER,
    Presence.MOVED_OUT: Tone.GREY,
    Presence.DEAD: Tone.GREY,
}


def age_of(birth: str, today: date) -> int | None:
    """Completed years of one born "1945", "1945-08" or "1945-08-15"; the unknown rest counts as the first day."""
    if not birth:
        return None
    year, month, day = (*(int(part) for part in birth.split("-")), 1, 1)[:3]
    return today.year - year - ((today.month, today.day) < (month, day))


def age_words(birth: str, today: date) -> str:
    """82 岁, or "" where the birth date is unknown."""
    age = age_of(birth, today)
    return "" if age is None else _("aged %(age)d") % {"age": age}


def sex_words(sex: Sex) -> str:
    """男, 女, or "" where it is unknown."""
    return "" if sex is Sex.UNKNOWN else label(sex)


def short_sex(sex: Sex) -> str:
    """男 or 女 where a column is narrow."""
    return {Sex.MALE: pgettext("sex", "M"), Sex.FEMALE: pgettext("sex", "F"), Sex.UNKNOWN: ""}[sex]


def presence_tone(presence: Presence) -> Tone | None:
    """The chip's tone; None for those who are simply there."""
    return _PRESENCE_TONES[presence]


def presence_words(presence: Presence) -> str:
    """What the list says of those who are not simply there."""
    return "" if presence is Presence.PRESENT else label(presence)


def has_several_estates(ledger: Ledger) -> bool:
    """Whether addresses need their estate to be told apart."""
    return len(estates(ledger)) > 1


def address_words(ledger: Ledger, address: Address | None) -> str:
    """A door as this ledger's people name it."""
    return address_label(address, with_estate=has_several_estates(ledger))


def family_name(household: Household) -> str:
    """Whose household it is: the head, or whoever comes first; "" for one without members."""
    members = {member.id: member.name for member in household.members}
    if household.head_id in members:
        return members[household.head_id]
    return next(iter(members.values()), "")


def who_is_there(ledger: Ledger, dwelling_id: int) -> str:
    """Who lives behind a door, in a few words."""
    home = household_at(ledger, dwelling_id)
    if home is None:
        return _("Nobody is registered there.")
    name, count = family_name(home), len(home.members)
    people = ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
    return _("Lives there: %(name)s, %(people)s") % {"name": name or "—", "people": people}


def count_words(residents: Iterable[Resident]) -> str:
    """How many people."""
    count = sum(1 for _resident in residents)
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
