"""How it is written that nobody is there: gone somewhere, moved out, a dwelling without people, a door unanswered.

Each pattern is matched right where what a clause says of the household begins (`subjects.predicate_start`), so that
what others do (楼上搬走了, 孩子上学去了) and what is wished (想去养老院) does not count.
"""

import re

from ledger.notebook.subjects import END
from ledger.notebook.vocabulary import read_phrases

_TAIL = r"(?:了|的|着|呢|啊|呀|啦|咯|喽|哒|嘛|起|在)*"


def _one_of(kind: str) -> str:
    """The words of one line of away.txt as a choice, the longest first."""
    words = {word for name, _weight, word in read_phrases("away") if name == kind}
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")"


_PLACE = rf"(?:[^,。;]{{0,8}}?{_one_of('去处')}|{_one_of('地名')})"
_ACTIVITY = _one_of("事由")
_TRIP = rf"(?:{_one_of('出门')}|住[一-鿿]{{1,6}}医院)"
_DOING = _one_of("做")
_NOT_GONE = r"(?![^,。;]{0,6}(?:好了|完了|过了|没事|看过|回来了|办好|办完))"
_WENT = re.compile(
    rf"(?:(?:{_DOING}[^,。;]{{0,13}}?)?(?<![过下不进拿借取扔退失交寄死送哪])去{_TAIL}(?<=[了的啦咯喽哒着])"
    rf"|(?:被|叫|让|给|遭)?[^,。;]{{0,6}}?接(?:走|去|到[^,。;]{{1,6}}|[一-鿿]{{1,8}}去(?=了))[^,。;]{{0,4}}?{_TAIL}"
    rf"|{_NOT_GONE}去(?!了个?电|电|年|个?月|除|掉|过|皮|火|湿|油|污|世)[^,。;]{{1,12}}?了|{_NOT_GONE}(?:去|上|到|往|赴|下|进|奔)(?!门){_PLACE}[^,。;]{{0,6}}?{_TAIL}|回去{_TAIL}|[^,。;]{{0,6}}回(?:娘家|婆家|老家|乡下|农村)[^,。;]{{0,6}}?"
    rf"|回了?(?!家{_TAIL}{END}|家(?!乡)|来|话|电|信|屋|社区|答|复|应|绝|避|访|头|收|款|迁|暖|过)[^,。;]{{1,12}}?{_TAIL}"
    rf"|{_TRIP}(?:中|在外|未归|去|没回来?|还没回来?|回不来)?{_TAIL}(?:在[^,。;]{{1,8}})?"
    rf"|(?:人)?(?:还|都|正|一直)?在(?!家|屋|这里?家?){_PLACE}[里头]?(?:住|躺|养|待|呆|过)(?:着|院|了|下){_TAIL}"
    rf"|(?:人)?(?:还|都)?在(?:外面?|外头)|(?:走|离开)(?:了|半[个年月天]+了?))(?:几天|半个?月|一阵|些天)?{END}"
)
_AWAY = re.compile(
    rf"(?:还|都|正)?在(?!家|屋|这里?家?){_PLACE}[^,。;]{{0,6}}?{_TAIL}{END}|(?:还|都|正)?在(?!家|屋)[^,。;]{{0,6}}?{_ACTIVITY}{_TAIL}{END}"
)
_ROUND = re.compile(
    rf"(?:去(?!了个?电|电)|往|赴|跟|随|陪|送(?![来去了给])|接(?![了到着的听通起]))(?!年|次|过|除|掉)[^,。;]{{1,12}}?(?<![了过好])(?:了)?{END}|(?:上|到|进|下)(?!门)(?:{_PLACE}|{_ACTIVITY})[^,。;]{{0,4}}{END}|{_ACTIVITY}(?:了|着|呢|去)*{END}|(?:上|值|倒|跑)[一-鿿]{{0,2}}(?:班|车|运输|长途|出租|外卖|滴滴|快递){_TAIL}{END}"
)
_BACK = re.compile(
    r"(?:才|再|就|要|得|方|之后)?(?:能)?(?:回来?|到家|进屋|进家|落屋|返|归|出院|收工|下班)|没回|未归|不回来|还没(?:回|到)|[一两三四五六七八九十\d半几]+(?:年|个月|天|周)|半夜|周末|每[周月天年]"
)
_AROUND_DOOR = re.compile(
    r"(?:里头|里面|屋里|院里)?(?:只有|有|听见)?(?:狗|猫)[^,。;]{0,2}叫|电视[^,。;]{0,2}(?:响|开)|(?:门口|门上|门前|门外)[^,。;]{0,6}(?:快递|鞋|灰|牛奶|报纸|单子?|车|贴|堆)|窗帘|邻居[^,。;]{0,2}(?:也|不|没)|(?:车|灯)[^,。;]{0,2}(?:不在|没亮|黑|不亮|没开)"
)
_LEFT_WORD = re.compile(r"(?:留|贴|塞|放|压|夹|挂)[了着过]?[^,。;]{0,6}(?:条|卡|单|纸|信|便签|联系|电话|通知|告知)")

