"""The tables of visits: every visit of the month, and the residents of care groups."""

from ledger.language import _, ngettext, pgettext
from ledger.records.accounts import MonthReport
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.reports.figures import day, days_over, door_and_name, in_days
from ledger.reports.linebreak import glue
from ledger.reports.section import Section, counted, table_of
from ledger.reports.sheet import Side
from ledger.reports.table import Column, Urgent
from ledger.wording import label


def visits_section(report: MonthReport, *, notes: bool) -> Section:
    """Every visit of the month, with what was noted where `notes` may be read."""
    title = pgettext("report", "Visits")
    if not report.visit_rows:
        return Section(title, _("No visit was made this month."))
    columns = [
        Column(pgettext("report", "Date"), most=50),
        Column(_("Household and who was asked"), grow=3, least=84, most=128),
        Column(pgettext("report", "Mode"), most=40),
        Column(pgettext("report", "Result"), most=60),
        Column(_("Visitor"), most=50),
        Column(pgettext("report", "Matters"), side=Side.RIGHT),
    ]
    rows = [
        [
            day(v.on, report.month),
            door_and_name(v.who),
            _word(VisitMode, v.mode),
            _word(VisitOutcome, v.outcome),
            glue(v.worker),
            str(v.matter_count or ""),
        ]
        for v in report.visit_rows
    ]
    if notes:
        columns.append(Column(pgettext("report", "Note"), grow=6, least=120))
        for row, visit in zip(rows, report.visit_rows, strict=True):
            row.append(visit.note)
    count = ngettext("%(count)d visit", "%(count)d visits", len(rows)) % {"count": len(rows)}
    return Section(counted(title, count), table_of(columns, rows))


def key_people_section(report: MonthReport) -> Section:
    """The residents of care groups: when each was last visited and whether the next visit is late."""
    title = pgettext("report", "Key groups")
    if not report.key_people:
        return Section(title, _("No resident belongs to a key group."))
    columns = (
        Column(_("Resident"), grow=3, least=80),
        Column(pgettext("report", "Groups"), grow=4, least=80),
        Column(pgettext("report", "Interval"), side=Side.RIGHT),
        Column(_("Visits this month"), most=60, side=Side.RIGHT),
        Column(_("Last visit"), most=60),
        Column(pgettext("report", "Overdue"), most=70),
    )
    rows = [
        (
            door_and_name(p.who),
            p.groups,
            in_days(p.interval_days),
            str(p.visits),
            day(p.last_on, report.month) or _("never"),
            Urgent(days_over(p.overdue_days)) if p.overdue_days else "",
        )
        for p in report.key_people
    ]
    count = ngettext("%(count)d person", "%(count)d people", len(rows)) % {"count": len(rows)}
    return Section(counted(title, count), table_of(columns, rows))


def _word(kind: type[VisitMode] | type[VisitOutcome], text: str) -> str:
    return label(kind(text)) if text in {member.value for member in kind} else text
