"""问到谁: the people behind a door as chips, and a line for others."""

import re
from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ledger.language import _
from ledger.people.reading import households_at
from ledger.records.people import Household, Resident
from ledger.rules.masked_text import masked_text
from ledger.rules.partial_date import age_known
from ledger.store import Ledger
from ui.theme import theme
from ui.visits.chips import ChipChoice, Option

_BETWEEN_NAMES = re.compile(r"[、,，;；/]+|\s{2,}")


def members_at(ledger: Ledger, dwelling_id: int | None) -> tuple[Household, ...]:
    """The households behind a door; none where the door is new or nobody is registered."""
    return households_at(ledger, dwelling_id) if dwelling_id is not None else ()


def options_of(households: Iterable[Household], today: date) -> list[Option]:
    """Everybody of these households as chips."""
    return [Option(person.id, _words(person, today), _tip(person)) for home in households for person in home.members]


def _words(person: Resident, today: date) -> str:
    age = age_known(person.birth, today)
    aged = _("%(age)d years") % {"age": age} if age is not None else ""
    more = " ".join(part for part in (person.relation, aged) if part)
    return f"{person.name} · {more}" if more else person.name


def _tip(person: Resident) -> str:
    return " · ".join((*person.care_groups, *([masked_text(person.note)] if person.note else [])))


class AskedField(QWidget):
    """Members as chips, and behind them a line for people who are not registered.

    `changed` follows every choice and letter, `done` follows Enter.
    """

    changed = Signal()
    done = Signal()

    def __init__(self, *, name: str, with_others: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ChipChoice(several=True, name=name)
        self.chips.changed.connect(lambda: self.changed.emit())
        self.chips.done.connect(lambda: self.done.emit())
        self.others = QLineEdit()
        self.others.setAccessibleName(_("Others asked"))
        self.others.setPlaceholderText(_("Others, by name"))
        self.others.textEdited.connect(lambda _text: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chips)
        if with_others:
            self.chips.end_with(self.others)
        else:
            self.others.setParent(self)
            self.others.hide()
        self.setFocusProxy(self.chips)
        self._fit()
        theme().changed.connect(self._fit)

    def set_options(self, options: list[Option]) -> None:
        """Offer these people. Where nobody is registered the line for names takes the keyboard."""
        self.chips.set_options(options)
        self.chips.setFocusPolicy(Qt.FocusPolicy.StrongFocus if options else Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.chips if options else self.others)

    def resident_ids(self) -> tuple[int, ...]:
        """Who was chosen."""
        return tuple(self.chips.values())

    def set_resident_ids(self, ids: Iterable[int]) -> None:
        """Choose these."""
        self.chips.set_values(list(ids))

    def suggest(self, ids: Iterable[int]) -> None:
        """Choose these for the user."""
        self.chips.suggest(list(ids))

    def names(self) -> tuple[str, ...]:
        """The names written, each once; parted by 、 or commas."""
        parts = (part.strip() for part in _BETWEEN_NAMES.split(self.others.text()))
        return tuple(dict.fromkeys(part for part in parts if part))

    def _fit(self) -> None:
        self.others.setFixedWidth(theme().size(170))
