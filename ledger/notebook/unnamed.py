"""Where a line says of somebody who spoke only that he or she belongs to the household: 没问是哪个, 姓马的开的门."""

import re
from datetime import date

from ledger.notebook.kinship import age
from ledger.notebook.roster_index import surname
from ledger.records.notebook import KnownHousehold, KnownPerson
from ledger.records.people import Sex

_NOT_ASKED = re.compile(
    r"(?:没|未|忘了?|不肯|不愿)(?:说|讲|问|留|报|记)(?:清|下|是|他|她|叫)*(?:名字?|姓名|姓啥|姓什么|是?哪[个位]|谁|叫啥|叫什么)"
    r"|(?:不知道?|不晓得|不清楚|没弄清|分不清|认不出|不认得)(?:是|叫)?(?:哪[个位]|谁|老[大二三])|名字?(?:没问|没说|没记|没留|不详)"
)
_FAMILY = re.compile(
    r"姓(?P<surname>[一-鿿])的?(?P<who>女士|先生|阿姨|大爷|大妈|女的|男的|女人|男人|老人|老汉|老太太?|小伙子?|年轻人|姑娘|大姐|大哥|师傅)?"
)
# Who was met as one saw them, where nobody is named: 合租的小伙, 小姑娘开的门, 租房的女的.
_LOOK = re.compile(
    r"^[\s,:、(]*(?:(?:合租|租房|租|住|同住|住着|在家|家里|开门)的?)?(?:[一那这]?个|那)?(?:年轻的?)?"
    r"(?P<who>小伙子?|小姑娘|小年轻|小青年|男青年|女青年|年轻人|女孩子?|男孩子?|女的|男的|女人|男人|大姐|大哥)"
    r"(?=[\s,。;)]|$|说|讲|问|反映|在|开的?门|接|想|要|来)"
)
_FEMALE = ("女", "阿姨", "大妈", "老太", "姑娘", "小姑娘", "大姐")
_MALE = ("男", "先生", "大爷", "老汉", "小伙", "大哥", "师傅")
_YOUNG = ("小", "年轻", "姑娘", "男青", "女青", "男孩", "女孩")
_OLD = ("大爷", "大妈", "老")
_ELDER_AGE = 50
_GROWN_UP = 16


def name_not_asked(text: str) -> bool:
    """Whether the line says that the name of whoever spoke was not asked or not told."""
    return _NOT_ASKED.search(text) is not None


def of_the_name(household: KnownHousehold, text: str, today: date) -> tuple[tuple[KnownPerson, ...], int, int]:
    """Whom of the household 姓马的 may mean, and where that stands; nobody where it is not said so."""
    found = _FAMILY.search(text)
    if found is None:
        return (), 0, 0
    people = tuple(
        person
        for person in household.people
        if surname(person.name) == found["surname"] and _fits(person, found["who"] or "", today)
    )
    return people, found.start(), found.end()


def of_the_look(household: KnownHousehold, text: str, today: date) -> tuple[tuple[KnownPerson, ...], int, int]:
    """Whom of the household 合租的小伙 at the beginning may mean, and where that stands."""
    found = _LOOK.match(text)
    if found is None:
        return (), 0, 0
    people = tuple(person for person in household.people if _fits(person, found["who"], today))
    return people, found.start("who"), found.end("who")


def _fits(person: KnownPerson, who: str, today: date) -> bool:
    if (who.startswith(_FEMALE) and person.sex is Sex.MALE) or (who.startswith(_MALE) and person.sex is Sex.FEMALE):
        return False
    years = age(person, today)
    if years is None:
        return True
    if who.startswith(_YOUNG) and years >= _ELDER_AGE:
        return False
    return years >= (_ELDER_AGE if who.startswith(_OLD) else _GROWN_UP)
