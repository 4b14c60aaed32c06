"""What somebody is to the head of the household."""

from PySide6.QtWidgets import QComboBox, QWidget

from ledger.language import _

RELATIONS = ("配偶", "儿子", "女儿", "父亲", "母亲", "儿媳", "女婿", "孙子", "孙女", "兄弟", "姐妹", "保姆", "租客")


class RelationField(QComboBox):
    """与户主关系: the usual words, or any other."""

    def __init__(self, words: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.addItems(list(RELATIONS))
        if (line := self.lineEdit()) is not None:
            line.setPlaceholderText(_("unknown"))
        self.setCurrentText(words)

    def relation(self) -> str:
        """The words that stand there."""
        return self.currentText().strip()
