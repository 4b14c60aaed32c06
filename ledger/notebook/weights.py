"""The learned weights, as data: `resources/notebook/*_weights.txt`, to be read and edited by hand.

[名称] begins a section; a line is a word, a tab and a weight, in 字词 of the categories a word, and after tabs
each category with its weight (漏水⇥设施维修 0.8⇥邻里纠纷 0.2); # and a blank begin a remark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

from ledger.notebook.evidence import AFTER, BEFORE, LINE, NEW, OWN, Evidence
from ledger.notebook.vocabulary import CATEGORIES, OWN_NEED, OWN_NO_NEED, WORDS_FOLDER

ALWAYS = "〔每句〕"
"""The feature every text has."""

_DECIDES = 15.0
_TELLS = frozenset({"〔需求〕", "〔小恙〕"})
_NO_NEED = frozenset({"〔没事〕", "〔办妥〕"})


_LEAST_CHANCE = 1e-6

SCALE, SURE, WORD = "词表", "把握", "字词"
"""The sections of category_weights.txt."""


@dataclass(frozen=True)
class CategoryWeights:
    """How much the word lists count, how sure a chance is, and what each word weighs for which categories."""

    scale: Mapping[str, float]
    sure: Mapping[str, float]
    words: Mapping[str, Sequence[tuple[str, float]]]


def read_sections(path: Path) -> dict[str, dict[str, str]]:
    """Section → word → what stands behind it. Raises ValueError, naming the line, where a line has no tab."""
    sections: dict[str, dict[str, str]] = {}
    section = sections.setdefault("", {})
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        word, tab, weights = line.partition("\t")
        if line.startswith("[") and line.endswith("]") and not tab:
            section = sections.setdefault(line[1:-1], {})
        elif tab:
            section[word] = weights
        else:
            raise ValueError(f"{path.name}, line {number}: not a word, a tab and a weight")
    return sections


@cache
def need_weights() -> Mapping[str, Mapping[str, float]]:
    """For each section what a word weighs. Raises ValueError where the file is not right."""
    sections = read_sections(WORDS_FOLDER / "need_weights.txt")
    return {section: _numbers(sections.get(section, {})) for section in (SURE, OWN, BEFORE, AFTER, LINE, NEW)}


@cache
def category_weights() -> CategoryWeights:
    """What the words weigh for the categories, by their codes. Raises ValueError where the file is not right."""
    sections = read_sections(WORDS_FOLDER / "category_weights.txt")
    words = {}
    for word, told in sections[WORD].items():
        pairs = (each.split() for each in told.split("\t"))
        words[word] = tuple((CATEGORIES[name], float(weight)) for name, weight in pairs if name in CATEGORIES)
    return CategoryWeights(_numbers(sections[SCALE]), _numbers(sections[SURE]), words)


def honest(chance: float, told: Mapping[str, float]) -> float:
    """How often what was so likely was right on lines the weights were not learned from; `told` is a section 把握."""
    chance = min(1.0 - _LEAST_CHANCE, max(_LEAST_CHANCE, chance))
    return 1.0 / (1.0 + exp(-(told["陡"] * log(chance / (1.0 - chance)) + told["起"])))


def _numbers(section: Mapping[str, str]) -> dict[str, float]:
    return {word: float(weight) for word, weight in section.items()}


def need_scores(evidence: Sequence[Evidence]) -> tuple[list[float], list[float]]:
    """What speaks for each clause's being a need, and for its beginning one of its own."""
    weights = need_weights()
    always = weights[OWN].get(ALWAYS, 0.0)
    need = [
        always
        + sum(weights[section].get(name, 0.0) for section, names in each.need for name in names)
        + _said_by_community(dict(each.need)[OWN])
        for each in evidence
    ]
    return need, [sum(weights[NEW].get(name, 0.0) for name in each.new) for each in evidence]


def _said_by_community(features: Sequence[str]) -> float:
    """What a community's own words say of a clause, unless the clause says the opposite in other words."""
    if f"〔{OWN_NEED}〕" in features:
        return 0.0 if _NO_NEED & set(features) else _DECIDES
    if f"〔{OWN_NO_NEED}〕" in features:
        return 0.0 if _TELLS & set(features) else -_DECIDES
    return 0.0
