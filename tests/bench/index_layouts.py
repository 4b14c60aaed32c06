"""Layouts of a search index over Chinese notes, beside one another and beside scans: why the ledger's is what it is.

    python tests/bench/index_layouts.py [FOLDER] [--notes 1000000] [--only NAME …]

The notes (two thirds visits, a sixth matters, a sixth steps) are made once and kept in the folder, and so are the
indexes; each index is a file of its own. A query is for the newest 50 visits, rowids only, warm; what a layout only
proposes is looked at on the text.

Measured on Linux x64 with 2 cores, busy with other work: 1,000,000 notes, 131 MB of text, 189 questions; ms p50 / p95.

| layout | size | 1 | 2 | 3 | 4 | rare | none | worst | enter / take out |
|---|---|---|---|---|---|---|---|---|---|
| characters + pairs, by kind (ours) | 134 MB | 0.21 / 0.23 | 0.21 / 0.29 | 0.24 / 0.40 | 0.24 / 0.61 | 0.20 / 0.22 | 0.01 / 0.09 | 2.4 | 0.14 / 0.04 |
| the same, kinds mixed | 156 MB | 0.21 / 0.28 | 0.21 / 0.34 | 0.23 / 0.34 | 0.25 / 0.99 | 0.20 / 0.24 | 0.01 / 0.11 | 6.4 | 1.88 / 1.22 |
| the same, texts given back to delete | 115 MB | 0.22 / 0.24 | 0.22 / 0.28 | 0.24 / 0.32 | 0.26 / 0.62 | 0.21 / 0.24 | 0.01 / 0.09 | 2.3 | 0.14 / 0.15 |
| pairs, beginnings for one character | 136 MB | 0.22 / 0.31 | 0.25 / 0.44 | 0.26 / 0.47 | 0.42 / 0.97 | 0.25 / 0.40 | 0.02 / 0.09 | 11.7 | 0.30 / 0.19 |
| characters, as phrases | 154 MB | 0.21 / 0.24 | 0.26 / 0.34 | 0.27 / 1.10 | 0.37 / 8.65 | 0.21 / 0.30 | 12.39 / 56.25 | 113.3 | 0.32 / 0.03 |
| trigram of SQLite, LIKE below three | 100 MB | 0.11 / 3.32 | 0.76 / 19.34 | 0.21 / 0.28 | 0.22 / 0.29 | 0.21 / 3.37 | 0.01 / 0.01 | 19.7 | 0.11 / 0.04 |
| no index, LIKE | 0 | 0.11 / 3.05 | 0.75 / 18.81 | 0.56 / 40.79 | 3.62 / 151.73 | 0.21 / 3.26 | 239 / 360 | 431.6 | – |

Texts given back to delete are the smallest that answer as fast. Not taken, because then an entry can only be removed by
who still knows its old tokens exactly: after a change of the folding rules, or of Unicode, wrong entries would stay.
"""

# ruff: noqa: E501

import argparse
import math
import platform
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ledger.rules.search_tokens import fold, text_terms, text_tokens  # noqa: E402
from ledger.sample.words import filled, matter_groups, word_list  # noqa: E402
from ledger.store import driver  # noqa: E402

SPAN = 1 << 40
KINDS = (1, 1, 1, 1, 2, 3)  # visits, matters, steps as they come
NEWEST = 50
AT_ONCE = 5000
CONTENTLESS = "content=''"
Connection = driver.Connection
Rows = list[int]


@dataclass(frozen=True)
class Layout:
    """How one kind of index is made and asked. `rowid` is that of a row of a kind."""

    name: str
    options: str
    tokens: Callable[[str], str]
    match: Callable[[str], str | None]
    rowid: Callable[[int, int], int] = lambda kind, id_: kind * SPAN + id_
    kind_of: str = ""  # a condition on the rowid that keeps visits only, where they are no stretch


def pairs(text: str) -> Iterable[str]:
    """Tokens without single characters, but for those at an end, which begin no pair."""
    runs = fold(text).split()
    return {token for run in runs for token in text_tokens([run]).split(" ") if len(token) > 1} | {
        text_terms(run[-1])[0] for run in runs
    }


