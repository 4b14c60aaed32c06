"""The tables of the account: adjustments, the equation by slices, and what each worker did."""

from collections.abc import Sequence

from ledger.language import _, pgettext
from ledger.records.accounts import Balance, MonthReport, Slice
from ledger.records.matters import Level
from ledger.reports.figures import day, signed
from ledger.reports.linebreak import glue
from ledger.reports.section import Section, table_of
from ledger.reports.sheet import Side
from ledger.reports.table import Column, Table
from ledger.wording import label


def adjustments_section(report: MonthReport) -> Section:
    """What corrects closed months in this one."""
    columns = (
        Column(_("Booked on"), most=60),
        Column(_("Corrects month"), most=60),
        Column(pgettext("report", "Entry"), grow=3, least=80),
        Column(pgettext("report", "Reason"), grow=5, least=120),
        Column(pgettext("report", "Effect"), side=Side.RIGHT),
    )
    rows = [
        (day(a.booked_on, report.month), a.corrects_month, a.who, a.reason, signed(a.effect))
        for a in report.adjustments
    ]
    footing = (pgettext("report", "Total"), "", "", "", signed(report.account.total.adjustments))
    return Section(_("Adjustments of closed months"), table_of(columns, rows, footing))


def slice_sections(report: MonthReport) -> list[Section]:
    """The equation by category, and by level and grid where there is more than one."""
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
            found.append(Section(title, _slice_table(moved, account.total)))
    return found


def _slice_table(slices: Sequence[Slice], total: Balance) -> Table:
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
    return table_of(columns, rows[:-1], rows[-1])


def _slice_name(of: Slice) -> str:
    if of.key in {level.value for level in Level}:
        return label(Level(of.key))
    return of.name or _("not given")


def _count(heading: str, number: int) -> str:
    return signed(number) if heading == _("Adjustments") and number else str(number)


def worker_sections(report: MonthReport) -> list[Section]:
    """What each worker did; no section where the report names none."""
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
    return [Section(_("By worker"), table_of(columns, rows))]


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
