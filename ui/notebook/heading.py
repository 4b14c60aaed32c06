"""The head of the page: whose it is, of which day, and the ways to the pages before and to the form."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from ledger.language import _
from ledger.wording import day_label
from ui.shell.page import Heading
from ui.theme import Tone, theme
from ui.widgets import Chip, DateField, Label, LinkButton


class DeskHeading(Heading):
    """`day_chosen(day)` follows another day; `wanted(page, what, id, detail)` asks for another page."""

    day_chosen = Signal(object)
    wanted = Signal(str, str, object, object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(
            _("Note a visit"),
            _("Write as in the notebook, a line a household; on the right is what was understood, a click changes it"),
        )
        self._today = today
        self._worker = Label("", "muted")
        self.day = DateField(today(), today=today, name=_("Day of the page"))
        self.day.setToolTip(_("The day the page was written: 今天, 昨天 and 下周三 are counted from it"))
        self.day.day_changed.connect(self._chosen)
        pages = LinkButton(_("Pages written"))
        pages.clicked.connect(lambda: self.wanted.emit("notebook", "pages", None, {}))
        form = LinkButton(_("Fill in a form"))
        form.setToolTip(_("One visit in a form") + "  Ctrl+Shift+N")
        form.clicked.connect(lambda: self.wanted.emit("visits", "new", None, {}))
        self.backdated = Chip("", Tone.AMBER)
        self.backdated.hide()
        for widget in (self.backdated, self._worker, self.day, pages, form):
            self.row.addWidget(widget)
        self._fit()
        theme().changed.connect(self._fit)

    def show_worker(self, name: str) -> None:
        """Say whose visits they are."""
        self._worker.setText(name)

    def show_day(self, day: date) -> None:
        """Say of which day the page is."""
        self.day.set_day(day)
        later = day != self._today()
        self.backdated.show_text(_("Entered later, for %(day)s") % {"day": day_label(day)} if later else "", Tone.AMBER)

    def _chosen(self, day: Any) -> None:
        if isinstance(day, date) and day > self._today():
            # Nobody writes down what has not been yet.
            self.day.set_day(self._today())
            day = self._today()
        if day is not None:
            self.day_chosen.emit(day)

    def _fit(self) -> None:
        self.day.setFixedWidth(self.day.minimumSizeHint().width())
