"""What a table remembers between two starts. Widgets ask this much; the settings file answers."""

from typing import Protocol


class ColumnMemory(Protocol):
    """Remembers column widths (pixels at 100 % text) and the sorting, under a table's name."""

    def widths(self, table: str) -> dict[str, int]:
        """The widths kept, by column key."""

    def keep_widths(self, table: str, widths: dict[str, int]) -> None:
        """Keep widths by column key."""

    def order(self, table: str) -> tuple[str, bool] | None:
        """The column sorted by and whether downwards, or None."""

    def keep_order(self, table: str, key: str, downwards: bool) -> None:
        """Keep the sorting; key "" is the order records come in."""


class Forgetful:
    """Remembers nothing: for tables that live a moment, and in tests."""

    def widths(self, table: str) -> dict[str, int]:
        """Nothing."""
        return {}

    def keep_widths(self, table: str, widths: dict[str, int]) -> None:
        """Forgotten at once."""

    def order(self, table: str) -> tuple[str, bool] | None:
        """Nothing."""
        return None

    def keep_order(self, table: str, key: str, downwards: bool) -> None:
        """Forgotten at once."""
