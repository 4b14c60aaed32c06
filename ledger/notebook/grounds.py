"""What proposals stand on besides the page: the ledger's categories, workers, doors, residents and matters."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from ledger.notebook.category_table import CategoryTable, category_table
from ledger.notebook.from_ledger import LedgerRoster
from ledger.places.staff import workers
from ledger.records.notebook import Candidate, KnownHousehold, KnownPerson, PageEntry
from ledger.records.people import Sex
from ledger.store import Ledger

Elsewhere = Callable[[PageEntry, KnownHousehold], PageEntry]


@dataclass(frozen=True)
class Grounds:
    """The ledger as it is, as far as proposals need it.

    `home` finds a household by its dwelling, `resident` somebody by the resident's id, both None for what is there no
    longer. `elsewhere` reads an entry at another door. `workers` are ids by name, `worker_id` whoever writes the page.
    `joinable` says whether a matter can still be joined.
    """

    categories: CategoryTable
    workers: Mapping[str, int]
    worker_ids: frozenset[int]
    worker_id: int
    home: Callable[[int], KnownHousehold | None]
    resident: Callable[[int], Candidate | None]
    elsewhere: Elsewhere
    joinable: Callable[[int], bool]


def read_grounds(ledger: Ledger, roster: LedgerRoster, *, worker_id: int, elsewhere: Elsewhere) -> Grounds:
    """The grounds of a ledger now. Of workers of one name none is known by it."""
    staff = workers(ledger)
    names = Counter(worker.name for worker in staff)

    @cache
    def resident(resident_id: int) -> Candidate | None:
        return roster.resident(resident_id) or _without_a_home(ledger, resident_id)

    @cache
    def joinable(matter_id: int) -> bool:
        standing = ledger.value(
            "select 1 from matter where id = ? and withdrawn_at is null"
            " and status not in ('not_accepted', 'merged', 'retracted')",
            (matter_id,),
        )
        return standing is not None

    return Grounds(
        categories=category_table(ledger),
        workers={worker.name: worker.id for worker in staff if names[worker.name] == 1},
        worker_ids=frozenset(worker.id for worker in staff),
        worker_id=worker_id,
        home=roster.home,
        resident=resident,
        elsewhere=elsewhere,
        joinable=joinable,
    )


def _without_a_home(ledger: Ledger, resident_id: int) -> Candidate | None:
    """A resident who is registered behind no door of the ledger."""
    row = ledger.row("select name, sex, birth from resident where id = ? and withdrawn_at is null", (resident_id,))
    if row is None:
        return None
    person = KnownPerson(row["name"], "", Sex(row["sex"]), row["birth"], resident_id)
    return Candidate(KnownHousehold("", "", "", ""), person)
