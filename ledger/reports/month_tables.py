"""The tables behind page one: every matter, visit and key person the month's figures are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.language import _, ngettext, pgettext
from ledger.records.accounts import Balance, MatterLine, MonthReport, Slice
from ledger.records.matters import Level
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.reports.audience import Audience
from ledger.reports.figures import day, door_and_name, signed
from ledger.reports.linebreak import glue
from ledger.reports.sheet import Side
from ledger.reports.table import Column, Table, Urgent
from ledger.wording import label


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: its title without number, and its table or the sentence that there is nothing."""

    title: str
    content: Table | str


def sections(report: MonthReport, audience: Audience) -> list[Section]:
    """The sections after page one that `audience` is given, in order. `report` is masked already."""
    if audience is Audience.PUBLIC:
        return _slices(report)
    found = [_settled(report), _open(report), _visits(report, notes=audience is Audience.INTERNAL)]
    if audience is Audience.INTERNAL:
        found.append(_key_people(report))
    if report.adjustments:
        found.append(_adjustments(report))
    return found + _slices(report) + _workers(report)


def _table(columns: Sequence[Column], rows: Sequence[Sequence[str]], footing: Sequence[str] | None = None) -> Table:
    return Table(columns, rows, footing, continued=_("(continued)"))


def _counted_matters(title: str, count: int) -> str:
    found = ngettext("%(count)d matter", "%(count)d matters", count) % {"count": count}
    return _("%(title)s (%(count)s)") % {"title": title, "count": found}


def _settled(report: MonthReport) -> Section:
    title = _("Settled this month")
    if not report.settled:
        return Section(title, _("No matter was settled this month."))
    columns = (
        Column(pgettext("report", "No.")),
        Column(pgettext("report", "Household"), grow=3, least=60),
        Column(pgettext("report", "Matter"), grow=5, least=90),
        Column(_("Category"), most=62),
        Column(pgettext("report", "Level"), most=44),
        Column(_("Responsible"), most=50),
        Column(pgettext("report", "Registered"), most=44),
        Column(pgettext("report", "Settled"), most=44),
        Column(pgettext("report", "Days"), side=Side.RIGHT),
        Column(pgettext("report", "Outcome"), most=70),
    )
    rows = [
        (
            m.number,
            door_and_name(m.who),
            _matter_title(m),
            m.category,
            label(m.level),
            glue(m.worker),
            day(m.registered_on, report.month),
            day(m.settled_on, report.month),
            str(m.age_days),
            _outcome(m),
        )
        for m in report.settled
    ]
    return Section(_counted_matters(title, len(rows)), _table(columns, rows))


def _open(report: MonthReport) -> Section:
    title = _("Open at the month's end")
    if not report.open:
        return Section(title, _("No matter is open at the month's end."))
    columns = (
        Column(pgettext("report", "No.")),
        Column(pgettext("report", "Household"), grow=3, least=60),
        Column(pgettext("report", "Matter"), grow=4, least=80),
        Column(_("Category"), most=54),
        Column(pgettext("report", "Level"), most=44),
        Column(_("Responsible"), most=50),
        Column(pgettext("report", "Registered"), most=44),
        Column(pgettext("report", "Due"), most=60),
        Column(pgettext("report", "Age"), side=Side.RIGHT),
        Column(_("Next step"), grow=3.4, least=70),
    )
    rows = [
        (
            m.number,
            door_and_name(m.who),
            _matter_title(m),
            m.category,
            label(m.level),
            glue(m.worker),
            day(m.registered_on, report.month),
            due(m, report.month),
            age(m),
            next_step(m, report.month),
        )
        for m in report.open
    ]
    return Section(_counted_matters(title, len(rows)), _table(columns, rows))


def _visits(report: MonthReport, *, notes: bool) -> Section:
    title = pgettext("report", "Visits")
    if not report.visit_rows:
        return Section(title, _("No visit was made this month."))
    columns = [
        Column(pgettext("report", "Date"), most=50),
        Column(_("Household and who was asked"), grow=3, least=70),
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
    return Section(_("%(title)s (%(count)s)") % {"title": title, "count": count}, _table(columns, rows))


def _key_people(report: MonthReport) -> Section:
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
            _days(p.interval_days),
            str(p.visits),
            day(p.last_on, report.month) or _("never"),
            Urgent(_overdue(p.overdue_days)) if p.overdue_days else "",
        )
        for p in report.key_people
    ]
    count = ngettext("%(count)d person", "%(count)d people", len(rows)) % {"count": len(rows)}
    return Section(_("%(title)s (%(count)s)") % {"title": title, "count": count}, _table(columns, rows))


