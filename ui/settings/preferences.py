"""The preferences of this machine: each declared once, with default and check; kept in an ini file.

What belongs to the community (workers, grids, care groups) is in the ledger, not here.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from ledger.language import DEFAULT_LANGUAGE, LANGUAGES

T = TypeVar("T")
RECENT_LEDGERS = 8


@dataclass(frozen=True)
class Preference(Generic[T]):
    """One preference: where it is kept, what it is when nothing sensible is, and what is sensible."""

    key: str
    default: T
    read: Callable[[str], T]
    allowed: Callable[[T], bool] = lambda _value: True


TEXT_SCALE = Preference("look/text_scale", 100, int, lambda value: value in (100, 125, 150))
LANGUAGE = Preference("look/language", DEFAULT_LANGUAGE, str, lambda value: value in LANGUAGES)
LAST_LEDGER = Preference("ledger/last", "", str)
LAST_FOLDER = Preference("ledger/last_folder", "", str)
ACTOR = Preference("ledger/actor", "", str)
LINE_NUMBERS = Preference("notebook/line_numbers", False, lambda text: text == "True")


def preferences_file() -> Path:
    """Where the preferences of this machine are kept."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "minqing-ledger.ini"


class Preferences:
    """The preferences file. An unreadable value counts as its default; nothing here can stop a start."""

    def __init__(self, file: Path | None = None) -> None:
        self._settings = QSettings(str(file or preferences_file()), QSettings.Format.IniFormat)

    def get(self, preference: Preference[T]) -> T:
        """The value of a preference, or its default."""
        raw = self._settings.value(preference.key)
        if raw is None:
            return preference.default
        try:
            value = preference.read(str(raw))
        except ValueError:
            return preference.default
        return value if preference.allowed(value) else preference.default

    def folder_of_files(self) -> Path:
        """Where a file dialog begins: in the folder used last, else among the documents, else at home."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        for folder in (self.get(LAST_FOLDER), documents):
            if folder and Path(folder).is_dir():
                return Path(folder)
        return Path.home()

    def set(self, preference: Preference[T], value: T) -> None:
        """Keep a value. Raises ValueError for one the preference does not allow."""
        if not preference.allowed(value):
            raise ValueError(f"{preference.key}: {value!r}")
        self._settings.setValue(preference.key, str(value))
        self._settings.sync()

    def recent_ledgers(self) -> list[Path]:
        """The ledgers opened last, newest first, whether they are there now or not."""
        return [Path(text) for text in self._json("ledger/recent", []) if isinstance(text, str)]

    def remember_ledger(self, path: Path) -> None:
        """Put a ledger at the head of the recent ones and make it the one the next start opens."""
        others = [str(known) for known in self.recent_ledgers() if known != path]
        self._keep_json("ledger/recent", [str(path), *others][:RECENT_LEDGERS])
        self.set(LAST_LEDGER, str(path))

    def widths(self, table: str) -> dict[str, int]:
        """The column widths kept for a table, in pixels at 100 % text."""
        kept = self._json(f"columns/{table}", {})
        return {key: int(width) for key, width in kept.items() if isinstance(width, int) and width > 0}

    def keep_widths(self, table: str, widths: dict[str, int]) -> None:
        """Keep the column widths of a table."""
        self._keep_json(f"columns/{table}", widths)

    def order(self, table: str) -> tuple[str, bool] | None:
        """The column a table is sorted by and whether downwards, or None."""
        kept = self._json(f"order/{table}", None)
        return (str(kept[0]), bool(kept[1])) if isinstance(kept, list) and len(kept) == 2 and kept[0] else None

    def keep_order(self, table: str, key: str, downwards: bool) -> None:
        """Keep the sorting of a table."""
        self._keep_json(f"order/{table}", [key, downwards])

    def arrangement(self, table: str) -> tuple[list[str], list[str]]:
        """The columns of a table from the left, by key, and those of them put aside; empty if never changed."""
        kept = self._json(f"arrangement/{table}", {})
        order, aside = (kept.get(name) for name in ("order", "aside"))
        if not isinstance(order, list) or not isinstance(aside, list):
            return [], []
        return [key for key in order if isinstance(key, str)], [key for key in aside if isinstance(key, str)]

    def keep_arrangement(self, table: str, order: list[str], aside: list[str]) -> None:
        """Keep the order of a table's columns and which of them are put aside."""
        self._keep_json(f"arrangement/{table}", {"order": order, "aside": aside})

    def geometry(self, window: str) -> QByteArray | None:
        """The place and size a window had, or None."""
        kept = self._settings.value(f"geometry/{window}")
        return kept if isinstance(kept, QByteArray) else None

    def keep_geometry(self, window: str, geometry: QByteArray) -> None:
        """Keep the place and size of a window."""
        self._settings.setValue(f"geometry/{window}", geometry)

    def _json(self, key: str, default: Any) -> Any:
        try:
            kept = json.loads(str(self._settings.value(key)))
        except ValueError:
            return default
        return kept if default is None or isinstance(kept, type(default)) else default

    def _keep_json(self, key: str, value: Any) -> None:
        self._settings.setValue(key, json.dumps(value, ensure_ascii=False))
