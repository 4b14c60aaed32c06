"""Notes of the ledger and of a roster as one: nothing is said twice, and nothing a person wrote is lost."""

from collections.abc import Callable

from ledger.exchange.person_cells import ORIGINAL

BETWEEN = "；"


def merged_note(mine: str, theirs: str, is_settled: Callable[[str], bool]) -> str:
    """The ledger's note with what the roster adds.

    What an earlier file could not say properly (出生日期（名册原文）：1988-13-02) goes where `is_settled` says that
    this file does.
    """
    new = [part for part in theirs.split(BETWEEN) if part]
    old = [part for part in mine.split(BETWEEN) if part]
    kept = [part for part in old if ORIGINAL not in part or part in new or not is_settled(part)]
    if kept == old and all(part in mine for part in new):
        return mine
    text = BETWEEN.join(kept)
    return BETWEEN.join([*kept, *(part for part in new if part not in text)])
