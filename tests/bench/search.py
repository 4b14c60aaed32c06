"""How long until the first results are there, on a ledger of 150,000 residents and 1,000,000 visits.

    python tests/bench/search.py [FOLDER] [--rounds 5] [--rival-every 5] [--no-rivals] [--no-growth] [--profile]

Asked are 200 questions fixed by a seed (search_questions), each as the window asks while somebody types: filters
offered, 50 hits of every kind in order, what is near where nothing was found. Beside it, by turns in the same run and
on the same file (search_rivals): LIKE, trigram FTS5, and a browser of databases, each asked every few questions because
they take so long. A time is the median of the rounds, in which everything is asked in another order; the ledgers are
made once and kept in the folder. Times vary with the machine and what else it does (the
processor's own share tells how much): compare the ratios.
"""

import argparse
import cProfile
import math
import platform
import pstats
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from large_ledger import HOUSEHOLDS, MATTERS, UNTIL, VISITS, large_ledger  # noqa: E402
from search_questions import SEED, Question, questions  # noqa: E402
from search_rivals import Browser, Trigram, like  # noqa: E402

from ledger.search.finding import find  # noqa: E402
from ledger.search.offers import offers  # noqa: E402
from ledger.store import Ledger, driver, open_ledger  # noqa: E402
from ledger.store.index_sources import SOURCES  # noqa: E402
from ledger.store.upgrading import is_old, needs_index  # noqa: E402

FRAME_MS, WORST_MS = 16, 60
LIMIT = 50
SMALLER = (100, 10)
"""The parts of the large ledger that the smaller ones are."""
_INDEXES = dict.fromkeys(source.index for source in SOURCES)
_WITHOUT_RIVALS = ("filters",)
Ask = Callable[[Question], object]
Times = dict[Question, list[float]]


@dataclass
class Way:
    """A way to search and its times, and those of the processor: by question, in milliseconds, one of each round."""

    name: str
    ask: Ask
    times: Times = field(default_factory=dict)
    worked: Times = field(default_factory=dict)

    def measure(self, question: Question) -> None:
        """Ask once."""
        begun, work = time.perf_counter(), time.thread_time()
        self.ask(question)
        work, took = time.thread_time() - work, time.perf_counter() - begun
        self.times.setdefault(question, []).append(took * 1000)
        self.worked.setdefault(question, []).append(work * 1000)


def medians(times: Times, asked: Iterable[Question]) -> list[float]:
    """The median time of each of the questions that was asked, in order of time."""
    return sorted(statistics.median(times[each]) for each in set(asked) if each in times)


def ours(ledger: Ledger) -> Ask:
    """What the thread beside the window does for every letter typed."""

    def ask(question: Question) -> object:
        offered = offers(ledger, question.words, today=UNTIL, cursor=len(question.words))
        return offered, find(ledger, question.words, today=UNTIL, limit=LIMIT, cancelled=lambda: False)

    return ask


