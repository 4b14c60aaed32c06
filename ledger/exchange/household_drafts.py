"""Households being put together from the rows of a sheet."""

from dataclasses import dataclass, field

from ledger.exchange.door_cells import Door, Place
from ledger.exchange.person_cells import Person
from ledger.records.places import DwellingUse
from ledger.rules.finding import Finding
from ledger.rules.person_name import short_name_key
from ledger.rules.relation import HEAD


@dataclass(slots=True)
class Line:
    """One row of the table, understood: the household it names, its door, and who stands in it."""

    row: int
    number: str
    serial: str
    head_name: str
    door: Door
    place: Place
    people: list[Person]
    head: Person | None = None
    use_text: str = ""
    status_text: str = ""
    size_text: str = ""
    notes: list[str] = field(default_factory=list)
    found: list[tuple[str, Finding]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A household being put together."""

    sheet: str
    row: int
    number: str
    serial: str
    door: Door
    place: Place
    head_name: str = ""
    head: Person | None = None
    people: list[Person] = field(default_factory=list)
    use: DwellingUse | None = None
    statuses: list[tuple[Person | None, str]] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)
    sizes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    found: list[tuple[int, str, Finding]] = field(default_factory=list)

    @property
    def head_key(self) -> str:
        """The name of the member who is the head, "" where nobody is yet."""
        return next((short_name_key(person.name) for person in self.people if person.relation == HEAD), "")


class Households:
    """Gives each row to its household: by number, by door, by head, and by standing below one another."""

    def __init__(self, sheet: str) -> None:
        self.drafts: list[Draft] = []
        self._sheet = sheet
        self._current: Draft | None = None
        self._by_key: dict[object, Draft] = {}

    def add(self, line: Line) -> Draft:
        """Add a row to the household it belongs to, and return that household."""
        draft = self._current
        if draft is None or self._begins_another(line, draft):
            if draft is not None and line.door.as_above:
                line.door = draft.door
            draft = self._known(line) or self._new(line)
        self._current = draft
        self._join(draft, line)
        return draft

    def close(self) -> None:
        """What follows belongs to no household above: a heading stands between."""
        self._current = None

    def _begins_another(self, line: Line, draft: Draft) -> bool:
        door_differs = line.door.said and line.door.key != draft.door.key
        if line.number and draft.number and line.number != draft.number:
            return True
        if line.serial:
            return line.serial != draft.serial or door_differs
        if door_differs:
            return True
        if line.number and line.number == draft.number:
            return False
        if line.head_name and draft.head_name and line.head_name != draft.head_name:
            return True
        return self._brings_another_head(line, draft)

    def _brings_another_head(self, line: Line, draft: Draft) -> bool:
        known = draft.head_key
        heads = [person for person in line.people if person.relation == HEAD and person.name]
        return bool(known) and any(short_name_key(person.name) != known for person in heads)

    def _known(self, line: Line) -> Draft | None:
        """The household further up that a row belongs to, in lists that are not sorted by door."""
        if line.serial or not (line.door.said or line.number):
            return None
        draft = self._by_key.get(self._key(line))
        if draft is None or self._brings_another_head(line, draft):
            return None
        if line.head_name and draft.head_name and line.head_name != draft.head_name:
            return None
        return draft

    def _new(self, line: Line) -> Draft:
        draft = Draft(self._sheet, line.row, line.number, line.serial, line.door, line.place, line.head_name)
        self.drafts.append(draft)
        if line.door.said or line.number:
            self._by_key[self._key(line)] = draft
        return draft

    def _key(self, line: Line) -> object:
        return line.number, line.door.key

    def _join(self, draft: Draft, line: Line) -> None:
        draft.head_name = draft.head_name or line.head_name
        draft.head = draft.head or line.head
        draft.people += line.people
        for remark in line.door.remarks:
            if remark not in draft.notes:
                draft.notes.append(remark)
        draft.use = draft.use or line.door.use
        draft.notes += [note for note in line.notes if note not in draft.notes]
        # A door not understood is said once, however many rows its merged cell stands for.
        door_found = line.door.found if line.row == draft.row else ()
        draft.found += [(line.row, column, finding) for column, finding in (*door_found, *line.found)]
        if line.status_text:
            draft.statuses.append((line.people[0] if line.people else None, line.status_text))
        if line.use_text and line.use_text not in draft.uses:
            draft.uses.append(line.use_text)
        if line.size_text:
            draft.sizes.append(line.size_text)
