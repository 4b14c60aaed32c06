"""Residents, visits or matters into a workbook."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from ledger.accounts.balance import months_with_entries
from ledger.language import _, pgettext
from ledger.store import Ledger
from ledger.wording import month_label
from ui.jobs import Outcome, Progress
from ui.settings.preferences import LAST_FOLDER
from ui.widgets import Card, ChoiceField, Form, GhostButton, Label, LinkButton
from ui.workspace import Workspace

RESIDENTS, VISITS, MATTERS = "residents", "visits", "matters"
ALL_MONTHS = ""


class ExportCard(Card):
    """What, of which month, to where; then the file itself and its folder, one click away."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Export to Excel"), parent=parent)
        self._workspace = workspace
        self._path: Path | None = None
        self.form = Form()
        self.what = ChoiceField([(RESIDENTS, _("Residents")), (VISITS, _("Visits")), (MATTERS, _("Matters"))])
        self.what.chosen.connect(lambda _what: self._show_month())
        self.month = ChoiceField()
        self.whole = QCheckBox(_("Phones and ID numbers whole"))
        self.whole.toggled.connect(lambda _on: self._show_note())
        self.form.add("what", pgettext("export", "What"), self.what)
        self._month_row = self.form.add("month", _("Month"), self.month)
        self._note = Label("", "muted", wrap=True)
        self.button = GhostButton(_("Export…"), "upload")
        self.button.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self._done = self._make_done()
        for widget in (self.form, self.whole, self._note):
            self.add(widget)
        self.body.addLayout(row)
        self.add(self._done)
        self.body.addStretch(1)
        self._show_note()

    def refresh(self) -> None:
        """Offer the months there are."""
        months = sorted(months_with_entries(self._workspace.ledger), reverse=True)
        words = [(str(month), month_label(str(month))) for month in months]
        self.month.set_options([(ALL_MONTHS, _("All months")), *words])
        self._show_month()

    def choose(self, what: str, month: str = ALL_MONTHS) -> None:
        """Offer this for export."""
        self.what.set_value(what)
        self._show_month()
        self.month.set_value(month)
        self.button.setFocus()

    def file_name(self) -> str:
        """What the file is called, if nobody says otherwise: 2026年10月走访台账.xlsx."""
        title = {RESIDENTS: _("residents"), VISITS: _("visits"), MATTERS: _("matters")}[self.what.value()]
        month = "" if self.what.value() == RESIDENTS else self.month.value()
        return (month_label(month) if month else "") + _("List of %(what)s") % {"what": title} + ".xlsx"

    def ask(self) -> None:
        """Let the user say where, then export."""
        folder = self._workspace.preferences.folder_of_files()
        kinds = _("Workbooks (%(suffixes)s)") % {"suffixes": "*.xlsx"}
        picked, _kind = QFileDialog.getSaveFileName(self, _("Export"), str(folder / self.file_name()), kinds)
        if picked:
            self._workspace.preferences.set(LAST_FOLDER, str(Path(picked).parent))
            self.export(Path(picked))

    def export(self, path: Path) -> None:
        """Write the file in the background."""
        if not path.suffix:
            path = path.with_suffix(".xlsx")
        month = "" if self.what.value() == RESIDENTS else self.month.value()
        self.button.setEnabled(False)
        job = _export_job(self.what.value(), month, path, whole=self.whole.isChecked())
        self._workspace.run(job, self._finish, title=_("Exporting"))

    def _finish(self, outcome: Outcome) -> None:
        self.button.setEnabled(True)
        if outcome.error is not None:
            self._workspace.notices.explain(outcome.error)
            return
        self._path, count = outcome.value
        words = _("%(file)s: %(count)d rows") % {"file": self._path.name, "count": count}
        self._done_words.setText(words)
        self._done.show()
        self._workspace.notices.toast(words, action=_("Open file"), on_action=self._open_file)

    def _show_month(self) -> None:
        self._month_row.setVisible(self.what.value() != RESIDENTS)

    def _show_note(self) -> None:
        masked = _("Phones and ID numbers are masked (190****1001).")
        whole = _("The file will hold whole phones and ID numbers: keep it as carefully as the ledger.")
        self._note.setText(whole if self.whole.isChecked() else masked)

    def _make_done(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._done_words = Label("", "good", wrap=True)
        row.addWidget(self._done_words, 1)
        for words, act in ((_("Open file"), self._open_file), (_("Open folder"), self._open_folder)):
            link = LinkButton(words)
            link.clicked.connect(lambda _checked=False, do=act: do())
            row.addWidget(link)
        box.hide()
        return box

    def _open_file(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _open_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _export_job(what: str, month: str, path: Path, *, whole: bool) -> Callable[[Ledger, Progress], tuple[Path, int]]:
    def export(ledger: Ledger, progress: Progress) -> tuple[Path, int]:
        from ledger.exchange.listings import Openness, What, make_listing
        from ledger.exchange.sheet_writing import write_sheet

        listing = make_listing(ledger, What(what), month=month, openness=Openness(numbers=whole))
        return path, write_sheet(listing, path, progress=progress)

    return export
