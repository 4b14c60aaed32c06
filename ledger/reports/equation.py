"""The equation of the month in its box, and what its figures are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.language import _, ngettext, pgettext
from ledger.records.accounts import Balance
from ledger.records.matters import Outcome
from ledger.reports import styles
from ledger.reports.linebreak import break_lines
from ledger.reports.pages import TextBlock, text_block
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, Sheet, Side
from ledger.wording import label

_INSET = 46.0
_LARGEST_FIGURE = 29.0
_AROUND_OPERATOR = 24.0
_PAD = 14.0


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of the equation with the sign before it ("" for the first) and its name."""

    sign: str
    figure: int
    name: str


def terms(balance: Balance) -> list[Term]:
    """The terms of the equation; those that are nearly always nothing only where they are something."""
    found = [Term("", balance.opening, _("Carried forward")), Term("+", balance.new, _("New this month"))]
    if balance.transferred_in:
        found.append(Term("+", balance.transferred_in, pgettext("report", "Moved in")))
    found.append(Term("−", balance.settled, _("Settled this month")))
    if balance.transferred_out:
        found.append(Term("−", balance.transferred_out, pgettext("report", "Moved out")))
    if balance.adjustments:
        sign = "+" if balance.adjustments > 0 else "−"
        found.append(Term(sign, abs(balance.adjustments), _("Adjustments")))
    return [*found, Term("=", balance.closing, pgettext("report", "Open at the end"))]


def equation_line(balance: Balance) -> str:
    """The equation in words on one line."""
    return " ".join(f"{term.sign} {term.name} {term.figure}".strip() for term in terms(balance))


class Equation:
    """The box with the equation, ready to be drawn."""

    def __init__(self, balance: Balance) -> None:
        self._terms = terms(balance)
        self._step = (CONTENT_WIDTH - 2 * _INSET) / (len(self._terms) - 1)
        self._size = _figure_size(self._terms, self._step)
        style = styles.body()
        room = style.units(min(self._step, 2 * _INSET) - 6)
        self._names = [break_lines(style.face.printable(t.name), style.face.widths, room) for t in self._terms]

    @property
    def height(self) -> float:
        """In points."""
        names = max(map(len, self._names)) * styles.body().leading
        return 2 * _PAD + styles.figure(self._size).leading + names

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw the box with its top at y."""
        sheet.frame(LEFT, y, CONTENT_WIDTH, self.height, 1.1)
        figures, names = styles.figure(self._size), styles.body()
        operators = styles.operator(self._size * 0.75)
        baseline = y + _PAD + figures.drop - 2
        middles = [LEFT + _INSET + number * self._step for number in range(len(self._terms))]
        # All figures first: whoever copies the equation out of the PDF gets it in one line.
        for x, term in zip(middles, self._terms, strict=True):
            sheet.put(x - self._step / 2, baseline, term.sign, operators, Side.MIDDLE)
            sheet.put(x, baseline, str(term.figure), figures, Side.MIDDLE)
        top = y + _PAD + figures.leading + names.drop
        for x, lines in zip(middles, self._names, strict=True):
            for row, line in enumerate(lines):
                sheet.put(x, top + row * names.leading, line, names, Side.MIDDLE)


def _figure_size(terms: Sequence[Term], step: float) -> float:
    widest = max(styles.figure(1000.0).width(str(term.figure)) for term in terms) / 1000
    return min(_LARGEST_FIGURE, (step - _AROUND_OPERATOR) / widest)


def breakdown(balance: Balance) -> TextBlock | None:
    """What new and settled are made of, in small type; None where there is nothing to say."""
    sentences = []
    if balance.reopened:
        sentences.append(
            ngettext(
                "Of the new matters %(count)d was reopened.",
                "Of the new matters %(count)d were reopened.",
                balance.reopened,
            )
            % {"count": balance.reopened}
        )
    counts = [(outcome, balance.outcomes.get(outcome, 0)) for outcome in Outcome]
    parts = [_("%(outcome)s %(count)d") % {"outcome": label(o), "count": n} for o, n in counts if n]
    if parts:
        sentences.append(_("Settled: %(parts)s.") % {"parts": pgettext("report", ", ").join(parts)})
    if len(sentences) == 2:
        sentences = [_("%(first)s %(second)s") % {"first": sentences[0], "second": sentences[1]}]
    return text_block(sentences[0], styles.small()) if sentences else None
