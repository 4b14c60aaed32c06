"""Head and foot of the pages: what they belong to, which page of how many, and the ledger's check."""

from dataclasses import dataclass

from ledger.language import _
from ledger.records.accounts import MonthReport
from ledger.reports import styles
from ledger.reports.figures import moment, month_name
from ledger.reports.linebreak import shorten
from ledger.reports.seal import grouped
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, PAGE_HEIGHT, RIGHT, Colour, Sheet, Side

_HEAD_BASELINE = 42.0
_FOOT_BASELINE = PAGE_HEIGHT - 34.0
DOT = " · "


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same on every page of one report."""

    running_title: str
    check: str

    def draw_head(self, sheet: Sheet, section: str) -> None:
        """The running head of the pages after the first: the report on the left, the section on the right."""
        style = styles.running()
        widths = style.face.widths
        section = shorten(style.face.printable(section), widths, style.units(CONTENT_WIDTH / 2))
        room = CONTENT_WIDTH - style.width(section) - 16
        title = shorten(style.face.printable(self.running_title), widths, style.units(room))
        sheet.put(LEFT, _HEAD_BASELINE, title, style)
        sheet.put(RIGHT, _HEAD_BASELINE, section, style, Side.RIGHT)
        sheet.rule(LEFT, _HEAD_BASELINE + 6, CONTENT_WIDTH, 0.35, Colour.LINE)

    def draw_foot(self, sheet: Sheet, number: int, total: int) -> None:
        """The foot of the pages after the first."""
        sheet.rule(LEFT, _FOOT_BASELINE - 13, CONTENT_WIDTH, 0.35, Colour.LINE)
        sheet.put(LEFT, _FOOT_BASELINE, self.check, styles.running())
        sheet.put(RIGHT, _FOOT_BASELINE, page_of(number, total), styles.running(), Side.RIGHT)


def frame_of(report: MonthReport) -> Frame:
    """The frame of a month's report."""
    names = [report_name(), report.community, report.grid, month_name(report.month)]
    return Frame(DOT.join(filter(None, names)), check_line(report))


def report_name() -> str:
    """What the report is called."""
    return _("Monthly ledger report")


def check_line(report: MonthReport) -> str:
    """The ledger's check and the time of making."""
    check = _("Ledger check %(fingerprint)s") % {"fingerprint": grouped(report.fingerprint)}
    return check + DOT + _("Made on %(moment)s") % {"moment": moment(report.made_at)}


def page_of(number: int, total: int) -> str:
    """Page x of y."""
    return _("Page %(number)d of %(total)d") % {"number": number, "total": total}
