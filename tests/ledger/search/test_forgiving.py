"""What the search box forgives, what it marks, and what it offers where nothing is found."""

from collections.abc import Iterator
from datetime import date

import pytest

from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwellings
from ledger.records.people import Phone
from ledger.records.places import Address
from ledger.search.finding import find
from ledger.search.hits import Hit, HitKind, Why
from ledger.search.snippets import LONGEST, marked, marked_name, snippet
from ledger.store import Ledger, create_ledger

TODAY = date(2026, 11, 23)
DOORS = (("3", "2", "501"), ("3", "2", "502"), ("5", "1", "301"))
PEOPLE = (("许敏", "高宁"), ("单国强",), ("欧阳志远",))
NOTES = ("卫生间漏水，楼上不配合，要社区去说", "一切都好", "燃气灶打不着火，已报修")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Three doors, four people, a visit to each door, a matter of the first with a step, a page."""
    path = tmp_path_factory.mktemp("town") / "ledger.mqzb"
    with create_ledger(path, community="银苑社区", worker="王书记") as ledger:
        addresses = [Address("银苑小区", *door) for door in DOORS]
        ids = find_or_make_dwellings(ledger, addresses)
        families = [
            NewHousehold(
                ids[address],
                tuple(
                    NewResident(
                        name,
                        phones=(Phone(f"1900000{1000 + 10 * number + place}"),),
                        relation="配偶" if place else "户主",
                    )
                    for place, name in enumerate(names)
                ),
            )
            for number, (address, names) in enumerate(zip(addresses, PEOPLE, strict=True))
        ]
        made = add_households(ledger, families, since=None, today=TODAY)
        with ledger.write("entries") as write:
            for number, note in enumerate(NOTES):
                write.insert(
                    "visit", worker_id=1, on_date=f"2026-11-{10 + number}", booked_on="2026-11-10", mode="home",
                    outcome="met", note=note, household_id=made.household_ids[number],
                    dwelling_id=ids[addresses[number]],
                )  # fmt: skip
            state = {
                "category_id": 1, "level": "grid", "urgency": "simple", "status": "in_progress",
                "due_on": "2026-12-01",
            }  # fmt: skip
            matter = write.insert(
                "matter", **state, number="MQ-2026-0007", title="楼上漏水", registered_on="2026-11-10",
                household_id=made.household_ids[0], dwelling_id=ids[addresses[0]],
            )  # fmt: skip
            write.insert(
                "step", **state, matter_id=matter, kind="progress", on_date="2026-11-11", text="打压试过，是軟管老化"
            )
            write.insert("page", on_date="2026-11-12", text="3-2-501 许敏 说楼上又漏了")
        yield ledger


def hits(ledger: Ledger, words: str, kind: HitKind) -> list[Hit]:
    return list(find(ledger, words, today=TODAY).group(kind).hits)


def titles(ledger: Ledger, words: str, kind: HitKind = HitKind.RESIDENT) -> list[str]:
    return [hit.title for hit in hits(ledger, words, kind)]


@pytest.mark.parametrize(
    "words",
    [
        "许敏",
        "許敏",
        "　许敏　",
        "xumin",
        "XuMin",
        "ＸＭ",
        "xu min",
        "xu'min",
        "许 敏",
        "190 0000 1000",
        "190-0000-1000",
    ],
)
def test_one_person_in_any_writing(town: Ledger, words: str) -> None:
    assert titles(town, words) == ["许敏"]


def test_surnames_with_a_reading_of_their_own(town: Ledger) -> None:
    for words in ("shanguoqiang", "danguoqiang", "sgq", "dgq", "单"):
        assert titles(town, words) == ["单国强"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("许敏 漏水", HitKind.VISIT),
        ("漏水 许敏", HitKind.VISIT),
        ("xm 漏水", HitKind.VISIT),
        ("3-2-501 漏水", HitKind.VISIT),
        ("高宁 漏水", HitKind.VISIT),
        ("银苑 漏水", HitKind.VISIT),
        ("银苑小区 3-2-501 漏水", HitKind.VISIT),
        ("501 漏水", HitKind.VISIT),
        ("1001 漏水", HitKind.VISIT),
        ("许敏 漏水", HitKind.MATTER),
        ("许敏 软管", HitKind.MATTER),
        ("漏水 软管", HitKind.MATTER),
        ("许敏 3-2-501", HitKind.RESIDENT),
        ("许敏 3号楼2单元501", HitKind.DWELLING),
        ("许敏 漏", HitKind.PAGE),
    ],
)
def test_words_may_stand_in_different_places_of_one_record(town: Ledger, words: str, kind: HitKind) -> None:
    (hit,) = hits(town, words, kind)
    assert hit.id == 1


def test_one_character_of_a_note_is_enough(town: Ledger) -> None:
    assert [hit.text for hit in hits(town, "灶", HitKind.VISIT)] == [NOTES[2]]


def test_a_word_alone_brings_what_concerns_the_few_it_names(town: Ledger) -> None:
    found = find(town, "高宁", today=TODAY)
    assert [group.kind for group in found.groups] == [HitKind.RESIDENT, HitKind.MATTER, HitKind.VISIT]


def marked_part(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_what_was_looked_for_is_marked(town: Ledger) -> None:
    (person,) = hits(town, "xm", HitKind.RESIDENT)
    assert marked_part(person.title, person.marks.title) == ["许敏"]
    (person,) = hits(town, "1000", HitKind.RESIDENT)
    assert marked_part(person.text, person.marks.text) == ["1000"]
    (matter,) = hits(town, "软管", HitKind.MATTER)
    assert marked_part(matter.text, matter.marks.text) == ["軟管"]
    (visit,) = hits(town, "卫生间 不配合", HitKind.VISIT)
    assert marked_part(visit.text, visit.marks.text) == ["卫生间", "不配合"]
    (door,) = hits(town, "3号楼2单元502", HitKind.DWELLING)
    assert marked_part(door.title, door.marks.title) == ["3-2-502"]
    (page,) = hits(town, "又漏", HitKind.PAGE)
    assert (marked_part(page.text, page.marks.text), page.when) == (["又漏"], date(2026, 11, 12))


@pytest.mark.parametrize(
    ("name", "word", "part"),
    [
        ("欧阳志远", "zhi", "志"),
        ("欧阳志远", "zhiyuan", "志远"),
        ("欧阳志远", "zy", "志远"),
        ("欧阳志远", "oy", "欧阳"),
        ("欧阳志远", "志", "志"),
        ("单国强", "sgq", "单国强"),
        ("单国强", "shanguo", "单国"),
    ],
)
def test_pinyin_marks_the_characters_it_spells(name: str, word: str, part: str) -> None:
    assert part in "".join(marked_part(name, marked_name(name, [word])))


def test_a_snippet_shows_the_words_around_the_first_hit() -> None:
    text = "好" * 200 + "漏水\n了" + "好" * 200
    part = snippet(text, ["漏水"])
    assert len(part) <= LONGEST + 2
    assert marked_part(part, marked(part, ["漏水"])) == ["漏水"]
    assert snippet("漏水\n了", ["漏水"]) == "漏水 了"
    assert snippet(text, ["没有"]).startswith("好")


@pytest.mark.parametrize(
    ("words", "near", "why"),
    [
        ("徐敏", "许敏", Why.SOUNDS),
        ("许明", "许敏", Why.SOUNDS),
        ("高玲", "高宁", Why.SOUNDS),
        ("许亮", "许敏", Why.ONE_OFF),
        ("欧阳志达", "欧阳志远", Why.ONE_OFF),
        ("徐敏 漏水", "许敏 漏水", Why.SOUNDS),
        ("3-2-510", "3-2-501", Why.ONE_OFF),
        ("5-1-302", "5-1-301", Why.ONE_OFF),
        ("19000001009", "19000001000", Why.ONE_OFF),
        ("漏水 彩虹", "漏水", Why.WITHOUT),
        ("卫生间漏水了吗", "卫生间漏水", Why.SHORTER),
    ],
)
def test_the_nearest_is_offered_where_nothing_is_found(town: Ledger, words: str, near: str, why: Why) -> None:
    found = find(town, words, today=TODAY)
    assert not found.groups
    assert (near, why) in [(each.words, each.why) for each in found.nearest]
    assert all(each.hits for each in found.nearest)
    assert not find(town, words, today=TODAY, offer_nearest=False).nearest


def test_nothing_is_offered_where_the_person_was_found(town: Ledger) -> None:
    assert find(town, "许敏", today=TODAY).nearest == ()
    assert find(town, "", today=TODAY).nearest == ()
    assert find(town, "%", today=TODAY).nearest == ()


def test_a_group_says_that_there_is_more(ledger: Ledger) -> None:
    with ledger.write("pages") as write:
        write.insert_many("page", [{"on_date": str(TODAY), "text": f"漏水 {number}"} for number in range(9)])
    assert [find(ledger, "漏水", today=TODAY, limit=limit).groups[0].more for limit in (3, 8, 9, 10)] == [
        True,
        True,
        False,
        False,
    ]


def test_pages_and_visits_come_by_day(ledger: Ledger) -> None:
    with ledger.write("pages") as write:
        for day in ("2026-11-03", "2026-11-09", "2026-10-30"):
            write.insert("page", on_date=day, text="漏水")
    assert [str(hit.when) for hit in hits(ledger, "漏水", HitKind.PAGE)] == ["2026-11-09", "2026-11-03", "2026-10-30"]
