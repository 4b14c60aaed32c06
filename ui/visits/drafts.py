"""The visit being typed, kept against a crash within half a second, and those set aside for later."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ledger.errors import LedgerError
from ledger.store import Ledger
from ledger.store.drafts import VISIT_DRAFT, Draft, drafts, drop_draft, save_draft

# A key is on disk this soon after it was pressed, however quickly the next ones follow.
_PAUSE_MILLISECONDS = 300

Content = dict[str, Any]


class DraftKeeper(QObject):
    """Keeps what `content()` gives under `key`; None means there is nothing to keep.

    `kept` follows every save, `failed(error)` a file that could not be written.
    """

    kept = Signal()
    failed = Signal(object)

    def __init__(
        self, ledger: Callable[[], Ledger], content: Callable[[], Content | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ledger, self._content = ledger, content
        self.key = self._free_key()
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
                drop_draft(self._ledger(), kind=VISIT_DRAFT, key=self.key)
            else:
                save_draft(self._ledger(), kind=VISIT_DRAFT, key=self.key, content=content)
                self.kept.emit()
        except LedgerError as error:
            self.failed.emit(error)

    def begin_anew(self) -> None:
        """What is typed from now on is another visit."""
        self._timer.stop()
        self.key = self._free_key()

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft that was set aside."""
        self._timer.stop()
        self.key = draft.key

    def drop(self) -> None:
        """Forget the present one."""
        self._timer.stop()
        drop_draft(self._ledger(), kind=VISIT_DRAFT, key=self.key)

    def others(self) -> tuple[Draft, ...]:
        """The drafts set aside, the last one first."""
        return tuple(draft for draft in drafts(self._ledger(), kind=VISIT_DRAFT) if draft.key != self.key)

    def _free_key(self) -> str:
        used = {draft.key for draft in drafts(self._ledger(), kind=VISIT_DRAFT)}
        return next(str(number) for number in range(1, len(used) + 2) if str(number) not in used)
