"""The tables of matters: what was settled this month, what is open at its end."""

from ledger.language import _, ngettext, pgettext
from ledger.records.accounts import MatterLine, MonthReport
from ledger.reports.figures import day, days_over, door_over_name, in_days
from ledger.reports.linebreak import glue
from ledger.reports.section import Section, counted, stacked, table_of
from ledger.reports.sheet import Side
from ledger.reports.table import Column, Urgent
from ledger.wording import label


def settled_section(report: MonthReport) -> Section:
    """Every matter settled this month, with how long it took and what the resident said."""
    title = _("Settled this month")
    if not report.settled:
        return Section(title, _("No matter was settled this month."))
    columns = (
        *_matter_columns(),
        Column(stacked(pgettext("report", "Registered"), pgettext("report", "Settled"))),
        Column(pgettext("report", "Time"), side=Side.RIGHT),
        Column(stacked(pgettext("report", "Outcome"), _("Answer")), most=64),
    )
    rows = [
        (
            *_matter_cells(m),
            stacked(day(m.registered_on, report.month), day(m.settled_on, report.month)),
            in_days(m.age_days),
            stacked(label(m.outcome) if m.outcome else "", m.satisfaction_label),
        )
        for m in report.settled
    ]
    return Section(counted(title, _matters(len(rows))), table_of(columns, rows))


def open_section(report: MonthReport) -> Section:
    """Every matter open at the month's end, with its age and next step."""
    title = _("Open at the month's end")
    if not report.open:
        return Section(title, no_open_matter())
    columns = (
        *_matter_columns(),
        Column(stacked(pgettext("report", "Registered"), pgettext("report", "Due"))),
        Column(pgettext("report", "Age"), side=Side.RIGHT),
        Column(_("Next step"), grow=3.5, least=84),
    )
    rows = [
        (
            *_matter_cells(m),
            stacked(day(m.registered_on, report.month), day(m.due_on, report.month)),
            Urgent(stacked(age(m), days_over(m.overdue_days))) if m.overdue_days else age(m),
            stacked(day(m.next_on, report.month), m.next_step),
        )
        for m in report.open
    ]
    return Section(counted(title, _matters(len(rows))), table_of(columns, rows))


def no_open_matter() -> str:
    """What is said where nothing is open."""
    return _("No matter is open at the month's end.")


def next_step(matter: MatterLine, month: str) -> str:
    """The next step with its day before it, on one line."""
    return f"{day(matter.next_on, month)} {matter.next_step}".strip()


def age(matter: MatterLine) -> str:
    """How long a matter is open."""
    return in_days(matter.age_days)


def _matter_columns() -> tuple[Column, ...]:
    return (
        Column(pgettext("report", "No."), most=60),
        Column(pgettext("report", "Home"), grow=2, least=62, most=70),
        Column(pgettext("report", "Matter"), grow=5, least=110),
        Column(stacked(pgettext("report", "Category"), pgettext("report", "Level")), most=62),
        Column(_("Responsible"), most=62),
    )


def _matter_cells(matter: MatterLine) -> tuple[str, ...]:
    address, name = door_over_name(matter.who)
    title = _("%(title)s [reopened]") % {"title": matter.title} if matter.reopened else matter.title
    return (
        matter.number,
        stacked(address, name),
        title,
        stacked(matter.category, label(matter.level)),
        glue(matter.worker),
    )


def _matters(count: int) -> str:
    return ngettext("%(count)d matter", "%(count)d matters", count) % {"count": count}
