"""What is being typed, kept against a crash within half a second."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ledger.errors import LedgerError
from ledger.store import Ledger
from ledger.store.drafts import drop_draft, save_draft

# A key is on disk this soon after it was pressed, however quickly the next ones follow.
_PAUSE_MILLISECONDS = 300

Content = dict[str, Any]


class DraftKeeper(QObject):
    """Keeps what `content()` gives as the draft `key` of a kind; None means there is nothing to keep.

    `kept` follows every save, `failed(error)` a file that could not be written.
    """

    kept = Signal()
    failed = Signal(object)

    def __init__(
        self,
        ledger: Callable[[], Ledger],
        content: Callable[[], Content | None],
        *,
        kind: str,
        key: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.ledger, self.kind, self.key = ledger, kind, key
        self._content = content
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self.keep)

    def touch(self) -> None:
        """Something was typed: keep it soon. Not put off by what is typed meanwhile."""
        if not self._timer.isActive():
            self._timer.start()

    def keep_if_touched(self) -> None:
        """Keep now what is waiting to be kept."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep it now."""
        self._timer.stop()
        content = self._content()
        try:
            if content is None:
                drop_draft(self.ledger(), kind=self.kind, key=self.key)
            else:
                save_draft(self.ledger(), kind=self.kind, key=self.key, content=content)
                self.kept.emit()
        except LedgerError as error:
            self.failed.emit(error)

    def drop(self) -> None:
        """Forget what was kept."""
        self.wait_no_more()
        drop_draft(self.ledger(), kind=self.kind, key=self.key)

    def wait_no_more(self) -> None:
        """Keep nothing of what was typed since the last save."""
        self._timer.stop()
