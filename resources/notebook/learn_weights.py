#!/usr/bin/env python3
"""Learn from written lines what speaks for a matter, for a new one and for its category, and write the weight files.

    python3 resources/notebook/learn_weights.py                    write need_weights.txt and category_weights.txt
    python3 resources/notebook/learn_weights.py --without hand_b   measure on hand_b what the other files teach

Needs numpy; the program itself does not. What is learned from: examples/*.tsv (text, categories, urgent, outcome;
"a|b" are categories that fit equally, best first, " + " parts matters; names stand as 某) and tests/data/notebook/
needs.txt. The same files give the same weights.

A line counts as seen by how many matters it holds, not by where they stand: the weights are those under which the
numbers that are right are likeliest, over all ways to read a line that have them (ledger/notebook/chances.py),
held small by a penalty. Categories are learned from the words around each matter as it is then read.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np
from descent import Array, Features, least, softmax

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from ledger.notebook.categories import listed_of  # noqa: E402
from ledger.notebook.chances import BEGINS, Chances  # noqa: E402
from ledger.notebook.evidence import AFTER, BEFORE, LINE, NEW, OWN, Evidence, evidence_of, text_grams  # noqa: E402
from ledger.notebook.plain import plain_line  # noqa: E402
from ledger.notebook.vocabulary import CATEGORIES, vocabulary  # noqa: E402
from ledger.notebook.weights import ALWAYS, SCALE, SURE, WORD  # noqa: E402

WORDS = vocabulary()
CODES = list(CATEGORIES.values())
NAMES = list(CATEGORIES)
PENALTY, NEW_PENALTY, CATEGORY_PENALTY, LIST_PENALTY = 8.0, 3.0, 3.0, 0.1
FIRST = 0.6
MOST_NEED, MOST_NEW, MOST_CATEGORY_WORDS = 2600, 300, 4000
LEAST_WEIGHT = 0.05
FOLDS = 3
# A line of a page is nearer to what will be read than a line thought up by itself.
OF_PAGES = 2.0
_ALWAYS = f"{OWN}\t{ALWAYS}"


@dataclass(frozen=True)
class Example:
    """A line's text, the categories that fit each of its matters, and how many lines it counts for."""

    text: str
    matters: tuple[tuple[str, ...], ...]
    counts: float = 1.0


@dataclass(frozen=True)
class Weighed:
    """An example's clauses with their features, how many matters it holds, and how many lines it counts for."""

    clauses: list[Evidence]
    matters: int
    counts: float


@dataclass(frozen=True)
class Categories:
    """How much the word lists weigh, and word → category name → weight."""

    scale: dict[str, float]
    words: dict[str, dict[str, float]]


