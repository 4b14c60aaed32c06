"""搜索: all hits for some words, by kind."""

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from ledger.language import _, ngettext, pgettext
from ledger.search.finding import find
from ledger.search.hits import Hit, HitKind
from ui.shell.page import Page, Target
from ui.theme import Tone
from ui.widgets import Column, RecordTable
from ui.workspace import Workspace

_PAUSE_MILLISECONDS = 200
_MOST = 200  # of each kind
_TONES = {
    HitKind.DWELLING: Tone.BLUE,
    HitKind.RESIDENT: Tone.GREEN,
    HitKind.MATTER: Tone.AMBER,
    HitKind.VISIT: Tone.GREY,
    HitKind.PAGE: Tone.GREY,
}
_PAGES = {HitKind.MATTER: "matters", HitKind.VISIT: "visits", HitKind.PAGE: "notebook"}


class SearchPage(Page):
    """The words stand above the hits and can be changed there."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "resident",
            "phone",
            "household",
            "membership",
            "occupancy",
            "dwelling",
            "care_membership",
            "matter",
            "step",
            "visit",
            "visit_person",
            "page",
            "promise",
        }
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.heading = self.add_heading(_("Search"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Name, pinyin, door number, end of a phone number, need…"))
        self.words.setAccessibleName(_("Search"))
        self.words.setClearButtonEnabled(True)
        self.table = RecordTable(
            [
                Column(
                    "kind",
                    pgettext("search", "Kind"),
                    lambda hit: _kind(hit.kind),
                    width=84,
                    tone=lambda hit: _TONES[hit.kind],
                ),
                Column("title", _("Found"), lambda hit: hit.title, width=320, tip=lambda hit: hit.title),
                Column("text", _("Where"), lambda hit: hit.text, width=200, wide=True, tip=lambda hit: hit.text),
            ],
            name="search.hits",
            title=_("Found"),
            memory=workspace.preferences,
        )
        self.column.addWidget(self.words)
        self.column.addWidget(self.table, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.look)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.words.returnPressed.connect(self._go_to_rows)
        self.table.opened.connect(self._open_hit)
        self.setFocusProxy(self.words)

    def refresh(self) -> None:
        """Look again for the words that stand there."""
        self.look()

    def open(self, target: Target) -> None:
        """Look for the words that were typed into the search box."""
        if target.what == "words":
            self.words.setText(target.detail.get("words", ""))
            self.look()
            self._go_to_rows()

    def look(self) -> None:
        """Look now."""
        self._pause.stop()
        words = self.words.text().strip()
        found = find(self.workspace.ledger, words, today=self.workspace.today(), limit=_MOST, offer_nearest=False)
        hits = found.hits
        self.table.show_records(hits)
        count = ngettext("%(count)d hit", "%(count)d hits", len(hits)) % {"count": len(hits)}
        self.heading.say(_("Search"), count if words else "")
        nothing = _("Nothing found for “%(words)s”. Try fewer letters, or a door such as 3-2-501.") % {"words": words}
        self.table.say_when_empty(nothing if words else _("Type a name, its pinyin, a door, a phone, or a need."))

    def _go_to_rows(self) -> None:
        if self._pause.isActive():
            self.look()
        if self.table.records():
            if self.table.current() is None:
                self.table.setCurrentIndex(self.table.model().index(0, 0))
            self.table.setFocus()

    def _open_hit(self, hit: Hit) -> None:
        self.go(_PAGES.get(hit.kind, "residents"), hit.kind.value, hit.id)


def _kind(kind: HitKind) -> str:
    return {
        HitKind.DWELLING: pgettext("column", "Door"),
        HitKind.RESIDENT: _("Resident"),
        HitKind.MATTER: _("Matter"),
        HitKind.VISIT: _("Visit"),
        HitKind.PAGE: pgettext("search", "Page"),
    }[kind]
