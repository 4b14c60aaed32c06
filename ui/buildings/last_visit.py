"""How long ago somebody was met behind a door: what the plan's colours say."""

from datetime import date, timedelta
from enum import Enum

from ledger.language import _
from ui.theme import Role, Tone

RECENT_DAYS = 30


class LastVisit(Enum):
    """When somebody was last met, from the most recent."""

    RECENT = "recent"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    EARLIER = "earlier"
    NEVER = "never"

    @property
    def fill(self) -> Role:
        """The ground of a door's tile."""
        return _FILLS[self]

    @property
    def words(self) -> str:
        """What the legend calls it."""
        return _words()[self]


_FILLS = {
    LastVisit.RECENT: Tone.GREEN.fill,
    LastVisit.THIS_QUARTER: Tone.BLUE.fill,
    LastVisit.LAST_QUARTER: Tone.AMBER.fill,
    LastVisit.EARLIER: Tone.GREY.fill,
    LastVisit.NEVER: Role.FIELD,
}


def last_visit(met_on: date | None, today: date) -> LastVisit:
    """Where a last meeting falls. Recent goes before the quarter, which may have begun yesterday."""
    if met_on is None:
        return LastVisit.NEVER
    if met_on > today - timedelta(days=RECENT_DAYS):
        return LastVisit.RECENT
    begun = quarter_begins(today)
    if met_on >= begun:
        return LastVisit.THIS_QUARTER
    return LastVisit.LAST_QUARTER if met_on >= quarter_begins(begun - timedelta(days=1)) else LastVisit.EARLIER


def quarter_begins(day: date) -> date:
    """The first day of the quarter `day` falls in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _words() -> dict[LastVisit, str]:
    return {
        LastVisit.RECENT: _("Within %(days)d days") % {"days": RECENT_DAYS},
        LastVisit.THIS_QUARTER: _("This quarter"),
        LastVisit.LAST_QUARTER: _("Last quarter"),
        LastVisit.EARLIER: _("Earlier"),
        LastVisit.NEVER: _("Never visited"),
    }