def main() -> int:
    """Write the weights, or measure one file with what the others teach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without", nargs="*", default=[], help="files to measure on, by name")
    without = parser.parse_args().without
    files = read_examples()
    if without:
        for name in without:
            measure(name, files)
        return 0
    examples = [example for name in sorted(files) for example in files[name]]
    need, new = learn_needs(examples)
    texts, fitting = told_matters(examples, need, new)
    categories = learn_categories(texts, fitting)
    sections = {section: _lines(of_section(need, section)) for section in (OWN, BEFORE, AFTER, LINE)}
    write("need_weights.txt", {SURE: _lines(how_sure_of_needs(files)), **sections, NEW: _lines(new)})
    words = {
        word: "\t".join(f"{name} {each:g}" for name, each in told.items()) for word, told in categories.words.items()
    }
    scale, sure = _lines(categories.scale), _lines(how_sure(texts, fitting))
    write("category_weights.txt", {SCALE: scale, SURE: sure, WORD: words})
    return 0


def read_examples() -> dict[str, list[Example]]:
    """The examples by the name of their file."""
    found = {path.stem: [_example(*line) for line in _rows(path)] for path in sorted((HERE / "examples").glob("*.tsv"))}
    for name in filter(_is_of_pages, found):
        found[name] = [replace(each, counts=OF_PAGES) for each in found[name]]
    needs = _rows(ROOT / "tests" / "data" / "notebook" / "needs.txt")
    found["needs"] = [_example(text, "" if fitting == "N" else fitting) for fitting, text in needs]
    return found


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]


def _example(text: str, categories: str = "", *_others: str) -> Example:
    matters = [matter for matter in categories.split("+") if matter.strip()]
    return Example(plain_line(text), tuple(tuple(matter.strip().split("|")) for matter in matters))


def evidence(text: str) -> list[Evidence]:
    """The clauses of a text with their features, as when a page is read."""
    spelled = WORDS.spelled(text)
    return evidence_of(spelled, WORDS, WORDS.signs(spelled))


def learn_needs(examples: Sequence[Example]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights that a clause is a need, and that it begins a new one."""
    told = [(clauses, each) for each in examples if (clauses := evidence(each.text))]
    lines = [Weighed(clauses, len(each.matters), each.counts) for clauses, each in told]
    need = Features([_ALWAYS, *(name for clause in line.clauses for name in _named(clause))] for line in lines)
    new = Features([name for clause in line.clauses for name in clause.new] for line in lines)
    need_units = need.pack([_ALWAYS, *_named(clause)] for line in lines for clause in line.clauses)
    new_units = new.pack(clause.new for line in lines for clause in line.clauses)
    split = len(need.names)
    penalty = np.concatenate([np.full(split, PENALTY), np.full(len(new.names), NEW_PENALTY)])
    penalty[need.numbers[_ALWAYS]] = 0.0

    def loss(weights: Array) -> tuple[float, Array]:
        value, need_slopes, new_slopes = _unlikely(
            lines, need_units.sums(weights[:split]).tolist(), new_units.sums(weights[split:]).tolist()
        )
        slopes = [need_units.spread(need_slopes, split), new_units.spread(new_slopes, len(new.names))]
        return value + 0.5 * float((penalty * weights**2).sum()), np.concatenate(slopes) + penalty * weights

    found = least(loss, np.zeros(split + len(new.names)))
    return strongest(need.names, found[:split], MOST_NEED), strongest(new.names, found[split:], MOST_NEW)


def _named(clause: Evidence) -> list[str]:
    """The features that it is a need, each with its section before it."""
    return [f"{section}\t{name}" for section, names in clause.need for name in names]


def _unlikely(lines: Sequence[Weighed], need: Sequence[float], new: Sequence[float]) -> tuple[float, Array, Array]:
    """How unlikely the right numbers of matters are under the clauses' scores, and its slope for every score."""
    value, at = 0.0, 0
    need_slopes, new_slopes = np.zeros(len(need)), np.zeros(len(new))
    for line in lines:
        here = slice(at, at + len(line.clauses))
        chances = Chances(need[here], new[here])
        every, right = chances.expected(), chances.expected(line.matters)
        value += line.counts * (log(every.weight) - log(max(right.weight, 1e-300)))
        need_slopes[here] = line.counts * np.subtract(every.need, right.need)
        new_slopes[here] = line.counts * np.subtract(every.new, right.new)
        at += len(line.clauses)
    return value, need_slopes, new_slopes


def told_matters(
    examples: Sequence[Example], need: dict[str, float], new: dict[str, float]
) -> tuple[list[str], list[tuple[str, ...]]]:
    """The words of each matter, as a line is read that has so many, and the categories that fit it."""
    texts, fitting = [], []
    for example in examples:
        clauses = evidence(example.text)
        if not 0 < len(example.matters) <= len(clauses):
            continue
        read = chances_of(clauses, need, new).best(len(example.matters))
        begun = [place for place, what in enumerate(read) if what == BEGINS]
        for start, end in zip([0, *begun[1:]], [*begun[1:], len(clauses)], strict=True):
            texts.append(" ".join(each.clause.text.strip() for each in clauses[start:end]))
        fitting += example.matters
    return texts, fitting


def chances_of(clauses: Sequence[Evidence], need: dict[str, float], new: dict[str, float]) -> Chances:
    """The ways to read a line with given weights."""
    return Chances(
        [sum(need.get(name, 0.0) for name in (_ALWAYS, *_named(each))) for each in clauses],
        [sum(new.get(name, 0.0) for name in each.new) for each in clauses],
    )


