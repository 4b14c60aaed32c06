"""The running desktop: which ledger is open, and what the window shows when none is."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from ledger.errors import LedgerError, WorldProblem
from ledger.language import current_language, set_language
from ui.settings.preferences import LANGUAGE, LAST_LEDGER, TEXT_SCALE, Preferences
from ui.shell.frame import Frame
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.workspace import Workspace


class Desktop(QObject):
    """Holds preferences, workspace and the one window together."""

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__(app)
        self._app = app
        self.preferences = preferences
        self._translator = QTranslator(self)
        self._speak(preferences.get(LANGUAGE))
        self.workspace = Workspace(preferences, parent=self)
        self.window = MainWindow(self.workspace)
        self.window.scaled.connect(lambda scale: preferences.set(TEXT_SCALE, scale))
        self.window.dropped_ledger.connect(self.open_ledger)

    def start(self, ledger: Path | None = None) -> None:
        """Fill the window and show it: `ledger`, else the one opened last, else the first-run page."""
        last = self.preferences.get(LAST_LEDGER)
        path = ledger or (Path(last) if last else None)
        if path is None:
            self.show_first_run()
        else:
            self.open_ledger(path)
        self.window.show()

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
        from ui.application.finding import finder

        frame = Frame(self.workspace, find=finder(self.workspace))
        self.window.show_frame(frame)
        first = target or Target(frame.pages[0].key)
        frame.go(first)

    def show_first_run(self) -> None:
        """Ask for what a new ledger needs, or for an old one."""
        from ui.setup.first_run import FirstRunPage

        page = FirstRunPage(self.preferences)
        page.made.connect(self._made)
        page.opened.connect(self.open_ledger)
        self.window.show_alone(page)

    def change_language(self, language: str) -> None:
        """Speak another language from now on; the window is filled anew, on the same page."""
        self.preferences.set(LANGUAGE, language)
        self._speak(language)
        here = self.window.frame.here
        self.window.frame.leave()
        self.show_ledger(here)

    def close(self) -> None:
        """Keep what was typed and close the ledger."""
        self.workspace.close()

    def _made(self, ledger: object, then: str) -> None:
        from ui.setup.beginnings import begin

        begin(self, ledger, then)

    def _show_trouble(self, path: Path, error: LedgerError) -> None:
        from ui.setup.trouble import TroublePage

        missing = isinstance(error, WorldProblem) and error.code == "no_such_ledger"
        page = TroublePage(path, error, self.preferences.recent_ledgers(), missing=missing)
        page.opened.connect(self.open_ledger)
        page.new_wanted.connect(self.show_first_run)
        self.window.show_alone(page)

    def _speak(self, language: str) -> None:
        set_language(language)
        QLocale.setDefault(QLocale(language))
        self._app.removeTranslator(self._translator)
        if current_language() != "en":
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._translator.load(f"qtbase_{language}", folder):
                self._app.installTranslator(self._translator)
