"""A community's own words: what they mean decides, whatever the program's words weigh; each is taken back alone."""

from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notebook_pages import TODAY

from ledger.errors import InputProblem
from ledger.matters.categories import categories
from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.guessing import guess_category
from ledger.notebook.manuscript import Manuscript
from ledger.notebook.own_words import (
    add_own_word,
    forget_learned,
    known_words,
    learn_category,
    learned_words,
    own_words,
)
from ledger.notebook.word_list import drop_word, save_word, word_list
from ledger.places.doors import buildings, estates, rename_estate
from ledger.records.own_words import OwnWord, Sense
from ledger.records.proposals import Proposal
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.undo import undo

Proposals = Sequence[Proposal]


@pytest.fixture
def say(estate: Ledger, manuscript: Manuscript) -> Callable[..., Proposals]:
    """Read a line on a page that took in every word given to it: say(line, *words)."""

    def read(line: str, *words: OwnWord) -> Proposals:
        manuscript.write(line)
        for word in words:
            manuscript.reread(save_word(estate, word))
        return manuscript.proposals

    return read


def _code(proposal: Proposal) -> str:
    return proposal.entry.matters[0].category


@pytest.mark.parametrize("line", ["漏水", "卫生间大水车漏水，楼上不管", "问大水车医保报销", "大水车吵得睡不着"])
def test_the_category_a_community_gives_a_word_decides(say: Callable[..., Proposals], line: str) -> None:
    word = "漏水" if line == "漏水" else "大水车"
    (proposal,) = say(f"3-2-501 许敏 {line}", OwnWord(word, Sense.CATEGORY, "education"))
    assert _code(proposal) == "education"


def test_what_was_corrected_once_is_proposed_for_like_words(
    estate: Ledger, say: Callable[..., Proposals], manuscript: Manuscript
) -> None:
    (proposal,) = say("3-2-501 许敏 地下室有老鼠要灭")
    assert _code(proposal) == "environment"
    manuscript.reread(learn_category(estate, text="地下室有老鼠要灭", category="property"))
    (proposal,) = say("3-2-502 谭丽 家里进了老鼠，盼来人治")
    assert _code(proposal) == "property"
    # Corrected back, the two are undecided, and the general words decide again.
    manuscript.reread(learn_category(estate, text="家里进了老鼠", category="environment"))
    (proposal,) = say("3-2-502 谭丽 厨房有老鼠要灭")
    assert _code(proposal) == "environment"


def test_a_word_given_goes_before_what_was_learned(estate: Ledger, say: Callable[..., Proposals]) -> None:
    for _time in range(6):
        learn_category(estate, text="有老鼠", category="property")
    (proposal,) = say("3-2-501 许敏 厨房有老鼠要灭", OwnWord("老鼠", Sense.CATEGORY, "health"))
    assert _code(proposal) == "health"


def test_the_visit_forms_guess_knows_the_words(estate: Ledger) -> None:
    known = categories(estate)
    before = guess_category(known, "房屋漏水", known_words(estate))
    assert before is not None
    assert before.name == "房屋漏水"
    add_own_word(estate, word="漏水", category="property")
    after = guess_category(known, "房屋漏水", known_words(estate))
    assert after is not None
    assert after.code == "property"


@pytest.mark.parametrize(
    ("sense", "word", "line", "outcome"),
    [
        (Sense.NO_ANSWER, "摸了个空", "摸了个空", VisitOutcome.NO_ANSWER),
        (Sense.NO_ANSWER, "捞空", "捞空一回", VisitOutcome.NO_ANSWER),
        (Sense.AWAY, "奔塬上", "奔塬上了", VisitOutcome.AWAY),
        (Sense.REFUSED, "甩脸子", "甩脸子", VisitOutcome.REFUSED),
        (Sense.VACANT, "哑房子", "哑房子", VisitOutcome.VACANT),
        (Sense.MOVED, "挪窝了", "挪窝了", VisitOutcome.MOVED),
    ],
)
def test_words_for_how_the_door_was_found(
    say: Callable[..., Proposals], sense: Sense, word: str, line: str, outcome: VisitOutcome
) -> None:
    assert say(f"3-2-501 {line}")[0].entry.outcome is VisitOutcome.MET
    (proposal,) = say(f"3-2-501 {line}", OwnWord(word, sense))
    assert proposal.entry.outcome is outcome
    assert proposal.matters == ()


