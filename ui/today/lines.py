"""What the lists of today say: matters that must not be dropped, doors to call at, visits just noted."""

from collections.abc import Callable
from datetime import date

from ledger.language import _, ngettext
from ledger.records.matters import Matter
from ledger.records.visits import Visit
from ledger.rules.partial_date import age_known
from ledger.visits.due import DueVisit
from ledger.wording import label, near_day_label
from ui.theme import Tone
from ui.today.rows import Line

Go = Callable[..., None]
_LONGEST = 60


def overdue_line(matter: Matter, today: date, go: Go) -> Line:
    """A matter past its date: to be urged."""
    late = (today - min(matter.next_on or matter.due_on, matter.due_on)).days
    mark = ngettext("%d day late", "%d days late", late) % late
    return _matter_line(matter, go, mark=mark, tone=Tone.RED, action=_("Remind"), do="remind")


def due_line(matter: Matter, today: date, go: Go) -> Line:
    """A matter due today: to be settled."""
    return _matter_line(matter, go, mark=_("due today"), tone=Tone.AMBER, action=_("Settle"), do="settle")


def follow_up_line(matter: Matter, today: date, go: Go) -> Line:
    """A settled matter: to ask whether it helped."""
    when = near_day_label(matter.settled_on, today) if matter.settled_on else ""
    title = _("%(title)s (settled %(day)s)") % {"title": _shortened(matter.title), "day": when}
    return _matter_line(
        matter,
        go,
        title=title,
        mark=_("to follow up"),
        tone=Tone.GREEN,
        action=_("Ask whether it helped"),
        do="follow_up",
    )


def door_line(due: DueVisit, today: date, go: Go) -> Line:
    """A household to call on."""
    mark, tone = _waiting(due, today)
    age = age_known(due.head_birth, today)
    head = _("%(name)s (%(age)d)") % {"name": due.head, "age": age} if due.head and age is not None else due.head
    return Line(
        title=" ".join(part for part in (due.address, head) if part),
        text=" · ".join(_why(due)),
        mark=mark,
        tone=tone,
        open=lambda: go("visits", "new", dwelling=due.dwelling_id),
    )


def visit_line(visit: Visit, today: date, go: Go) -> Line:
    """A visit noted lately."""
    when = visit.time if visit.on == today and visit.time else near_day_label(visit.on, today)
    people = "、".join(visit.people)
    told = dict.fromkeys((label(visit.mode), label(visit.outcome)))
    count = ngettext("%d matter", "%d matters", visit.matter_count) % visit.matter_count if visit.matter_count else ""
    return Line(
        title="  ".join(part for part in (when, visit.address or visit.place, people) if part),
        text=" · ".join(part for part in (*told, count, _shortened(visit.note)) if part),
        open=lambda: go("visits", "visit", visit.id),
    )


def _matter_line(matter: Matter, go: Go, *, mark: str, tone: Tone, action: str, do: str, title: str = "") -> Line:
    who = " ".join(part for part in (matter.address or matter.place, matter.resident) if part)
    return Line(
        title=title or matter.title,
        text=" · ".join(part for part in (who, matter.category, label(matter.level), matter.worker) if part),
        mark=mark,
        tone=tone,
        open=lambda: go("matters", "matter", matter.id),
        action=action,
        act=lambda: go("matters", "matter", matter.id, do=do),
    )


def _waiting(due: DueVisit, today: date) -> tuple[str, Tone]:
    if due.promised_on is not None:
        return _("promised for %(day)s") % {"day": near_day_label(due.promised_on, today)}, Tone.VIOLET
    if due.missed >= 2:
        return ngettext("missed %d time", "missed %d times", due.missed) % due.missed, Tone.AMBER
    if due.waited_days is None:
        return _("never met"), Tone.AMBER
    words = ngettext("%d day", "%d days", due.waited_days) % due.waited_days
    if due.groups and due.overdue_days > 0:
        return _("%(days)s unmet") % {"days": words}, Tone.RED
    return words, Tone.AMBER if due.groups else Tone.GREY


def _why(due: DueVisit) -> list[str]:
    interval = {7: _("weekly"), 30: _("monthly"), 90: _("quarterly")}.get(due.interval_days)
    often = interval or ngettext("every %d day", "every %d days", due.interval_days) % due.interval_days
    kind = "、".join(due.groups) if due.groups else _("ordinary household")
    parts = [kind, often]
    if due.open_matters:
        parts.append(ngettext("%d matter open", "%d matters open", due.open_matters) % due.open_matters)
    if due.last_note:
        parts.append(_("last: %(note)s") % {"note": _shortened(due.last_note)})
    return parts


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
