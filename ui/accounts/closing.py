"""结账: closing a month that is over, and taking the last closing back."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ledger.accounts.closing import close_month, reopen_month
from ledger.language import _
from ledger.store import Changed, Ledger
from ledger.wording import month_label
from ui.jobs import Outcome, Progress
from ui.widgets import FormSheet
from ui.workspace import Workspace


class CloseSheet(FormSheet):
    """Says what closing means and asks once; freezing a month is no small thing."""

    def __init__(self, parent: QWidget, workspace: Workspace, month: str) -> None:
        title = _("Close %(month)s") % {"month": month_label(month)}
        note = _(
            "The month and those before it stay as they are and print the same for ever;"
            " later corrections go into the open month as adjustments."
        )
        super().__init__(parent, title, note=note, action=_("Close the month"), act=self._close, width=460)
        self._workspace = workspace
        self._month = month

    def _close(self) -> bool:
        workspace, month = self._workspace, self._month
        worker_id, today = workspace.worker.id, workspace.today()

        # In the background: gathering and freezing thousands of rows takes its time.
        def job(ledger: Ledger, _progress: Progress) -> Changed:
            return close_month(ledger, month, worker_id=worker_id, today=today)

        def done(outcome: Outcome) -> None:
            if outcome.error is not None:
                workspace.notices.explain(outcome.error)
            else:
                workspace.notices.toast(_("%(month)s is closed now.") % {"month": month_label(month)})

        workspace.run(job, done, title=self.windowTitle())
        return True


class ReopenSheet(FormSheet):
    """Asks why the last closing is taken back."""

    def __init__(self, parent: QWidget, workspace: Workspace, month: str) -> None:
        title = _("Take the closing of %(month)s back") % {"month": month_label(month)}
        note = _("The month takes entries again and prints as it then stands. The reason stays in the ledger.")
        super().__init__(parent, title, note=note, action=_("Take the closing back"), act=self._reopen, width=460)
        self._workspace = workspace
        self._month = month
        self.reason = QLineEdit()
        self.form.add("reason", _("Reason"), self.reason)

    def _reopen(self) -> bool:
        written = self._workspace.write(
            reopen_month,
            self._month,
            reason=self.reason.text(),
            said=_("%(month)s is open again.") % {"month": month_label(self._month)},
            form=self.form,
        )
        if written is None:
            self.fit()
        return written is not None
