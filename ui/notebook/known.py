"""What the cards need to know of the ledger, read when a card is first shown and kept until the ledger changes."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from ledger.errors import InputProblem
from ledger.matters.categories import categories, category_by_code
from ledger.notebook.surroundings import Surroundings, surroundings
from ledger.people.reading import residents
from ledger.places.doors import estates
from ledger.records.matters import Category
from ledger.records.notebook import KnownHousehold
from ledger.records.people import Resident
from ledger.records.proposals import Proposal
from ledger.records.staff import Worker
from ledger.rules.partial_date import age_known
from ledger.search.finding import find_doors
from ledger.search.hits import Hit, HitKind
from ledger.store import Ledger
from ui.entering.categories import CategoryBook
from ui.workspace import Workspace

_Value = TypeVar("_Value")
_MOST_NAMESAKES = 12


class Known:
    """The ledger as the cards see it. `forget` after every write."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._kept: dict[Any, Any] = {}

    @property
    def ledger(self) -> Ledger:
        """The open ledger."""
        return self._workspace.ledger

    @property
    def today(self) -> date:
        """The day it is."""
        return self._workspace.today()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Those who may have made the visit."""
        return self._keep("workers", lambda: self._workspace.workers)

    @property
    def worker_id(self) -> int:
        """Who works at this window."""
        return self._workspace.worker.id

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        self._kept.clear()

    def book(self) -> CategoryBook:
        """The categories in use."""
        return self._keep("book", lambda: CategoryBook(categories(self.ledger)))

    def category(self, category_id: int) -> Category | None:
        """A category by its id; None for one that is not in use."""
        return self._keep("categories", lambda: {each.id: each for each in self.book().known}).get(category_id)

    def category_words(self, category_id: int) -> str:
        """邻里纠纷 · 房屋漏水."""
        return self.book().full_name(category_id).replace(" / ", " · ")

    def main_category(self, category_id: int) -> int:
        """The main category this one belongs to, or is."""
        found = self.category(category_id)
        return found.parent_id or found.id if found else category_id

    def category_of_code(self, code: str) -> int:
        """The category a code of the reading stands for."""
        return self._keep(("code", code), lambda: category_by_code(self.ledger, code))

    def door(self, household: KnownHousehold) -> str:
        """3-2-501, with its estate only where there are several."""
        short = "-".join(part for part in (household.building, household.unit, household.room) if part)
        return f"{household.estate} {short}" if household.estate and self.has_estates() else short

    def has_estates(self) -> bool:
        """Whether there is more than one estate."""
        return self._keep("estates", lambda: len(estates(self.ledger)) > 1)

    def resident(self, resident_id: int) -> Resident | None:
        """A resident as the ledger knows him or her; None for 0 and for one who has gone meanwhile."""
        return self._keep(("resident", resident_id), lambda: self._resident(resident_id)) if resident_id else None

    def age(self, birth: str) -> int | None:
        """How old somebody is today, where that is known."""
        return age_known(birth, self.today)

    def care_groups(self, resident_ids: Iterable[int]) -> tuple[str, ...]:
        """The care groups of these people, each once."""
        found = (self.resident(each) for each in resident_ids)
        return tuple(dict.fromkeys(group for person in found if person is not None for group in person.care_groups))

    def namesakes(self, name: str) -> tuple[Hit, ...]:
        """The residents of exactly this name, wherever they live."""
        return self._keep(("named", name), lambda: self._named(name)) if name else ()

    def around(self, proposal: Proposal) -> Surroundings | None:
        """What stands around an entry's household; None where there is none."""
        household = proposal.entry.household
        id_ = household.household_id if household is not None else None
        if id_ is None:
            return None
        return self._keep(("around", id_), lambda: surroundings(self.ledger, id_, today=self.today))

    def _resident(self, resident_id: int) -> Resident | None:
        try:
            return next(iter(residents(self.ledger, [resident_id])), None)
        except InputProblem:
            return None

    def _named(self, name: str) -> tuple[Hit, ...]:
        found = find_doors(self.ledger, name, limit=_MOST_NAMESAKES)
        return tuple(hit for hit in found if hit.kind is HitKind.RESIDENT and hit.title == name)

    def _keep(self, key: Any, read: Callable[[], _Value]) -> _Value:
        if key not in self._kept:
            self._kept[key] = read()
        kept: _Value = self._kept[key]
        return kept
