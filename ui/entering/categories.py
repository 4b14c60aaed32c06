"""The category of a matter, found by typing part of its name or its initials."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ledger.language import _
from ledger.people.pinyin import pinyin_columns
from ledger.records.matters import Category
from ui.widgets import Candidate, CandidateField


class CategoryBook:
    """The categories in use, with their full names and how they are typed."""

    def __init__(self, known: Sequence[Category]) -> None:
        self.known = tuple(known)
        self._names = {category.id: category.name for category in known}

    def full_name(self, category_id: int | None) -> str:
        """设施维修 / 房屋漏水, or "" for one that is not in use."""
        found = next((each for each in self.known if each.id == category_id), None)
        if found is None:
            return ""
        parent = self._names.get(found.parent_id or 0, "")
        return f"{parent} / {found.name}" if parent else found.name

    def fitting(self, text: str) -> list[Category]:
        """The categories that have `text` in their name, pinyin or initials; all of them without a text.

        Those that begin with it come first, main categories before their parts.
        """
        wanted = text.lower().replace(" ", "")
        if not wanted:
            return list(self.known)
        ranked = [(rank, place, each) for place, each in enumerate(self.known) if (rank := self._rank(each, wanted))]
        return [each for _rank, _place, each in sorted(ranked, key=lambda entry: entry[:2])]

    @cached_property
    def _spelt(self) -> dict[int, tuple[str, ...]]:
        spelt = {}
        for category in self.known:
            full, initials = pinyin_columns(category.name)
            spelt[category.id] = (*full.split(), *initials.split())
        return spelt

    def _rank(self, category: Category, wanted: str) -> int:
        """1 for the best, 0 where it does not fit."""
        name = category.name.lower()
        readings = (name,) if not wanted.isascii() else (name, *self._spelt[category.id])
        if wanted in readings:
            return 1
        if any(reading.startswith(wanted) for reading in readings):
            return 2
        if any(wanted in reading for reading in readings):
            return 3
        # 设施维修/房屋漏水 is also found by its whole name.
        return 4 if wanted.replace("/", "") in self.full_name(category.id).replace(" / ", "") else 0


class CategoryField(CandidateField):
    """`chosen(id)` follows a choice by hand. Text that fits nothing is put back when the keyboard leaves."""

    chosen = Signal(int)

    def __init__(self, book: CategoryBook, *, parent: QWidget | None = None) -> None:
        super().__init__(self._candidates, name=_("Category"), parent=parent)
        self._book = book
        self._category_id: int | None = None
        self.setPlaceholderText(_("Type part of it or its initials"))
        self.taken.connect(self._took)

    def category_id(self) -> int | None:
        """The category chosen, or None."""
        return self._category_id

    def set_category(self, category_id: int | None) -> None:
        """Choose a category."""
        self._category_id = category_id if self._book.full_name(category_id) else None
        self.setText(self._book.full_name(category_id))
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the first letter replace what stands there."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put back what is chosen; an emptied field chooses nothing."""
        super().focusOutEvent(event)
        self.set_category(self._category_id if self.text().strip() else None)

    def _candidates(self, text: str) -> list[Candidate]:
        if text == self._book.full_name(self._category_id):
            text = ""
        found = self._book.fitting(text)
        return [Candidate(self._book.full_name(each.id), "", "", each.id) for each in found]

    def _took(self, category_id: int | None) -> None:
        if category_id is not None:
            self.set_category(category_id)
            self.chosen.emit(category_id)
            self.focusNextChild()
