"""The time line of a household or a resident, newest first, a page at a time.

A page is found by its place (the key of the entry before it), never by counting past the ones shown already. Only the
keys are put in order; what an entry says is read for the entries of the page alone.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from ledger.dossiers.filling import Subject, filled
from ledger.dossiers.sources import KIND_OF, SOURCES
from ledger.dossiers.words_said import condition
from ledger.records.dossiers import EntryKey, EntryKind, TimelineCounts, TimelineEntry, TimelinePage
from ledger.store import Ledger

PAGE = 50


def household_timeline(
    ledger: Ledger,
    household_id: int,
    *,
    today: date,
    kinds: Collection[EntryKind] = (),
    since: date | None = None,
    until: date | None = None,
    text: str = "",
    withdrawn: bool = False,
    before: EntryKey | None = None,
    limit: int = PAGE,
) -> TimelinePage:
    """The entries of a household, newest first, from behind `before` on.

    `kinds` (all where empty), `since`, `until` and `text` narrow it down; `withdrawn` shows what was taken back, too.
    A promise stands at the day it is due. `today` says what is late.
    """
    asked = _Asked(Subject(household_id, of_resident=False), kinds, text, withdrawn)
    return asked.page(ledger, today, since, until, before, limit)


def resident_timeline(
    ledger: Ledger,
    resident_id: int,
    *,
    today: date,
    kinds: Collection[EntryKind] = (),
    since: date | None = None,
    until: date | None = None,
    text: str = "",
    withdrawn: bool = False,
    before: EntryKey | None = None,
    limit: int = PAGE,
) -> TimelinePage:
    """The entries of a resident, newest first, from behind `before` on; narrowed down as `household_timeline` is.

    Visits where he or she was asked, the own matters, and the households lived in, wherever that was.
    """
    asked = _Asked(Subject(resident_id, of_resident=True), kinds, text, withdrawn)
    return asked.page(ledger, today, since, until, before, limit)


def household_counts(ledger: Ledger, household_id: int, *, text: str = "", withdrawn: bool = False) -> TimelineCounts:
    """How many entries a household's time line has, by kind and year; of those with `text` in them where given."""
    return _Asked(Subject(household_id, of_resident=False), (), text, withdrawn).counts(ledger)


def resident_counts(ledger: Ledger, resident_id: int, *, text: str = "", withdrawn: bool = False) -> TimelineCounts:
    """How many entries a resident's time line has, by kind and year; of those with `text` in them where given."""
    return _Asked(Subject(resident_id, of_resident=True), (), text, withdrawn).counts(ledger)


class _Asked:
    """Whose time line, and what of it."""

    def __init__(self, subject: Subject, kinds: Collection[EntryKind], text: str, withdrawn: bool) -> None:
        self._subject = subject
        # A lone surrogate, which an input method can leave behind, cannot be bound.
        self._text = text.encode("utf-8", "ignore").decode().strip().lower()
        self._union = " union all ".join(
            source.sql(
                of_resident=subject.of_resident,
                withdrawn=withdrawn,
                said=condition(source.number, self._text) if self._text else "",
            )
            for source in SOURCES
            if not kinds or source.kind in kinds
        )

    def page(
        self,
        ledger: Ledger,
        today: date,
        since: date | None,
        until: date | None,
        before: EntryKey | None,
        limit: int,
    ) -> TimelinePage:
        """One page, and the key it ends with."""
        keys = self._keys(ledger, since, until, before, limit + 1)
        entries = _in_order(keys[:limit], filled(ledger, self._subject, keys[:limit], today=today))
        return TimelinePage(entries, keys[limit - 1] if len(keys) > limit else None)

    def counts(self, ledger: Ledger) -> TimelineCounts:
        """All entries by kind and year."""
        rows = ledger.rows(
            f"select source, cast(substr(day, 1, 4) as integer), count(*) from ({self._union}) group by 1, 2",
            self._bound(),
        )
        found: dict[tuple[EntryKind, int], int] = {}
        for source, year, count in rows:
            key = (KIND_OF[source], year)
            found[key] = found.get(key, 0) + count
        return TimelineCounts(tuple((kind, year, count) for (kind, year), count in found.items()))

    def _keys(
        self, ledger: Ledger, since: date | None, until: date | None, before: EntryKey | None, limit: int
    ) -> list[EntryKey]:
        if not self._union:
            return []
        tests: list[tuple[str, dict[str, Any]]] = []
        if since is not None:
            tests.append(("day >= :since", {"since": str(since)}))
        if until is not None:
            tests.append(("day <= :until", {"until": str(until)}))
        if before is not None:
            place = {"day": before.day, "time": before.time, "source": before.source, "id": before.id}
            # The day by itself as well: it is what keeps later rows from being looked at any further.
            tests.append(("day <= :day and (day, time, source, id) < (:day, :time, :source, :id)", place))
        where = " and ".join(test for test, _values in tests) or "1"
        bound = self._bound() | {"limit": limit}
        for _test, values in tests:
            bound |= values
        rows = ledger.rows(
            f"select day, time, source, id from ({self._union}) where {where}"
            " order by day desc, time desc, source desc, id desc limit :limit",
            bound,
        )
        return [EntryKey(*row) for row in rows]

    def _bound(self) -> dict[str, Any]:
        return {"subject": self._subject.id, "text": self._text}


def _in_order(keys: Sequence[EntryKey], entries: dict[EntryKey, TimelineEntry]) -> tuple[TimelineEntry, ...]:
    return tuple(entries[key] for key in keys)