def ready(text: str) -> str:
    """The ledger's own tokens."""
    return text_tokens([fold(text)])


def all_terms(word: str) -> str:
    """The ledger's own question: every pair of the word."""
    return " AND ".join(f'"{term}"' for term in text_terms(fold(word)))


def as_phrase(word: str) -> str:
    """Single characters beside one another."""
    return '"' + " ".join(text_tokens_in_order(fold(word))) + '"'


def trigrams(word: str) -> str | None:
    """Every three characters beside one another; None where there are fewer."""
    folded = fold(word)
    return " AND ".join(f'"{folded[at : at + 3]}"' for at in range(len(folded) - 2)) if len(folded) > 2 else None


def text_tokens_in_order(folded: str) -> list[str]:
    """The characters of a folded text, as tokens."""
    return [text_terms(character)[0] for character in folded if character != " "]


OURS = f"{CONTENTLESS}, contentless_delete=1, detail=none, tokenize='ascii'"
LAYOUTS = (
    Layout("characters + pairs, by kind (ours)", OURS, ready, all_terms),
    Layout(
        "the same, kinds mixed",
        OURS,
        ready,
        all_terms,
        rowid=lambda kind, id_: id_ * 16 + kind,
        kind_of="and rowid % 16 = 1",
    ),
    Layout(
        "the same, texts given back to delete",
        f"{CONTENTLESS}, columnsize=0, detail=none, tokenize='ascii'",
        ready,
        all_terms,
    ),
    Layout(
        "pairs, beginnings for one character",
        f"{OURS}, prefix='1'",
        lambda text: " ".join(pairs(text)),
        lambda word: all_terms(word) if len(fold(word)) > 1 else f'"{text_terms(fold(word))[0]}" *',
    ),
    Layout(
        "characters, as phrases",
        f"{CONTENTLESS}, contentless_delete=1, tokenize='ascii'",
        lambda text: " ".join(text_tokens_in_order(fold(text))),
        as_phrase,
    ),
    Layout(
        "trigram of SQLite, LIKE below three",
        f"{CONTENTLESS}, contentless_delete=1, detail=none, tokenize='trigram'",
        fold,
        trigrams,
    ),
)


def notes(count: int) -> Iterator[tuple[int, int, str]]:
    """(number, kind, text) of invented notes of about 20 to 100 characters: everyday words, names, rare characters."""
    chance = random.Random(4)
    visits = [text for texts in word_list("visits")["met"].values() for text in texts]
    works = [
        text for group in matter_groups() for each in group.texts for text in (each.note, each.progress, each.settled)
    ]
    names = word_list("names")
    surnames = (
        [*names["surnames"]] if isinstance(names.get("surnames"), dict | list) else list("王李张刘陈杨赵黄周吴徐许")
    )
    given = "敏伟芳秀英国强丽军洋艳勇杰涛明超兰霞平刚桂文辉玲宁彤诺"
    for number in range(1, count + 1):
        parts = [filled(chance, chance.choice(visits))]
        parts += [filled(chance, chance.choice(works), to="物业") for _ in range(chance.choice((1, 1, 2, 2, 3)))]
        name = chance.choice(surnames) + "".join(chance.choices(given, k=chance.choice((1, 2))))
        parts.append(
            f"{chance.randint(1, 40)}-{chance.randint(1, 6)}-{chance.randint(1, 18)}0{chance.randint(1, 4)}{name}说"
        )
        if chance.random() < 0.03:
            parts.append("".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(3)))
        chance.shuffle(parts)
        yield number, chance.choice(KINDS), "，".join(parts)


def text_file(folder: Path, count: int) -> Path:
    """The file that holds the notes; made where it is not there."""
    path = folder / f"notes-{count}.db"
    if not path.exists():
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        connection = driver.connect(making)
        connection.execute("create table note (id integer primary key, kind integer not null, text text not null)")
        connection.execute("begin")
        connection.executemany("insert into note values (?, ?, ?)", notes(count))
        connection.execute("commit")
        connection.close()
        making.replace(path)
    return path


