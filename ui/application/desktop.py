"""The running desktop: which ledger is open, and what the window shows when none is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ledger.errors import LedgerError
from ledger.language import _, set_language
from ui.application.qt_words import QtWords
from ui.jobs import Outcome
from ui.settings.preferences import LANGUAGE, LAST_LEDGER, TEXT_SCALE, Preferences
from ui.shell.frame import Frame
from ui.shell.page import Target
from ui.shell.registry import import_pages
from ui.shell.window import MainWindow
from ui.workspace import Workspace

_IDLE_MILLISECONDS = 400


class _Seen(QObject):
    """Calls once, when a widget has been painted for the first time."""

    def __init__(self, widget: QWidget, call: Callable[[], object]) -> None:
        super().__init__(widget)
        self._call = call
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._call)
        return False


class Desktop(QObject):
    """Holds preferences, workspace and the one window together."""

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__(app)
        self._app = app
        self.preferences = preferences
        self._translator = QtWords(self)
        self._speak(preferences.get(LANGUAGE))
        self.workspace = Workspace(preferences, parent=self)
        self.window = MainWindow(self.workspace)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._import_pages)
        self.window.scaled.connect(lambda scale: preferences.set(TEXT_SCALE, scale))
        self.window.dropped_ledger.connect(self.open_ledger)

    def start(self, ledger: Path | None = None) -> None:
        """Fill the window and show it: `ledger`, else the one opened last, else the first-run page."""
        last = self.preferences.get(LAST_LEDGER)
        path = ledger or (Path(last) if last else None)
        if path is None:
            self.show_first_run()
        elif path.is_file():
            # The frame stands at once; the ledger is opened and today read while it is already on the screen.
            self.window.show_frame(self._make_frame())
            _Seen(self.window.frame, lambda: self.open_ledger(path))
        else:
            self.open_ledger(path)
        self.window.show()
        # A plain X screen without a window manager gives the keyboard to nobody.
        self.window.activateWindow()
        # Once the first page is read and there is nothing else to do, the others are made ready behind it.
        self._idle.start(_IDLE_MILLISECONDS)

    def open_ledger(self, path: Path) -> None:
        """Open a ledger; say what is wrong, and what can be done, where that fails. Never makes one."""
        try:
            self.workspace.open(path)
        except LedgerError as error:
            if self.workspace.is_open:
                self.workspace.notices.explain(error)
            else:
                self._show_trouble(path, error)
            return
        self.show_ledger()

    def show_ledger(self, target: Target | None = None) -> None:
        """Fill the window with the open ledger, at `target` or today."""
        frame = self.window.empty_frame()
        if frame is None:
            frame = self._make_frame()
            self.window.show_frame(frame)
        frame.go(target or Target(frame.pages[0].key))

    def show_first_run(self) -> None:
        """Ask for what a new ledger needs, or for an old one."""
        from ui.setup.first_run import FirstRunPage

        page = FirstRunPage(self.preferences.recent_ledgers(), way_back=self.workspace.is_open)
        page.given_up.connect(lambda: self.show_ledger())
        page.wished.connect(self._begin)
        page.sample_wanted.connect(self._begin_sample)
        page.opened.connect(self.open_ledger)
        self.window.show_alone(page)
        page.setFocus()

    def change_language(self, language: str) -> None:
        """Speak another language from now on; the window is filled anew, on the same page."""
        self.preferences.set(LANGUAGE, language)
        self._speak(language)
        here = self.window.frame.here
        self.window.frame.leave()
        self.window.name_actions()
        self.show_ledger(here)

    def raise_window(self, ledger: Path | None = None) -> None:
        """Come to the front: the program was started once more, perhaps for another ledger."""
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()
        if ledger is not None:
            self.open_ledger(ledger)

    def close(self) -> None:
        """Stop background work, close the ledger, let Qt speak its own language again."""
        self._idle.stop()
        self.workspace.jobs.close()
        self.workspace.close()
        self._app.removeTranslator(self._translator)

    def _make_frame(self) -> Frame:
        frame = Frame(self.workspace)
        frame.language_wanted.connect(self.change_language)
        frame.setup_wanted.connect(self.show_first_run)
        frame.ledger_wanted.connect(self.open_ledger)
        frame.sidebar.show_current(frame.pages[0].key)
        return frame

    def _import_pages(self) -> None:
        if not self.workspace.jobs.busy:
            self.workspace.jobs.run(lambda _progress: import_pages(), lambda _outcome: None)

    def _begin(self, wish: object) -> None:
        from ui.setup.beginnings import make_ledger
        from ui.setup.first_run import Then, Wish

        assert isinstance(wish, Wish)
        try:
            ledger = make_ledger(wish)
        except LedgerError as error:
            self.workspace.notices.explain(error)
            return
        self.workspace.adopt(ledger)
        self.show_ledger(Target("exchange") if wish.then is Then.IMPORT else None)

    def _begin_sample(self) -> None:
        from ui.setup.beginnings import make_sample

        self.workspace.jobs.run(make_sample, self._sample_done, title=_("Making the sample ledger"))

    def _sample_done(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.workspace.notices.explain(outcome.error)
        else:
            self.open_ledger(outcome.value)

    def _show_trouble(self, path: Path, error: LedgerError) -> None:
        from ui.setup.trouble import TroublePage

        page = TroublePage(path, error, self.preferences.recent_ledgers())
        page.opened.connect(self.open_ledger)
        page.new_wanted.connect(self.show_first_run)
        self.window.show_alone(page)
        page.setFocus()

    def _speak(self, language: str) -> None:
        set_language(language)
        QLocale.setDefault(QLocale(language))
        self._app.removeTranslator(self._translator)
        if self._translator.load_language(language):
            self._app.installTranslator(self._translator)
