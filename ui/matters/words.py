"""What a matter says of itself in a few words: how it stands, whose it is, which day."""

from datetime import date

from ledger.language import _, ngettext
from ledger.records.matters import Matter, MatterStatus
from ledger.wording import label
from ui.theme import Tone

_LIFE = {status: at for at, status in enumerate(MatterStatus)}

# Three lines of a heading at the largest text.
HEADING_LENGTH = 56

_TONES = {
    MatterStatus.REGISTERED: Tone.GREY,
    MatterStatus.ACCEPTED: Tone.BLUE,
    MatterStatus.IN_PROGRESS: Tone.BLUE,
    MatterStatus.WAITING: Tone.VIOLET,
    MatterStatus.SETTLED: Tone.GREEN,
}


def overdue_days(matter: Matter, today: date) -> int:
    """Whole days an open matter is past its next date or its deadline, whichever came first; 0 in time."""
    if not matter.status.is_open:
        return 0
    return max(0, (today - min(matter.due_on, matter.next_on or matter.due_on)).days)


def is_due_today(matter: Matter, today: date) -> bool:
    """Whether something about an open matter is due this very day, and nothing before."""
    days = {matter.due_on, matter.next_on or matter.due_on}
    return matter.status.is_open and min(days) == today


def status_tone(matter: Matter) -> Tone:
    """The tone of the matter's status."""
    return _TONES.get(matter.status, Tone.GREY)


def urgent_words(matter: Matter, today: date) -> str:
    """That a matter is overdue or due today; "" while there is time."""
    if days := overdue_days(matter, today):
        return ngettext("%(count)d day overdue", "%(count)d days overdue", days) % {"count": days}
    return _("due today") if is_due_today(matter, today) else ""


def urgent_tone(matter: Matter, today: date) -> Tone:
    """Red for what is overdue, amber for what is due today."""
    return Tone.RED if overdue_days(matter, today) else Tone.AMBER


def state_words(matter: Matter, today: date) -> str:
    """One chip for a list: overdue where it is, else its status."""
    return urgent_words(matter, today) or label(matter.status)


def state_tone(matter: Matter, today: date) -> Tone:
    """The tone of that chip."""
    return urgent_tone(matter, today) if urgent_words(matter, today) else status_tone(matter)


def state_order(matter: Matter, today: date) -> tuple[int, int]:
    """Sorts a list by state: the longest overdue first, then by the life of a matter."""
    return -overdue_days(matter, today), _LIFE[matter.status]


def whose(matter: Matter) -> str:
    """The door and who lives there, or the public place."""
    return " ".join(part for part in (matter.address, matter.resident) if part) or matter.place


def is_cut(matter: Matter) -> bool:
    """Whether the title is too long for a heading; then it stands whole in the course."""
    return len(matter.title) > HEADING_LENGTH


def short_title(matter: Matter) -> str:
    """The title as a heading."""
    return f"{matter.title[: HEADING_LENGTH - 1]}…" if is_cut(matter) else matter.title


def short_day(day: date | None, today: date) -> str:
    """A day as short as it may be: 11-23 this year, 2025-11-23 otherwise."""
    if day is None:
        return ""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()
