"""搜索: everything found for some words, by kinds; the words and filters can be changed here."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ledger.language import _, pgettext
from ledger.search.filters import Filter
from ledger.search.hits import Group, Hit, HitKind
from ledger.search.offers import Offer
from ledger.wording.searching import kind_label
from ui.finding.asking import Answer, Asker, Question
from ui.finding.lines import GroupLine, HitLine, Line, NearLine, SaidLine, lines_of
from ui.finding.words import count_words, notes_itself, target_of
from ui.search.exporting import Exporter
from ui.search.filter_row import FilterRow, without_filter
from ui.search.keeping import KeepButton
from ui.search.line_list import LineList
from ui.search.paper import SearchPaper
from ui.search.words_field import WordsField
from ui.shell.page import Heading, Page, Target
from ui.widgets import GhostButton, SegmentRow
from ui.workspace import Workspace

ALL = ""
_FEW = 10
_AT_FIRST, _MOST = 100, 100_000


class SearchPage(Page):
    """The words stand above the hits; Enter opens, Esc goes back."""

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
            "life_event",
            "setting",
        }
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._opened: Target | None = None
        self._answer: Answer | None = None
        self._groups: dict[HitKind, Group] = {}
        self._noted = ""
        self._enter_waits = False
        self._kind_wanted: str | None = None
        self.answers = Asker(workspace, self)
        self.answers.answered.connect(self._show)
        self.answers.failed.connect(workspace.notices.explain)
        self.heading = Heading(_("Search"))
        self.words = WordsField()
        self.filters = FilterRow()
        self.kinds = SegmentRow(
            [(ALL, pgettext("search", "Everything")), *((kind.value, kind_label(kind)) for kind in HitKind)],
            name=pgettext("search", "Kind"),
        )
        self.list = LineList()
        self.paper = SearchPaper(workspace)
        self.keep = KeepButton(workspace)
        self.exporter = Exporter(workspace, self)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Look again for the words that stand there."""
        self.keep.refresh()
        self._ask()

    def open(self, target: Target) -> None:
        """Look for words ("words", perhaps of one `kind`, or those `saved`); on the way back show what was shown."""
        self._views.setCurrentIndex(0)
        if target is not self._opened and target.what == "words":
            self._opened = target
            # The box has noted what was searched there; a saved search begins here.
            self._noted = "" if "saved" in target.detail else target.detail["words"]
            self._kind_wanted = target.detail.get("kind", ALL)
            self.words.setText(target.detail["words"])
            self._answer = None
            self._enter_waits = True
            self._ask()
        (self.list if self.words.text().strip() else self.words).setFocus()

    def leave(self) -> None:
        """Write down what was searched for here."""
        self._note()

    def actions_here(self) -> Mapping[str, Callable[[], object]]:
        """Ctrl+P prints what was found, on paper already Ctrl+S saves it; Ctrl+E writes it into a workbook."""
        if self._views.currentWidget() is self.paper:
            return {"print": self.paper.print, "save": self.paper.save}
        return {"print": self.print, "export": self.export}

    @property
    def is_answered(self) -> bool:
        """Whether what is shown answers the words that stand there."""
        return self._answer is not None and self._answer.question.words == self.words.text()

    def hits(self) -> list[Hit]:
        """The hits that are listed."""
        return [line.hit for line in self.list.lines() if isinstance(line, HitLine)]

    def print(self) -> None:
        """Show what was found as it is printed."""
        if self._groups:
            self.paper.show_search(self.words.text().strip(), self._kinds())
            self._views.setCurrentWidget(self.paper)
            self.paper.setFocus()

    def export(self) -> None:
        """Write what was found into a workbook."""
        if self._groups:
            self.exporter.ask(self.words.text().strip(), self._kinds())

    def _kinds(self) -> tuple[HitKind, ...]:
        chosen = self.kinds.value()
        return (HitKind(chosen),) if chosen else ()

    def _ask(self, *, limit: int = _AT_FIRST, kinds: tuple[HitKind, ...] = ()) -> None:
        if self.workspace.is_open:
            words = self.words.text()
            cursor = self.words.cursorPosition() if self.words.hasFocus() else None
            self.answers.ask(Question(words, self.workspace.today(), limit, kinds, cursor))

    def _typed(self) -> None:
        self._enter_waits = False
        self._ask()

    def _show(self, answer: Answer) -> None:
        if answer.question.kinds:
            self._add(answer)
            return
        again = self._answer is not None and self._answer.question.words == answer.question.words
        row = self.list.row() if again else -1
        self._answer = answer
        self._groups = {group.kind: group for group in answer.found.groups}
        self.filters.show_answer(answer)
        self._show_counts(answer)
        if self._kind_wanted is not None:
            self.kinds.set_value(self._kind_wanted)
            self._kind_wanted = None
        self._show_lines()
        if row > 0:
            self.list.mark(row)
        self.keep.show_words(answer.found.words.strip() if answer.is_asked else "")
        if self._enter_waits:
            self._enter_waits = False
            self.list.setFocus()

    def _show_counts(self, answer: Answer) -> None:
        for kind in HitKind:
            group = self._groups.get(kind, Group(kind, ()))
            self.kinds.show_words(kind.value, f"{kind_label(kind)} {count_words(group)}")
        for button in (self._print, self._export):
            button.setEnabled(bool(self._groups))

    def _show_lines(self) -> None:
        if self._answer is None:
            return
        kind = self.kinds.value()
        group = self._groups.get(HitKind(kind)) if kind else None
        if group is not None:
            self.list.show_lines([HitLine(hit) for hit in group.hits], more=group.more, alike=True)
            return
        lines: list[Line] = lines_of(self._answer, few=_FEW)
        if not self._answer.is_asked:
            lines = [SaidLine(_("Type a name, its pinyin, a door, a phone, or a need."))]
        elif kind and self._groups:
            lines = [SaidLine(_("Nothing of this kind was found."))]
        self.list.show_lines(lines)

    def _fetch_more(self) -> None:
        kind = self.kinds.value()
        group = self._groups.get(HitKind(kind)) if kind else None
        if group is not None and group.more and self.is_answered and len(group.hits) < _MOST:
            self._ask(limit=min(10 * len(group.hits), _MOST), kinds=(group.kind,))

    def _add(self, answer: Answer) -> None:
        if not self.is_answered or answer.question.words != self.words.text():
            return
        (kind,) = answer.question.kinds
        before, group = self._groups[kind], answer.found.group(kind)
        self._groups[kind] = group
        self.kinds.show_words(kind.value, f"{kind_label(kind)} {count_words(group)}")
        if self.kinds.value() == kind.value:
            self.list.add_lines([HitLine(hit) for hit in group.hits[len(before.hits) :]], more=group.more)

    def _take(self, line: Line) -> None:
        match line:
            case HitLine():
                self._open_hit(line.hit)
            case GroupLine():
                self.kinds.set_value(line.group.kind.value)
                self._show_lines()
            case NearLine():
                self._write(line.near.words)

    def _open_hit(self, hit: Hit) -> None:
        self._note()
        if not notes_itself(hit):
            self.answers.note(f"open.{hit.kind.value}", hit.uid)
        self.navigate.emit(target_of(hit))

    def _note(self) -> None:
        answer = self._answer
        if answer is None or not answer.is_asked or not self.workspace.is_open:
            return
        words = answer.found.words.strip()
        if words != self._noted:
            self._noted = words
            self.answers.note("search", words, answer.count)

    def _write(self, words: str, cursor: int | None = None) -> None:
        self.words.setText(words)
        self.words.setCursorPosition(len(words) if cursor is None else cursor)
        self.words.setFocus()
        self._typed()

    def _remove(self, filter_: Filter) -> None:
        self._write(without_filter(self.words.text(), filter_.said))

    def _take_offer(self, offer: Offer) -> None:
        self._write(offer.text, offer.cursor)

    def _go_to_list(self) -> None:
        if self.is_answered:
            self.list.setFocus()
        else:
            self._enter_waits = True

    def _back(self) -> None:
        self.go("back")

    def _leave_paper(self) -> None:
        self._views.setCurrentIndex(0)
        self.list.setFocus()

    def _lay_out(self) -> None:
        self._export = GhostButton(_("Export…"), "upload")
        self._export.setToolTip("Ctrl+E")
        self._print = GhostButton(_("Print…"), "printer")
        self._print.setToolTip("Ctrl+P")
        for button in (self.keep, self._export, self._print):
            self.heading.row.addWidget(button)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.heading, self.words, self.filters, self.kinds):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self._views = QStackedWidget()
        self._views.addWidget(found)
        self._views.addWidget(self.paper)
        self.column.addWidget(self._views, 1)
        self.setFocusProxy(self.words)

    def _connect(self) -> None:
        self.words.textEdited.connect(self._typed)
        self.words.returnPressed.connect(self._go_to_list)
        self.words.left.connect(self._back)
        self.words.down.connect(self.list.setFocus)
        self.filters.removed.connect(self._remove)
        self.filters.offer_taken.connect(self._take_offer)
        self.kinds.chosen.connect(lambda _kind: self._show_lines())
        self.list.taken.connect(self._take)
        self.list.left.connect(self._back)
        self.list.wanted.connect(self._fetch_more)
        self.paper.left.connect(self._leave_paper)
        self._print.clicked.connect(self.print)
        self._export.clicked.connect(self.export)