def test_a_word_that_is_no_need_opens_no_matter_and_no_reminder(say: Callable[..., Proposals]) -> None:
    assert say("3-2-501 许敏 聊起广场舞")[0].matters
    word = OwnWord("广场舞", Sense.NO_NEED)
    (proposal,) = say("3-2-501 许敏 聊起广场舞", word)
    assert proposal.matters == ()
    assert proposal.entry.reminders == ()
    assert say("3-2-501 许敏 广场舞太吵睡不着")[0].matters


def test_a_word_that_is_a_need_opens_one_unless_all_is_well(say: Callable[..., Proposals]) -> None:
    (proposal,) = say("3-2-501 许敏 地锅又塌火", OwnWord("地锅", Sense.NEED))
    assert [matter.title for matter in proposal.matters] == ["地锅又塌火"]
    assert say("3-2-501 许敏 地锅修好了")[0].matters == ()


def test_a_word_that_is_urgent(say: Callable[..., Proposals]) -> None:
    (proposal,) = say("3-2-501 许敏 卫生间漏水，火上房", OwnWord("火上房", Sense.URGENT))
    assert proposal.entry.matters[0].urgent


@pytest.fixture
def west(estate: Ledger) -> OwnWord:
    """西院, as people call building 3."""
    return OwnWord("西院", Sense.BUILDING, next(each.uid for each in buildings(estate) if each.name == "3"))


@pytest.mark.parametrize(
    "line", ["西院2-501 没事", "西院2单元501没事", "西院二单元501没事", "银苑西院 2-501 没事", "昨天 西院2-501没事"]
)
def test_a_building_is_known_by_what_people_call_it(say: Callable[..., Proposals], west: OwnWord, line: str) -> None:
    assert not any(each.entry.household for each in say(line))
    (proposal,) = say(line, west)
    assert proposal.entry.household is not None
    assert [person.name for person in proposal.entry.household.people] == ["许敏", "高宁"]


def test_such_a_name_heads_a_page_and_stands_for_a_public_place(say: Callable[..., Proposals], west: OwnWord) -> None:
    first, second, third = say("西院2单元\n501、502没人\n西院路灯不亮", west)
    assert [each.entry.household.room for each in (first, second) if each.entry.household] == ["501", "502"]
    assert third.entry.mode is VisitMode.PATROL


def test_an_estate_and_a_name_that_begins_like_the_weather(estate: Ledger, say: Callable[..., Proposals]) -> None:
    uid = estates(estate)[0].uid
    (proposal,) = say("晴园3-2-501 没事", OwnWord("晴园", Sense.ESTATE, uid))
    assert proposal.entry.household is not None
    assert proposal.entry.household.estate == "银苑小区"


def test_a_name_stays_with_its_building_when_the_estate_is_renamed(
    estate: Ledger, manuscript: Manuscript, say: Callable[..., Proposals], west: OwnWord
) -> None:
    say("西院2-501 没事", west)
    manuscript.reread(rename_estate(estate, estates(estate)[0].id, name="金苑小区"))
    (proposal,) = manuscript.proposals
    assert proposal.entry.household is not None
    assert proposal.entry.household.estate == "金苑小区"


def test_each_word_is_changed_taken_off_and_undone_by_itself(
    estate: Ledger, manuscript: Manuscript, west: OwnWord
) -> None:
    first = save_word(estate, west)
    water = OwnWord("大水车", Sense.CATEGORY, "education")
    save_word(estate, water)
    empty = OwnWord("扑空", Sense.NO_ANSWER)
    changed = save_word(estate, empty, instead_of=water)
    assert word_list(estate) == (west, empty)
    undo(estate, sequence=first.sequence)
    assert word_list(estate) == (empty,)
    undo(estate, sequence=changed.sequence)
    assert word_list(estate) == (water,)
    manuscript.reread(drop_word(estate, water))
    assert word_list(estate) == ()
    assert own_words(estate).words == {}


