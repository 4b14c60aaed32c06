"""What the search index knows: which texts of which rows, under which row numbers, and what makes an entry stale.

Three indexes: `text_index` of running text, one entry for each row of the tables in `TEXTS`; `resident_index` and
`dwelling_index` of what is typed from its beginning. Only rows that stand are in them: what was withdrawn (作废) is
not found. Residents who died or moved away are, behind all others.

An entry's rowid says whose it is: the row's id, plus for texts `SPAN` times the number of their kind, so that one kind
is one stretch of the index and the newest row of it is the last entry; for residents who are gone plus `SPAN`.
"""

from dataclasses import dataclass
from enum import Enum

SPAN = 1 << 40

GONE = ("moved_out", "dead")
"""The presences (`Presence`) of residents who come behind all others."""


class TextKind(Enum):
    """A kind of running text: the table it stands in. The value is its number in the index."""

    VISIT = 1
    MATTER = 2
    STEP = 3
    PAGE = 4
    RESIDENT = 5
    HOUSEHOLD = 6
    DWELLING = 7
    PROMISE = 8
    LIFE_EVENT = 9

    @property
    def table(self) -> str:
        """The table whose rows have this text."""
        return self.name.lower()

    @property
    def base(self) -> int:
        """What is added to a row's id for its rowid in the index."""
        return self.value * SPAN


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Where the entries of one table's rows come from, and which index they go to.

    `base` is added to a row's id for its rowid there. `texts` are SQL expressions over the row `r`, `lists` those that
    give a JSON list of texts. `watched` are the columns that, changed, make the row's entry stale.
    """

    index: str
    base: int
    table: str
    texts: tuple[str, ...]
    lists: tuple[str, ...]
    watched: frozenset[str]

    @property
    def columns(self) -> str:
        """Id, texts and lists, in this order, as the columns of a query over `r`."""
        return ", ".join(("r.id", *self.texts, *self.lists))

    @property
    def select(self) -> str:
        """The standing rows; to be followed by further conditions (and …)."""
        return f"select {self.columns} from {self.table} r where r.withdrawn_at is null"


def _text(kind: TextKind, *columns: str, lists: tuple[str, ...] = ()) -> Source:
    texts = tuple(f"r.{column}" for column in columns)
    return Source("text_index", kind.base, kind.table, texts, lists, frozenset({*columns, "withdrawn_at"}))


_NAMES_MET = (
    "(select json_group_array(p.name) from visit_person p where p.visit_id = r.id and p.withdrawn_at is null"
    " and p.name <> '')"
)
_PHONE_NOTES = (
    "(select json_group_array(p.note) from phone p where p.resident_id = r.id and p.withdrawn_at is null"
    " and p.note <> '')"
)
_NUMBERS = "(select json_group_array(p.number) from phone p where p.resident_id = r.id and p.withdrawn_at is null)"

TEXTS: dict[TextKind, Source] = {
    TextKind.VISIT: _text(TextKind.VISIT, "note", "place", lists=(_NAMES_MET,)),
    TextKind.MATTER: _text(TextKind.MATTER, "number", "title", "detail", "place"),
    TextKind.STEP: _text(TextKind.STEP, "text"),
    TextKind.PAGE: _text(TextKind.PAGE, "text"),
    TextKind.RESIDENT: _text(TextKind.RESIDENT, "note", lists=(_PHONE_NOTES,)),
    TextKind.HOUSEHOLD: _text(TextKind.HOUSEHOLD, "note"),
    TextKind.DWELLING: _text(TextKind.DWELLING, "note"),
    TextKind.PROMISE: _text(TextKind.PROMISE, "text"),
    TextKind.LIFE_EVENT: _text(TextKind.LIFE_EVENT, "note"),
}

RESIDENTS = Source(
    "resident_index",
    0,
    "resident",
    ("r.name", "r.pinyin", "r.initials", "r.id_number", "r.presence"),
    (_NUMBERS,),
    frozenset({"name", "pinyin", "initials", "id_number", "presence", "withdrawn_at"}),
)
DWELLINGS = Source(
    "dwelling_index",
    0,
    "dwelling",
    (
        "coalesce((select e.name from unit u join building b on b.id = u.building_id join estate e"
        " on e.id = b.estate_id where u.id = r.unit_id), '')",
        "coalesce((select b.name from unit u join building b on b.id = u.building_id where u.id = r.unit_id), '')",
        "coalesce((select u.name from unit u where u.id = r.unit_id), '')",
        "r.room",
    ),
    (),
    frozenset({"unit_id", "room", "withdrawn_at"}),
)
SOURCES: tuple[Source, ...] = (*TEXTS.values(), RESIDENTS, DWELLINGS)


@dataclass(frozen=True, slots=True)
class Bearing:
    """A change of `watched` columns makes entries of other rows stale: of those `owners` gives for the row's id (?1).

    `column` holds the one owner, where there is one; without it a new row owns nothing yet.
    """

    source: Source
    column: str
    watched: frozenset[str]
    owners: str


def _named_in(table: str, column: str, watched: str, source: Source) -> Bearing:
    names = frozenset({column, watched, "withdrawn_at"})
    return Bearing(source, column, names, f"select {column} from {table} where id = ?1")


def _above(owners: str, *watched: str) -> Bearing:
    return Bearing(DWELLINGS, "", frozenset(watched), owners)


_DOORS = "select d.id from dwelling d join unit u on u.id = d.unit_id join building b on b.id = u.building_id"

BEARINGS: dict[str, tuple[Bearing, ...]] = {
    "visit_person": (_named_in("visit_person", "visit_id", "name", TEXTS[TextKind.VISIT]),),
    "phone": (
        _named_in("phone", "resident_id", "number", RESIDENTS),
        _named_in("phone", "resident_id", "note", TEXTS[TextKind.RESIDENT]),
    ),
    "unit": (_above(f"{_DOORS} where u.id = ?1", "name", "building_id"),),
    "building": (_above(f"{_DOORS} where b.id = ?1", "name", "estate_id"),),
    "estate": (_above(f"{_DOORS} where b.estate_id = ?1", "name"),),
}