def learn_categories(texts: Sequence[str], fitting: Sequence[tuple[str, ...]]) -> "Categories":
    """What each word weighs for each category, and how much the word lists weigh."""
    units = [[ALWAYS, *text_grams(text, WORDS)] for text in texts]
    features = Features(units)
    packed, size = features.pack(units), len(features.names)
    amounts, shares = listed_amounts(texts)
    wanted = np.array([_wanted(codes) for codes in fitting])
    penalty = np.concatenate([np.full(size * len(CODES), CATEGORY_PENALTY), [LIST_PENALTY] * 2])

    def loss(weights: Array) -> tuple[float, Array]:
        table = weights[:-2].reshape(size, len(CODES))
        chances = softmax(packed.sums(table) + weights[-2] * amounts + weights[-1] * shares)
        value = -float((wanted * np.log(chances + 1e-12)).sum())
        off = chances - wanted
        slopes = [packed.spread(off, size).ravel(), [(off * amounts).sum(), (off * shares).sum()]]
        return value + 0.5 * float((penalty * weights**2).sum()), np.concatenate(slopes) + penalty * weights

    found = least(loss, np.zeros(size * len(CODES) + 2))
    table = found[:-2].reshape(size, len(CODES))
    scale = {"分量": round(float(found[-2]), 2), "占比": round(float(found[-1]), 2)}
    return Categories(scale, dict(_telling_words(features.names, table)))


def _telling_words(words: Sequence[str], table: Array) -> Iterator[tuple[str, dict[str, float]]]:
    """The words that tell most, each with the categories it weighs for or against."""
    most = np.abs(table).max(axis=1)
    for row in np.argsort(-most, kind="stable")[:MOST_CATEGORY_WORDS]:
        rounded = {name: round(float(weight), 2) for name, weight in zip(NAMES, table[row], strict=True)}
        kept = sorted(rounded.items(), key=lambda pair: -pair[1])
        yield words[row], {name: weight for name, weight in kept if abs(weight) >= LEAST_WEIGHT}


def listed_amounts(texts: Sequence[str]) -> tuple[Array, Array]:
    """For each text and category how much the words of the lists weigh, and their share."""
    found = [listed_of(text, WORDS)[0] for text in texts]
    weights = np.array([[each.get(code, 0.0) for code in CODES] for each in found])
    return np.log1p(weights), weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)


def _wanted(codes: Sequence[str]) -> list[float]:
    known = [code for code in codes if code in CODES]
    others = (1.0 - FIRST) / (len(known) - 1) if len(known) > 1 else 0.0
    return [(FIRST if len(known) > 1 else 1.0) if code == known[0] else others * (code in known) for code in CODES]


def category_of(text: str, learned: Categories) -> tuple[str, float]:
    """The likeliest category and its chance."""
    known = [learned.words[gram] for gram in (ALWAYS, *text_grams(text, WORDS)) if gram in learned.words]
    amounts, shares = listed_amounts([text])
    told = [sum(weights.get(name, 0.0) for weights in known) for name in NAMES]
    chances = softmax(np.array([told]) + learned.scale["分量"] * amounts + learned.scale["占比"] * shares)[0]
    best = int(chances.argmax())
    return CODES[best], float(chances[best])


def how_sure(texts: Sequence[str], fitting: Sequence[tuple[str, ...]]) -> dict[str, float]:
    """How a category's chance is to be taken: fitted on texts held back while the rest was learned from."""
    chances, right = [], []
    for fold in range(FOLDS):
        rest = [place for place in range(len(texts)) if place % FOLDS != fold]
        learned = learn_categories([texts[place] for place in rest], [fitting[place] for place in rest])
        for place in range(fold, len(texts), FOLDS):
            code, chance = category_of(texts[place], learned)
            chances.append(_odds(chance))
            right.append(code in fitting[place])
    return honest(chances, right)


def how_sure_of_needs(files: dict[str, list[Example]]) -> dict[str, float]:
    """How the chance of a number of matters is to be taken: each hand is read with what all other files teach.

    The single lines are harder than life, and on a hand it has learned from the reading is surer than it may be.
    """
    chances, right = [], []
    for hand in (name for name in sorted(files) if name.startswith("hand_")):
        need, new = learn_needs([example for name in sorted(files) if name != hand for example in files[name]])
        for example in files[hand]:
            counts = chances_of(evidence(example.text), need, new).counts()
            chances.append(_odds(max(counts)))
            right.append(counts.index(max(counts)) == len(example.matters))
    return honest(chances, right)


def _is_of_pages(name: str) -> bool:
    return name.startswith("hand_") or name.endswith("_pages") or name == "pages"


def _odds(chance: float) -> float:
    chance = min(chance, 1.0 - 1e-6)
    return log(chance / (1.0 - chance))


