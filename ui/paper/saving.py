"""Saving a paper: where to, then whole or not at all, then said where it lies."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ledger.language import _
from ledger.store import Ledger
from ui.jobs import Outcome, Progress
from ui.paper.printed import Printed
from ui.settings.preferences import LAST_FOLDER
from ui.widgets import Label, LinkButton
from ui.workspace import Workspace


class SavedLine(QWidget):
    """Where the file was saved, with the two things one does next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self.words = Label("", "good", wrap=True)
        file, folder = LinkButton(_("Open the file")), LinkButton(_("Open the folder"))
        file.clicked.connect(self.open_file)
        folder.clicked.connect(self.open_folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(file)
        row.addWidget(folder)
        self.hide()

    def show_path(self, path: Path | None) -> None:
        """Say where it lies; None says nothing."""
        self._path = path
        self.setVisible(path is not None)
        self.words.setText(_("Saved: %(path)s") % {"path": path} if path else "")

    def open_file(self) -> None:
        """Open the file with whatever opens PDFs here."""
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def open_folder(self) -> None:
        """Open the folder it lies in."""
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def ask_where(parent: QWidget, workspace: Workspace, printed: Printed, saved: SavedLine) -> None:
    """Ask where the paper goes, and save it there."""
    folder = str(workspace.preferences.folder_of_files())
    dialog = QFileDialog(parent, _("Save the PDF"), folder, _("PDF file (*.pdf)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(printed.name)
    dialog.fileSelected.connect(lambda path: save_to(workspace, Path(path), printed, saved))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()


def save_to(workspace: Workspace, path: Path, printed: Printed, saved: SavedLine) -> None:
    """Save the paper at `path`, whole or not at all; then say where it lies."""

    def job(_ledger: Ledger, _progress: Progress) -> Path:
        from ledger.reports.placing import put_in_place

        put_in_place(path, printed.content)
        return path

    def done(outcome: Outcome) -> None:
        if outcome.error is not None:
            workspace.notices.explain(outcome.error)
            return
        workspace.preferences.set(LAST_FOLDER, str(path.parent))
        saved.show_path(path)
        said = _("Saved: %(path)s") % {"path": path.name}
        workspace.notices.toast(said, action=_("Open the file"), on_action=saved.open_file)

    workspace.run(job, done, title=_("Saving the PDF"))
