"""The list of residents: what is looked for, in which order, and the rows."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ledger.language import _, ngettext, pgettext
from ledger.people.care_groups import care_groups
from ledger.people.listing import ResidentFilter, ResidentRow, ResidentSort, resident_ids, residents_listed
from ledger.people.pinyin import pinyin_columns
from ledger.places.doors import buildings, dwelling_at, estates
from ledger.places.order import NaturalKey, natural_key
from ledger.places.staff import grids
from ledger.records.people import Presence
from ledger.rules.address import read_address
from ledger.rules.masked_text import masked_text
from ledger.rules.masking import masked_phone
from ledger.wording import label
from ledger.wording.places import address_label, building_label, estate_label
from ui.residents.words import age_of, has_several_estates, presence_tone, presence_words, short_sex
from ui.tables.long_table import LongTable
from ui.tables.seen_export import SeenExport
from ui.tables.tools import TableTools, heading_words
from ui.theme import Tone, theme
from ui.widgets import ChoiceField, Column, Seek
from ui.widgets.flow import FlowLayout
from ui.workspace import Workspace

_PAUSE_MILLISECONDS = 150
_ALL = None


class ResidentRoll(QWidget):
    """`opened(ResidentRow)` follows Enter or a double click, `counted(str)` what the heading may say."""

    opened = Signal(object)
    counted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._several_estates = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.table = LongTable(
            self._columns(), rows=residents_listed, workspace=workspace, name="residents.list", title=_("Residents")
        )
        self.table.opened.connect(self.opened)
        self.table.counted.connect(lambda _count, _is_all: self._say())
        self.table.chosen.connect(lambda _count: self._say())
        self.table.say_when_empty("")
        self.export = SeenExport(self.table, workspace, lambda: _("Residents"))
        column.addWidget(self._make_filters())
        column.addWidget(self.table, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.look)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.setFocusProxy(self.words)

    def refresh(self) -> None:
        """Read the choices and the rows again."""
        ledger = self._workspace.ledger
        self._several_estates = has_several_estates(ledger)
        self.estate.set_options(
            [(_ALL, _("All estates")), *((each.id, estate_label(each.name)) for each in estates(ledger))]
        )
        self.estate.setVisible(self._several_estates)
        self._fill_buildings()
        known = grids(ledger)
        self.grid.set_options([(_ALL, _("All grids")), *((grid.id, grid.name) for grid in known)])
        self.grid.setVisible(bool(known))
        groups = [(group.id, group.name) for group in care_groups(ledger)]
        self.group.set_options([(_ALL, _("All groups")), *groups])
        self.look()

    def look(self) -> None:
        """Read the rows that fit what is asked for now."""
        self._pause.stop()
        wanted = self.wanted()
        self.table.look(
            wanted,
            lambda ledger, key, downwards: resident_ids(
                ledger, wanted, sort=ResidentSort(key or ResidentSort.ADDRESS), downwards=downwards
            ),
        )

    def wanted(self) -> ResidentFilter:
        """What is asked for. A typed door (3-2-501) is looked for as one."""
        text = self.words.text().strip()
        asked = ResidentFilter(
            grid_id=self.grid.value(),
            estate_id=self.estate.value(),
            building_id=self.building.value(),
            care_group_id=self.group.value(),
            presence=self.presence.value(),
            text=text,
        )
        address = read_address(text).address if any(character.isdigit() for character in text) else None
        door = dwelling_at(self._workspace.ledger, address) if address else None
        return replace(asked, unit_id=door.unit_id, text=door.address.room) if door else asked

    def show_filter(self, **values: Any) -> None:
        """Ask for this and nothing else: grid, estate, building, group, presence, words."""
        fields = {"estate": self.estate, "grid": self.grid, "group": self.group, "presence": self.presence}
        for name, field in fields.items():
            field.set_value(values.get(name, _ALL))
        self._fill_buildings()
        self.building.set_value(values.get("building", _ALL))
        self.words.setText(values.get("words", ""))
        self.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter in the search box go to the rows; Esc empties it."""
        in_words = self.words.hasFocus()
        if in_words and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_to_rows(enter=event.key() != Qt.Key.Key_Down)
        elif in_words and event.key() == Qt.Key.Key_Escape:
            self.words.clear()
        else:
            super().keyPressEvent(event)

    def _go_to_rows(self, *, enter: bool) -> None:
        if self._pause.isActive():
            self.look()
        if not self.table.count():
            return
        if self.table.current() is None:
            self.table.setCurrentIndex(self.table.model().index(0, 0))
        self.table.setFocus()
        if enter and self.table.count() == 1 and not self.table.is_busy:
            self.opened.emit(self.table.current())

    def _make_filters(self) -> QWidget:
        box = QWidget()
        row = FlowLayout(box, spacing=8)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Name, pinyin, phone, door"))
        self.words.setAccessibleName(_("Search residents"))
        self.words.setClearButtonEnabled(True)
        self.estate = ChoiceField(name=_("Estate"))
        self.building = ChoiceField(name=_("Building"))
        self.grid = ChoiceField(name=_("Grid"))
        self.group = ChoiceField(name=_("Care group"))
        presences = [(presence, label(presence)) for presence in Presence]
        self.presence = ChoiceField([(_ALL, _("All who belong here")), *presences], name=_("Status"))
        row.addWidget(self.words)
        for field in (self.estate, self.building, self.grid, self.group, self.presence):
            row.addWidget(field)
            field.chosen.connect(lambda _value: self.look())
        self.estate.chosen.disconnect()
        self.estate.chosen.connect(self._estate_chosen)
        row.addWidget(TableTools(self.table, self.export))
        self._fit()
        theme().changed.connect(self._fit)
        return box

    def _fit(self) -> None:
        self.words.setFixedWidth(theme().size(250))

    def _estate_chosen(self) -> None:
        self._fill_buildings()
        self.look()

    def _fill_buildings(self) -> None:
        known = buildings(self._workspace.ledger, estate_id=self.estate.value())
        one = self.estate.value() is not None or not self._several_estates
        words = [
            (each.id, building_label(each.name) if one else f"{each.estate} {building_label(each.name)}")
            for each in known
        ]
        self.building.set_options([(_ALL, _("All buildings")), *words])

    def _columns(self) -> list[Column]:
        today = self._workspace.today
        return [
            Column(
                "name",
                pgettext("person", "Name"),
                lambda r: r.name,
                width=100,
                tip=lambda r: r.name,
                seek=Seek(lambda r: r.pinyin, _spelt),
            ),
            Column(
                "address",
                pgettext("column", "Door"),
                self._address,
                width=148,
                tip=self._address,
                most=280,
                seek=Seek(self._address_key, natural_key),
            ),
            Column("relation", pgettext("column", "Relation"), lambda r: r.relation, width=76),
            Column("age", _("Sex, age"), lambda r: _age(r, today()), width=76),
            Column("phone", _("Phone"), lambda r: masked_phone(r.phone) if r.phone else "", width=122),
            Column("groups", _("Groups"), _groups, width=110, tone=_group_tone, tip=_groups, most=260),
            Column("presence", _("Status"), lambda r: presence_words(r.presence), width=70, tone=_presence_tone),
            Column("note", _("Note"), _masked_note, width=80, wide=True, tip=_masked_note),
            Column("birth", _("Birth date"), lambda r: r.birth, width=104, aside=True, seek=Seek(lambda r: r.birth)),
        ]

    def _address(self, row: ResidentRow) -> str:
        return address_label(row.address, with_estate=self._several_estates) or "—"

    def _address_key(self, row: ResidentRow) -> NaturalKey:
        return natural_key(address_label(row.address, with_estate=self._several_estates))

    def _say(self) -> None:
        count = self.table.count()
        self.table.say_when_empty(_("Nobody fits. Try fewer words, or other filters."))
        words = ngettext("%(count)d person", "%(count)d people", count) % {"count": count}
        self.counted.emit(heading_words(words, self.table))


def _spelt(typed: str) -> str:
    return pinyin_columns(typed)[0] or typed.lower()


def _age(row: ResidentRow, today: date) -> str:
    age = age_of(row.birth, today)
    words = "" if age is None or row.presence is Presence.DEAD else str(age)
    return f"{short_sex(row.sex)} {words}".strip()


def _groups(row: ResidentRow) -> str:
    return "、".join(row.care_groups)


def _group_tone(row: ResidentRow) -> Tone | None:
    return Tone.AMBER if row.care_groups else None


def _presence_tone(row: ResidentRow) -> Tone | None:
    return presence_tone(row.presence)


def _masked_note(row: ResidentRow) -> str:
    return masked_text(row.note)
