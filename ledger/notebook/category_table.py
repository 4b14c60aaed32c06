"""The ledger's categories as the reading's codes and words find them: read once, then looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.matters.categories import categories, usual_urgency
from ledger.notebook.categories import FALLBACK
from ledger.notebook.guessing import named_category
from ledger.records.matters import Category, Urgency
from ledger.store import Ledger


@dataclass(frozen=True)
class CategoryTable:
    """Categories in use by id, with how urgent a matter of each usually is."""

    known: Mapping[int, Category]
    usual: Mapping[int, Urgency]
    _mains: Mapping[str, int]
    _parts: Mapping[int, Sequence[Category]]

    def main(self, code: str) -> int:
        """The id of a main category by its code; where the community has it no longer that of "other", else 0."""
        return self._mains.get(code, self._mains.get(FALLBACK, 0))

    def code(self, category_id: int) -> str:
        """The code of a category, or of the main one it is a part of; "" for one the community added."""
        category = self.known.get(category_id)
        main = self.known.get(category.parent_id) if category and category.parent_id else category
        return main.code if main else ""

    def finest(self, main_id: int, words: str) -> int:
        """The part of a main category that `words` name (卫生间漏水 → 房屋漏水), else the main one itself."""
        named = named_category(self._parts.get(main_id, ()), words)
        return named.id if named else main_id

    def others(self, category_id: int, codes: Sequence[str]) -> tuple[int, ...]:
        """The ids of `codes`, best first; before them the main one where `category_id` is a part."""
        category = self.known.get(category_id)
        above = (category.parent_id,) if category and category.parent_id else ()
        found = dict.fromkeys([*above, *(self._mains[code] for code in codes if code in self._mains)])
        return tuple(each for each in found if each != category_id)

    def urgency(self, category_id: int, *, urgent: bool) -> Urgency:
        """How urgent a matter is at first: as usual in its category, more so where the page says it is (急)."""
        if not urgent:
            return self.usual.get(category_id, Urgency.ORDINARY)
        return Urgency.DANGER if self.code(category_id) == "safety" else Urgency.ESSENTIAL


def category_table(ledger: Ledger) -> CategoryTable:
    """The table of a ledger as it stands."""
    known = {category.id: category for category in categories(ledger)}
    mains = {each.code: each.id for each in known.values() if each.parent_id is None and each.code}
    parts: dict[int, list[Category]] = {}
    for category in known.values():
        if category.parent_id is not None:
            parts.setdefault(category.parent_id, []).append(category)
    return CategoryTable(known, {id_: usual_urgency(ledger, id_) for id_ in known}, mains, parts)
