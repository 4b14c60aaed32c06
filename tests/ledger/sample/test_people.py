"""The people of the sample: invented from the word lists, and families as they may be."""

from datetime import date

from ledger.sample.words import word_list
from ledger.store import Ledger

RARE = "䶮𬭎㛃堃喆翀"


def test_no_phone_outside_the_invented_range(sample: Ledger) -> None:
    numbers = [row[0] for row in sample.rows("select number from phone union all select phone from worker")]
    given = [number for number in numbers if number]
    assert len(given) > 200
    assert all(number.startswith("1900000") and len(number) == 11 for number in given)


def test_nobody_has_an_id_number(sample: Ledger) -> None:
    assert sample.value("select count(*) from resident where id_number <> ''") == 0


def test_names_come_from_the_word_lists(sample: Ledger) -> None:
    names = word_list("names")
    given = {each for sex in ("male", "female") for years in names[sex].values() for each in years}
    given |= {each for sex in names["rare"].values() for each in sex}
    allowed = {surname + each for surname in names["surnames"] for each in given} | set(names["long"].values())
    found = {row[0] for row in sample.rows("select name from resident")}
    assert found <= allowed
    workers = {row[0] for row in sample.rows("select name from worker")}
    assert workers <= {names["workers"]["secretary"], *names["workers"]["grid"]}
    assert not workers & found


def test_some_names_are_rare(sample: Ledger) -> None:
    found = "".join(row[0] for row in sample.rows("select name from resident"))
    assert len([character for character in RARE if character in found]) >= 3


def test_children_are_younger_than_their_parents(sample: Ledger) -> None:
    pairs = sample.rows(
        "select h.birth as parent, c.birth as child from membership p join membership m"
        " on m.household_id = p.household_id and m.relation in ('儿子', '女儿') join resident h on h.id = p.resident_id"
        " join resident c on c.id = m.resident_id where p.relation in ('户主', '配偶')"
    )
    assert len(pairs) > 50
    for pair in pairs:
        assert (date.fromisoformat(pair["child"]) - date.fromisoformat(pair["parent"])).days > 17 * 365


def test_key_people_are_about_one_household_in_ten(sample: Ledger) -> None:
    count = sample.value(
        "select count(distinct m.household_id) from care_membership c join care_group g on g.id = c.care_group_id"
        " join membership m on m.resident_id = c.resident_id and m.until is null"
        " where g.interval_days is not null and c.until is null and c.withdrawn_at is null"
    )
    assert 160 * 0.06 <= count <= 160 * 0.15


def test_sensitive_groups_are_left_off(sample: Ledger) -> None:
    assert (
        sample.value(
            "select count(*) from care_membership c join care_group g on g.id = c.care_group_id where g.sensitive = 1"
        )
        == 0
    )
    assert sample.value("select count(*) from care_group where sensitive = 1 and enabled = 1") == 0


def test_lives_go_on(sample: Ledger) -> None:
    kinds = {row[0] for row in sample.rows("select distinct kind from life_event")}
    assert {"born", "died", "moved_in", "moved_out", "away"} <= kinds


def test_visits_and_matters_have_the_rates_of_a_community(sample: Ledger) -> None:
    outcomes = {row[0]: row[1] for row in sample.rows("select outcome, count(*) from visit group by 1")}
    met = (outcomes["met"] + outcomes["proxy"]) / sum(outcomes.values())
    assert 0.7 < met < 0.9
    matters = sample.value("select count(*) from matter where withdrawn_at is null") / 6
    assert 8 <= matters <= 20  # thirty to forty in 422 households
    in_time = sample.row(
        "select sum(settled_on <= due_on) as in_time, count(*) as settled from matter where settled_on is not null"
    )
    assert in_time is not None
    assert 0.85 < in_time["in_time"] / in_time["settled"] < 1
