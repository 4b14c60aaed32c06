"""The first run: name the community and yourself, see where the ledger will live, begin."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from ledger.errors import FieldProblem
from ledger.language import _
from ledger.records.staff import Role
from ledger.wording import label
from ui.setup.places import SUFFIX, default_folder, free_path, place_to_look, warning_about
from ui.shell.alone import AlonePage
from ui.widgets import ChoiceField, Form, GhostButton, Label, LinkButton, PrimaryButton, Rule, reveal


class Then(Enum):
    """What comes first once the ledger is there."""

    IMPORT = "import"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: everything a new ledger needs."""

    path: Path
    community: str
    street: str
    district: str
    worker: str
    role: Role
    then: Then


class FirstRunPage(AlonePage):
    """`wished(Wish)` for a new ledger, `sample_wanted` for the invented one, `opened(Path)` for an old one."""

    wished = Signal(object)
    sample_wanted = Signal()
    opened = Signal(object)
    given_up = Signal()

    def __init__(self, recent: list[Path], *, way_back: bool = False, parent: QWidget | None = None) -> None:
        """`recent` are ledgers opened before; with `way_back` the page can be left (`given_up`)."""
        super().__init__(parent)
        self._folder = default_folder()
        self.card.add(Label(_("Minqing Ledger"), "title"))
        self.card.add(Label(_("Every household visited, every person asked, no matter dropped."), "muted", wrap=True))
        self.card.body.addSpacing(6)
        self.form = Form()
        self._fields()
        self.card.add(self.form)
        self._buttons()
        self._old_ones(recent, way_back)
        self.form.sent.connect(lambda: self._wish(Then.IMPORT))
        self.setFocusProxy(self.community)

    def choose_folder(self, folder: Path) -> None:
        """Let the ledger live in `folder`; warn where that is unwise."""
        self._folder = folder
        self._place.setText(str(folder))
        self._place.setToolTip(str(folder))
        warning = warning_about(folder)
        self._warning.setText(warning)
        reveal(self._warning, bool(warning))

    def warning(self) -> str:
        """The warning about the folder shown now, or ""."""
        return self._warning.text()

    def _fields(self) -> None:
        self.community = QLineEdit()
        self.community.setPlaceholderText(_("e.g. Yinyuan Community"))
        self.street = QLineEdit()
        self.street.setPlaceholderText(_("may stay empty"))
        self.district = QLineEdit()
        self.district.setPlaceholderText(_("may stay empty"))
        self.worker = QLineEdit()
        self.role = ChoiceField([(role, label(role)) for role in Role])
        self.form.add("community", _("Community"), self.community)
        self.form.add("street", _("Street office"), self.street)
        self.form.add("district", _("District"), self.district)
        self.form.add("worker", _("Your name"), self.worker)
        self.form.add("role", _("Your post"), self.role)
        for field in (self.community, self.street, self.district, self.worker):
            field.setMaxLength(60)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        self._place = QLineEdit()
        self._place.setReadOnly(True)
        self._change = GhostButton(_("Change…"))
        self._change.clicked.connect(self._ask_folder)
        row.addWidget(self._place, 1)
        row.addWidget(self._change)
        self.form.add("path", _("Ledger lies in"), place)
        self._warning = Label("", "problem", wrap=True)
        self.card.add(self._warning)
        self.choose_folder(self._folder)

    def _buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.import_button = PrimaryButton(_("Begin with a roster from Excel"))
        self.import_button.clicked.connect(lambda: self._wish(Then.IMPORT))
        self.empty_button = GhostButton(_("Begin empty"))
        self.empty_button.clicked.connect(lambda: self._wish(Then.EMPTY))
        self.sample_button = GhostButton(_("Open a sample ledger"))
        self.sample_button.setToolTip(_("A community of invented people, to look round in"))
        self.sample_button.clicked.connect(lambda: self.sample_wanted.emit())
        for button in (self.import_button, self.empty_button, self.sample_button):
            row.addWidget(button)
        row.addStretch(1)
        self.card.body.addSpacing(4)
        self.card.body.addLayout(row)

    def _old_ones(self, recent: list[Path], way_back: bool) -> None:
        self.card.body.addSpacing(6)
        self.card.add(Rule())
        row = QHBoxLayout()
        row.setSpacing(18)
        self.open_button = LinkButton(_("Open a ledger you have"))
        self.open_button.clicked.connect(self._ask_ledger)
        row.addWidget(self.open_button)
        self.back_button = LinkButton(_("Back to the open ledger"))
        self.back_button.clicked.connect(lambda: self.given_up.emit())
        reveal(self.back_button, way_back)
        row.addWidget(self.back_button)
        row.addStretch(1)
        self.card.body.addLayout(row)
        for path in [path for path in recent if path.is_file()][:4]:
            again = LinkButton(str(path))
            again.clicked.connect(lambda _checked=False, chosen=path: self.opened.emit(chosen))
            self.card.add(again)

    def _wish(self, then: Then) -> None:
        community, worker = self.community.text().strip(), self.worker.text().strip()
        empty = [name for name, text in (("community", community), ("worker", worker)) if not text]
        if empty:
            self.form.show_problems(FieldProblem(name, "empty") for name in empty)
            return
        self.form.clear_problems()
        self.wished.emit(
            Wish(
                free_path(self._folder, community),
                community,
                self.street.text().strip(),
                self.district.text().strip(),
                worker,
                self.role.value(),
                then,
            )
        )

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where the ledger lives"), str(place_to_look(self._folder)))
        if chosen:
            self.choose_folder(Path(chosen))

    def _ask_ledger(self) -> None:
        if path := ask_for_ledger(self, self._folder):
            self.opened.emit(path)


def ask_for_ledger(parent: QWidget, folder: Path) -> Path | None:
    """Let the user choose a ledger file; None where nothing was chosen."""
    kinds = _("Ledgers (*%(suffix)s)") % {"suffix": SUFFIX}
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Open a ledger"), str(place_to_look(folder)), kinds)
    return Path(chosen) if chosen else None
