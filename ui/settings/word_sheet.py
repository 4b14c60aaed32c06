"""The sheet on which a word of one's own is added or changed."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ledger.language import _
from ledger.notebook.word_list import save_word
from ledger.records.own_words import OwnWord, Sense
from ui.settings.word_meanings import Meanings, sense_hint
from ui.widgets import ChoiceField, FormSheet, Label, reveal
from ui.workspace import Workspace


class OwnWordSheet(FormSheet):
    """The word, what it means, and where that needs it which category, building or estate."""

    def __init__(self, workspace: Workspace, own: OwnWord | None, meanings: Meanings, parent: QWidget) -> None:
        title = _("Add a word of your own") if own is None else _("Change a word of your own")
        super().__init__(parent, title, act=self._write, width=500)
        self._workspace = workspace
        self._own = own
        self._meanings = meanings
        self.word = QLineEdit(own.word if own else "")
        self.form.add("word", _("Word"), self.word)
        self.sense = ChoiceField(meanings.senses())
        self.form.add("sense", _("Means"), self.sense)
        self.of = ChoiceField()
        self._of_row = self.form.add("of", _("Which one"), self.of)
        self._hint = Label("", "muted", wrap=True)
        self.column.addWidget(self._hint)
        if own is not None:
            self.sense.set_value(own.sense)
        self._offer()
        if own is not None:
            self.of.set_value(own.of)
        self.sense.currentIndexChanged.connect(lambda _row: self._offer())

    def _offer(self) -> None:
        sense: Sense = self.sense.value()
        things = self._meanings.things(sense)
        self.of.set_options([("", _("please choose")), *things])
        reveal(self._of_row, bool(things))
        spelling = _("Two spellings at once: （大/小）水车. … stands for a few characters between.")
        self._hint.setText(sense_hint(sense) if sense.is_place else f"{sense_hint(sense)}\n{spelling}")
        self.fit_again()

    def _write(self) -> bool:
        own = OwnWord(self.word.text(), self.sense.value(), self.of.value() or "")
        said = _("“%(word)s” is added") if self._own is None else _("“%(word)s” is changed")
        written = self._workspace.write(
            save_word, own, instead_of=self._own, said=said % {"word": own.word.strip()}, form=self.form
        )
        return written is not None
