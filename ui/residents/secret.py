"""What is not for every eye across the counter: masked, shown for half a minute when asked for."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ledger.language import _
from ui.widgets import IconButton, Label

SHOWN_MILLISECONDS = 30_000


class SecretLabel(QWidget):
    """`whole` behind its mask, with an eye; `revealed` tells that somebody looked."""

    revealed = Signal()

    def __init__(
        self, whole: str, mask: Callable[[str], str], note: str = "", *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._whole, self._mask = whole, mask
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.label = Label(mask(whole))
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._show = IconButton("eye", _("Show %(what)s") % {"what": name})
        self._hide = IconButton("eye-off", _("Hide %(what)s") % {"what": name})
        self._hide.hide()
        self._show.clicked.connect(self.reveal)
        self._hide.clicked.connect(self.conceal)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MILLISECONDS)
        self._timer.timeout.connect(self.conceal)
        row.addWidget(self.label)
        for button in (self._show, self._hide):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addWidget(Label(note, "muted"))
        row.addStretch(1)

    def reveal(self) -> None:
        """Show it whole, for half a minute."""
        self.label.setText(self._whole)
        self._timer.start()
        self._swap(self._show, self._hide)
        self.revealed.emit()

    def conceal(self) -> None:
        """Mask it again."""
        self._timer.stop()
        self.label.setText(self._mask(self._whole))
        self._swap(self._hide, self._show)

    @staticmethod
    def _swap(gone: IconButton, come: IconButton) -> None:
        focused = gone.hasFocus()
        come.show()
        if focused:
            come.setFocus()
        gone.hide()