def questions(connection: Connection, count: int) -> dict[str, list[str]]:
    """200 words: cut from notes anywhere (so the frequent come often), rare ones, and some that stand nowhere."""
    chance = random.Random(5)
    asked: dict[str, list[str]] = {"1": [], "2": [], "3": [], "4": [], "rare": [], "none": []}
    while sum(map(len, asked.values())) < 200:
        text = connection.execute("select text from note where id = ?", (chance.randint(1, count),)).fetchone()[0]
        for length in (1, 2, 3, 4):
            at = chance.randrange(len(text) - 4)
            word = text[at : at + length]
            if not re.search(r"[\s，。]", word):
                asked[str(length)].append(word)
        if rare := re.search(r"，([\u4e00-\u9fa5]{3})(，|$)", text):
            asked["rare"].append(rare[1][:2])
        asked["none"].append("".join(chance.sample(text, 3)))
    return {kind: words[:40] for kind, words in asked.items()}


def build(layout: Layout, connection: Connection) -> float:
    """Seconds to make the index of all notes."""
    begun = time.perf_counter()
    connection.execute(f"create virtual table found using fts5(tokens, {layout.options})")
    connection.execute("begin")
    connection.execute("insert into found (found, rank) values ('hashsize', ?)", (64 << 20,))
    last = 0
    while rows := connection.execute(
        "select id, kind, text from texts.note where id > ? order by id limit ?", (last, AT_ONCE)
    ).fetchall():
        connection.executemany(
            "insert into found (rowid, tokens) values (?, ?)",
            ((layout.rowid(kind, id_), layout.tokens(text)) for id_, kind, text in rows),
        )
        last = rows[-1][0]
    connection.execute("insert into found (found) values ('optimize')")
    connection.execute("commit")
    connection.execute("pragma wal_checkpoint(truncate)")
    return time.perf_counter() - begun


def ask(layout: Layout, connection: Connection, word: str) -> Rows:
    """The newest visits with `word`."""
    match = layout.match(word)
    if match is None:
        return scan_with("text like '%' || ? || '%'")(connection, word)
    bounds = "" if layout.kind_of else f"and rowid between {SPAN} and {2 * SPAN - 1}"
    divided = "rowid / 16" if layout.kind_of else f"rowid - {SPAN}"
    cursor = connection.execute(
        f"select n.id, n.text from (select {divided} as id, rowid as place from found where found match ? {bounds}"
        f" {layout.kind_of} order by rowid desc) f cross join texts.note n on n.id = f.id",
        (match,),
    )
    folded = fold(word)
    hits: Rows = []
    for id_, text in cursor:
        if folded in fold(text):
            hits.append(id_)
            if len(hits) == NEWEST:
                break
    cursor.close()
    return hits


def scan_with(condition: str) -> Callable[[Connection, str], Rows]:
    """A look at every visit, from the newest on."""
    sql = f"select id from texts.note where kind = 1 and {condition} order by id desc limit {NEWEST}"
    return lambda connection, word: [row[0] for row in connection.execute(sql, (word,))]


def measure(asker: Callable[[str], Rows], asked: dict[str, list[str]]) -> dict[str, list[float]]:
    """Milliseconds of every question, the better of two runs."""
    times: dict[str, list[float]] = {}
    for kind, words in asked.items():
        for word in words:
            runs = []
            for _run in range(2):
                begun = time.perf_counter()
                asker(word)
                runs.append((time.perf_counter() - begun) * 1000)
            times.setdefault(kind, []).append(min(runs))
    return times


