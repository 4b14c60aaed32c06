"""The filters above the list of matters: which ones, of what kind, whose, when, and a word in them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ledger.language import _, pgettext
from ledger.matters.categories import categories
from ledger.matters.listing import MatterFilter
from ledger.places.staff import grids
from ledger.records.matters import Level
from ledger.store import Ledger
from ledger.wording import label, month_label
from ui.theme import Role, theme
from ui.widgets import ChoiceField, LinkButton, SegmentRow
from ui.workspace import Workspace

# After the last letter of a word, before the list is read again (ms).
_PAUSE = 180


class View(StrEnum):
    """Which matters at all; the values are what other pages ask for."""

    OPEN = "open"
    OVERDUE = "overdue"
    FOLLOW_UP = "follow_up"
    SETTLED = "settled"
    ALL = "all"


def view_filter(view: View, today: date) -> dict[str, Any]:
    """The conditions of a view, as MatterFilter names them."""
    conditions: dict[View, dict[str, Any]] = {
        View.OPEN: {"open": True},
        View.OVERDUE: {"overdue_on": today},
        View.FOLLOW_UP: {"to_follow_up": True},
        View.SETTLED: {"settled": True},
        View.ALL: {},
    }
    return conditions[view]


def _view_words() -> dict[View, str]:
    return {
        View.OPEN: pgettext("matters", "Open"),
        View.OVERDUE: pgettext("matters", "Overdue"),
        View.FOLLOW_UP: pgettext("matters", "To be followed up"),
        View.SETTLED: pgettext("matters", "Settled"),
        View.ALL: pgettext("matters", "All"),
    }


class FilterBar(QWidget):
    """`changed` follows every change of what is wanted; `left` means: on to the list."""

    changed = Signal()
    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.view = SegmentRow(list(_view_words().items()), name=_("Which matters"))
        self.text = QLineEdit()
        self.fields: dict[str, ChoiceField] = {
            "level": ChoiceField(name=_("Level")),
            "category_id": ChoiceField(name=_("Category")),
            "grid_id": ChoiceField(name=_("Grid")),
            "worker_id": ChoiceField(name=_("Responsible")),
            "month": ChoiceField(name=_("Month")),
        }
        self._clear = LinkButton(_("Clear filters"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._lay_out()
        self._connect()

    def wanted(self) -> MatterFilter:
        """What is asked for now."""
        return MatterFilter(**view_filter(self.view.value(), self._workspace.today()), **self._narrowed())

    def wanted_in(self, view: View) -> MatterFilter:
        """The same, but seen in another view."""
        return MatterFilter(**view_filter(view, self._workspace.today()), **self._narrowed())

    def is_narrowed(self) -> bool:
        """Whether anything but the view leaves matters out."""
        return any(self._narrowed().values())

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Write behind each view how many matters it would show."""
        for view, words in _view_words().items():
            self.view.show_words(view, f"{words} {counts[view]}" if view in counts else words)

    def ask(self, detail: Mapping[str, Any]) -> None:
        """Ask for what another page names: filter, level, category, grid, worker, month, text; nothing else."""
        self.clear()
        self.view.set_value(View(detail.get("filter", View.OPEN)))
        for name, key in (("level", "level"), ("month", "month")):
            self.fields[name].set_value(detail.get(key, "" if name == "month" else None))
        for name in ("category", "grid", "worker"):
            self.fields[f"{name}_id"].set_value(detail.get(name))
        self.text.setText(str(detail.get("text", "")))

    def add_beside(self, tools: QWidget) -> None:
        """Put something at the end of the second line."""
        self._second.addWidget(tools)

    def clear(self) -> None:
        """Leave nothing out, without telling."""
        for field in self.fields.values():
            field.setCurrentIndex(0)
        self.text.clear()

    def offer(self) -> None:
        """Read from the ledger what there is to choose from."""
        ledger = self._workspace.ledger
        levels = [(level, label(level)) for level in Level]
        mains = [(category.id, category.name) for category in categories(ledger) if category.parent_id is None]
        self.fields["level"].set_options([(None, _("Every level")), *levels])
        self.fields["category_id"].set_options([(None, _("Every category")), *mains])
        self.fields["grid_id"].set_options([(None, _("Every grid")), *((g.id, g.name) for g in grids(ledger))])
        people = [(worker.id, worker.name) for worker in self._workspace.workers]
        self.fields["worker_id"].set_options([(None, _("Everybody")), *people])
        self.fields["month"].set_options([("", _("Every month")), *_months(ledger)])

    def _narrowed(self) -> dict[str, Any]:
        narrowed = {name: field.value() for name, field in self.fields.items()}
        return narrowed | {"month": narrowed["month"] or "", "text": self.text.text().strip()}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(14)
        first.addWidget(self.view)
        self.text.setPlaceholderText(_("Number, need, door or name…"))
        self.text.setAccessibleName(_("Words in the matter"))
        self.text.setClearButtonEnabled(True)
        icon = theme().icon("search", Role.MUTED)
        self.text.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        first.addWidget(self.text, 1)
        second = self._second = QHBoxLayout()
        second.setSpacing(8)
        for field in self.fields.values():
            # Five fields share the line, whatever the longest name in them.
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(4)
            second.addWidget(field, 1)
        second.addWidget(self._clear)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self.view.chosen.connect(lambda _value: self.changed.emit())
        for field in self.fields.values():
            field.chosen.connect(lambda _value: self.changed.emit())
        self.text.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(self.changed)
        self.text.returnPressed.connect(self.left)
        self._clear.clicked.connect(self._start_anew)

    def _start_anew(self) -> None:
        self.clear()
        self.changed.emit()


def _months(ledger: Ledger) -> list[tuple[str, str]]:
    from ledger.accounts.balance import months_with_entries

    return [(str(month), month_label(str(month))) for month in months_with_entries(ledger)]