_NOBODY = re.compile(
    rf"(?:没有?|无|未见|不见|空无|没得)一?个?人(?:在?(?:家里?|屋里?|场|里头)?|应[^,。;]{{0,2}}|开[^,。;]{{0,2}}|答[^,。;]{{0,2}}|理[^,。;]{{0,1}}|接[^,。;]{{0,2}}|出来|吭声|搭腔|声|回应?){_TAIL}{END}"
    rf"|(?:不|没有?|未)在(?:家里?|家中|屋里?|店里?|房里)?{_TAIL}{END}"
    rf"|(?:没有?|未|不|无)(?:敲|叫|喊|碰|遇|见|找|寻)(?:开|应|到|着|上|见)?(?:了)?(?:人|面|主人|本人|他|她)?{_TAIL}{END}"
    rf"|(?:敲|叫|喊|拍|按)不(?:开|应|动|答){_TAIL}{END}"
    rf"|(?:没有?|无|未|不)(?!有?人[去给帮替陪管肯敢能会愿照])[^,。;]{{0,2}}?(?:应答?|开|开门|动静|声|声音|声响|声气|反应|答应|回应|回音|响动|人声|接听?){_TAIL}{END}"
    rf"|(?:又|再次|还是)?(?:扑(?:了个?)?空|吃(?:了)?(?:个)?闭门羹|铁将军把门|大门紧闭|紧锁|锁门|上锁|反锁|闭门|(?:门)?(?:上)?(?:锁|关|闭)着(?:门)?|挂(?:着|了)?(?:把)?(?:大)?锁|拉(?:下来?|着|起)){_TAIL}{END}"
    rf"|(?:关机|停机|空号|占线|打不通|不通|未接|没通|没接通|无法接通|不在服务区|转语音|正忙){_TAIL}{END}|静悄悄|鸦雀无声|黑灯瞎火{END}|黑着灯?{END}"
)
_VACANT = re.compile(
    rf"(?:是|都是|还是)?空(?:的|着|关|置|房子?|屋子?|宅|户|铺面?|荡荡|门面)(?!肚|急|地)[^,。;]{{0,6}}?{END}|空(?:房子?|屋子?|置|宅)(?!的?[问想要])|空{_TAIL}{END}"
    rf"|(?:从来?)?(?:没有?|无|未|不|没见)(?:有)?人?来?(?:入住|居住|住)(?:过|进来)?(?:人)?(?:的(?:样子|迹象|痕迹))?{_TAIL}{END}|(?:还)?没(?:人)?住(?:人|进来?){_TAIL}{END}|(?:一直|长期|常年|长年|多年)?(?:闲置|闲着)[^,。;]{{0,4}}{END}|毛坯|(?:还)?(?:没|未)(?:装修|交付|交房|入住|出租|租出去|卖出去|搬进来)"
    rf"|(?:贴着|挂着|挂牌)?(?:招租|待租|待售|出售|转租){_TAIL}{END}|法拍房?"
)
_MOVED = re.compile(
    rf"(?:已|早|全|都)?(?:搬|迁)(?:着|起)?(?:走|离|空|出去?|家|去|到|往|回|了)(?!不|来|进来|垃圾|杂物|东西)[^,。;来]{{0,12}}?{END}|迁[一-鿿]{{2,4}}{END}|搬{_TAIL}{END}"
    rf"|(?:已|都)?(?:卖|转卖|过户)(?:了|给[^,。;]{{1,4}}|出去|掉)了?{END}|退(?:租|房)(?!押|的|后)|(?:租[期约]|合同)[^,。;]{{0,2}}到期[^,。;]{{0,2}}(?:走|搬|退)"
    rf"|不(?:再)?在?(?:这|这儿|这里|此|本小区|原址)(?:儿|里)?(?:住|居住){_TAIL}{END}|不住(?:这|这儿|这里|了)|人去[楼屋]空"
    rf"|[^,。;]{{0,3}}(?:搬|腾|清)空{_TAIL}|(?:已经?)?(?:离开|走人){_TAIL}{END}|(?:拉|拖|搬|带)(?:走)?[^,。;]{{0,3}}(?:家具|行李|家当|铺盖)|钥匙[^,。;]{{0,2}}交[了还]|腾[出了](?:房|屋|来)?"
)


def gone(text: str, position: int) -> bool:
    """Whether somebody surely went away, said from `position`: 去贵州出差了, 回娘家了, 人在外地, 住院."""
    return _WENT.match(text, position) is not None


def elsewhere(text: str, position: int) -> bool:
    """Whether somebody is at another place, or does what is done there: 在县医院住着, 在工地."""
    return _AWAY.match(text, position) is not None


def errand(text: str, position: int) -> bool:
    """Whether it may be said where one is, or only what one does: 去北京看病, 上夜班."""
    return _ROUND.match(text, position) is not None


def adds_to_absence(text: str, start: int, end: int) -> bool:
    """Whether a clause only adds to an absence: 过年才回, 每周三次, 留了条."""
    return any(pattern.search(text, start, end) for pattern in (_BACK, _LEFT_WORD, _AROUND_DOOR))


def nobody(text: str, position: int) -> bool:
    """Whether the door stayed shut or the telephone unanswered."""
    return _NOBODY.match(text, position) is not None


def vacant(text: str, position: int) -> bool:
    """Whether nobody lives there."""
    return _VACANT.match(text, position) is not None


def moved(text: str, position: int) -> bool:
    """Whether those who lived there have moved out."""
    return _MOVED.match(text, position) is not None
