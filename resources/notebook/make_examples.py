#!/usr/bin/env python3
"""Make an example file to learn from (examples/*.tsv) out of notebook pages whose meaning is known.

    python3 resources/notebook/make_examples.py roster.csv pages.jsonl [--but p005,p006] > examples/hand_x.tsv

A line is text, categories, urgent, outcome, between tabs. The text is what the reading looks for needs in: names of
the roster stand as 某, the door and promises are gone. What the matters are is what the page means, not what was read;
lines that were read for no entry, or for one the page has not, are left out.
"""

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "data" / "notebook"), str(ROOT / "tests" / "ledger" / "notebook")]

import score  # noqa: E402
from notebook_pages import households  # noqa: E402

from ledger.notebook import composing, lines  # noqa: E402
from ledger.notebook.covering import MASK  # noqa: E402
from ledger.notebook.page import PageReader  # noqa: E402
from ledger.notebook.roster_index import RosterIndex  # noqa: E402
from ledger.notebook.shape import as_json  # noqa: E402

Entry = dict[str, Any]


def main(argv: list[str]) -> int:
    """Print the examples; exit 2 on wrong arguments."""
    but = set(argv.pop(argv.index("--but") + 1).split(",")) if "--but" in argv else set()
    files = [each for each in argv if not each.startswith("--")]
    if len(files) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    pages = {name: page for name, page in score.load(files[1]).items() if name not in but}
    homes = households(str(Path(files[0]).resolve()))
    names = sorted({person.name for home in homes for person in home.people}, key=len, reverse=True)
    covered = re.compile("|".join(map(re.escape, names)) or "(?!)")
    for text, entry in examples(RosterIndex(homes), pages):
        matters = entry.get("matters", [])
        categories = " + ".join("|".join(matter["categories"]) for matter in matters)
        urgent = int(any(matter["urgent"] for matter in matters))
        print(covered.sub(MASK, " ".join(text.split())), categories, urgent, entry.get("outcome") or "", sep="\t")
    return 0


def examples(index: RosterIndex, pages: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    """The text of every entry read, with what the page means by it ({} where by its line it means no entry)."""
    several = len(index.places.estates) > 1
    texts = _Texts()
    for page in pages.values():
        texts.by_line.clear()
        read = []
        for entry in PageReader(index).read(page["text"], date.fromisoformat(page["today"])):
            shaped = as_json(entry, several_estates=several)
            read.append({**shaped, "text": texts.by_line[entry.line].pop(0)})
        meant, found = score.by_line(page["entries"]), score.by_line(read)
        for line in sorted(set(meant) | set(found)):
            for entry, shaped in score.pair_entries(meant.get(line, []), found.get(line, [])):
                if shaped is not None and (entry is not None or line not in meant):
                    yield shaped["text"], entry or {}


class _Texts:
    """Listens to the reading: which text was looked through for needs when an entry of a line was put together."""

    def __init__(self) -> None:
        self.by_line: dict[int, list[str]] = {}
        self._said: list[str] = []
        matters_of = composing.matters_of

        def listening(text: str, *given: Any, **more: Any) -> Any:
            self._said.append(text)
            return matters_of(text, *given, **more)

        composing.matters_of = listening
        lines.entry_of = self._told(lines.entry_of)
        lines.patrol_entry = self._told(lines.patrol_entry)

    def _told(self, put_together: Any) -> Any:
        def listening(line: Any, *given: Any, **more: Any) -> Any:
            self._said.clear()
            entry = put_together(line, *given, **more)
            self.by_line.setdefault(entry.line, []).append(self._said[0])
            return entry

        return listening


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
