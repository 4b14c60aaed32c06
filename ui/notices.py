"""One channel for what the program has to tell. It keeps what is said until a window listens."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ledger.errors import Cancelled, InputProblem, LedgerError
from ledger.language import _
from ui.theme import Tone


@dataclass(frozen=True)
class Notice:
    """One thing told: a toast that goes by itself (`passing`), or a banner that stays until it is closed.

    `refusal` says that something was not done: it is over as soon as something is. `details` is what 复制详情
    copies. `action` names a button that calls `on_action`.
    """

    text: str
    tone: Tone = Tone.RED
    details: str = ""
    action: str = ""
    on_action: Callable[[], object] | None = None
    passing: bool = False
    refusal: bool = False


class Notices(QObject):
    """Where everything is told. One window listens at a time."""

    said = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: list[Notice] = []
        self._listener: Callable[[Notice], object] | None = None

    def say(self, notice: Notice) -> None:
        """Tell it now, or as soon as a window listens."""
        self.said.emit(notice)
        if self._listener is None:
            self._kept.append(notice)
        else:
            self._listener(notice)

    def toast(self, text: str, *, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Say briefly that something is done."""
        self.say(Notice(text, Tone.GREEN, action=action, on_action=on_action, passing=True))

    def explain(self, error: BaseException) -> None:
        """Say what went wrong: a sentence for what the library raises on purpose, else a bug with its details."""
        from traceback import format_exception

        from ledger.sentences import explain

        if isinstance(error, Cancelled):
            self.toast(_("Stopped; nothing was changed."))
        elif isinstance(error, InputProblem):
            self.say(Notice(str(explain(error)), Tone.AMBER, refusal=True))
        elif isinstance(error, LedgerError):
            self.say(Notice(str(explain(error)), details=str(error), refusal=True))
        else:
            details = "".join(format_exception(error))
            self.say(Notice(_("Something in the program went wrong. Your entries are safe."), details=details))

    def listen(self, listener: Callable[[Notice], object] | None) -> None:
        """Let one listener have everything kept and everything to come; None lets go."""
        self._listener = listener
        if listener is not None:
            kept, self._kept = self._kept, []
            for notice in kept:
                listener(notice)
