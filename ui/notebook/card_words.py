"""The words on the cards: people, days, outcomes, how soon a matter is due, who carries it."""

from datetime import date, timedelta

from ledger.language import _, ngettext, pgettext
from ledger.records.matters import Level, Urgency
from ledger.records.notebook import KnownPerson, SaidDoor
from ledger.records.visits import VisitOutcome
from ledger.rules.deadlines import DEFAULT_DEADLINES
from ledger.wording.places import building_label, door_label, unit_label
from ui.notebook.known import Known
from ui.theme import Tone

OUTCOME_TONES = {
    VisitOutcome.MET: Tone.GREEN,
    VisitOutcome.PROXY: Tone.GREEN,
    VisitOutcome.NO_ANSWER: Tone.GREY,
    VisitOutcome.REFUSED: Tone.RED,
    VisitOutcome.POSTPONED: Tone.VIOLET,
    VisitOutcome.AWAY: Tone.GREY,
    VisitOutcome.VACANT: Tone.GREY,
    VisitOutcome.MOVED: Tone.AMBER,
    VisitOutcome.NONE: Tone.GREY,
}
_PRESSING = frozenset({Urgency.DANGER, Urgency.ESSENTIAL})
_URGENCY_TONES = {Urgency.DANGER: Tone.RED, Urgency.ESSENTIAL: Tone.RED, Urgency.SIMPLE: Tone.AMBER}


def urgency_words(urgency: Urgency) -> str:
    """急 · 24 小时, or 7 个工作日."""
    deadline = DEFAULT_DEADLINES[urgency]
    if deadline.hours:
        time = ngettext("%(count)d hour", "%(count)d hours", deadline.hours) % {"count": deadline.hours}
    else:
        time = ngettext("%(count)d working day", "%(count)d working days", deadline.workdays)
        time %= {"count": deadline.workdays}
    return _("Urgent · %(time)s") % {"time": time} if urgency in _PRESSING else time


def urgency_tone(urgency: Urgency) -> Tone:
    """Red for hours, amber for a few days."""
    return _URGENCY_TONES.get(urgency, Tone.GREY)


def level_words(level: Level) -> str:
    """Who carries it: 网格内办, 报街道."""
    return {
        Level.GRID: pgettext("card", "Within the grid"),
        Level.COMMUNITY: pgettext("card", "By the community"),
        Level.STREET: pgettext("card", "By the street office"),
        Level.DEPARTMENT: pgettext("card", "By a department"),
    }[level]


def day_words(day: date, today: date) -> str:
    """11-23, with its year where that is another one."""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()


def month_words(month: str, today: date) -> str:
    """8 月 for "2026-08", with its year where that is another one."""
    year, number = month.split("-")
    if int(year) != today.year:
        return _("%(month)s/%(year)s") % {"year": year, "month": int(number)}
    return _("month %(month)s") % {"month": int(number)}


def shortened(words: str, longest: int) -> str:
    """The words, ended with … where there are more than `longest`."""
    return words if len(words) <= longest else words[: longest - 1] + "…"


def weekday_words(day: date) -> str:
    """周三."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def promise_words(day: date, today: date) -> str:
    """12-02 周三再访."""
    return _("%(day)s %(weekday)s again") % {"day": day_words(day, today), "weekday": weekday_words(day)}


def near_days(today: date) -> tuple[tuple[str, date], ...]:
    """Days that are often promised, with their words."""
    monday = today - timedelta(days=today.weekday())
    month_end = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    days = (
        (_("tomorrow"), today + timedelta(days=1)),
        (_("in three days"), today + timedelta(days=3)),
        (_("next Monday"), monday + timedelta(days=7)),
        (_("in a week"), today + timedelta(days=7)),
        (_("next Friday"), monday + timedelta(days=11)),
        (_("end of the month"), month_end),
    )
    return tuple((words, day) for words, day in days if day > today)


def past_days(today: date) -> tuple[tuple[str, date], ...]:
    """The days a page is mostly about."""
    names = (_("today"), _("yesterday"), _("the day before yesterday"))
    return tuple((words, today - timedelta(days=back)) for back, words in enumerate(names))


def person_words(person: KnownPerson, known: Known) -> str:
    """户主 · 47 岁."""
    age = known.age(person.birth)
    aged = _("%(age)d years") % {"age": age} if age is not None else ""
    return " · ".join(part for part in (person.relation, aged) if part)


def said_door_words(said: SaidDoor | None) -> str:
    """The door as the page gives it: 3号楼2单元509; "" where it says none."""
    if said is None:
        return ""
    if said.building and said.room:
        return f"{said.estate}{door_label(said.building, said.unit, said.room)}"
    building = building_label(said.building) if said.building else ""
    return f"{said.estate}{building}{unit_label(said.unit) if said.unit else ''}{said.room}"
