"""What a column of a roster means, told by its heading.

The words are in `resources/words/roster_columns.txt` and `care_groups.txt`, for everybody to add to.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache

from ledger.rules.numerals import half_width
from ledger.rules.relation import HEAD, is_relation
from ledger.rules.word_list import read_words


class Field(StrEnum):
    """The meaning of a column; the value is its word in `roster_columns.txt`, as the mapping shows it."""

    HOUSEHOLD_NUMBER = "户编号"
    SERIAL = "序号"
    GRID = "网格"
    ESTATE = "小区"
    BUILDING = "楼栋"
    UNIT = "单元"
    FLOOR = "楼层"
    ROOM = "房号"
    BUILDING_UNIT = "楼栋单元"
    ADDRESS = "住址"
    HEAD_NAME = "户主姓名"
    NAME = "姓名"
    OWNER_NAME = "业主"
    TENANT_NAME = "租户"
    RELATION = "与户主关系"
    SEX = "性别"
    AGE = "年龄"
    BIRTH = "出生日期"
    BIRTH_YEAR = "出生的年"
    BIRTH_MONTH = "出生的月"
    BIRTH_DAY = "出生的日"
    ID_NUMBER = "身份证号"
    ID_KIND = "证件类型"
    PHONE = "联系电话"
    CARE_GROUPS = "人群标签"
    CARE_FLAG = "人群（打勾）"
    USE = "房屋状态"
    STATUS = "居住状态"
    SIZE = "家庭人口"
    NOTE = "备注"
    HOUSEHOLD_NOTE = "户备注"
    REMARK = "记入备注"
    IGNORED = "不导入"


PERSON_FIELDS = frozenset(
    {
        Field.NAME,
        Field.RELATION,
        Field.SEX,
        Field.AGE,
        Field.BIRTH,
        Field.BIRTH_YEAR,
        Field.BIRTH_MONTH,
        Field.BIRTH_DAY,
        Field.ID_NUMBER,
        Field.ID_KIND,
        Field.PHONE,
        Field.CARE_GROUPS,
        Field.CARE_FLAG,
    }
)
"""Fields that say something about one person; there may be several such groups side by side (户主, 配偶…)."""

DOOR_FIELDS = frozenset(
    {
        Field.GRID,
        Field.ESTATE,
        Field.BUILDING,
        Field.UNIT,
        Field.FLOOR,
        Field.ROOM,
        Field.BUILDING_UNIT,
        Field.ADDRESS,
    }
)
HOUSEHOLD_FIELDS = DOOR_FIELDS | {
    Field.HOUSEHOLD_NUMBER,
    Field.SERIAL,
    Field.HEAD_NAME,
    Field.OWNER_NAME,
    Field.TENANT_NAME,
    Field.USE,
    Field.STATUS,
    Field.SIZE,
    Field.HOUSEHOLD_NOTE,
}
"""Fields that hold for a whole household: a merged cell stands for each of its rows."""

_BRACKETS = re.compile(r"\([^()]*\)")
_NOISE = re.compile(r"[\s*★☆:：.。?？!！\"'“”—－-]+")
_WHOLE_DOOR = re.compile(
    r"^(?:小区)?(?:楼|栋|幢|座)[栋号幢]*[/、]?单元号?[/、]?(?:楼层|层)?[/、]?(?:室|房|门|户)(?:间|牌)?号?$"
)
_PREFIX = re.compile(r"^(?:所在|所属|现在?|实际|本人|居民|住户|常住|人员|户籍)(?=.)")
_GROUP_OF_MEMBERS = re.compile(
    r"^(?:(?:家庭|户内|户籍|同住|居住|常住|本户|住户)?(?:成员|人员|人口|居民|人|住户)|基本)?(?:基本)?(?:情况|信息|资料)?"
)
_OWNER = re.compile(
    r"^(?:户主|业主|房主|租户|租客|承租人|配偶|妻子|丈夫|父亲|母亲|子女|儿子|女儿|(?:家庭)?成员|人员)(?:[0-9一二三四五六]|\([0-9一二三四五六]\))?(?=(?:基本)?(?:情况|信息|资料)?(?P<rest>.*))"
)
_TICK_OR_NOT = re.compile(r"^(?:是否|是不是|有无|属于)|(?:人员|对象|家庭|户|打[√勾])$")


@lru_cache(maxsize=4096)
def plain_label(text: str) -> str:
    """A heading without spaces, line breaks, stars and punctuation, in half-width characters."""
    return _NOISE.sub("", half_width(text)).replace("／", "/")


@lru_cache(maxsize=4096)
def recognise(text: str) -> tuple[Field, str] | None:
    """What a heading means and whose it is ("" for whoever the row is about, 户主, 配偶, 子女1…), or None.

    身份证号 → (ID_NUMBER, ""); 户主身份证号 → (ID_NUMBER, "户主"); 户主姓名 → (HEAD_NAME, ""); 低保 → (CARE_FLAG, "").
    """
    label = plain_label(text)
    if not label or len(label) > 30:
        return None
    bare = _BRACKETS.sub("", label)
    for form in dict.fromkeys((label, bare)):
        if form and (field := _known().get(form)):
            return field, ""
    if care_group_of(bare):
        return Field.CARE_FLAG, ""
    if _WHOLE_DOOR.match(bare):
        return Field.ADDRESS, ""
    if (field := _known().get(_PREFIX.sub("", bare))) and field not in (Field.HEAD_NAME, Field.REMARK):
        return field, ""
    names = {_known().get(part) for part in bare.split("/")} if "/" in bare else set()
    if names and names <= {Field.NAME, Field.HEAD_NAME, Field.OWNER_NAME, Field.TENANT_NAME}:
        return Field.NAME, ""  # 业主/租户: whoever lives there
    return _recognise_owner(bare) or _recognise_group(bare)


@cache
def _care_groups() -> dict[str, str]:
    lists = read_words("care_groups")
    return {said: word for word, others in lists.items() if word != "敏感" for said in (word, *others)}


def care_group_of(text: str) -> str:
    """The care group a word names, by its usual name; "" for a word that names none."""
    plain = plain_label(text)
    return _care_groups().get(plain) or _care_groups().get(_TICK_OR_NOT.sub("", plain), "")


@cache
def sensitive_care_groups() -> frozenset[str]:
    """The care groups that tell about health, disability or supervision (PIPL art. 28)."""
    return frozenset(read_words("care_groups")["敏感"])


@cache
def _known() -> dict[str, Field]:
    known: dict[str, Field] = {}
    for word, others in read_words("roster_columns").items():
        for said in (word, *others):
            known.setdefault(plain_label(said), Field(word))
    return known


@cache
def name_headings() -> frozenset[str]:
    """Every heading that stands over names; a row with one of them in the place of a name is a heading again."""
    over_names = (Field.NAME, Field.HEAD_NAME, Field.OWNER_NAME, Field.TENANT_NAME)
    return frozenset(label for label, field in _known().items() if field in over_names)


def _recognise_owner(label: str) -> tuple[Field, str] | None:
    """A heading that begins with whose it is: 配偶姓名, 户主身份证号, 家庭成员2电话."""
    found = _OWNER.match(label)
    if not found:
        return None
    owner, rest = found.group(), found["rest"]
    field = _known().get(rest)
    if field not in PERSON_FIELDS:
        return None
    if owner in ("成员", "家庭成员", "人员"):
        return field, ""
    if field is Field.NAME and owner in ("户主", "业主", "房主"):
        return Field.HEAD_NAME if owner == "户主" else Field.OWNER_NAME, ""
    return field, owner.strip("()")


def _recognise_group(label: str) -> tuple[Field, str] | None:
    """A heading under a group's heading, both run together: 家庭成员情况姓名, 基本信息出生年月."""
    found = _GROUP_OF_MEMBERS.match(label)
    if found and found.end() and (field := _known().get(label[found.end() :])):
        return field, ""
    return None


def relation_of(owner: str) -> str:
    """The relation to the head that a group of columns stands for: 户主 for 户主, 子女 for 子女1, "" for others."""
    bare = re.sub(r"[0-9一二三四五六()]+$", "", owner)
    return HEAD if bare in ("户主", "业主", "房主") else bare if is_relation(bare) or bare == "子女" else ""
