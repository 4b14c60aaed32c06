"""Beside the course of a matter: which level has had it how long, the facts, and this household's account."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ledger.language import _, ngettext
from ledger.records.matters import Level, Matter
from ledger.wording import label
from ui.theme import Tone, theme
from ui.widgets import Card, Chip, Label, LinkButton, Rule, ScrollColumn, SectionTitle, clear_layout


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of facts. `on_click` makes its words a link."""

    name: str
    words: str
    on_click: Callable[[], object] | None = None


class LevelPath(QWidget):
    """网格 → 社区 → 街道 → 部门: the one that has the matter now, and the days each one had it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def show_path(self, here: Level, days: Mapping[Level, int], *, is_open: bool) -> None:
        """Show the four levels."""
        clear_layout(self._row)
        for level in Level:
            if level is not Level.GRID:
                arrow = Label("→", "muted")
                self._row.addWidget(arrow, 0, Qt.AlignmentFlag.AlignTop)
            self._row.addWidget(self._stop(level, days.get(level), level is here and is_open))
        self._row.addStretch(1)
        self.setAccessibleName(" → ".join(self.words(level, days.get(level)) for level in Level))

    @staticmethod
    def words(level: Level, days: int | None) -> str:
        """A level with its days, as it is read aloud."""
        return f"{label(level)} {_days(days)}".strip()

    @staticmethod
    def _stop(level: Level, days: int | None, is_here: bool) -> QWidget:
        stop = QWidget()
        column = QVBoxLayout(stop)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for words in (Chip(label(level), Tone.BLUE if is_here else Tone.GREY), Label(_days(days), "muted")):
            column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        return stop


def _days(days: int | None) -> str:
    return "" if days is None else ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


class Aside(Card):
    """`opened(Matter)` follows an earlier matter of the household."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Small things stay in the grid, large ones in the community"), parent=parent)
        self.heading.title.setWordWrap(True)
        self.path = LevelPath()
        self.add(self.path)
        scroll = ScrollColumn()
        scroll.column.setSpacing(0)
        scroll.column.setContentsMargins(0, 0, 8, 0)
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 6, 0, 0)
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(7)
        self._others_title = SectionTitle(_("Account of this household"))
        self._others = QVBoxLayout()
        self._others.setSpacing(4)
        scroll.column.addLayout(self._facts)
        scroll.column.addSpacing(14)
        scroll.column.addWidget(self._others_title)
        scroll.column.addLayout(self._others)
        self.add(scroll, 1)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Show what is known; lines without words are left out."""
        clear_layout(self._facts)
        row = 0
        for fact in facts:
            if not fact.words:
                continue
            name = Label(fact.name, "muted")
            name.setMinimumWidth(theme().size(70))
            self._facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._facts.addWidget(_words_of(fact), row, 1)
            self._facts.addWidget(Rule(), row + 1, 0, 1, 2)
            row += 2

    def facts(self) -> list[str]:
        """The words of the facts shown now."""
        return _texts(self._facts)

    def show_others(self, matters: Iterable[Matter], today: date) -> None:
        """Show the other matters of the household, newest first."""
        clear_layout(self._others)
        listed = list(matters)
        self._others_title.setVisible(bool(listed))
        for matter in listed:
            self._others.addWidget(Rule())
            self._others.addWidget(self._other(matter))
        self._others.addStretch(1)

    def others(self) -> list[str]:
        """The words of the other matters shown now."""
        return _texts(self._others)

    def _other(self, matter: Matter) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        link = LinkButton(f"{matter.registered_on:%Y-%m} {matter.title}")
        link.setToolTip(matter.title)
        link.setMinimumWidth(1)
        link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        link.clicked.connect(lambda: self.opened.emit(matter))
        became = (label(matter.status), *(label(word) for word in (matter.outcome, matter.satisfaction) if word))
        column.addWidget(link)
        column.addWidget(Label(" · ".join(dict.fromkeys(became)), "muted"))
        return row


def _words_of(fact: Fact) -> QWidget:
    if fact.on_click is None:
        words = Label(fact.words, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return words
    link = LinkButton(fact.words)
    link.setToolTip(fact.words)
    link.setMinimumWidth(1)
    link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    act = fact.on_click
    link.clicked.connect(lambda: act())
    return link


def _texts(layout: QLayout) -> list[str]:
    found: list[str] = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None or (widget := item.widget()) is None:
            continue
        for part in (widget, *widget.findChildren(QWidget)):
            if isinstance(part, Label | LinkButton) and part.text():
                found.append(part.text())
    return found
