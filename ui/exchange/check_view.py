"""The file as it was understood and what importing it would do, before anything is written."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from ledger.exchange.plan import Fate, Plan
from ledger.language import _, pgettext
from ui.exchange.findings import ChangesView, GoneView, ProblemsView
from ui.exchange.mapping import MappingView
from ui.exchange.reading import Reading
from ui.shell.page import Heading
from ui.widgets import Card, GhostButton, Label, PrimaryButton, clear_layout
from ui.workspace import Workspace


class CheckView(QWidget):
    """`import_wanted` follows 导入, `other_wanted` asks for another file; the mapping tells its own corrections."""

    import_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading("")
        other = GhostButton(_("Another file…"), "folder-open")
        other.clicked.connect(lambda: self.other_wanted.emit())
        self.import_button = PrimaryButton(_("Import"), "download")
        self.import_button.clicked.connect(lambda: self.import_wanted.emit())
        self.heading.row.addWidget(other)
        self.heading.row.addWidget(self.import_button)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(28)
        card = Card()
        card.body.setContentsMargins(18, 10, 18, 10)
        card.body.addLayout(self._figures)
        self._notes = Label("", "muted", wrap=True)
        card.body.addWidget(self._notes)
        self.mapping = MappingView()
        self.problems = ProblemsView(workspace)
        self.changes = ChangesView(workspace)
        self.gone = GoneView(workspace)
        self.tabs = QTabWidget()
        for view, title in self._views():
            self.tabs.addTab(view, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(card)
        column.addWidget(self.tabs, 1)
        self.setFocusProxy(self.import_button)

    def show_reading(self, reading: Reading) -> None:
        """Show a file and the plan made of it."""
        plan = reading.plan
        facts = {"households": len(reading.roster.households), "residents": reading.roster.residents}
        self.heading.say(reading.path.name, _("%(households)d households, %(residents)d residents") % facts)
        self.heading.setToolTip(str(reading.path))
        self._show_figures(plan)
        self._notes.setText("\n".join(_notes(plan)))
        self._notes.setVisible(bool(self._notes.text()))
        self.mapping.show_reading(reading)
        self.problems.show_reading(reading)
        self.changes.show_plan(plan)
        self.gone.table.show_records(plan.gone)
        counts = (None, len(plan.problems), plan.count(Fate.NEW), len(self.changes.changes.records()), len(plan.gone))
        for place, ((_view, title), count) in enumerate(zip(self._views(), counts, strict=True)):
            self.tabs.setTabText(place, title if count is None else f"{title} {count}")
        self.import_button.setEnabled(not plan.changes_nothing)

    def _views(self) -> Iterator[tuple[QWidget, str]]:
        yield self.mapping, _("Columns")
        yield self.problems, _("To look at")
        yield self.changes.new, pgettext("import", "New")
        yield self.changes.changes, _("Changed")
        yield self.gone, _("Not in the file")

    def _show_figures(self, plan: Plan) -> None:
        clear_layout(self._figures)
        if plan.changes_nothing:
            self._figures.addWidget(Label(_("The ledger holds all this already: nothing to import."), "section"))
            return
        figures = (
            (plan.count(Fate.NEW), pgettext("import", "new"), "figure-good"),
            (plan.count(Fate.CHANGED), pgettext("import", "changed"), "figure"),
            (plan.count(Fate.UNCHANGED), _("as before"), "figure"),
            (len(plan.gone), _("not in the file"), "figure"),
            (plan.count_households(Fate.NEW), _("new households"), "figure"),
            (plan.new_doors, _("new doors"), "figure"),
            *([(homes, _("households changed"), "figure")] if (homes := plan.count_households(Fate.CHANGED)) else []),
            (len(plan.problems), _("to look at"), "figure-bad" if plan.problems else "figure"),
        )
        for count, words, role in figures:
            self._figures.addWidget(_figure(count, words, role))
        self._figures.addStretch(1)


def _figure(count: int, words: str, role: str) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(str(count), role))
    column.addWidget(Label(words, "muted"))
    return box


def _notes(plan: Plan) -> Iterator[str]:
    if plan.roster.births_from_id:
        yield _("%(count)d birth dates were taken from the ID numbers") % {"count": plan.roster.births_from_id}
    if plan.estate_named:
        yield _("The estate without a name will be called %(name)s.") % {"name": plan.estate_named}
    if plan.new_groups:
        yield _("New care groups: %(names)s") % {"names": "、".join(plan.new_groups)}
    for group, count in plan.groups_off:
        yield _(
            "“%(group)s” is sensitive and switched off: left out for %(count)d residents."
            " Switch it on in the settings and import again."
        ) % {"group": group, "count": count}