def test_a_word_means_one_thing_of_a_kind(estate: Ledger) -> None:
    for own in (
        OwnWord("大水车", Sense.CATEGORY, "education"),
        OwnWord("大水车", Sense.NEED),
        OwnWord(" 大水车 ", Sense.CATEGORY, "parking"),
        OwnWord("大水车", Sense.NO_NEED),
    ):
        save_word(estate, own)
    assert set(word_list(estate)) == {
        OwnWord("大水车", Sense.CATEGORY, "parking"),
        OwnWord("大水车", Sense.NO_NEED),
    }


@pytest.mark.parametrize(
    ("word", "sense", "of", "problem"),
    [
        ("…漏水", Sense.CATEGORY, "utilities", ("word", "empty")),
        ("（/水）…漏", Sense.CATEGORY, "utilities", ("word", "empty")),
        ("漏", Sense.NEED, "", ("word", "word_too_short")),
        ("西", Sense.BUILDING, "?", ("word", "word_too_short")),
        ("3号楼", Sense.BUILDING, "?", ("word", "word_is_a_door")),
        ("西院", Sense.BUILDING, "?", ("of", "no_such_entry")),
        ("西院", Sense.BUILDING, "", ("of", "choose")),
        ("大水车", Sense.CATEGORY, "", ("of", "choose")),
    ],
)
def test_what_cannot_be_looked_for_is_refused(
    estate: Ledger, word: str, sense: Sense, of: str, problem: tuple[str, str]
) -> None:
    with pytest.raises(InputProblem) as caught:
        save_word(estate, OwnWord(word, sense, of))
    assert [(each.field, each.code) for each in caught.value.problems] == [problem]
    assert word_list(estate) == ()


def test_what_was_learned_is_seen_and_forgotten_one_by_one(estate: Ledger) -> None:
    learn_category(estate, text="有老鼠", category="property")
    learn_category(estate, text="有老鼠", category="health")
    learn_category(estate, text="书法班", category="elderly")
    mouse, brush = learned_words(estate)
    assert (mouse.word, dict(mouse.times), mouse.most) == ("老鼠", {"property": 1, "health": 1}, "")
    assert brush.most == "elderly"
    one = forget_learned(estate, word="老鼠")
    assert learned_words(estate) == (brush,)
    learn_category(estate, text="楼道灯不亮", category="property")
    undo(estate, sequence=one.sequence)
    assert len(learned_words(estate)) == 3
    every = forget_learned(estate)
    assert learned_words(estate) == ()
    undo(estate, sequence=every.sequence)
    assert len(learned_words(estate)) == 3


def test_what_the_ledger_holds_under_these_names_by_mistake_is_passed_over(estate: Ledger) -> None:
    with estate.write("setup") as write:
        for key in ("notebook.learned:水", "notebook.sign:水", "notebook.place:水", "notebook.category:水"):
            write.insert("setting", key=key, value="[1")
    assert word_list(estate) == ()
    assert learned_words(estate) == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="漏水…(（/)） 老鼠,、a1", max_size=14), sense=st.sampled_from(Sense))
def test_no_word_whatever_stops_the_reading(estate: Ledger, text: str, sense: Sense) -> None:
    of = {"category": "policy", "building": buildings(estate)[0].uid, "estate": estates(estate)[0].uid}.get(sense, "")
    with suppress(InputProblem):
        save_word(estate, OwnWord(text, sense, of))
    learn_category(estate, text=text, category="policy")
    page = Manuscript(estate, LedgerRoster(estate), today=TODAY, worker_id=1)
    assert page.write(f"3-2-501 许敏 {text}水") is not None
    assert page.write(f"{text}2-501 漏水") is not None
