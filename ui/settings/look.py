"""显示: the size of the text and the language."""

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from ledger.language import LANGUAGES, _, current_language
from ui.settings.preferences import TEXT_SCALE
from ui.settings.section import Section
from ui.shell.page import Target
from ui.theme import TEXT_SCALES, theme
from ui.widgets import Card, Label
from ui.workspace import Workspace

# Each language by its own name, for whoever cannot read the other.
_NAMES = {"zh_CN": "中文", "en": "English"}


class LookSection(Section):
    """Two rows of choices; both act at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.scales = {scale: QRadioButton(f"{scale} %") for scale in TEXT_SCALES}
        self.languages = {code: QRadioButton(_NAMES[code]) for code in LANGUAGES}
        self._groups = (QButtonGroup(self), QButtonGroup(self))
        text = Card(_("Text size"))
        text.body.addLayout(self._row(self._groups[0], list(self.scales.values())))
        text.add(Label(_("Also by Ctrl+= and Ctrl+-; Ctrl+0 puts it back."), "muted"))
        language = Card(_("Language"))
        language.body.addLayout(self._row(self._groups[1], list(self.languages.values())))
        for card in (text, language):
            self.column.addWidget(card)
        self.column.addStretch(1)
        for scale, button in self.scales.items():
            button.clicked.connect(lambda _checked=False, chosen=scale: self._set_scale(chosen))
        for code, button in self.languages.items():
            button.clicked.connect(lambda _checked=False, chosen=code: self._set_language(chosen))
        theme().changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is in force."""
        self.scales[theme().scale].setChecked(True)
        self.languages[current_language()].setChecked(True)

    def _set_scale(self, scale: int) -> None:
        theme().set_scale(scale)
        self.workspace.preferences.set(TEXT_SCALE, scale)

    def _set_language(self, code: str) -> None:
        if code != current_language():
            self.wanted.emit(Target("language", code))

    @staticmethod
    def _row(group: QButtonGroup, buttons: list[QRadioButton]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        for button in buttons:
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row
