"""What fills the window while no ledger is open: one calm card in the middle, notices above it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.notices import Notice
from ui.theme import theme
from ui.widgets import Banner, Card, ScrollColumn

_CARD_WIDTH = 660


class AlonePage(QWidget):
    """Add to `card.body`. It scrolls where the window is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollColumn()
        outer.addWidget(scroll)
        scroll.column.setContentsMargins(24, 24, 24, 24)
        scroll.column.setAlignment(Qt.AlignmentFlag(0))
        self._banners = QVBoxLayout()
        self.card = Card()
        self.card.body.setContentsMargins(28, 22, 28, 22)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        scroll.column.addLayout(self._banners)
        scroll.column.addStretch(1)
        scroll.column.addLayout(row)
        scroll.column.addStretch(2)
        self._fit()
        theme().changed.connect(self._fit)

    def tell(self, notice: Notice) -> None:
        """Show a notice above the card; what passes by itself needs no place here."""
        if not notice.passing:
            banner = Banner(notice.text, notice.tone, details=notice.details)
            self._banners.addWidget(banner)
            banner.show()

    def told(self) -> list[Banner]:
        """The notices shown now."""
        return [banner for banner in self.findChildren(Banner) if not banner.isHidden()]

    def _fit(self) -> None:
        self.card.setFixedWidth(theme().size(_CARD_WIDTH))