def _adjustments(report: MonthReport) -> Section:
    columns = (
        Column(_("Booked on"), most=60),
        Column(_("Corrects month"), most=60),
        Column(pgettext("report", "Entry"), grow=3, least=80),
        Column(pgettext("report", "Reason"), grow=5, least=120),
        Column(pgettext("report", "Effect"), side=Side.RIGHT),
    )
    rows = [
        (day(a.booked_on, report.month), a.corrects_month, door_and_name(a.who), a.reason, signed(a.effect))
        for a in report.adjustments
    ]
    footing = (pgettext("report", "Total"), "", "", "", signed(report.account.total.adjustments))
    return Section(_("Adjustments of closed months"), _table(columns, rows, footing))


def _slices(report: MonthReport) -> list[Section]:
    account = report.account
    kinds = (
        (_("By category"), account.by_category, 1),
        (_("By level"), account.by_level, 2),
        (_("By grid"), account.by_grid, 2),
    )
    found = []
    for title, slices, least in kinds:
        moved = [s for s in slices if not _is_still(s.balance)]
        if len(moved) >= least:
            found.append(Section(title, _slice_table(title, moved, account.total)))
    return found


def _slice_table(title: str, slices: Sequence[Slice], total: Balance) -> Table:
    everything = [*(s.balance for s in slices), total]
    terms = [
        (_("Carried forward"), [b.opening for b in everything], True),
        (pgettext("report", "New"), [b.new for b in everything], True),
        (_("of these reopened"), [b.reopened for b in everything], False),
        (pgettext("report", "Moved in"), [b.transferred_in for b in everything], False),
        (pgettext("report", "Settled"), [b.settled for b in everything], True),
        (pgettext("report", "Moved out"), [b.transferred_out for b in everything], False),
        (_("Adjustments"), [b.adjustments for b in everything], False),
        (pgettext("report", "Open at the end"), [b.closing for b in everything], True),
    ]
    shown = [(heading, counts) for heading, counts, always in terms if always or any(counts)]
    columns = [Column(pgettext("report", "Name"), grow=1, least=90)]
    columns += [Column(heading, least=44, most=60, side=Side.RIGHT) for heading, _counts in shown]
    names = [*map(_slice_name, slices), pgettext("report", "Total")]
    rows = [
        [name, *(_count(heading, counts[number]) for heading, counts in shown)] for number, name in enumerate(names)
    ]
    return _table(columns, rows[:-1], rows[-1])


def _slice_name(of: Slice) -> str:
    if of.key in {level.value for level in Level}:
        return label(Level(of.key))
    return of.name or _("not given")


def _count(heading: str, number: int) -> str:
    return signed(number) if heading == _("Adjustments") and number else str(number)


def _workers(report: MonthReport) -> list[Section]:
    if not report.workers:
        return []
    columns = (
        Column(_("Worker"), grow=2, least=60),
        Column(pgettext("report", "Grid"), grow=3, least=70),
        Column(pgettext("report", "Visits"), least=50, side=Side.RIGHT),
        Column(pgettext("report", "Households"), least=50, side=Side.RIGHT),
        Column(pgettext("report", "Registered"), least=50, side=Side.RIGHT),
        Column(pgettext("report", "Settled"), least=50, side=Side.RIGHT),
        Column(pgettext("report", "Open"), least=50, side=Side.RIGHT),
    )
    rows = [
        (glue(w.worker), w.grid, *map(str, (w.visits, w.households, w.registered, w.settled, w.open)))
        for w in report.workers
    ]
    return [Section(_("By worker"), _table(columns, rows))]


def next_step(matter: MatterLine, month: str) -> str:
    """The next step with its day before it."""
    return f"{day(matter.next_on, month)} {matter.next_step}".strip()


def due(matter: MatterLine, month: str) -> str:
    """The day a matter is due, in red with the days it is late."""
    text = day(matter.due_on, month)
    return Urgent(f"{text}\n{_overdue(matter.overdue_days)}") if matter.overdue_days else text


def age(matter: MatterLine) -> str:
    """How long a matter is open."""
    return _days(matter.age_days)


def _matter_title(matter: MatterLine) -> str:
    return _("%(title)s [reopened]") % {"title": matter.title} if matter.reopened else matter.title


def _outcome(matter: MatterLine) -> str:
    outcome = label(matter.outcome) if matter.outcome else ""
    return "\n".join(filter(None, (outcome, matter.satisfaction_label)))


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _overdue(count: int) -> str:
    return ngettext("%(count)d day over", "%(count)d days over", count) % {"count": count}


def _word(kind: type[VisitMode] | type[VisitOutcome], text: str) -> str:
    return label(kind(text)) if text in {member.value for member in kind} else text


def _is_still(balance: Balance) -> bool:
    return not any(
        (
            balance.opening,
            balance.new,
            balance.settled,
            balance.adjustments,
            balance.transferred_in,
            balance.transferred_out,
        )
    )
