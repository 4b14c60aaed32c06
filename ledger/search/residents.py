"""Residents: by name, pinyin, phone, ID number, by what is noted of them, and together with their door."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from ledger.rules.search_tokens import fold
from ledger.search.gathering import RANKED, Kind, Ranked, Tributary
from ledger.search.hits import Closeness, Hit, HitKind
from ledger.search.looking import LOOKS
from ledger.search.naming import Named, forms_of_residents, name_word, person_closeness, residents_named
from ledger.search.reading import AMONG, rows_of
from ledger.search.snippets import snippet
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.store.index_entries import NUMBERS, SHORTEST_NUMBER, Field
from ledger.store.index_reading import Asked, proposed_residents
from ledger.store.index_sources import GONE, TextKind

_JOINED = " · "
_SHOWN_OF_NUMBER = 4
_HOMES = (
    " left join membership m on m.resident_id = r.id and m.until is null and m.withdrawn_at is null"
    " left join occupancy o on o.household_id = m.household_id and o.until is null and o.withdrawn_at is null"
)


class Residents(Kind):
    """Those who live here before those who died or moved away."""

    kind: ClassVar = HitKind.RESIDENT
    text: ClassVar = TextKind.RESIDENT
    tributaries: ClassVar = (
        Tributary(
            TextKind.LIFE_EVENT,
            f"select resident_id from life_event where id in {AMONG}",
            f"select id, resident_id from life_event where resident_id in {AMONG}",
            f"select resident_id, note from life_event where resident_id in {AMONG} and withdrawn_at is null",
        ),
    )
    ranked_at_once: ClassVar = RANKED
    beside_counts: ClassVar = False

    def listed(self) -> Iterable[int]:
        """The best where there are only filters."""
        assert self.only is not None
        found: list[int] = []
        for presence in ("not in", "in"):
            rows = self.ledger.rows(
                f"select r.id from resident r where r.withdrawn_at is null and r.presence {presence} {GONE}"
                f" and ({self.only.sql}) order by r.id limit ?",
                (*self.only.values, self.looking.enough - len(found)),
            )
            found += [row[0] for row in rows]
        return found

    def called(self, words: Sequence[str]) -> Iterable[int]:
        """Those that have every word in their own name, door or number."""
        found: dict[int, None] = {}
        for _close, id_ in residents_named(self.ledger, words, only=self.only, limit=self.looking.enough):
            found[id_] = None
            if len(found) >= self.looking.enough:
                break
        return found

    def called_all(self, word: str) -> Iterable[int]:
        """All these."""
        return proposed_residents(self.ledger, Asked(name_word(word)), limit=LOOKS + 1)

    def calls(self, word: str, ids: Iterable[int]) -> set[int]:
        """Those whose own name, door or number has a word."""
        forms = forms_of_residents(self.ledger, ids)
        return {id_ for id_, each in forms.items() if person_closeness(word, each) is not None}

    def beside(self, words: Named, limit: int) -> list[int]:
        """Those whose people or door are among those named."""
        sql = (
            "select m.resident_id from occupancy o join membership m on m.household_id = o.household_id"
            f" and m.until is null and m.withdrawn_at is null where o.dwelling_id in {AMONG}"
            " and o.until is null and o.withdrawn_at is null limit ?"
        )
        return [row[0] for row in rows_of(self.ledger, sql, words.doors, (limit,))]

    def door_of(self, ids: Iterable[int]) -> dict[int, int]:
        """Their doors."""
        sql = f"select r.id, o.dwelling_id from resident r{_HOMES} where r.id in {AMONG} and o.dwelling_id is not null"
        return {row[0]: row[1] for row in rows_of(self.ledger, sql, ids)}

    def ranked(self, ids: Iterable[int], words: Sequence[str]) -> Iterator[Ranked]:
        """What they are sorted by."""
        wanted = list(ids)
        gone = {
            row[0]
            for row in rows_of(
                self.ledger, f"select id from resident where id in {AMONG} and presence in {GONE}", wanted
            )
        }
        forms = forms_of_residents(self.ledger, wanted) if words else {}
        for id_ in wanted:
            close = [person_closeness(word, forms[id_]) for word in words]
            best = min((each for each in close if each is not None), default=Closeness.SAID)
            yield (best, id_ in gone, id_), best, id_

    def hits(self, ranked: Sequence[Ranked], words: Sequence[str]) -> list[Hit]:
        """As they are shown."""
        ids = [id_ for _key, _close, id_ in ranked]
        rows = {row["id"]: row for row in rows_of(self.ledger, _HITS, ids)}
        forms = forms_of_residents(self.ledger, ids)
        found = []
        for _key, close, id_ in ranked:
            row = rows[id_]
            text = _JOINED.join(_parts(row, words, forms[id_]))
            home = row["household_id"]
            found.append(Hit(self.kind, id_, row["uid"], row["name"], text, tuple(words), None, close, home))
        return found


_HITS = (
    f"select r.id, r.uid, r.name, r.note, m.household_id, coalesce(m.relation, '') as relation,"
    f" case when d.id is null then '' else {ADDRESS_SQL} end as address from resident r{_HOMES}"
    f" {ADDRESS_JOIN.format(table='o')} where r.id in {AMONG}"
)


def _parts(row: Any, words: Sequence[str], forms: Sequence[tuple[Field, str]]) -> Iterator[str]:
    """Where and as what somebody lives; a number and a note where the words are in them."""
    yield from (part for part in (row["address"], row["relation"]) if part)
    plain = [word for word in map(name_word, words) if len(word) >= SHORTEST_NUMBER]
    for field, form in forms:
        if field in NUMBERS and any(word in form for word in plain):
            # An ID number is shown by its end only, as it is everywhere.
            yield form if field is Field.PHONE else "*" * (len(form) - _SHOWN_OF_NUMBER) + form[-_SHOWN_OF_NUMBER:]
    if row["note"] and any(word in fold(row["note"]) for word in words):
        yield snippet(row["note"], words)
