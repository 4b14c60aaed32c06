"""What a page is, and how one page asks for another without knowing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _
from ui.widgets.cards import ElidedLabel
from ui.workspace import Workspace


@dataclass(frozen=True)
class Target:
    """Somewhere to go: a page by its key, and what to open there ("household", 12). `detail` is what else it needs."""

    page: str
    what: str = ""
    id: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PageSpec:
    """A page the shell knows. `place` is where it is made, as "module:Class", imported when first shown.

    `title` is a message id. A page with no `icon` does not stand in the sidebar: other pages lead to it, and while it
    is seen the page it stands `under` is marked there, if it is said.
    """

    key: str
    title: str
    place: str
    icon: str = ""
    under: str = ""


class Page(QWidget):
    """Base of every page. It is made once, when first shown, and kept.

    The shell calls `refresh` when the page is shown for the first time and after any write to one of the
    tables it `watches` (at once if it is seen, else when it is next shown).
    """

    navigate = Signal(object)

    # The tables whose changes make this page stale; empty means any.
    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.workspace = workspace
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 16, 22, 16)
        self.column.setSpacing(14)

    def add_heading(self, title: str, note: str = "") -> "Heading":
        """The page's title with a quiet note; buttons and chips go to its end (`heading.row`)."""
        heading = Heading(title, note)
        self.column.addWidget(heading)
        return heading

    def refresh(self) -> None:
        """Read from the ledger what is shown, again. Must be quick (< 100 ms): ask only for what is seen."""

    def open(self, target: Target) -> None:
        """Show what `target` asks for. Called after the page has been shown and refreshed."""

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        """What this page does for the shared shortcuts (keys of shell.actions: save, print, export…)."""
        return {}

    def leave(self) -> None:
        """The page is about to be hidden or the window closed: keep what was typed (a draft)."""

    def go(self, page: str, what: str = "", id_: int | None = None, **detail: Any) -> None:
        """Ask the shell for another page."""
        self.navigate.emit(Target(page, what, id_, detail))


class Heading(QWidget):
    """The title line of a page."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(10)
        self.title = ElidedLabel(title, "title")
        self.note = ElidedLabel(note, "muted")
        self.row.addWidget(self.title)
        self.row.addWidget(self.note)
        self.row.addStretch(1)

    def say(self, title: str, note: str = "") -> None:
        """Change title and note."""
        self.title.setText(title)
        self.note.setText(note)


def page_title(spec: PageSpec) -> str:
    """The page's title in the language in force."""
    return _(spec.title)
