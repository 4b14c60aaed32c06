"""One matter on the visit form: everything has a default until it is touched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ledger.language import _, pgettext
from ledger.matters.registering import MatterDraft
from ledger.notebook.guessing import guess_category
from ledger.notebook.vocabulary import Vocabulary, vocabulary
from ledger.records.matters import Level, Urgency
from ledger.records.staff import Worker
from ledger.rules.deadlines import due_on
from ledger.rules.workdays import WorkCalendar
from ledger.wording import label
from ui.entering.categories import CategoryBook, CategoryField
from ui.visits.sentences import nth_sentence
from ui.widgets import ChoiceField, DateField, Form, IconButton, SectionTitle


@dataclass(frozen=True, slots=True)
class Offers:
    """What a matter may be: the categories and workers there are, how urgent each category usually is, when work
    is done, and which words speak for which category.
    """

    book: CategoryBook
    workers: Sequence[Worker]
    worker_id: int
    usual_urgency: Callable[[int], Urgency]
    calendar: WorkCalendar
    today: Callable[[], date]
    words: Callable[[], Vocabulary] = vocabulary


class MatterBlock(Form):
    """The fields of one matter. `edited` follows every change, `removed` its cross."""

    edited = Signal()
    removed = Signal()

    def __init__(self, offers: Offers, *, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = offers
        self._touched: set[str] = set()
        self._on, self._at_time, self._number = offers.today(), "", number
        self.heading = SectionTitle("", "")
        remove = IconButton("x", _("Leave this matter out"))
        remove.clicked.connect(lambda: self.removed.emit())
        self.heading.row.addWidget(remove)
        self.column.addWidget(self.heading)
        self._make_fields()
        self._connect()
        self.set_number(number)
        self.set_day(self._on, "")

    def set_number(self, number: int) -> None:
        """Say which of the visit's matters this is, from 0."""
        self._number = number
        self.heading.title.setText(_("Matter %(number)d") % {"number": number + 1})

    def set_day(self, on: date, at_time: str) -> None:
        """Count deadlines from this day."""
        self._on, self._at_time = on, at_time
        self._count()

    def suggest(self, note: str) -> None:
        """Take title and category from the visit's note, where they are not touched yet."""
        if "title" not in self._touched:
            self.title.setText(nth_sentence(note, self._number))
            self.title.setCursorPosition(0)
        self._suggest_category()

    def draft(self) -> MatterDraft:
        """The matter as it stands."""
        return MatterDraft(
            title=self.title.text(),
            category_id=self.category.category_id() or 0,
            level=self.level.value(),
            urgency=self.urgency.value(),
            responsible_id=self.responsible.value(),
            next_step=self.next_step.text(),
            next_on=self.next_on.day(),
        )

    def content(self) -> dict[str, Any]:
        """What a draft keeps."""
        return {
            "title": self.title.text(),
            "category": self.category.category_id(),
            "level": self.level.value().value,
            "urgency": self.urgency.value().value,
            "responsible": self.responsible.value(),
            "next_step": self.next_step.text(),
            "next_on": self.next_on.text(),
            "touched": sorted(self._touched),
        }

    def fill(self, content: Mapping[str, Any]) -> None:
        """Put back what a draft kept."""
        self._touched = set(content.get("touched", ()))
        self.title.setText(content.get("title", ""))
        self.category.set_category(content.get("category"))
        self.level.set_value(Level(content.get("level", Level.GRID)))
        self.urgency.set_value(Urgency(content.get("urgency", Urgency.ORDINARY)))
        self.responsible.set_value(content.get("responsible"))
        self.next_step.setText(content.get("next_step", ""))
        self.next_on.setText(content.get("next_on", ""))
        self._count()

    def _make_fields(self) -> None:
        offers = self._offers
        self.title = QLineEdit()
        self.category = CategoryField(offers.book)
        self.urgency = ChoiceField([(each, label(each)) for each in Urgency])
        self.level = ChoiceField([(each, label(each)) for each in Level])
        self.responsible = ChoiceField([(each.id, each.name) for each in offers.workers])
        self.next_step = QLineEdit(pgettext("next step", "Follow up"))
        self.next_on = DateField(today=offers.today, ahead=True)
        self.urgency.set_value(Urgency.ORDINARY)
        self.responsible.set_value(offers.worker_id)
        for field in (self.urgency, self.level, self.responsible):
            field.setMinimumContentsLength(6)
        self.add("title", _("What"), self.title)
        self._pair(("category_id", _("Category"), self.category), ("urgency", _("Urgency"), self.urgency))
        self._pair(("level", _("Level"), self.level), ("responsible_id", _("Responsible"), self.responsible))
        self._pair(("next_step", _("Next step"), self.next_step), ("next_on", _("By"), self.next_on))

    def _pair(self, first: tuple[str, str, QWidget], second: tuple[str, str, QWidget]) -> None:
        line = QHBoxLayout()
        line.setSpacing(14)
        self.add(*first, into=line)
        self.add(*second, into=line, narrow=True)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.column.addLayout(line)

    def _connect(self) -> None:
        self.title.textEdited.connect(lambda _text: self._touch("title"))
        self.category.chosen.connect(lambda _id: self._touch("category"))
        self.category.typed.connect(lambda: self.edited.emit())
        self.urgency.chosen.connect(lambda _value: self._touch("urgency"))
        self.level.chosen.connect(lambda _value: self._touch("level"))
        self.responsible.chosen.connect(lambda _value: self._touch("responsible"))
        self.next_step.textEdited.connect(lambda _text: self._touch("next_step"))
        self.next_on.textEdited.connect(lambda _text: self._touch("next_on"))
        self.next_on.day_changed.connect(self._day_set)

    def _touch(self, field: str) -> None:
        self._touched.add(field)
        if field == "title":
            self._suggest_category()
        if field == "category":
            self._suggest_urgency()
        self._count()
        self.edited.emit()

    def _day_set(self, day: date | None) -> None:
        if day != self._due():
            self._touch("next_on")

    def _suggest_category(self) -> None:
        if "category" in self._touched or self.category.hasFocus():
            return
        guess = guess_category(self._offers.book.known, self.title.text(), self._offers.words())
        self.category.set_category(guess.id if guess else None)
        self._suggest_urgency()

    def _suggest_urgency(self) -> None:
        category_id = self.category.category_id()
        if "urgency" not in self._touched:
            usual = self._offers.usual_urgency(category_id) if category_id else Urgency.ORDINARY
            self.urgency.set_value(usual)
        self._count()

    def _count(self) -> None:
        due = self._due()
        self.heading.show_note(_("due by %(date)s") % {"date": due})
        if "next_on" not in self._touched:
            self.next_on.blockSignals(True)
            self.next_on.set_day(due)
            self.next_on.blockSignals(False)

    def _due(self) -> date:
        return due_on(self.urgency.value(), self._on, self._at_time, self._offers.calendar)
