"""上月结转 + 本月新增 − 本月办结 = 期末未结, as large figures over their words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _
from ui.widgets.cards import Label, clear_layout

if TYPE_CHECKING:
    from ledger.records.accounts import Balance

_Term = tuple[str, int, str, str]  # sign, figure, words, role


class BalanceEquation(QWidget):
    """The equation of a month. Transfers and adjustments appear only where there are any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)

    def show_balance(self, balance: "Balance", overdue: int = 0) -> None:
        """Show a balance; `overdue` of its open matters are past their date."""
        clear_layout(self._row)
        terms = _terms(balance, overdue)
        for sign, figure, words, role in terms:
            if sign:
                self._row.addWidget(self._sign(sign))
            self._row.addWidget(self._term(figure, words, role))
        self._row.addStretch(1)
        self.setAccessibleName(" ".join(f"{sign} {words} {figure}" for sign, figure, words, _role in terms))

    @staticmethod
    def _sign(sign: str) -> Label:
        label = Label(sign, "title")
        label.setProperty("role", "sign")
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label

    @staticmethod
    def _term(figure: int, words: str, role: str) -> QWidget:
        term = QWidget()
        column = QVBoxLayout(term)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        number = Label(str(figure), role)
        for label in (number, Label(words, "muted")):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)
        return term


def _terms(balance: "Balance", overdue: int) -> list[_Term]:
    terms: list[_Term] = [
        ("", balance.opening, _("brought forward"), "figure"),
        ("+", balance.new, _("new this month"), "figure"),
        ("−", balance.settled, _("settled this month"), "figure-good"),
    ]
    if balance.transferred_in:
        terms.append(("+", balance.transferred_in, _("transferred in"), "figure"))
    if balance.transferred_out:
        terms.append(("−", balance.transferred_out, _("transferred out"), "figure"))
    if balance.adjustments:
        sign = "+" if balance.adjustments > 0 else "−"
        terms.append((sign, abs(balance.adjustments), _("adjustments"), "figure"))
    closing = _("open (%(count)d overdue)") % {"count": overdue} if overdue else _("open")
    terms.append(("=", balance.closing, closing, "figure-bad"))
    return terms
