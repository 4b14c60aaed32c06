"""The pages under tests/data/notebook, measured with the score that came with them."""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from notebook_pages import DATA, households, pages

from ledger.notebook.needs import matters_of
from ledger.notebook.page import PageReader
from ledger.notebook.plain import plain_line
from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.shape import as_json
from ledger.notebook.vocabulary import vocabulary

LEAST = {
    "household": ("household", "entries", 0.98),
    "matters found": ("found", "matters", 0.95),
    "matters that are none": ("found", "matters_predicted", 0.95),
    "category": ("category", "found", 0.90),
    "ask": ("ask", "entries", 0.97),
    "everything": ("lines_right", "lines", 0.92),
}
# Of all parts of all entries, how many may be wrong while nothing is asked.
MOST_SILENT = 0.02
Pages = dict[str, dict[str, Any]]


def measure(name: str) -> ModuleType:
    """A measuring program of tests/data/notebook as a module."""
    spec = importlib.util.spec_from_file_location(f"notebook_{name}", DATA / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("roster", "file"),
    [
        ("roster.csv", "pages.jsonl"),
        ("more_roster.csv", "more_pages.jsonl"),
        ("roster.csv", "further_pages.jsonl"),
        ("roster.csv", "third_pages.jsonl"),
        ("roster.csv", "fourth_pages.jsonl"),
    ],
)
def test_the_pages_are_read_as_they_are_meant(roster: str, file: str, tmp_path: Path) -> None:
    score, silent = measure("score"), measure("silent")
    meant, found = read_pages(roster, file, tmp_path)
    counts, wrong = score.score(meant, found)
    for name, (part, whole, least) in LEAST.items():
        assert counts[part] / counts[whole] >= least, (name, wrong)
    silent_counts, parts, places = silent.silently_wrong(meant, found)
    assert sum(silent_counts.values()) / parts <= MOST_SILENT, places


@pytest.mark.parametrize(
    ("roster", "file", "least"),
    [
        ("roster.csv", "fifth_pages.jsonl", 0.85),
        ("roster.csv", "put_back_pages.jsonl", 0.75),
        ("roster.csv", "sixth_pages.jsonl", 0.7),
        ("hand_a_roster.csv", "hand_a_pages.jsonl", 0.9),
        ("hand_b_roster.csv", "hand_b_pages.jsonl", 0.9),
        ("hand_c_roster.csv", "hand_c_pages.jsonl", 0.92),
        ("hand_d_roster.csv", "hand_d_pages.jsonl", 0.82),
        ("hand_e_roster.csv", "hand_e_pages.jsonl", 0.9),
        ("hand_f_roster.csv", "hand_f_pages.jsonl", 0.88),
    ],
)
def test_pages_that_are_not_read_in_full_yet_grow_no_worse(
    roster: str, file: str, least: float, tmp_path: Path
) -> None:
    meant, found = read_pages(roster, file, tmp_path)
    counts, wrong = measure("score").score(meant, found)
    assert counts["lines_right"] / counts["lines"] >= least, wrong


def read_pages(roster: str, file: str, tmp_path: Path) -> tuple[Pages, Pages]:
    """What the pages of a file mean and how they are read."""
    index = RosterIndex(households(roster))
    several = len(index.places.estates) > 1
    reader = PageReader(index)
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for page in pages(file):
            entries = reader.read(page["text"], date.fromisoformat(page["today"]))
            shaped = [as_json(entry, several_estates=several) for entry in entries]
            out.write(json.dumps({"id": page["id"], "entries": shaped}, ensure_ascii=False) + "\n")
    load = measure("score").load
    return load(DATA / file), load(predicted)


def test_single_needs_are_found_and_sorted() -> None:
    found = wanted = invented = plain = right = 0
    for line in (DATA / "needs.txt").read_text("utf-8").splitlines():
        fitting, _tab, said = line.partition("\t")
        matters = matters_of(plain_line(said), vocabulary())
        if fitting == "N":
            plain, invented = plain + 1, invented + bool(matters)
        else:
            wanted, found = wanted + 1, found + bool(matters)
            right += bool(matters) and matters[0].category in fitting.split("|")
    assert found / wanted >= 0.97
    assert right / wanted >= 0.92
    assert invented / plain <= 0.06
