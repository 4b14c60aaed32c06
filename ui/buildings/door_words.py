"""What a door of the plan says: two words on its tile, a whole sentence under the mouse and below the plan."""

from datetime import date

from ledger.language import _, ngettext
from ledger.places.plan import Door
from ledger.records.people import HouseholdStatus
from ledger.records.places import DwellingUse
from ledger.wording import label

_LET = (DwellingUse.RENTED, DwellingUse.SHARED)
# Said of nearly everybody in the group's name, and of no use on a tile.
_ENDINGS = ("老人", "人员", "家庭", "对象", "儿童")


def count_words(door: Door) -> str:
    """How many live there, or why nobody does."""
    if door.use is DwellingUse.VACANT or door.status is HouseholdStatus.VACANT:
        return label(DwellingUse.VACANT)
    if door.residents:
        return ngettext("%(count)d person", "%(count)d people", door.residents) % {"count": door.residents}
    if door.use is not DwellingUse.OWNER:
        return label(door.use)
    return _("Empty") if door.households else _("Nobody registered")


def group_mark(door: Door) -> str:
    """The care group that stands on the tile, shortened; + where there are more."""
    if not door.care_groups:
        return ""
    first = door.care_groups[0]
    for ending in _ENDINGS:
        if first.endswith(ending) and len(first) > len(ending) + 1:
            first = first.removesuffix(ending)
    return f"{first}+" if len(door.care_groups) > 1 else first


def door_sentence(door: Door, place: str, today: date) -> str:
    """Everything the plan knows of a door, for the tooltip, the line below the plan and screen readers."""
    parts = [" ".join(part for part in (place, door.head) if part), count_words(door)]
    if door.use in _LET and door.residents:
        parts.append(label(door.use))
    if door.households > 1:
        parts.append(_("%(count)d households") % {"count": door.households})
    parts += door.care_groups
    parts.append(visit_words(door, today))
    if door.open_matters:
        parts.append(
            ngettext("%(count)d open matter", "%(count)d open matters", door.open_matters)
            % {"count": door.open_matters}
        )
    if door.overdue:
        parts.append(_("overdue"))
    return " · ".join(parts)


def visit_words(door: Door, today: date) -> str:
    """When somebody was last met, and how often nobody was since."""
    if door.met_on is None:
        words = _("never met")
    else:
        days = (today - door.met_on).days
        ago = _("today") if days == 0 else ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
        words = _("last met %(date)s (%(ago)s)") % {"date": door.met_on.isoformat(), "ago": ago}
    if door.missed:
        words += _(", missed %(count)d times since") % {"count": door.missed}
    return words
