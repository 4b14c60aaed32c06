"""Qt's own words: its translation as shipped, and the few that it lacks."""

from PySide6.QtCore import QLibraryInfo, QTranslator

from ledger.language import _, mark

# What Qt's Chinese catalogue leaves in English, in the dialogs this program shows.
LEFT_OUT = frozenset(
    {mark("&Look in:"), mark("Files of &type:"), mark("Folder"), mark("Drive"), mark("File"), mark("Page &Set:")}
)


class QtWords(QTranslator):
    """Qt's catalogue of one language, with our catalogue behind it."""

    def load_language(self, language: str) -> bool:
        """Take Qt's catalogue for `language`; False where Qt has none (English)."""
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        return self.load(f"qtbase_{language}", folder)

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Qt's word, or ours where it has none; None, not "", where the English stands."""
        words = super().translate(context, text, disambiguation, n)
        return words or (_(text) if text in LEFT_OUT else None)
