"""What a table remembers between two starts. Widgets ask this much; the settings file answers."""

from typing import Protocol


class ColumnMemory(Protocol):
    """Remembers column widths (pixels at 100 % text), which are seen in which order, and the sorting, by table."""

    def widths(self, table: str) -> dict[str, int]:
        """The widths kept, by column key."""

    def keep_widths(self, table: str, widths: dict[str, int]) -> None:
        """Keep widths by column key."""

    def order(self, table: str) -> tuple[str, bool] | None:
        """The column sorted by and whether downwards, or None."""

    def keep_order(self, table: str, key: str, downwards: bool) -> None:
        """Keep the sorting; key "" is the order records come in."""

    def arrangement(self, table: str) -> tuple[list[str], list[str]]:
        """The keys of all columns from the left as they were last, and of those put aside; empty if never changed."""

    def keep_arrangement(self, table: str, order: list[str], aside: list[str]) -> None:
        """Keep the order of columns and which are put aside."""


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

    def arrangement(self, table: str) -> tuple[list[str], list[str]]:
        """Nothing."""
        return [], []

    def keep_arrangement(self, table: str, order: list[str], aside: list[str]) -> None:
        """Forgotten at once."""
