"""Two families of 银苑小区 to try things with."""

from dataclasses import dataclass
from datetime import date

from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwellings
from ledger.records.people import Phone, Sex
from ledger.records.places import Address
from ledger.store import Ledger

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Village:
    """3-2-501: 许敏 (head), 高宁, 高一诺. 2-1-301: 周秀英 alone. 10-1-101 is empty. Ids of all of them."""

    ledger: Ledger
    door: int
    other_door: int
    empty_door: int
    xu: int
    zhou: int
    min: int
    ning: int
    yinuo: int
    xiuying: int


def build_village(ledger: Ledger) -> Village:
    """The two families, in the ledger since before it began."""
    addresses = [Address("银苑小区", *at) for at in (("3", "2", "501"), ("2", "1", "301"), ("10", "1", "101"))]
    doors = find_or_make_dwellings(ledger, addresses)
    first, second, third = (doors[address] for address in addresses)
    made = add_households(
        ledger,
        [
            NewHousehold(
                first,
                (
                    NewResident("许敏", Sex.FEMALE, "1979-05-02", phones=(Phone("19000001001"),), relation="户主"),
                    NewResident("高宁", Sex.MALE, "1977-11", phones=(Phone("19000001002"),), relation="配偶"),
                    NewResident("高一诺", Sex.MALE, "2011-08-30", relation="儿子"),
                ),
            ),
            NewHousehold(
                second,
                (
                    NewResident(
                        "周秀英",
                        Sex.FEMALE,
                        "1949-12-31",
                        "11010519491231002X",
                        (Phone("19000001003", "女儿"),),
                        "户主",
                        "耳背",
                        (1, 3),
                    ),
                ),
            ),
        ],
        since=None,
        today=TODAY,
    )
    (xu, zhou), (family, alone) = made.household_ids, made.resident_ids
    return Village(ledger, first, second, third, xu, zhou, *family, *alone)