def opened(folder: Path | None, part: int) -> Ledger:
    """The large ledger, or one a `part`th of its size, to be read."""
    path = large_ledger(folder, households=HOUSEHOLDS // part, visits=VISITS // part, matters=MATTERS // part)
    connection = driver.connect(path, read_only=True)
    old = is_old(connection) or needs_index(connection)
    connection.close()
    if old:
        open_ledger(path).close()  # brought up to date in the file, once
        for backup in path.parent.glob(f"{path.name}.v*.backup"):
            backup.unlink()
    return open_ledger(path, read_only=True)


def run(ways: Sequence[tuple[Way, Sequence[Question]]], rounds: int) -> None:
    """Ask everything in every round, in another order each."""
    chance = random.Random(SEED)
    for number in range(rounds):
        turns = [(way, question) for way, asked in ways for question in asked]
        chance.shuffle(turns)
        for done, (way, question) in enumerate(turns):
            way.measure(question)
            if done % 20 == 0 and sys.stderr.isatty():
                print(f"\rround {number + 1} of {rounds}, {done} of {len(turns)}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)


def spread(times: Sequence[float]) -> str:
    """p50 / p95 / max of times in order."""
    if not times:
        return "–"
    return " / ".join(f"{each:.1f}" for each in (statistics.median(times), _fifth(times), times[-1]))


def _fifth(times: Sequence[float]) -> float:
    return times[math.ceil(len(times) * 0.95) - 1]


def by_class(asked: Sequence[Question], way: Way, rivals: Sequence[Way]) -> None:
    """A table: our times, and how many times as long the others took for the same questions."""
    heads = ["class", "questions", "ours, p50 / p95 / max ms", "of it processor"]
    heads += [f"{each.name}, ms" for each in rivals]
    print(f"| {' | '.join(heads)} |")
    print("|---" * len(heads) + "|")
    classes = dict.fromkeys(question.of for question in asked)
    for name, wanted in [*((of, {of}) for of in classes), ("**all**", set(classes))]:
        part = [question for question in asked if question.of in wanted]
        cells = [spread(medians(times, part)) for times in (way.times, way.worked)]
        cells += [_beside(way, rival, part) for rival in rivals]
        print(f"| {name} | {len(part)} | {' | '.join(cells)} |")


def _beside(way: Way, rival: Way, asked: Sequence[Question]) -> str:
    """Median of the rival and its ratio to ours for the same questions."""
    same = [question for question in asked if question in rival.times]
    if not same:
        return "–"
    theirs, own = (statistics.median(medians(each.times, same)) for each in (rival, way))
    return f"{theirs:.1f} (×{theirs / own:.3g})"


def sizes(ledger: Ledger) -> tuple[float, float, float]:
    """Bytes of the texts of notes, of their index, and of the indexes of residents and doors."""
    texts = 0
    for source in SOURCES:
        if source.index == "text_index":
            columns = " + ".join(f"coalesce(sum(length(cast({text} as blob))), 0)" for text in source.texts)
            texts += ledger.value(f"select {columns} from {source.table} r where r.withdrawn_at is null")
    index = {
        name: sum(
            ledger.value(f"select coalesce(sum({length}), 0) from {name}_{part}")
            for part, length in (("data", "length(block)"), ("idx", "length(term) + 8"), ("docsize", "length(sz) + 8"))
        )
        for name in _INDEXES
    }
    return texts, index["text_index"], sum(index.values()) - index["text_index"]


def growth(ledgers: Sequence[Ledger], ways: Sequence[Way], asked: Sequence[Sequence[Question]]) -> None:
    """A table: one line for every size."""
    print("\n| visits | residents | ours, p50 / p95 / max ms | texts | index | index ÷ texts | of people and doors |")
    print("|---" * 7 + "|")
    for ledger, way, part in zip(ledgers, ways, asked, strict=True):
        visits, people = (ledger.value(f"select count(*) from {table}") for table in ("visit", "resident"))
        texts, index, others = sizes(ledger)
        print(
            f"| {visits:,} | {people:,} | {spread(medians(way.times, part))} | {texts / 1e6:.1f} MB"
            f" | {index / 1e6:.1f} MB | {index / texts:.2f} | {others / 1e6:.1f} MB |"
        )


def slowest(way: Way, asked: Sequence[Question], count: int = 12) -> None:
    """The questions that took longest, with the first time each was asked."""
    print("\nslowest: words (class), median of the rounds, the first time")
    for each in sorted(set(asked), key=lambda each: -statistics.median(way.times[each]))[:count]:
        print(f"  {each.words} ({each.of})  {statistics.median(way.times[each]):.1f}  {way.times[each][0]:.1f}")


def show_profile(way: Way, asked: Sequence[Question]) -> None:
    """Where the twenty slowest questions spend their time."""
    chosen = sorted(set(asked), key=lambda each: -statistics.median(way.times[each]))[:20]
    profile = cProfile.Profile()
    with profile:
        for question in chosen:
            way.ask(question)
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def main() -> int:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(tempfile.gettempdir()) / "minqing-bench")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--rival-every", type=int, default=5, metavar="N", help="ask the others every Nth question of a class"
    )
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--no-growth", action="store_true")
    parser.add_argument("--profile", action="store_true", help="print what the slowest questions spend their time on")
    args = parser.parse_args()
    ledger = opened(args.folder, 1)
    asked = questions(ledger)
    way = Way("ours", ours(ledger))
    turns: list[tuple[Way, Sequence[Question]]] = [(way, asked)]
    rivals: list[Way] = []
    trigram = None if args.no_rivals else Trigram(ledger, args.folder / f"trigram-{VISITS}.db")
    if trigram is not None:
        rivals = _rivals(ledger, trigram)
        some = _some_of_each_class(asked, args.rival_every)
        turns += [(rival, some) for rival in rivals]
    smaller = [] if args.no_growth else [opened(args.folder, part) for part in SMALLER]
    for each in smaller:
        turns.append((Way("smaller", ours(each)), questions(each)))
    run(turns, args.rounds)
    print(f"Python {platform.python_version()}, SQLite {driver.dbapi2.sqlite_version}, {platform.platform()}\n")
    by_class(asked, way, rivals)
    if trigram is not None:
        print(f"\ntrigram: {trigram.size / 1e6:.0f} MB, {trigram.size / trigram.texts:.2f} of its texts")
    own = [(each, of) for each, of in turns if each not in rivals]
    grown = [*zip(smaller, own[1:], strict=True), (ledger, own[0])]
    growth([each for each, _ in grown], [each for _, (each, _of) in grown], [of for _, (_each, of) in grown])
    slowest(way, asked)
    if args.profile:
        show_profile(way, asked)
    return _verdict(way, asked)


def _some_of_each_class(asked: Sequence[Question], every: int) -> list[Question]:
    """The first question of every class that others can be asked, and each `every`th after it."""
    classes = dict.fromkeys(each.of for each in asked if each.of not in _WITHOUT_RIVALS)
    return [each for of in classes for each in [each for each in asked if each.of == of][::every]]


def _rivals(ledger: Ledger, trigram: Trigram) -> list[Way]:
    browser = Browser(ledger)
    return [
        Way("LIKE", lambda each: like(ledger, each.words.split(), LIMIT + 1)),
        Way("trigram", lambda each: trigram.ask(each.words.split(), LIMIT + 1)),
        Way("DB browser", lambda each: browser.ask(each.table, each.words.split(), LIMIT + 1)),
    ]


def _verdict(way: Way, asked: Sequence[Question]) -> int:
    times = medians(way.times, asked)
    print(f"\np95 {_fifth(times):.1f} ms (target ≤ {FRAME_MS}), max {times[-1]:.1f} ms (target ≤ {WORST_MS})")
    return int(_fifth(times) > FRAME_MS or times[-1] > WORST_MS)


if __name__ == "__main__":
    sys.exit(main())
