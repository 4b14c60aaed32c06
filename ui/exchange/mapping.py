"""How the columns were understood, each of them to be corrected; and which sheets are read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ledger.exchange.fields import Field
from ledger.exchange.in_words import skipped_label
from ledger.language import _
from ui.exchange.reading import Reading, ShownColumn
from ui.widgets import Card, ChoiceField, Label, ScrollColumn, clear_layout
from ui.widgets.flow import FlowLayout

_ORDER = (Field.REMARK, Field.IGNORED)


class MappingView(QWidget):
    """`meaning_chosen(sheet, index, Field)` and `sheets_chosen(frozenset)` follow corrections."""

    meaning_chosen = Signal(str, int, object)
    sheets_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self.choices: dict[int, ChoiceField] = {}
        self.sheet_boxes: dict[str, QCheckBox] = {}
        self._sheets = QWidget()
        self._sheet_flow = FlowLayout(self._sheets, spacing=14)
        self.sheet = ChoiceField(name=_("Sheet shown"))
        self.sheet.chosen.connect(lambda _name: self._show_columns())
        top = QHBoxLayout()
        top.setSpacing(12)
        self._sheet_title = Label(_("Columns of the sheet"), "muted")
        top.addWidget(self._sheet_title)
        top.addWidget(self.sheet)
        top.addStretch(1)
        card = Card()
        scroll = ScrollColumn()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        scroll.column.addLayout(self._grid)
        card.body.addWidget(scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._sheets)
        column.addLayout(top)
        column.addWidget(card, 1)

    def show_reading(self, reading: Reading) -> None:
        """Show how a file was read."""
        self._reading = reading
        self._show_sheets(reading)
        names = [sheet.name for sheet in reading.read_sheets]
        self.sheet.set_options([(name, name) for name in names])
        for widget in (self.sheet, self._sheet_title):
            widget.setVisible(len(names) > 1)
        self._show_columns()

    def _show_sheets(self, reading: Reading) -> None:
        self._sheets.setVisible(len(reading.roster.sheets) > 1)
        if list(self.sheet_boxes) != [sheet.name for sheet in reading.roster.sheets]:
            clear_layout(self._sheet_flow)
            self.sheet_boxes = {sheet.name: QCheckBox() for sheet in reading.roster.sheets}
            for box in self.sheet_boxes.values():
                box.clicked.connect(self._tick)
                self._sheet_flow.addWidget(box)
        for sheet in reading.roster.sheets:
            why = skipped_label(sheet.skipped) if sheet.skipped else ""
            box = self.sheet_boxes[sheet.name]
            box.setText(f"{sheet.name}（{why}）" if why else sheet.name)
            box.setChecked(not why)

    def _tick(self) -> None:
        chosen = frozenset(name for name, box in self.sheet_boxes.items() if box.isChecked())
        if chosen:
            self.sheets_chosen.emit(chosen)
        elif self._reading is not None:
            # A roster of no sheet is no roster.
            self._show_sheets(self._reading)

    def _show_columns(self) -> None:
        if self._reading is None:
            return
        columns = self._reading.columns.get(self.sheet.value(), ())
        if list(self.choices) == [column.index for column in columns]:
            for column in columns:
                self.choices[column.index].set_value(column.field)
            return
        clear_layout(self._grid)
        self.choices.clear()
        titles = (_("Column"), _("Heading"), _("In the first rows"), _("Understood as"))
        for place, title in enumerate(titles):
            self._grid.addWidget(Label(title, "muted"), 0, place)
        for row, column in enumerate(columns, 1):
            self._add_row(row, column)

    def _add_row(self, row: int, column: ShownColumn) -> None:
        heading = f"{column.owner} · {column.label}" if column.owner else column.label
        samples = Label(" / ".join(column.samples), "muted")
        samples.setMinimumWidth(60)
        samples.setToolTip("\n".join(column.samples))
        choice = ChoiceField(_options(), name=_("Meaning of %(column)s") % {"column": heading or column.letter})
        choice.set_value(column.field)
        choice.chosen.connect(lambda field, index=column.index: self._choose(index, field))
        self.choices[column.index] = choice
        letter = Label(column.letter, "muted")
        for place, widget in enumerate((letter, Label(heading or "—"), samples, choice)):
            self._grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignVCenter)

    def _choose(self, index: int, field: Field) -> None:
        self.meaning_chosen.emit(self.sheet.value(), index, field)


def _options() -> list[tuple[Field, str]]:
    usual = [field for field in Field if field not in _ORDER]
    return [(field, field.value) for field in (*usual, *_ORDER)]
