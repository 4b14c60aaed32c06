"""Words for one's kin, and whom of a household they mean: 老伴, 儿媳, 老太太, 大女儿, 两口子."""

import re
from datetime import date

from ledger.records.notebook import KnownHousehold, KnownPerson
from ledger.records.people import Sex

OLD_AGE = 60
_CHILDREN = (
    "儿子",
    "女儿",
    "长子",
    "次子",
    "三子",
    "长女",
    "次女",
    "三女",
    "子",
    "女",
    "养子",
    "养女",
    "继子",
    "继女",
    "独生子",
    "独生女",
)
_PARENTS = ("父亲", "母亲", "父", "母")
_IN_LAWS = ("岳父", "岳母", "公公", "婆婆")
_GRANDCHILDREN = ("孙子", "孙女", "外孙", "外孙女", "外孙子")

SPOUSE = "老伴儿?|爱人|对象|配偶|老公|丈夫|掌柜的|妻子|老婆|婆姨|媳妇(?!儿?子?代)"
KIN_WORDS = (
    r"(?:大|小|二|三|老)?(?:儿媳妇?|女婿|儿子|女儿|闺女|姑娘|丫头|小子)"
    r"|(?:外)?孙(?:子|女|媳)|(?:老)?(?:母亲|妈妈?|父亲|爸爸?|爹|娘)|岳父|岳母|丈母娘|老丈人|公公|婆婆|奶奶|爷爷|姥姥|姥爷"
    rf"|{SPOUSE}|媳妇儿?|老太太|老奶奶|老大娘|老大妈|老爷子|老大爷|老汉|老头子?|老人家?|老兵"
    r"|(?:男|女)主人|户主|孩子(?:他|她)?(?:妈|爸)|娃(?:他|她)?(?:妈|爸)|(?:大|小)?(?:哥哥|弟弟|姐姐|妹妹|兄弟|嫂子)"
)
COUPLE = re.compile(r"(?:老|小)?两口子?|俩口子?|老俩口|[两老小]?夫妻(?:俩|二人|两人|双双|两个)?|夫妇(?:俩|二人|两人)?")
_OLD = {
    **dict.fromkeys(("老太太", "老奶奶", "老大娘", "老大妈", "奶奶", "姥姥"), Sex.FEMALE),
    **dict.fromkeys(("老爷子", "老大爷", "老汉", "老头", "老头子", "爷爷", "姥爷"), Sex.MALE),
    **dict.fromkeys(("老人", "老人家", "老兵"), Sex.UNKNOWN),
}


def age(person: KnownPerson, today: date) -> int | None:
    """Full years by the year of birth alone; None where it is unknown."""
    return today.year - int(person.birth[:4]) if person.birth[:4].isdigit() else None


def kin_is_title(word: str) -> bool:
    """Whether a word for an old person may follow a name as a title: 周淑珍老人, 严守正老爷子."""
    return word in _OLD


def couple(household: KnownHousehold, word: str, today: date) -> tuple[KnownPerson, ...]:
    """The pair that 两口子 means: head and spouse, or for 小两口 the young pair where there is one."""
    young = tuple(p for p in household.people if p.relation in ("儿子", "儿媳", "女儿", "女婿"))
    pair = tuple(p for p in household.people if p.relation in ("户主", "配偶"))
    if word.startswith("小") and len(young) == 2 and young[0].sex is not young[1].sex:
        return young
    if len(pair) == 2:
        return pair
    parents = tuple(p for p in household.people if p.relation in (*_PARENTS, *_IN_LAWS))
    return parents if word.startswith("老") and len(parents) == 2 else ()


def kin(
    household: KnownHousehold, word: str, today: date, anchor: KnownPerson | None = None
) -> tuple[KnownPerson, ...]:
    """Whom of the household `word` may mean, seen from `anchor` (from the head where nobody is named)."""
    others = [person for person in household.people if person is not anchor]
    if word in _OLD:
        return tuple(p for p in others if _is_old(p, today) and _OLD[word] in (Sex.UNKNOWN, p.sex))
    if word == "户主":
        return tuple(p for p in household.people if p.relation == "户主")
    found = _related(others, _base(word), anchor.relation if anchor else "户主", today, alone=anchor is None)
    if len(found) > 1 and word[0] in "大小二三":
        found = _by_age(found, word[0])
    return tuple(found)


def _is_old(person: KnownPerson, today: date) -> bool:
    years = age(person, today)
    return years is None or years >= OLD_AGE


def _base(word: str) -> str:
    word = re.sub(r"^(大|小|二|三)(?=儿|女|闺|姑|丫|小|哥|弟|姐|妹|兄)", "", word)
    for base, forms in _FORMS.items():
        if re.fullmatch(forms, word):
            return base
    return word


