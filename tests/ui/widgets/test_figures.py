from typing import Any

from PySide6.QtWidgets import QLabel

from ledger.records.accounts import Balance
from ui.widgets import BalanceEquation, Ring, TrendLine


def _words(widget: Any) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_the_equation_reads_as_it_is_spoken(qtbot: Any) -> None:
    equation = BalanceEquation()
    qtbot.addWidget(equation)
    equation.show_balance(Balance(opening=12, new=34, settled=31), overdue=2)
    assert equation.accessibleName().split() == (
        ["上月结转", "12", "+", "本月新增", "34", "−", "本月办结", "31", "=", "未结（超期", "2）", "15"]
    )


def test_corrections_and_transfers_stand_in_the_equation_when_there_are_any(qtbot: Any) -> None:
    equation = BalanceEquation()
    qtbot.addWidget(equation)
    equation.show_balance(Balance(opening=3, new=1, settled=2, adjustments=-1, transferred_in=4, transferred_out=2))
    assert "− 调整 1" in equation.accessibleName()
    assert "+ 转入 4 − 转出 2" in equation.accessibleName()
    assert equation.accessibleName().endswith("= 期末未结 3")
    equation.show_balance(Balance())
    assert "调整" not in equation.accessibleName()


def test_a_ring_without_a_whole_is_no_zero(qtbot: Any) -> None:
    ring = Ring()
    qtbot.addWidget(ring)
    ring.show_percent(None)
    nothing = ring.grab().toImage()
    assert ring.accessibleName() == "—"
    ring.show_percent(68.0)
    assert ring.accessibleName() == "68%"
    assert ring.grab().toImage() != nothing


def test_a_line_bears_gaps_and_emptiness(qtbot: Any) -> None:
    line = TrendLine()
    qtbot.addWidget(line)
    line.resize(300, 90)
    for values in ([], [None], [None, 80.0, None, 96.2], [50.0]):
        line.show_values(values)
        line.grab()
    line.show_values([80.0, None, 96.2, None])
    assert line.accessibleName() == "96.2%"
    line.show_values([None])
    assert line.accessibleName() == "暂无数据"
