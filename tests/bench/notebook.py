"""How fast a page is read: 800 lines, and one more, against some 10,000 residents.

    python tests/bench/notebook.py [--runs 5]

Every run reads with a fresh reader; the page has no two equal lines, so nothing is remembered from another line.
"""

import argparse
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS.parent), str(TESTS / "ledger" / "notebook")]

from notebook_pages import TODAY, households, pages  # noqa: E402

from ledger.notebook.page import PageReader  # noqa: E402
from ledger.notebook.roster_index import RosterIndex  # noqa: E402

COMMUNITIES = 31
LINES = 800
PAGE_TARGET, LINE_TARGET = 1.0, 0.005


def main() -> None:
    """Print the index's, the page's and one line's seconds: the median of the runs, and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    doors = [
        replace(household, building=str(int(household.building) + 8 * number))
        for number in range(COMMUNITIES)
        for household in households("roster.csv")
    ]
    begun = time.perf_counter()
    index = RosterIndex(doors)
    print(f"index of {sum(len(door.people) for door in doors)} residents: {time.perf_counter() - begun:.3f} s")
    written = [line for page in pages("pages.jsonl") for line in page["text"].split("\n") if line.strip()]
    # A character nobody uses makes every line its own.
    lines = [f"{written[n % len(written)]}，{chr(0x4E00 + n)}" for n in range(LINES)]
    whole, more = [], []
    for run in range(runs):
        reader = PageReader(index)
        whole.append(_seconds(reader, "\n".join(lines)))
        more.append(_seconds(reader, "\n".join([*lines, f"3-2-501 许敏 卫生间漏水，楼上不配合，急{run}"])))
    for name, times, target in ((f"{LINES} lines", whole, PAGE_TARGET), ("one more line", more, LINE_TARGET)):
        verdict = "ok" if max(times) <= target else "TOO SLOW"
        print(f"{name}: median {statistics.median(times):.4f} s, slowest {max(times):.4f} s (≤ {target} s: {verdict})")


def _seconds(reader: PageReader, text: str) -> float:
    begun = time.perf_counter()
    reader.read(text, TODAY)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
