"""Of whom a clause tells: of the household itself, or of somebody or something else; and who reports it."""

import re
from collections.abc import Sequence

from ledger.notebook.kinship import KIN_WORDS, kin_is_title
from ledger.notebook.mentions import Mention

MASK = "某"
CLAUSE_END = re.compile(r"[,。;:!?、\s()]")
END = r"(?=$|[,。;:!?、\s()])"

_NEIGHBOURS = (
    r"(?:楼上|楼下|楼里|隔壁|对门|对面|邻居|左邻右舍|邻里|门卫|保安|保洁|物业"
    r"|门房|楼长|房东|中介|街坊|同事|工友|店员|伙计|房主)(?:的|家|人|老人|大爷|大妈|阿姨|们|住户|邻居|师傅)*"
)
_AT_HOME = (
    rf"(?:(?:{KIN_WORDS})(?!家)|家里(?:小孩|人|老人|孩子)|家人|家属|亲戚|亲属|子女|儿女"
    r"|小孩|孩子|保姆|护工|侄[儿子女]+|外甥女?|室友)"
)
_TELLS = r"(?:说是?|讲是?|告知|告诉我?|称|反映|反应|回话|答)"
_REPORTER = rf"(?:听)?(?:{_NEIGHBOURS}|{_AT_HOME}|店里[^,]{{0,2}}|里面的?人)[^,。;说讲]{{0,4}}?{_TELLS}"
_TOLD_BY = re.compile(
    rf"(?:是)?(?:听)?(?:他|她)?(?:{_NEIGHBOURS}|{_AT_HOME}|店里[^,]{{0,2}})[^,。;]{{0,3}}?"
    r"(?:说|讲|告知|反映|称)(?:的|了|过)?$"
)
_SELF_TELLS = rf"(?:某+|他|她|自己|本人|他自己|她自己)?{_TELLS}"
_WHEN = (
    r"(?:大?前天|昨天|今天|昨晚|今早|今晚|当天|那天|上午|下午|早上|早晨|一早|大清早|中午|晚上|傍晚|夜里|白天|半夜|平时|现在|目前|暂时|最近|近期|这阵子?|这几天|前几天|前阵子?"
    r"|上个?(?:月|周|星期|礼拜)[一二三四五六日天初中底]?|这个?(?:月|周|星期|礼拜)|年前|年初|年后|节前|国庆|春节|过年|去年|前年|今年|[一二三四五六七八九十\d]{1,2}月份?|刚才|好久|很久|半天|两次|几次)"
)
_MANNER = (
    r"(?:都|也|又|还|还是|仍|仍然|依然|已经?|早就?|早|刚刚?|才|就|正在?|一直|总是?|老是|常年|长年|长期|多年|全|全部|估计|可能|大概|应该|恐怕|怕是|像是?|好像|似乎|疑似|听说|据说|说是|人|确实|仍旧"
    r"|一[听见看](?:到|说|是)*[^,。;]{0,8}?就|果然|正好|依旧|是|的|了|着|呢|得|,)"
)
_KIN_THERE = rf"(?:大|小)?(?:{KIN_WORDS}|孩子|娃|家人|亲戚|子女|儿女|爸妈|父母)"
_OWN = (
    r"(?:某+|他们?俩?|她们?俩?|它|自己|本人|本户|人家?|全家人?|一家子?|一家[人三四五六七八]口?人?|举家|阖家|老?小?两口子?|夫妻[俩二两]?[人个]?|夫妇[俩二两]?人?|俩人|两人|二人|[两俩][兄姐]?[弟妹][俩]?|(?:兄弟|姐妹|兄妹|姐弟|母女|母子|父子|父女|爷孙|祖孙|婆媳|娘)[俩两]?个?|[两俩](?:兄弟|姐妹|兄妹|姐弟|母女|母子|父子|父女|爷孙|个)|[一-鿿]家(?=[两俩])|家里?人?|家中|里头|里面|屋[里子]?|屋内|室内"
    r"|房[子里间内屋]*|这户|此户|该户|这家|那家|户主|房主|业主|住户|新(?:来|搬来)的(?:租户|租客|住户|那家|那户)?|租户|租客|原租[客户]|房客|老人家?|老太太?|老爷子|老汉|老头子?|老大[爷娘妈]|[男女]的|小伙子?|大门|院门|家门|房门|防盗门|铁门|卷帘门|卷闸门|店门|店里|门店?|门上|门口"
    r"|电话里?|手机|微信|对讲|门铃|灯|两家|几家|三家|各家|这两户|[两三四五六七八几]户|(?:和|跟|与|随|同)(?:着|[他她]们?)?(?:{_KIN_THERE}|同[学事乡]|朋友|老乡|旅行团|团队?|人)(?:们|一家[子人]?|一[起块道同]|俩)*|和|跟|与|带着?某*)"
)
_KNOCKING = r"(?:(?:敲|按|喊|叫|拍|打|拨|揿)[^,。;没无不未]{0,7}|(?:去|上门|来|跑|访)[了过]?[一二两三四五几][趟次回])"
_LIGHT = re.compile(rf"(?:{_WHEN}|{_OWN}|{_MANNER}|{_KNOCKING}|、)*")
_SPOKEN = re.compile(rf"(?P<self>{_SELF_TELLS})|(?P<other>{_REPORTER})")
_MET_OUTSIDE = re.compile(
    rf"(?:在[^,。;]{{1,6}})?(?:碰|遇|撞)(?:见|到|上|着)了?(?:某+[的家]{{0,2}})?(?:{_NEIGHBOURS}|{_AT_HOME})"
)
_TO_COME = re.compile(
    r"明[天日早晚儿]|后天|下周|下个?(?:月|星期|礼拜)|过几天|过两天|过完年|年后|节后|准备|打算|约[了好]"
)
_GONE_TILL = re.compile(r"[才再没未]回|回来|回家|到家|返")
_FETCHED = re.compile(rf"(?:大|小)?(?:{_AT_HOME})[家俩们]?(?:给|把[他她人]?)?接(?:走|去(?!学|幼)|回(?!来)|到(?!学|幼))")
_FOREIGN = re.compile(rf"(?:{_NEIGHBOURS}|{_AT_HOME}|医院|学校|单位|社区|居委会|供电|供水|热力|医生|老师)")
_HIS_KIN = re.compile(rf"[他她]们?家?(?:{_AT_HOME}|[爸妈爹娘])")
_NEW_SUBJECT = re.compile(r"[某他她人家户门房屋敲打喊按叫]|自己|里头|里面")
OFFICE = re.compile(
    r"物业|热线|热力|供[电水暖气热]|客服|前台|医院|学校|老师|老板|中介|房东|单位|窗口|12345|110|社区|居委会|办事处|派出所"
)
_PARENTS_OF_SPEAKER = re.compile(
    r"(?:他|她)?(?:爸妈|父母|爸爸?妈妈?|大人|爹妈|[爸妈爹娘]|爷爷奶奶|[爷奶][爷奶])(?:都|也|俩)*"
)


