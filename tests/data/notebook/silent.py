#!/usr/bin/env python3
"""Count how often a wrong value was given without asking: the fault a reader must fear most.

    python3 silent.py pages.jsonl predicted.jsonl [--list]
    python3 silent.py --read roster.csv pages.jsonl [--list]

The second way reads the pages itself with this program. Counted are the parts of every entry: household,
people, outcome, mode, date, revisit, matters (their number), category, urgent. A part is wrong silently
where it differs from what is meant while the entry asks nothing and does not list the part under
"unsure"; matters, category and urgent are listed there by any of "matters.0", "matters.1"…, and a matter
that was not read by a reminder. An entry that was left out and one that was invented count once each,
as "entry".
"""

import json
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import score  # noqa: E402

PARTS = ("household", "people", "outcome", "mode", "date", "revisit", "matters", "category", "urgent", "entry")
# Which reading tells how sure a part is.
TOLD_BY = {"date": "on", "revisit": "revisit_on"}
OF_MATTERS = {"matters", "category", "urgent"}


def wrong_parts(meant, read):
    """The parts of one entry that differ from what is meant, by name."""
    pairs = score.pair_matters(score.matters(meant), score.matters(read))
    nobody = score.none(meant.get("outcome")) in score.NOBODY
    right = {
        "household": score.none(meant.get("household")) == score.none(read.get("household")),
        "people": nobody or set(score.people(meant)) == set(score.people(read)),
        "outcome": score.none(meant.get("outcome")) == score.none(read.get("outcome")),
        "mode": meant.get("mode") == read.get("mode"),
        "date": meant.get("date") == read.get("date"),
        "revisit": score.none(meant.get("revisit_on")) == score.none(read.get("revisit_on")),
        "matters": len(score.matters(meant)) == len(score.matters(read)),
        "category": all(score.category_right(a, b) for a, b in pairs),
        "urgent": all(score.urgent_right(a, b) for a, b in pairs),
    }
    return [part for part, ok in right.items() if not ok]


def is_told(part, meant, read):
    """Whether an entry as read says that it is unsure of `part`; a matter that was not read is told by a reminder."""
    unsure = read.get("unsure") or []
    if part not in OF_MATTERS:
        return TOLD_BY.get(part, part) in unsure
    if len(score.matters(read)) < len(score.matters(meant)):
        return bool(read.get("reminders"))
    return any(each.startswith("matters.") for each in unsure)


def silently_wrong(meant_pages, read_pages):
    """(how many times each part was wrong without a word, how many parts there were, [(page, line, part)])."""
    counts, parts, places = dict.fromkeys(PARTS, 0), 0, []
    for page_id, page in meant_pages.items():
        meant = score.by_line(page["entries"])
        read = score.by_line(read_pages.get(page_id, {}).get("entries", []))
        for line in sorted(set(meant) | set(read)):
            for entry, found in score.pair_entries(meant.get(line, []), read.get(line, [])):
                parts += len(PARTS) - 1
                if entry is None or found is None:
                    faults = [] if found and score.none(found.get("ask")) else ["entry"]
                elif score.none(found.get("ask")):
                    faults = []
                else:
                    faults = [p for p in wrong_parts(entry, found) if not is_told(p, entry, found)]
                for part in faults:
                    counts[part] += 1
                    places.append((page_id, line, part))
    return counts, parts, places


def read_here(roster, pages):
    """The pages of a file as this program reads them against a roster file, as score.load gives them."""
    sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1] / "ledger" / "notebook")]
    from notebook_pages import households

    from ledger.notebook.page import read_page
    from ledger.notebook.roster_index import RosterIndex
    from ledger.notebook.shape import as_json

    index = RosterIndex(households(str(Path(roster).resolve())))
    several = len(index.places.estates) > 1
    found = {}
    for page_id, page in pages.items():
        entries = read_page(page["text"], index, date.fromisoformat(page["today"]))
        found[page_id] = {"entries": json.loads(json.dumps([as_json(e, several_estates=several) for e in entries]))}
    return found


def main(argv):
    """Print the counts; exit 2 on wrong arguments."""
    args = [each for each in argv if not each.startswith("--")]
    if len(args) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    meant = score.load(args[1] if "--read" in argv else args[0])
    read = read_here(args[0], meant) if "--read" in argv else score.load(args[1])
    counts, parts, places = silently_wrong(meant, read)
    if "--list" in argv:
        for page_id, line, part in places:
            print(f"{page_id}:{line} {part} | {meant[page_id]['text'].splitlines()[line - 1]}")
    for part, number in counts.items():
        print(f"{part}: {number}")
    print(f"wrong without asking: {sum(counts.values())} of {parts} parts ({sum(counts.values()) / max(parts, 1):.2%})")
    lines = len({place[:2] for place in places})
    print(f"lines with such a part: {lines} of {sum(len(score.by_line(p['entries'])) for p in meant.values())}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