_FORMS = {
    "son": "儿子|小子",
    "daughter": "女儿|闺女|姑娘|丫头",
    "daughter_in_law": "儿媳妇?",
    "wife_or_daughter_in_law": "媳妇儿?",
    "son_in_law": "女婿",
    "husband": "老公|丈夫|掌柜的|男主人",
    "wife": "妻子|老婆|婆姨|女主人",
    "spouse": "老伴儿?|爱人|对象|配偶",
    "mother": "老?(?:母亲|妈妈?|娘)",
    "father": "老?(?:父亲|爸爸?|爹)",
    "mother_in_law": "岳母|丈母娘|婆婆",
    "father_in_law": "岳父|老丈人|公公",
    "grandson": "外?孙子",
    "granddaughter": "外?孙女",
    "childs_mother": "(?:孩子|娃)[他她]?妈",
    "childs_father": "(?:孩子|娃)[他她]?爸",
    "sibling_f": "姐姐|妹妹|嫂子",
    "sibling_m": "哥哥|弟弟|兄弟",
}


def _related(people: list[KnownPerson], base: str, anchor: str, today: date, *, alone: bool) -> list[KnownPerson]:
    female = [p for p in people if p.sex is not Sex.MALE]
    male = [p for p in people if p.sex is not Sex.FEMALE]
    own = _of_anchor(people, male, female, base, anchor)
    if own is not None:
        return own
    if base == "wife_or_daughter_in_law" and anchor not in ("户主", *_PARENTS, *_IN_LAWS):
        return _with(female, *_SPOUSE_OF.get(anchor, ()))
    if base == "wife_or_daughter_in_law":
        wives = _with(female, "配偶")
        brides = _with(female, "儿媳")
        return brides if brides and not (wives and not _is_old(wives[0], today)) else wives
    if base in ("husband", "wife") and alone:
        return [p for p in (male if base == "husband" else female) if p.relation in ("户主", "配偶")]
    return []


def _of_anchor(
    people: list[KnownPerson], male: list[KnownPerson], female: list[KnownPerson], base: str, anchor: str
) -> list[KnownPerson] | None:
    main = anchor in ("户主", "配偶")
    if base in ("spouse", "husband", "wife") and not (
        base != "spouse" and anchor == "户主" and not _with(people, "配偶")
    ):
        side = male if base == "husband" else female if base == "wife" else people
        found = _with(side, *_SPOUSE_OF.get(anchor, ()))
        return found or (_with(side, "户主", "配偶") if base != "spouse" else found)
    if base in ("son", "daughter"):
        side = male if base == "son" else female
        children = (
            _CHILDREN if main else ("户主",) if anchor in _PARENTS else ("配偶", "户主") if anchor in _IN_LAWS else ()
        )
        return _with(side, *children)
    if base in ("mother", "father"):
        side = female if base == "mother" else male
        if anchor in _CHILDREN:
            return _with(side, "户主", "配偶")
        return _with(side, *_PARENTS) or _with(side, *_IN_LAWS)
    simple: dict[str, tuple[list[KnownPerson], tuple[str, ...]]] = {
        "daughter_in_law": (female, ("儿媳",) if main else ("配偶",)),
        "son_in_law": (male, ("女婿",) if main else ("户主", "配偶") if anchor in _IN_LAWS else ()),
        "mother_in_law": (female, _IN_LAWS if main else ("户主", "配偶")),
        "father_in_law": (male, _IN_LAWS if main else ("户主", "配偶")),
        "grandson": (male, _GRANDCHILDREN),
        "granddaughter": (female, _GRANDCHILDREN),
        "childs_mother": (female, ("户主", "配偶")),
        "childs_father": (male, ("户主", "配偶")),
        "sibling_f": (female, ("姐姐", "妹妹", "姐", "妹", "姐妹")),
        "sibling_m": (male, ("哥哥", "弟弟", "兄", "弟", "兄弟")),
    }
    if base in simple:
        side, relations = simple[base]
        return _with(side, *relations)
    return None


_SPOUSE_OF = {
    "户主": ("配偶",),
    "配偶": ("户主",),
    "儿子": ("儿媳",),
    "儿媳": ("儿子",),
    "女儿": ("女婿",),
    "女婿": ("女儿",),
    "父亲": ("母亲",),
    "母亲": ("父亲",),
    "岳父": ("岳母",),
    "岳母": ("岳父",),
}


def _with(people: list[KnownPerson], *relations: str) -> list[KnownPerson]:
    return [person for person in people if person.relation in relations]


def _by_age(people: list[KnownPerson], rank: str) -> list[KnownPerson]:
    ordered = sorted(people, key=lambda person: person.birth or "9999")
    place = {"大": 0, "二": 1, "三": 2, "小": len(ordered) - 1}[rank]
    return ordered[place : place + 1]