def clause_start(text: str, position: int) -> int:
    """Where the clause begins in which `position` stands."""
    while position and not CLAUSE_END.match(text, position - 1):
        position -= 1
    return position


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a text stand, between marks and blanks."""
    spans, start = [], 0
    for mark in CLAUSE_END.finditer(text):
        if mark.start() > start:
            spans.append((start, mark.start()))
        start = mark.end()
    return [*spans, (start, len(text))] if start < len(text) else spans


def is_to_come(text: str, start: int, end: int) -> bool:
    """Whether a clause tells of days to come, so that nobody is away yet: 明天去北京, 约了后天去医院."""
    return _TO_COME.search(text, start, end) is not None and _GONE_TILL.search(text, start, end) is None


def predicate_start(
    text: str, start: int, end: int, mentions: Sequence[Mention], *, absent: bool = False, told: bool = False
) -> tuple[int, str]:
    """Where what a clause says of the household begins, and who reports it: "", "self" or "other".

    `absent`: somebody was said not to be there, so that whoever is named as speaking is another. `told`: the clause
    before is about somebody else, who goes on speaking. Names,
    pronouns, times and manner before it are passed over; kin only where `mentions` says they are meant.
    """
    position, reporter = _pass_over(text, start, end, mentions), ""
    spoken = _SPOKEN.match(text, position) or _SPOKEN.match(text, start)
    if spoken is not None and spoken.end() <= end:
        named_other = absent and text[start] == MASK
        reporter = "other" if spoken["other"] or named_other or _other_named(text, start, spoken, mentions) else "self"
        if told and reporter == "self" and text[start] not in MASK + "他她":
            reporter = "other"  # 侄女接的，说在县医院住着: who answered tells of the other
        position = _pass_over(text, spoken.end(), end, mentions)
        elders = _PARENTS_OF_SPEAKER.match(text, position, end) if reporter == "other" else None
        position = _pass_over(text, elders.end(), end, mentions) if elders else position
    return position, reporter


def goes_on(text: str, start: int, position: int) -> bool:
    """Whether a clause has no subject of its own before its predicate, so that the last one's holds."""
    return _NEW_SUBJECT.search(text, start, position) is None


def told_by_another(text: str, start: int, end: int) -> bool:
    """Whether a clause only says who told: 对门说的, 隔壁讲的."""
    return _TOLD_BY.match(text[start:end]) is not None


def speaks_of_another(text: str, start: int, position: int, mentions: Sequence[Mention]) -> bool:
    """Whether a clause, up to its predicate at `position`, is about a relative, a neighbour or an office."""
    found = _FOREIGN.match(text, start) or _HIS_KIN.match(text, start)
    if _MET_OUTSIDE.match(text, start):
        return True
    if _FETCHED.match(text, start):
        return False  # 儿子接去住几天
    if found is None:
        return OFFICE.search(text, start, position) is not None or OFFICE.match(text, start) is not None
    return not kin_is_title(found.group()) and not _is_mentioned(found.start(), found.end(), mentions)


def _pass_over(text: str, start: int, end: int, mentions: Sequence[Mention]) -> int:
    position = start
    while position < end:
        passed = _LIGHT.match(text, position, end)
        step = passed.end() if passed else position
        inside = next((m.end for m in mentions if m.start <= step < m.end), step)
        if inside == position:
            return position
        position = inside
    return min(position, end)


def _is_mentioned(start: int, end: int, mentions: Sequence[Mention]) -> bool:
    return any(mention.start < end and start < mention.end for mention in mentions)


def _other_named(text: str, start: int, spoken: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """李凤英说他上班去了: of two named the one who speaks is not the one who is away."""
    here = [mention for mention in mentions if start <= mention.start < spoken.end()]
    before = [mention for mention in mentions if mention.end <= start]
    return bool(here) and any(mention.person is not here[0].person for mention in before)
