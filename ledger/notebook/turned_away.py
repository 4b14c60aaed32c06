"""How it is written that one was turned away at a door, surely or perhaps."""

import re

from ledger.notebook.subjects import END

_TAIL = r"(?:了|的|着|呢|啊|呀|啦|咯|我们?)*"
_SURELY = re.compile(
    rf"(?:硬是|死活|坚决|就是|说[啥什]么?也|怎么[^,。;]{{0,4}}都|愣是|偏|就|也|都|话都?|门都?|一概)*(?:"
    rf"(?:不|没)(?:肯|愿意?|让|给|准|许|想)(?:我们?|人|咱们?)?(?:给)?(?:多)?(?:开门?|进[^,。;]{{0,2}}|入户|登记|填表?|配合|透露|签字?|留电话|接受[^,。;]{{0,3}}|搭理|见人?|听|谈|多?说|讲|聊|接待|露面){_TAIL}{END}"
    rf"|(?<![敲叫喊打推拍按])不(?:开门?|登记|填表?|配合|搭理|接待|露面|让进[^,。;]{{0,2}}){_TAIL}{END}"
    rf"|(?:叫|喊|让|撵|轰|赶|吼|催)(?:我们?|人|咱们?|你们?)?(?:快|赶紧)?(?:走|滚|出去|出来|别再?来|莫来){_TAIL}{END}"
    rf"|(?:婉拒|谢绝|拒绝|拒访|拒)(?!绝?[^,。;]{{0,4}}(?:赔|养|还|交|付|退|履|调|安装|修|供|报销|收|签|保|载))|隔(?:着|到|起)?(?:防盗|铁|房|大)?(?:门|门缝|窗)(?!口)"
    rf"|(?:摆|挥)(?:了)?(?:摆|挥)?手[^,。;]{{0,6}}{END})"
)
_SHUTS = re.compile(
    r"(?!(?:关|锁)门?了?(?=$|[,。;:!?、\s]))(?:[^,。;]{0,6}把)?(?:大|房|防盗|铁)?门?[^,。;]{0,4}?(?:一)?(?:关|摔|甩|碰|砰|带|拍|合)(?:上|了|住|死|门)(?!不)|扭头|转身(?:就|进)"
)
_INSIDE = re.compile(
    r"门?(?:只)?开(?:了|个|一)*条?(?:小)?(?:门)?缝|门缝里|猫眼|对讲里?|(?:里头|里面|屋里|门里|门内|家里)(?:有人)?[^,。;]{0,4}(?:喊|说|嚷|骂|问|吼|回|应了|有人|有声|有动静|亮着?灯|响)|(?:灯|电视)[^,。;]{0,3}(?:亮|开|响)着|明明(?:有人|在)|有人(?:就)?不"
)
_WILL_NOT = re.compile(
    rf"(?<![敲叫喊打推拍按])(?:不|没)(?:给)?开|(?:别|莫|不要|不用|甭|少|休)(?:再)?(?:来|敲|问|管|烦|打扰|上门|要?哪个管)|不(?:需要|用|要|想|让|给|肯){_TAIL}{END}|没空|不方便|没时间|关(?:上|门|了)"
)
_PERHAPS = re.compile(
    rf"(?:说是?|讲|推说|嫌|推脱)?(?:在|太|正)?(?:没空|没时间|没得空|没工夫|很?忙|有事|不方便|睡(?:了|下了|觉)|要(?:休息|睡了|上班|出门)|没兴趣|不需要|没(?:这个?)?(?:必要|需要)|用不着|不用|麻烦|太?烦|隐私|查得多|怕?是?骗子|怕骗){_TAIL}{END}|(?:说是?|讲|推说)(?:以后|改天|下次|过两天)(?:再说|再来|吧)?{_TAIL}{END}|(?:以后|改天|下次)再说{_TAIL}{END}"
    rf"|[^,。;]{{1,6}}不(?:填表?|登记|配合|签字){_TAIL}{END}|[^,。;]{{0,5}}(?:不能给|不好说|不便说|不便透露){_TAIL}{END}|态度(?:很|极|特别|非常)?(?:不好|差|恶劣|生硬|冷淡?|凶|横)|(?:直接|马上|立马|立刻|就|便|啪地?|又)*(?:给|把)?(?:电话)?(?:挂|撂|掐|摁|按)(?:了|断|掉|上)*(?:我)?(?:的)?(?:电话)?{_TAIL}{END}|(?:骂|吼|嚷|凶)[^,。;]{{0,4}}{END}|不(?:理|睬|理人|理睬|吭声|接话){_TAIL}{END}"
)
_HUNG_UP = re.compile(
    rf"(?:^|(?<=[\s,。;、:!?]))[^,。;\s]*?(?:(?:挂|撂|掐|摁|按)(?:了|断|掉|上)+(?:我们?)?(?:的)?(?:电话)?|把?我?们?(?:电话|号码|微信)?拉黑)(?:了|的|我们?)*{END}"
)
_RANG_OFF = re.compile(r"[完好]|聊|信号|谢|再见|约|答应|没电|有电话|有事|开会|才挂|客气")


def surely(text: str, position: int) -> bool:
    """Whether the household surely turned the caller away, said from `position`."""
    return _SURELY.match(text, position) is not None


def perhaps(text: str, position: int) -> bool:
    """Whether what is said from `position` turns one away where nothing else was talked of: 说忙, 嫌麻烦."""
    return _PERHAPS.match(text, position) is not None or _SHUTS.match(text, position) is not None


def hung_up(text: str) -> tuple[int, int] | None:
    """Where a line about a call says that the other rang off at once, and not that the talk was over."""
    for found in _HUNG_UP.finditer(text):
        if _RANG_OFF.search(found.group().replace("没听完", "").replace("没说完", "").replace("没讲完", "")) is None:
            return found.span()
    return None


def from_inside(text: str) -> bool:
    """Whether somebody was behind the door and would not open: 里头喊说别敲了, 门开条缝就关了."""
    inside = _INSIDE.search(text)
    return inside is not None and (_WILL_NOT.search(text) or _SHUTS.search(text, inside.end())) is not None
