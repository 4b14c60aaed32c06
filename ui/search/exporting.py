"""What was found as a workbook, written in the background."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ledger.language import _
from ledger.rules.masked_text import masked_text
from ledger.search.hits import HitKind
from ledger.store import Ledger
from ui.jobs import Outcome, Progress
from ui.paper.printed import file_name
from ui.settings.preferences import LAST_FOLDER
from ui.workspace import Workspace

MOST = 20_000
"""Hits of each kind that go onto paper or into a workbook."""


class Exporter:
    """Asks where the workbook goes, and writes it. Phones and ID numbers are masked in it."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        self._workspace = workspace
        self._parent = parent

    def ask(self, words: str, kinds: tuple[HitKind, ...]) -> None:
        """Let the user say where, then export."""
        name = file_name(" ".join((_("Found by searching"), masked_text(words)))) + ".xlsx"
        folder = self._workspace.preferences.folder_of_files()
        types = _("Workbooks (%(suffixes)s)") % {"suffixes": "*.xlsx"}
        dialog = QFileDialog(self._parent, _("Export"), str(folder), types)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.export(Path(path), words, kinds))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def export(self, path: Path, words: str, kinds: tuple[HitKind, ...]) -> None:
        """Write everything that is found for the words, of these kinds (all where none are said)."""
        today = self._workspace.today()

        def job(ledger: Ledger, progress: Progress) -> int:
            from ledger.exchange.search_listing import search_listing
            from ledger.exchange.sheet_writing import write_sheet
            from ledger.search.finding import ALL_KINDS, find
            from ledger.store.access import note_access

            found = find(ledger, words, today=today, limit=MOST, kinds=kinds or ALL_KINDS, offer_nearest=False)
            progress(0, 0)
            listing = search_listing(found)
            write_sheet(listing, path)
            note_access(ledger, "export.search", words, str(len(listing.rows)))
            return len(listing.rows)

        def done(outcome: Outcome) -> None:
            notices = self._workspace.notices
            if outcome.error is not None:
                notices.explain(outcome.error)
                return
            self._workspace.preferences.set(LAST_FOLDER, str(path.parent))
            said = _("%(file)s: %(count)d rows") % {"file": path.name, "count": outcome.value}
            opened = QUrl.fromLocalFile(str(path))
            notices.toast(said, action=_("Open file"), on_action=lambda: QDesktopServices.openUrl(opened))

        self._workspace.run(job, done, title=_("Exporting"))
