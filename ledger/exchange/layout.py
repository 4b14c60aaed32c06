"""How the columns of a sheet work together: who is described where, and what holds for the whole household."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ledger.exchange.fields import HOUSEHOLD_FIELDS, PERSON_FIELDS, Field, relation_of
from ledger.exchange.roster import Column
from ledger.rules.relation import HEAD

_FURTHER = frozenset({Field.RELATION, Field.PHONE, Field.AGE, Field.CARE_GROUPS, Field.CARE_FLAG})

_OWNERS = {Field.TENANT_NAME: ("租户", "租客", "承租人"), Field.OWNER_NAME: ("业主", "房主")}


@dataclass(frozen=True, slots=True)
class Slot:
    """Columns that describe one person of a row. `relation` is what the heading says of them ("" mostly).

    `indexes` and `labels` are of the first column with each meaning, `further` the columns that may be several.
    `name` is -1 where only a phone or the like of the head has a column, the head being named among the members.
    """

    relation: str
    name: int
    columns: tuple[Column, ...]
    indexes: Mapping[Field, int]
    labels: Mapping[Field, str]
    further: tuple[Column, ...]

    @property
    def label(self) -> str:
        """The heading over the name."""
        return next((column.label for column in self.columns if column.index == self.name), "")

    def index(self, field: Field) -> int | None:
        """The first column with this meaning, or None."""
        return self.indexes.get(field)


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's columns, sorted out.

    `people` are read from every row; `head` from the first row of a household only, where the head stands in columns
    of its own beside those of the members.
    """

    columns: tuple[Column, ...]
    people: tuple[Slot, ...]
    head: Slot | None
    household: dict[Field, tuple[int, ...]]
    notes: tuple[Column, ...]
    remarks: tuple[Column, ...]

    def label(self, field: Field) -> str:
        """The heading of the first column with this meaning, "" where there is none."""
        return next((column.name for column in self.columns if column.field is field), "")

    @property
    def name_labels(self) -> tuple[str, ...]:
        """The headings over the columns with names."""
        names = {slot.name for slot in self.people} | ({self.head.name} if self.head else set())
        return tuple(column.label for column in self.columns if column.index in names)


def layout_of(columns: Sequence[Column]) -> Layout:
    """Sort out the columns of a sheet."""
    groups = _person_groups(columns)
    heads = groups.pop(HEAD, [])
    head_name = _first(columns, Field.HEAD_NAME)
    main = groups.get("", [])
    head: Slot | None = None
    if any(column.field is Field.NAME for column in main):
        if head_name is not None or heads:
            head = _slot(HEAD, -1 if head_name is None else head_name, heads)
    else:
        fields = (Field.HEAD_NAME, Field.TENANT_NAME, Field.OWNER_NAME)
        named = next((column for field in fields for column in columns if column.field is field), None)
        relation = HEAD if named and named.index == head_name else ""
        for owner in _OWNERS.get(named.field, ()) if named else ():
            main = [*main, *groups.pop(owner, [])]
        groups[""] = [*([replace(named, field=Field.NAME)] if named else []), *main, *heads]
        groups = {"": groups.pop(""), **groups}
        return _layout(columns, groups, None, {"": relation})
    return _layout(columns, groups, head, {})


def _slot(relation: str, name: int, columns: Sequence[Column]) -> Slot:
    indexes: dict[Field, int] = {}
    for column in columns:
        indexes.setdefault(column.field, column.index)
    labels = {field: next(c.name for c in columns if c.field is field) for field in indexes}
    further = tuple(column for column in columns if column.field in _FURTHER)
    return Slot(relation, name, tuple(columns), indexes, labels, further)


def _layout(
    columns: Sequence[Column], groups: dict[str, list[Column]], head: Slot | None, relations: dict[str, str]
) -> Layout:
    people = []
    for owner, members in groups.items():
        for slot in _split_at_names(members):
            name = next((column.index for column in slot if column.field is Field.NAME), -1)
            if name >= 0:
                people.append(_slot(relations.get(owner, relation_of(owner)), name, slot))
    taken = {slot.name for slot in people}
    described = {column.index for slot in (*people, *([head] if head else [])) for column in slot.columns}
    nobodys = [c for c in columns if c.field in PERSON_FIELDS and c.index not in described]
    household: dict[Field, tuple[int, ...]] = {}
    for column in columns:
        if column.field in HOUSEHOLD_FIELDS and column.index not in taken:
            household[column.field] = (*household.get(column.field, ()), column.index)
    return Layout(
        tuple(columns),
        tuple(people),
        head,
        household,
        tuple(column for column in columns if column.field is Field.NOTE),
        (*(column for column in columns if column.field is Field.REMARK), *nobodys),
    )


def _person_groups(columns: Sequence[Column]) -> dict[str, list[Column]]:
    groups: dict[str, list[Column]] = {}
    for column in columns:
        if column.field in PERSON_FIELDS:
            groups.setdefault(relation_of(column.owner) if column.owner in (HEAD, "") else column.owner, []).append(
                column
            )
    return groups


def _split_at_names(columns: Sequence[Column]) -> list[list[Column]]:
    """Several people under one kind of heading side by side: each name begins the next."""
    slots: list[list[Column]] = [[]]
    for column in columns:
        if column.field is Field.NAME and any(other.field is Field.NAME for other in slots[-1]):
            slots.append([])
        slots[-1].append(column)
    return slots


def _first(columns: Sequence[Column], *fields: Field) -> int | None:
    found = (column.index for field in fields for column in columns if column.field is field)
    return next(found, None)