def changes(layout: Layout, connection: Connection, count: int) -> tuple[float, float]:
    """Milliseconds of one note entered, and of one taken out again, each a transaction of its own (no disk waits)."""
    connection.execute("pragma synchronous = off")
    entered, taken = [], []
    chosen = random.Random(6).sample(range(1, count), 200)
    for number, id_ in enumerate(chosen):
        text = connection.execute("select text from texts.note where id = ?", (id_,)).fetchone()[0]
        new = layout.rowid(1, count + 1 + number)
        begun = time.perf_counter()
        connection.execute("insert into found (rowid, tokens) values (?, ?)", (new, layout.tokens(text)))
        entered.append(time.perf_counter() - begun)
    for number, id_ in enumerate(chosen):
        text = connection.execute("select text from texts.note where id = ?", (id_,)).fetchone()[0]
        new = layout.rowid(1, count + 1 + number)
        begun = time.perf_counter()
        if "contentless_delete" in layout.options:
            connection.execute("delete from found where rowid = ?", (new,))
        else:
            connection.execute(
                "insert into found (found, rowid, tokens) values ('delete', ?, ?)", (new, layout.tokens(text))
            )
        taken.append(time.perf_counter() - begun)
    return statistics.mean(entered) * 1000, statistics.mean(taken) * 1000


def line(name: str, made: float, size: float, times: dict[str, list[float]], change: tuple[float, float]) -> str:
    """One row of the table."""
    cells = [f"{made:.0f} s", f"{size / 1e6:.0f} MB"]
    for kind in times:
        ordered = sorted(times[kind])
        cells.append(f"{statistics.median(ordered):.2f} / {ordered[math.ceil(len(ordered) * 0.95) - 1]:.2f}")
    cells.append(f"{max(max(each) for each in times.values()):.1f}")
    cells.append(" / ".join(f"{each:.2f}" for each in change))
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Make what is not there, ask, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(tempfile.gettempdir()) / "minqing-bench")
    parser.add_argument("--notes", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="*", default=[], help="parts of the names of layouts")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    texts = text_file(args.folder, args.notes)
    reader = driver.connect(texts)
    size = reader.execute("select sum(length(cast(text as blob))) from note").fetchone()[0]
    asked = questions(reader, args.notes)
    reader.close()
    print(f"{args.notes} notes, {size / 1e6:.0f} MB of text, {sum(map(len, asked.values()))} questions; ms p50 / p95")
    print(f"Python {platform.python_version()}, SQLite {driver.dbapi2.sqlite_version}, {platform.platform()}\n")
    print(f"| layout | made in | size | {' | '.join(asked)} | worst | enter / take out |")
    print("|---" * (len(asked) + 5) + "|")
    expected: dict[str, Rows] = {}
    for number, layout in enumerate(LAYOUTS):
        if args.only and not any(part in layout.name for part in args.only):
            continue
        path = args.folder / f"layout-{args.notes}-{number}.db"
        for file in args.folder.glob(f"{path.name}*"):
            file.unlink()
        connection = driver.connect(path)
        connection.execute("attach ? as texts", (str(texts),))
        made = build(layout, connection)
        pages = [connection.execute(f"pragma {each}").fetchone()[0] for each in ("page_count", "freelist_count")]
        size = (pages[0] - pages[1]) * connection.execute("pragma page_size").fetchone()[0]
        for words in asked.values():
            for word in words:
                hits = ask(layout, connection, word)
                if layout.match(word) is None:
                    continue  # LIKE knows nothing of traditional characters
                assert expected.setdefault(word, hits) == hits, (layout.name, word)
        times = measure(lambda word, of=layout, at=connection: ask(of, at, word), asked)
        print(line(layout.name, made, size, times, changes(layout, connection, args.notes)), flush=True)
        connection.close()
        for file in args.folder.glob(f"{path.name}*"):
            file.unlink()
    connection = driver.connect_to_nothing()
    connection.execute("attach ? as texts", (str(texts),))
    for name, condition in (("LIKE", "text like '%' || ? || '%'"), ("instr", "instr(text, ?)")):
        scan = scan_with(condition)
        times = measure(lambda word, scan=scan: scan(connection, word), asked)
        print(line(f"no index, {name}", 0, 0, times, (0, 0)), flush=True)


if __name__ == "__main__":
    main()
