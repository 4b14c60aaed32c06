"""Names of people who are not in the roster where they are met: 租户叫胡军, 有个叫吴桂香的, 姓蒋."""

import re

from ledger.notebook.roster_index import surname
from ledger.notebook.vocabulary import Vocabulary
from ledger.records.notebook import KnownHousehold

_CALLED = re.compile(r"(?:叫做?|姓名|名叫|自称(?:是|叫)?)(?P<name>[一-鿿]{2,4}?)(?=[\s,。;的:来说问想反要在]|$)")
_TENANT = re.compile(r"(?:租户|租客|房客|新住户|承租人)\s*(?P<name>[一-鿿]{2,3})(?=[\s,。;]|$)")
_FAMILY = re.compile(r"姓(?P<surname>[一-鿿])(?!名|氏)")
_TOKEN = re.compile(
    r"(?P<name>[一-鿿]{2,4}?)(?=[\s,:。;、(]|$|说|讲|问(?!题)|反映|反应|咨询|来(?:说|问|反|办)|想|要求|在家|不在|没在|家里|老人)"
)
_TITLED = re.compile(
    r"(?:老(?=[一-鿿](?:说|讲|问|在|家|来|,|\s|$)))?(?P<surname>[一-鿿])(?:女士|先生|阿姨|大爷|大妈|大叔|奶奶|爷爷|师傅|大姐|大哥|大娘|老师)?"
)
_ROLE = r"(?:租户|租客|租房(?:子)?|合租|房客|保姆|护工|钟点工|新住户|新来|新搬来|新租|住户|业主|房主)(?:的|户|家)?\s*"
_FAMILIAR = re.compile(
    rf"(?P<role>{_ROLE})?(?P<called>(?P<how>[老小阿])(?P<surname>[一-鿿]))(?=[\s,:。;、(]|$|说|讲|问(?!题)|反映|在家|不在|想要|接|开的?门)"
)
# Where no role stands before them these are things and places: 小路, 老车, 小孔.
_THINGS = frozenset("路车沙石米水白海江金花孔洪年毛安")
_LONGEST_WORD = 6
_CALLED_NOBODY = re.compile(r"叫(?:不|人|开|门|了|他|她|外|车|来|去|救|物|社|我|师|孩)")


def stranger_named(household: KnownHousehold, text: str, words: Vocabulary) -> str | None:
    """Whom a text that names none of the household's members names as the one met: 胡军, 王阿姨, or 赵 of 姓赵的."""
    called = stranger_called(text)
    if called is not None:
        return called
    tenant = _TENANT.search(text)
    if tenant and is_family_name(tenant["name"]) and not _is_word(tenant["name"], tenant["name"], words):
        return tenant["name"]
    family = _FAMILY.search(text)
    if family and all(surname(p.name)[:1] != family["surname"] for p in household.people):
        return family["surname"]
    return stranger_at_beginning(text, words)


def stranger_called(text: str) -> str | None:
    """The name after 叫 or 姓名, where it is one."""
    found = _CALLED.search(text)
    if found is None or _CALLED_NOBODY.match(text, found.start()) or not is_family_name(found["name"]):
        return None
    return found["name"]


def stranger_at_beginning(text: str, words: Vocabulary) -> str | None:
    """What has the shape of a name at the very beginning, and is no other word."""
    bare = text.lstrip(" ,:、。(-")
    titled = re.match(
        r"(?P<surname>[一-鿿]{1,2}?)(?:女士|先生|阿姨|大爷|大妈|大叔|奶奶|爷爷|师傅|大姐|大哥|大娘|阿婆|阿公|阿伯|老伯|婆婆|太婆|爹爹|大伯|小姐)",
        bare,
    )
    if titled and is_family_name(titled["surname"]):
        return titled.group()
    familiar = _FAMILIAR.match(bare)
    if familiar and familiar["surname"] in FAMILY_NAMES and (familiar["role"] or familiar["surname"] not in _THINGS):
        return familiar["called"]
    found = _TOKEN.match(bare)
    if found is None:
        return None
    name = found["name"]
    if name.endswith("家") or not is_family_name(name) or len(name) - len(surname(name)) > 2:
        return None
    return None if _is_word(bare, name, words) else name


def is_family_name(name: str) -> bool:
    """Whether a name begins with a surname people have."""
    return name[:1] in FAMILY_NAMES or len(surname(name)) == 2


def _is_word(text: str, name: str, words: Vocabulary) -> bool:
    if any(text[:length] in words.not_names for length in range(1, _LONGEST_WORD + 1)):
        return True
    inside = name[:3]
    return any(hit.start == 0 for hit in words.signs(inside)) or any(hit.start == 0 for hit in words.topics(inside))


FAMILY_NAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文纳哈撒米买虎冶拜妥丰锁海沙洪葛纪倪祝单柳温鲍车"
    "尤阚屠芮裘虞钮竺邬濮郁戚瞿滕殷邢仇冉晏荀闵窦隋佘栾邸蒲仝卜路章柯甘管齐穆慕阮尚翟焦庞樊舒詹童岳辛梅牛水苗霍包闫肖付代欧裴凌盛卓蓝戚游阳岑褚柴安耿宁狄费卫骆祁季华艾巩翁向鲁伍黄"
)
