"""How what speaks for a matter is weighed: chances over the ways to read a line, and the weights as files."""

from itertools import product
from math import exp, isclose
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.notebook.categories import category_chances, weigh
from ledger.notebook.chances import BEGINS, GOES_ON, NONE, Chances
from ledger.notebook.evidence import spoken_clauses
from ledger.notebook.needs import matters_of
from ledger.notebook.vocabulary import CATEGORIES, WORDS_FOLDER, vocabulary
from ledger.notebook.weights import honest, read_sections

SCORES = st.lists(st.tuples(st.floats(-4, 4), st.floats(-4, 4)), min_size=1, max_size=4)


def ways(scores: list[tuple[float, float]]) -> list[tuple[int, tuple[int, ...], float]]:
    """Every way to read so many clauses one by one: how many matters, what each clause is, and its weight."""
    found = []
    for way in product((NONE, GOES_ON, BEGINS), repeat=len(scores)):
        count, total = 0, 0.0
        for what, (need, new) in zip(way, scores, strict=True):
            if what == GOES_ON and not count:
                break
            total += (what != NONE) * need + (what == BEGINS and count > 0) * new
            count += what == BEGINS
        else:
            found.append((count, way, total))
    return found


@given(SCORES)
def test_the_chances_are_those_of_all_ways_taken_one_by_one(scores: list[tuple[float, float]]) -> None:
    chances = Chances(*zip(*scores, strict=True))
    every = ways(scores)
    total = sum(exp(weight) for _count, _way, weight in every)
    for count, chance in enumerate(chances.counts()):
        expected = sum(exp(weight) for number, _way, weight in every if number == count) / total
        assert isclose(chance, expected, abs_tol=1e-9)
        best = max((weight, way) for number, way, weight in every if number == count)[0]
        taken = next(weight for _count, way, weight in every if way == chances.best(count))
        assert isclose(taken, best, abs_tol=1e-9)
    for place, chance in enumerate(chances.expected().need):
        expected = sum(exp(weight) for _count, way, weight in every if way[place] != NONE) / total
        assert isclose(chance, expected, abs_tol=1e-9)


def test_clauses_are_parted_by_marks_and_by_what_begins_anew() -> None:
    def parted(text: str) -> list[tuple[str, str]]:
        return [(clause.text, clause.mark) for clause in spoken_clauses(text, vocabulary().signs(text))]

    assert parted("某某,灯坏了。没人修") == [("灯坏了", ","), ("没人修", "。")]
    assert parted("暖气不热还想问低保") == [("暖气不热", ""), ("还想问低保", "")]
    assert parted("老伴也想问老年卡") == [("老伴也想问老年卡", "")]


@pytest.mark.parametrize("text", ["卫生间漏水，楼上不配合", "没事，挺好", "想问问低保咋办；楼道灯也不亮", "某"])
def test_what_is_found_is_as_sure_as_a_chance(text: str) -> None:
    for matter in matters_of(text, vocabulary()):
        assert 0.0 < matter.sure <= 1.0
        assert matter.category in CATEGORIES.values()
        assert matter.category not in matter.alternatives


def test_category_chances_are_chances() -> None:
    assert isclose(sum(category_chances("暖气不热", vocabulary()).values()), 1.0)
    assert category_chances("", vocabulary()) == {}
    assert weigh("", vocabulary())[0] == "other"


def test_an_honest_chance_grows_with_the_chance() -> None:
    told = {"陡": 1.5, "起": 0.5}
    shares = [honest(chance, told) for chance in (0.0, 0.3, 0.6, 1.0)]
    assert shares == sorted(shares)
    assert all(0.0 < share < 1.0 for share in shares)


def test_a_weight_file_is_sections_of_words(tmp_path: Path) -> None:
    path = tmp_path / "weights.txt"
    path.write_text("# a remark\n[一]\n#\t1\n漏水\t0.5\n\n[二]\n漏水\t设施维修 1\t其他 -1\n", "utf-8")
    assert read_sections(path) == {"": {}, "一": {"#": "1", "漏水": "0.5"}, "二": {"漏水": "设施维修 1\t其他 -1"}}
    path.write_text("[一]\n漏水 0.5\n", "utf-8")
    with pytest.raises(ValueError, match=r"weights\.txt, line 2"):
        read_sections(path)


def test_every_example_says_what_it_should() -> None:
    for path in sorted((WORDS_FOLDER / "examples").glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            text, matters, urgent, _outcome = line.split("\t")
            codes = {code for matter in matters.split(" + ") for code in matter.split("|") if matter}
            assert text, (path.name, number)
            assert codes <= set(CATEGORIES.values()), (path.name, number)
            assert urgent in ("0", "1"), (path.name, number)
