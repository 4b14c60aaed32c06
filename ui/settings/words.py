"""记一笔的词: the community's own words, what corrections have taught, and a line to try both with."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ledger.language import _
from ledger.notebook.own_words import forget_learned, learned_words
from ledger.notebook.word_list import drop_word, word_list
from ledger.records.own_words import LearnedWord, OwnWord
from ui.settings.section import EntryList, Section
from ui.settings.word_meanings import Meanings
from ui.settings.word_sheet import OwnWordSheet
from ui.settings.word_trial import WordTrial
from ui.widgets import Column, GhostButton, Label, RecordTable
from ui.workspace import Workspace


class WordSection(Section):
    """The trial above, below it the two lists side by side."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._meanings = Meanings(workspace.ledger)
        self.trial = WordTrial(workspace)
        self.words = EntryList(
            workspace,
            [
                Column("word", _("Word"), lambda own: own.word, width=120),
                Column("means", _("Means"), self._meaning, width=180, wide=True, tip=self._meaning),
            ],
            name="settings.own_words",
            title=_("Words of our own"),
            edit=self._edit,
            remove=self._remove,
            called=lambda own: own.word,
            empty=_("None yet. Add what your buildings are called, or a word that is read wrongly."),
        )
        self.learned = LearnedList(workspace, self)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.words, 1)
        row.addWidget(self.learned, 1)
        self.column.addWidget(self.trial)
        self.column.addLayout(row, 1)

    def refresh(self) -> None:
        """Read both lists, and the line tried."""
        ledger = self.workspace.ledger
        self._meanings = Meanings(ledger)
        self.words.show_records(word_list(ledger))
        self.learned.show_words(learned_words(ledger), self._meanings)
        self.trial.refresh()

    def _meaning(self, own: OwnWord) -> str:
        return self._meanings.of(own)

    def _edit(self, own: OwnWord | None) -> None:
        self.sheet = OwnWordSheet(self.workspace, own, self._meanings, self)
        self.sheet.open()

    def _remove(self, own: OwnWord) -> None:
        self.workspace.write(drop_word, own, said=_("“%(word)s” is removed") % {"word": own.word})


class LearnedList(QWidget):
    """What corrections have taught: a word a row, to be forgotten one by one or all at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._meanings: Meanings | None = None
        columns = [
            Column("word", _("Word"), lambda word: word.word, width=120),
            Column("times", _("Changed to"), self._times, width=180, wide=True, tip=self._times),
        ]
        empty = _("Nothing yet. When you change a matter's category on a page, its words are remembered here.")
        title = _("Learned from your changes")
        self.table = RecordTable(
            columns, name="settings.learned_words", title=title, memory=workspace.preferences, empty=empty
        )
        self.forget = GhostButton(_("Forget this"))
        self.forget_all = GhostButton(_("Forget all"))
        self.forget.clicked.connect(self._forget)
        self.forget_all.clicked.connect(self._forget_all)
        self.table.picked.connect(lambda word: self.forget.setEnabled(word is not None))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(title, "section"))
        head.addStretch(1)
        head.addWidget(self.forget)
        head.addWidget(self.forget_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def show_words(self, words: tuple[LearnedWord, ...], meanings: Meanings) -> None:
        """Show what was learned."""
        self._meanings = meanings
        self.table.show_records(words)
        self.forget.setEnabled(self.table.current() is not None)
        self.forget_all.setEnabled(bool(words))

    def _times(self, word: LearnedWord) -> str:
        return self._meanings.learned(word) if self._meanings else ""

    def _forget(self) -> None:
        word: LearnedWord | None = self.table.current()
        if word is not None:
            said = _("What was learned of “%(word)s” is forgotten") % {"word": word.word}
            self._workspace.write(forget_learned, word=word.word, said=said)

    def _forget_all(self) -> None:
        self._workspace.write(forget_learned, said=_("All that was learned is forgotten"))