def honest(chances: Sequence[float], right: Sequence[bool]) -> dict[str, float]:
    """The line through odds told and truth found: how often what was told so sure was right."""
    odds, truth = np.array(chances), np.array(right, dtype=float)

    def loss(line: Array) -> tuple[float, Array]:
        told = 1.0 / (1.0 + np.exp(-(line[0] * odds + line[1])))
        value = -float((truth * np.log(told + 1e-12) + (1.0 - truth) * np.log(1.0 - told + 1e-12)).sum())
        return value, np.array([((told - truth) * odds).sum(), (told - truth).sum()])

    steep, start = least(loss, np.zeros(2))
    return {"陡": round(float(steep), 3), "起": round(float(start), 3)}


def strongest(names: Sequence[str], weights: Array, most: int) -> dict[str, float]:
    """The `most` weightiest words, with weights of two places."""
    ranked = sorted(zip(names, weights.tolist(), strict=True), key=lambda pair: (pair[0] != _ALWAYS, -abs(pair[1])))
    return {name: round(weight, 2) for name, weight in ranked[:most] if round(weight, 2)}


def of_section(weights: dict[str, float], section: str) -> dict[str, float]:
    """The weights of one section."""
    return {name.split("\t")[1]: weight for name, weight in weights.items() if name.startswith(f"{section}\t")}


def measure(name: str, files: dict[str, list[Example]]) -> None:
    """Print how well one file is read with what the others teach."""
    examples = [example for other in sorted(files) if other != name for example in files[other]]
    need, new = learn_needs(examples)
    sections = learn_categories(*told_matters(examples, need, new))
    found = wanted = read = lines = 0
    for example in files[name]:
        counts = chances_of(evidence(example.text), need, new).counts()
        count = counts.index(max(counts))
        found, wanted, read = found + min(count, len(example.matters)), wanted + len(example.matters), read + count
        lines += count == len(example.matters)
    texts, fitting = told_matters(files[name], need, new)
    right = sum(category_of(text, sections)[0] in codes for text, codes in zip(texts, fitting, strict=True))
    print(
        f"{name}: precision {found / max(read, 1):.3f}, recall {found / max(wanted, 1):.3f}, "
        f"number right {lines / len(files[name]):.3f}, category {right / max(len(texts), 1):.3f}"
    )


HEADS = {
    "need_weights.txt": (
        "# 一句话是不是一件要跟进的事（是事），是不是另起一件（另起）：每个字词的分量，正的赞成，负的反对，加起来看。",
        "# 把握一节把算出来的可能性折成说对的把握。",
        "# 前一句、后一句、整行三节里的字词在前一句、后一句、整行里出现时，也算在这一句头上。",
        "# 写法：字词、制表符、分量，可以直接改。^ 是一句的开头，$ 是一句的结尾，0 是数字，某 是人名。",
        "# 〔需求〕是 signs.txt、outcomes.txt 里的词，〔话题〕是 categories.txt 里的词。",
        "# 由 learn_weights.py 从 examples 里的例句算出；重新算会盖掉手改的分量，所以更好的办法是添例句。",
    ),
    "category_weights.txt": (
        "# 一件事归哪一类：每个字词给各类加多少分量，负的是减。与 categories.txt 的词合起来看。",
        "# 词表一节是那些词占的分量，把握一节把算出来的可能性折成说对的把握。",
        "# 写法：字词、制表符、类别和分量（几类就写几个，用制表符隔开），可以直接改。",
        "# ^ 是一句的开头，$ 是一句的结尾，0 是数字，某 是人名。",
        "# 由 learn_weights.py 从 examples 里的例句算出；重新算会盖掉手改的分量，所以更好的办法是添例句。",
    ),
}


def _side_by_side(weights: dict[str, float]) -> str:
    return "\t".join(f"{name} {weight:g}" for name, weight in weights.items())


def _lines(weights: dict[str, float]) -> dict[str, str]:
    return {word: f"{weight:g}" for word, weight in weights.items()}


def write(name: str, sections: dict[str, dict[str, str]]) -> None:
    """Write a weight file, every section sorted by its words."""
    lines = list(HEADS[name])
    for section, weights in sections.items():
        lines.append(f"[{section}]")
        lines += [f"{word}\t{weight}" for word, weight in sorted(weights.items()) if weight and word.strip() == word]
    (HERE / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
