"""The main window: what fills it (setup, a sentence, or the frame of an open ledger), shortcuts, drag and drop."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ledger.language import _
from ui.jobs import Task
from ui.shell.actions import ACTIONS, Action, page_keys
from ui.shell.alone import AlonePage
from ui.shell.frame import Frame
from ui.shell.help import HelpSheet
from ui.shell.page import Target
from ui.theme import TEXT_SCALES, theme
from ui.widgets import ProgressDialog
from ui.workspace import Workspace

LEDGER_SUFFIX = ".mqzb"
WORKBOOKS = frozenset({".xlsx", ".xls", ".et", ".ods", ".csv"})


class MainWindow(QMainWindow):
    """One window. `dropped_ledger` asks for another ledger, `scaled` tells a new text size, `left` that it closes."""

    dropped_ledger = Signal(object)
    scaled = Signal(int)
    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._frame: Frame | None = None
        self._actions: dict[str, QAction] = {}
        self.setWindowTitle(_("Minqing Ledger"))
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self._bind()
        self._restore_place()
        workspace.jobs.started.connect(self._watch)
        workspace.opened.connect(self.show_title)

    @property
    def frame(self) -> Frame:
        """The frame of the open ledger. Raises LookupError while none is open."""
        if self._frame is None:
            raise LookupError("no ledger is open in this window")
        return self._frame

    def empty_frame(self) -> Frame | None:
        """The frame shown while its ledger is still being opened, or None."""
        return self._frame if self._frame and not self._frame.here.page else None

    def show_frame(self, frame: Frame) -> None:
        """Fill the window with an open ledger."""
        self._frame = frame
        self.setCentralWidget(frame)
        frame.topbar.help_wanted.connect(self._help)
        self._bind_pages()
        self.show_title()

    def show_title(self) -> None:
        """Name the community in the window's title, once its ledger is open."""
        if self._frame and self._workspace.is_open:
            community = self._workspace.community.name
            self.setWindowTitle(_("%(community)s · Minqing Ledger") % {"community": community})

    def show_alone(self, widget: AlonePage) -> None:
        """Fill the window with something that needs no open ledger: first run, a missing ledger."""
        self._frame = None
        self._workspace.notices.listen(widget.tell)
        self.setCentralWidget(widget)
        self.setWindowTitle(_("Minqing Ledger"))

    def open_file(self, path: Path) -> bool:
        """Take a file dropped on the window: a workbook goes to the import, a ledger is opened."""
        suffix = path.suffix.lower()
        if suffix == LEDGER_SUFFIX:
            self.dropped_ledger.emit(path)
            return True
        if suffix in WORKBOOKS and self._frame and self._frame.knows("exchange"):
            self._frame.go(Target("exchange", "file", detail={"path": path}))
            return True
        return False

    def do(self, key: str) -> None:
        """Do an action by its key, as its shortcut would."""
        self._slots()[key]()

    def event(self, event: QEvent) -> bool:
        """Take the keyboard back when a dialog has gone and nobody else has it: not every desktop gives it."""
        if event.type() == QEvent.Type.WindowUnblocked:
            QTimer.singleShot(0, self, self._take_keyboard)
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one workbook or one ledger."""
        if (path := _dropped(event)) and path.suffix.lower() in WORKBOOKS | {LEDGER_SUFFIX}:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was welcomed."""
        if (path := _dropped(event)) and self.open_file(path):
            event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, and where the window stood."""
        self._in_frame(lambda frame: frame.leave())
        self._workspace.preferences.keep_geometry("main", self.saveGeometry())
        self.left.emit()
        super().closeEvent(event)

    def _slots(self) -> Mapping[str, Callable[[], object]]:
        return {
            "notebook": lambda: self._in_frame(lambda frame: frame.topbar.noted.emit()),
            "visits.new": lambda: self._in_frame(lambda frame: frame.go(Target("visits", "new"))),
            "search": lambda: self._in_frame(lambda frame: frame.topbar.begin_search()),
            "save": lambda: self._paged("save"),
            "print": lambda: self._paged("print"),
            "export": lambda: self._paged("export"),
            "undo": lambda: self._in_frame(self._undo),
            "redo": lambda: self._in_frame(self._redo),
            "refresh": lambda: self._in_frame(lambda frame: frame.refresh()),
            "larger": lambda: self._step_text(1),
            "smaller": lambda: self._step_text(-1),
            "ordinary": lambda: self.set_text_scale(100),
            "help": self._help,
            "back": lambda: self._in_frame(lambda frame: frame.back()),
        }

    def set_text_scale(self, scale: int) -> None:
        """Change the text size, at once and for the next start."""
        theme().set_scale(scale)
        self.scaled.emit(theme().scale)

    def _step_text(self, by: int) -> None:
        at = TEXT_SCALES.index(theme().scale) + by
        self.set_text_scale(TEXT_SCALES[max(0, min(at, len(TEXT_SCALES) - 1))])

    def _in_frame(self, act: Callable[[Frame], object]) -> None:
        # Before its ledger is open the frame can be seen but not yet used.
        if self._frame and self._frame.here.page:
            act(self._frame)

    def _undo(self, frame: Frame) -> None:
        # A page that is being written takes back its own before an entry of the ledger is taken back.
        take_back = frame.page().actions_here().get("undo", self._workspace.undo_last)
        take_back()

    def _redo(self, frame: Frame) -> None:
        do_again = frame.page().actions_here().get("redo", self._workspace.redo_last)
        do_again()

    def _paged(self, key: str) -> None:
        def act(frame: Frame) -> None:
            if slot := frame.page().actions_here().get(key):
                slot()

        self._in_frame(act)

    def _help(self) -> None:
        pages = self._frame.pages if self._frame else ()
        HelpSheet(pages, self).open()

    def _take_keyboard(self) -> None:
        if QApplication.activeWindow() is None:
            self.activateWindow()

    def _watch(self, task: Task) -> None:
        # The dialog shows itself once the job has taken a second, and goes when it is over.
        if task.title:
            dialog = ProgressDialog(task.title, task.cancel, self)
            task.progressed.connect(dialog.show_progress)
            task.finished.connect(lambda _outcome: dialog.finish())

    def name_actions(self) -> None:
        """Name the actions in the language in force."""
        for action in ACTIONS:
            self._actions[action.key].setText(_(action.title))

    def _bind(self) -> None:
        for action in ACTIONS:
            self._add(action.key, action)

    def _add(self, key: str, action: Action) -> None:
        bound = QAction(_(action.title), self)
        bound.setShortcuts([QKeySequence(keys) for keys in action.keys])
        bound.triggered.connect(lambda: self.do(key))
        self.addAction(bound)
        self._actions[key] = bound

    def _bind_pages(self) -> None:
        for position, spec in enumerate(self.frame.pages):
            if (old := self._actions.pop(spec.key, None)) is not None:
                self.removeAction(old)
            bound = QAction(_(spec.title), self)
            bound.setShortcut(QKeySequence(page_keys(position)))
            target = Target(spec.key)
            bound.triggered.connect(lambda _checked=False, to=target: self._in_frame(lambda frame: frame.go(to)))
            self.addAction(bound)
            self._actions[spec.key] = bound

    def _restore_place(self) -> None:
        kept = self._workspace.preferences.geometry("main")
        if kept is None or not self.restoreGeometry(kept):
            self.resize(1366, 740)


def _dropped(event: QDragEnterEvent | QDropEvent) -> Path | None:
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None
