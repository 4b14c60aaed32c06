"""Two of a household told by what they are to one another: 母女俩, 兄弟两个, 爷孙俩, 婆媳俩."""

import re
from itertools import combinations

from ledger.records.notebook import KnownHousehold, KnownPerson
from ledger.records.people import Sex

_KINDS = "兄弟|姐妹|姊妹|兄妹|姐弟|母女|母子|父子|父女|爷孙|祖孙|奶孙|婆媳|娘|爷"
PAIR = re.compile(
    rf"(?P<kind>{_KINDS})(?:俩|[两二]个?人?)|[两俩](?P<turned>兄弟|姐妹|姊妹|兄妹|姐弟|母女|母子|父子|父女)"
)
_ELDER = ("父亲", "母亲", "父", "母", "岳父", "岳母", "公公", "婆婆")
_OWN = ("户主", "配偶", "哥哥", "弟弟", "姐姐", "妹妹", "兄弟", "姐妹", "兄", "弟", "姐", "妹")
_YOUNGER = ("儿子", "女儿", "长子", "次子", "长女", "次女", "三子", "三女", "子", "女", "养子", "养女", "继子", "继女")
_GRANDCHILDREN = ("孙子", "孙女", "外孙", "外孙女", "外孙子")
_BY_MARRIAGE = ("儿媳", "女婿")
_SIBLINGS = {
    "兄弟": (Sex.MALE, Sex.MALE),
    "姐妹": (Sex.FEMALE, Sex.FEMALE),
    "姊妹": (Sex.FEMALE, Sex.FEMALE),
    "兄妹": (Sex.MALE, Sex.FEMALE),
    "姐弟": (Sex.FEMALE, Sex.MALE),
}
_PARENT_AND_CHILD = {
    "母女": (Sex.FEMALE, Sex.FEMALE),
    "母子": (Sex.FEMALE, Sex.MALE),
    "父子": (Sex.MALE, Sex.MALE),
    "父女": (Sex.MALE, Sex.FEMALE),
    "娘": (Sex.FEMALE, None),
    "爷": (Sex.MALE, None),
}


def pair_told(household: KnownHousehold, word: str) -> tuple[KnownPerson, ...]:
    """The two of `household` that `word` (a match of PAIR) means; nobody where several pairs or none fit."""
    found = PAIR.fullmatch(word)
    if found is None:
        return ()
    kind = found["kind"] or found["turned"]
    fitting = [pair for one in combinations(household.people, 2) for pair in (one, one[::-1]) if _fits(kind, *pair)]
    pairs = {frozenset(map(id, pair)): pair for pair in fitting}
    return next(iter(pairs.values())) if len(pairs) == 1 else ()


def _fits(kind: str, elder: KnownPerson, younger: KnownPerson) -> bool:
    above = _generation(elder) - _generation(younger)
    if _generation(elder) < 0 or _generation(younger) < 0:
        return False
    if kind in _SIBLINGS:
        one, other = _SIBLINGS[kind]
        wed = {elder.relation, younger.relation} & {"配偶", *_BY_MARRIAGE}
        older = not (elder.birth and younger.birth) or elder.birth <= younger.birth
        return above == 0 and not wed and older and elder.sex is one and younger.sex is other
    if kind in _PARENT_AND_CHILD:
        sex, child = _PARENT_AND_CHILD[kind]
        blood = younger.relation not in _BY_MARRIAGE and elder.relation not in _BY_MARRIAGE
        return above == 1 and blood and elder.sex is sex and child in (None, younger.sex)
    if kind == "婆媳":
        wife = younger.relation == "儿媳" or (younger.relation == "配偶" and elder.relation in ("母亲", "婆婆", "母"))
        return above == 1 and wife and elder.sex is Sex.FEMALE
    return above == 2 and (kind != "奶孙" or elder.sex is Sex.FEMALE)


def _generation(person: KnownPerson) -> int:
    """Counted up from the grandchildren; -9 for whoever is no relative."""
    for number, relations in enumerate((_GRANDCHILDREN, (*_YOUNGER, *_BY_MARRIAGE), _OWN, _ELDER)):
        if person.relation in relations:
            return number
    return -9
