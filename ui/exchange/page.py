"""导入导出: a roster comes in step by step on one page; lists go out beside it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ledger.errors import LedgerError
from ledger.language import _
from ui.exchange.drop_zone import DropZone
from ui.exchange.export_card import ExportCard
from ui.jobs import Outcome, Progress
from ui.shell.page import Heading, Page, Target
from ui.theme import Tone
from ui.widgets import Banner, Card, Label
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ledger.exchange.applying import Imported
    from ledger.exchange.roster import Choice
    from ledger.store import Changed, Ledger
    from ui.exchange.check_view import CheckView
    from ui.exchange.reading import Reading
    from ui.exchange.result_view import ResultView


class ImportPage(Page):
    """Choose a file → look at how it was understood and what would change → import → undo, or go on."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"resident", "household", "membership", "occupancy", "phone", "dwelling", "building", "estate", "grid"}
        | {"care_group", "care_membership", "life_event", "visit", "matter"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.reading: Reading | None = None
        self._asked = 0
        self._busy = False
        self._sequence = 0
        self._check: CheckView | None = None
        self._result: ResultView | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_begin())
        self.column.addWidget(self._stack, 1)
        self.setFocusProxy(self.drop_zone)

    @property
    def check(self) -> "CheckView":
        """The view of a file before it is imported, made when first needed."""
        if self._check is None:
            from ui.exchange.check_view import CheckView

            view = self._check = CheckView(self.workspace)
            view.import_wanted.connect(self.run_import)
            view.other_wanted.connect(self.drop_zone.ask)
            view.gone.opened.connect(lambda id_: self.go("residents", "resident", id_))
            view.mapping.meaning_chosen.connect(self._correct)
            view.mapping.sheets_chosen.connect(self._choose_sheets)
            self._stack.addWidget(view)
        return self._check

    @property
    def result(self) -> "ResultView":
        """The view of what an import did, made when first needed."""
        if self._result is None:
            from ui.exchange.result_view import ResultView

            view = self._result = ResultView(self.workspace)
            view.undo_wanted.connect(self.undo_import)
            view.residents_wanted.connect(lambda: self.go("residents"))
            view.buildings_wanted.connect(lambda: self.go("buildings"))
            view.other_wanted.connect(self.begin_again)
            self._stack.addWidget(view)
        return self._result

    @property
    def troubles(self) -> list[str]:
        """What is said of a file that could not be read."""
        return [banner.words.text() for banner in self._begin.findChildren(Banner) if not banner.isHidden()]

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read or imported."""
        return self._busy

    @property
    def view(self) -> QWidget:
        """What is seen: the beginning, the check or the result."""
        shown = self._stack.currentWidget()
        assert shown is not None, "the page always shows something"
        return shown

    def refresh(self) -> None:
        """Offer the months there are; a file on the table is compared again, since the ledger has changed."""
        self.export_card.refresh()
        if self.reading is not None and not self._busy and self.view is self._check:
            self._read(self.reading.path, self.reading.choice)

    def open(self, target: Target) -> None:
        """Read a file dropped on the window, or offer an export."""
        if target.what == "file":
            self.read_file(Path(target.detail["path"]))
        elif not target.what and self.view is self._result and not self._busy:
            # What was imported an hour ago is no longer what one comes for.
            self.begin_again()
        elif target.what == "export":
            self.begin_again()
            self.export_card.choose(target.detail.get("kind", "residents"), target.detail.get("month", ""))

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+S imports what is on the table, Ctrl+E exports."""
        return {"save": self.run_import, "export": self.export_card.ask}

    def read_file(self, path: Path) -> None:
        """Read a file from the beginning; nothing is written."""
        from ledger.exchange.roster import Choice

        self._read(path, Choice())

    def run_import(self) -> None:
        """Carry the plan out in the background, whole or not at all."""
        reading = self.reading
        if reading is None or self._busy or reading.plan.changes_nothing:
            return
        plan = reading.plan
        self._set_busy(True)

        def job(ledger: "Ledger", progress: Progress) -> "tuple[Imported, Changed | None]":
            from ledger.exchange.applying import apply_plan

            done = apply_plan(ledger, plan, today=self.workspace.today(), progress=progress)
            return done, done.changes

        self.workspace.run(job, lambda outcome: self._imported(outcome, reading), title=_("Importing"))

    def undo_import(self) -> None:
        """Take the import back, in the background too: it may be thousands of rows."""
        sequence = self._sequence
        self._set_busy(True)

        def job(ledger: "Ledger", _progress: Progress) -> "Changed":
            from ledger.store.undo import undo

            return undo(ledger, sequence=sequence)

        self.workspace.run(job, self._undone, title=_("Undoing the import"))

    def _make_begin(self) -> QWidget:
        view = QWidget()
        self._begin = view
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Heading(_("Import and export")))
        self._trouble = QVBoxLayout()
        column.addLayout(self._trouble)
        self.drop_zone = DropZone(self.workspace)
        self.drop_zone.chosen.connect(self.read_file)
        roster = Card(_("Import the roster"))
        roster.add(self.drop_zone, 1)
        words = _(
            "Any layout is fine: title rows, merged cells and two-row headings are understood. Nothing is written"
            " before you have seen what would change."
        )
        roster.add(Label(words, "muted", wrap=True))
        self.export_card = ExportCard(self.workspace)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(roster, 3)
        row.addWidget(self.export_card, 2)
        column.addLayout(row, 1)
        return view

    def _read(self, path: Path, choice: "Choice") -> None:
        from ui.exchange.reading import reading_job

        self._asked += 1
        asked = self._asked
        self._set_busy(True)
        job = reading_job(path, choice, self.workspace.today())
        self.workspace.run(job, lambda outcome: self._has_read(outcome, asked), title=_("Reading the file"))

    def _has_read(self, outcome: Outcome, asked: int) -> None:
        # Another file, or another meaning, was chosen meanwhile: its own reading follows.
        if asked != self._asked:
            return
        self._set_busy(False)
        self._clear_trouble()
        if outcome.cancelled:
            return
        if outcome.error is not None:
            self._show_trouble(outcome.error)
            return
        first = self.reading is None or self.reading.path != outcome.value.path
        self.reading = outcome.value
        self.check.show_reading(self.reading)
        self._stack.setCurrentWidget(self.check)
        self.setFocusProxy(self.check)
        if first:
            self.check.tabs.setCurrentIndex(0)
            self.check.tabs.tabBar().setFocus()

    def _imported(self, outcome: Outcome, reading: "Reading") -> None:
        self._set_busy(False)
        if outcome.error is not None:
            self.workspace.notices.explain(outcome.error)
            return
        done, changes = outcome.value
        self._sequence = changes.sequence if changes is not None else 0
        self.result.show_import(reading, done)
        self._stack.setCurrentWidget(self.result)
        self.result.setFocus()
        self.reading = None

    def _undone(self, outcome: Outcome) -> None:
        self._set_busy(False)
        if outcome.error is not None:
            self.workspace.notices.explain(outcome.error)
        else:
            self.result.show_undone()

    def _correct(self, sheet: str, index: int, meaning: object) -> None:
        from ledger.exchange.fields import Field
        from ui.exchange.reading import with_meaning

        if self.reading is not None and isinstance(meaning, Field):
            self._read(self.reading.path, with_meaning(self.reading, sheet, index, meaning))

    def _choose_sheets(self, names: frozenset[str]) -> None:
        from dataclasses import replace

        if self.reading is not None:
            self._read(self.reading.path, replace(self.reading.choice, sheets=names))

    def begin_again(self) -> None:
        """Show where a file is chosen."""
        self.reading = None
        self._clear_trouble()
        self._stack.setCurrentWidget(self._begin)
        self.setFocusProxy(self.drop_zone)
        self.drop_zone.setFocus()

    def _show_trouble(self, error: BaseException) -> None:
        """A file that is no roster is said where files are chosen; what was on the table stays there."""
        if not isinstance(error, LedgerError) or self.view is self._check:
            self.workspace.notices.explain(error)
            if self.reading is not None:
                self.check.mapping.show_reading(self.reading)
            return
        from ledger.sentences import explain

        self._stack.setCurrentWidget(self._begin)
        banner = Banner(str(explain(error)), Tone.RED, details=str(error))
        self._trouble.addWidget(banner)
        # A layout shows what it is given one turn of the event loop later.
        banner.show()

    def _clear_trouble(self) -> None:
        while (item := self._trouble.takeAt(0)) is not None:
            if (banner := item.widget()) is not None:
                banner.hide()
                banner.deleteLater()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.drop_zone.setEnabled(not busy)
        if self._check is not None:
            self._check.import_button.setEnabled(not busy and self._can_import())
        if self._result is not None:
            self._result.undo_button.setEnabled(not busy and bool(self._sequence))

    def _can_import(self) -> bool:
        return self.reading is not None and not self.reading.plan.changes_nothing
