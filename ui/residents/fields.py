"""The fields of a resident, the same wherever one is entered or corrected."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ledger.language import _, pgettext
from ledger.records.people import Phone, Resident, Sex
from ledger.rules.finding import Finding, Severity
from ledger.rules.id_number import read_id_number
from ledger.rules.partial_date import read_date_text
from ledger.rules.phone import read_phones
from ledger.wording import label
from ui.widgets import ChoiceField, Form, IconButton, LinkButton


class ResidentFields:
    """Puts a resident's fields into a form and reads them back; `on_change` follows what tells who it is."""

    def __init__(self, form: Form, today: date, on_change: Callable[[], object] | None = None) -> None:
        self._today = today
        self.name = QLineEdit()
        self.sex = ChoiceField([(sex, label(sex)) for sex in (Sex.UNKNOWN, Sex.MALE, Sex.FEMALE)])
        self.birth = QLineEdit()
        self.birth.setPlaceholderText(_("e.g. 1945-08-15, 1945-08 or 1945"))
        self.id_number = QLineEdit()
        self.id_number.setPlaceholderText(_("may stay empty"))
        self.phones = PhonesField()
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(70)
        form.add("name", pgettext("person", "Name"), self.name)
        form.add("id_number", _("ID number"), self.id_number)
        form.add("sex", _("Sex"), self.sex)
        form.add("birth", _("Born"), self.birth)
        form.add("phones", _("Phones"), self.phones)
        form.add("note", _("Note"), self.note)
        self.id_number.editingFinished.connect(self._read_id_number)
        self.birth.editingFinished.connect(lambda: self.birth.setText(self._birth()))
        if on_change is not None:
            for field in (self.name, self.birth, self.id_number):
                field.textChanged.connect(lambda _text: on_change())
            self.phones.changed.connect(on_change)

    def fill(self, resident: Resident) -> None:
        """Show a resident as he or she stands."""
        self.name.setText(resident.name)
        self.sex.set_value(resident.sex)
        self.birth.setText(resident.birth)
        self.id_number.setText(resident.id_number)
        self.phones.set_phones(resident.phones)
        self.note.setPlainText(resident.note)

    def clear(self) -> None:
        """Make room for the next one."""
        for line in (self.name, self.birth, self.id_number):
            line.clear()
        self.sex.set_value(Sex.UNKNOWN)
        self.phones.set_phones(())
        self.note.clear()

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        lines = (self.name.text(), self.birth.text(), self.id_number.text(), self.note.toPlainText())
        return not any(text.strip() for text in lines) and not self.phones.phones()

    def values(self) -> dict[str, Any]:
        """What stands in the fields, by the names the library gives them."""
        return {
            "name": self.name.text().strip(),
            "sex": self.sex.value(),
            "birth": self._birth(),
            "id_number": self._id_number(),
            "phones": self.phones.phones(),
            "note": self.note.toPlainText().strip(),
        }

    def _birth(self) -> str:
        """The date as the ledger keeps it; what cannot be read stays as typed, for the library to say so."""
        text = self.birth.text().strip()
        reading = read_date_text(text, self._today)
        return text if _is_wrong(reading.findings) else reading.value

    def _id_number(self) -> str:
        text = self.id_number.text().strip()
        reading = read_id_number(text, self._today)
        return text if _is_wrong(reading.findings) else reading.number

    def _read_id_number(self) -> None:
        """Birth date and sex stand in the number; they are taken from there where they are still empty."""
        reading = read_id_number(self.id_number.text(), self._today)
        if _is_wrong(reading.findings):
            return
        if reading.birth and not self.birth.text().strip():
            self.birth.setText(reading.birth)
        if reading.sex is not Sex.UNKNOWN and self.sex.value() is Sex.UNKNOWN:
            self.sex.set_value(reading.sex)


def _is_wrong(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


class PhonesField(QWidget):
    """Any number of phones, each with a note of whose it is. There is always an empty line to go on."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._lines: list[_PhoneLine] = []
        self._more = LinkButton(_("One more phone"))
        self._more.clicked.connect(lambda: self._add().number.setFocus())
        self._column.addWidget(self._more)
        self._add()

    def phones(self) -> tuple[Phone, ...]:
        """The phones, empty lines left out; a number as it is kept where it can be read."""
        return tuple(phone for line in self._lines for phone in line.phones())

    def set_phones(self, phones: tuple[Phone, ...]) -> None:
        """Show these."""
        for line in list(self._lines):
            self._remove(line)
        for phone in phones or (Phone(""),):
            line = self._add()
            line.number.setText(phone.number)
            line.note.setText(phone.note)

    @property
    def lines(self) -> tuple["_PhoneLine", ...]:
        """The lines there are, from the top."""
        return tuple(self._lines)

    def _add(self) -> "_PhoneLine":
        line = _PhoneLine()
        line.number.textChanged.connect(lambda _text: self.changed.emit())
        line.removed.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        self.setFocusProxy(self._lines[0].number)
        return line

    def _remove(self, line: "_PhoneLine") -> None:
        self._lines.remove(line)
        line.hide()
        line.deleteLater()
        if not self._lines:
            self._add()
        self.setFocusProxy(self._lines[0].number)
        self.changed.emit()


class _PhoneLine(QWidget):
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.number = QLineEdit()
        self.number.setAccessibleName(_("Phone"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("whose, where"))
        self.note.setAccessibleName(_("Whose phone it is"))
        remove = IconButton("x", _("Remove this phone"))
        remove.clicked.connect(lambda: self.removed.emit())
        row.addWidget(self.number, 3)
        row.addWidget(self.note, 2)
        row.addWidget(remove)

    def phones(self) -> tuple[Phone, ...]:
        text, note = self.number.text().strip(), self.note.text().strip()
        reading = read_phones(text)
        if not text or _is_wrong(reading.findings):
            return (Phone(text, note),) if text else ()
        return tuple(Phone(phone.number, note or phone.note) for phone in reading.phones)
