"""What a keystroke costs in a page of 800 lines, against some 10,000 residents, with a third of its entries corrected.

    python tests/bench/manuscript.py [--runs 40]

Counted is `Manuscript.write`: the lines followed, the line read, every proposal current. The window draws after it.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from big_ledger import big_ledger  # noqa: E402

from ledger.notebook.entering import is_ready  # noqa: E402
from ledger.notebook.from_ledger import LedgerRoster  # noqa: E402
from ledger.notebook.manuscript import Manuscript  # noqa: E402
from ledger.records.visits import VisitOutcome  # noqa: E402
from ledger.store import open_ledger  # noqa: E402

TODAY = date(2026, 11, 23)
LINES, EVERY = 800, 20
TARGET = 0.020
SAID = (
    "没事",
    "没人",
    "卫生间漏水，楼上不配合，急",
    "孩子想参加书法班，下周三再去",
    "血压160，已联系卫生站",
    "楼道灯不亮，要修",
)
Edit = Callable[[str], list[str]]
KINDS: dict[str, tuple[Edit, ...]] = {
    "a key in a line": (
        lambda line: [f"{line}，"],
        lambda line: [f"{line}，灯"],
        lambda line: [f"{line}，灯坏"],
        lambda line: [f"{line}，灯坏了"],
    ),
    "a new line": (lambda line: [line, ""], lambda line: [line, "", ""]),
    "a line taken out": (lambda _line: [],),
}


def page(roster: LedgerRoster) -> list[str]:
    """Lines of different households, a heading before every twentieth."""
    dice = random.Random(1)
    homes = [each for each in roster.index.households if each.people]
    lines: list[str] = []
    for home in dice.sample(homes, LINES):
        if len(lines) % EVERY == 0:
            lines.append(f"11-{dice.randrange(1, 23)} 上午")
        lines.append(f"{home.building}-{home.unit}-{home.room} {home.people[0].name} {dice.choice(SAID)}")
    return lines[:LINES]


def main() -> None:
    """Print the seconds of each kind of edit: the median of the runs, and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40)
    runs = parser.parse_args().runs
    with open_ledger(big_ledger(visits=20_000, matters=6_000)) as ledger:
        roster = LedgerRoster(ledger)
        lines = page(roster)
        manuscript = Manuscript(ledger, roster, today=TODAY, worker_id=1)
        begun = time.perf_counter()
        manuscript.write("\n".join(lines))
        print(f"{LINES} lines put in: {time.perf_counter() - begun:.3f} s")
        for each in manuscript.proposals[::3]:
            manuscript.correct(each.key, outcome=VisitOutcome.AWAY)
        dice = random.Random(2)
        for name, edits in KINDS.items():
            times = [spent for _run in range(runs) for spent in _typed(manuscript, lines, edits, dice)]
            _show(name, times)
        keys = [each.key for each in manuscript.proposals if is_ready(each)][::2]
        begun = time.perf_counter()
        manuscript.rest(keys)
        print(f"what stays once {len(keys)} are entered: {time.perf_counter() - begun:.3f} s")


def _typed(manuscript: Manuscript, lines: list[str], edits: Sequence[Edit], dice: random.Random) -> Iterator[float]:
    """The seconds of each of the edits, one after the other at one place; the page is put right before them."""
    # Below a heading that is edited twenty lines are read anew: that costs what reading them costs.
    place = dice.choice([place for place in range(LINES) if place % EVERY])
    manuscript.write("\n".join(lines))
    for edit in edits:
        text = "\n".join([*lines[:place], *edit(lines[place]), *lines[place + 1 :]])
        begun = time.perf_counter()
        manuscript.write(text)
        yield time.perf_counter() - begun


def _show(name: str, times: list[float]) -> None:
    verdict = "ok" if max(times) <= TARGET else "TOO SLOW"
    print(f"{name}: median {statistics.median(times):.4f} s, slowest {max(times):.4f} s (≤ {TARGET} s: {verdict})")


if __name__ == "__main__":
    main()
