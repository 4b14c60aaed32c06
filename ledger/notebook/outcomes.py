"""What came of a call: met, answered for, nobody there, away, refused, moved, vacant; and by which way it was made."""

import re
from collections.abc import Sequence

from ledger.notebook.kinship import KIN_WORDS
from ledger.notebook.names import Mention
from ledger.notebook.phrases import Hit
from ledger.records.notebook import Reading
from ledger.records.visits import VisitMode, VisitOutcome

CLAUSE_END = re.compile(r"[,。;:!?、\s]")
_SPEAKS = r"(?:[^,。;、]{0,4}?)(?:说|讲|反映|反应|问(?!题)|接待|表示|告诉|告知|想|要求|咨询|提)"
_SOMEBODY = rf"(?:{KIN_WORDS}|保姆|护工|阿姨|亲戚|亲属|家属|家里人|家人|子女|室友|孩子|某+)"
_OTHERS = re.compile(
    rf"{KIN_WORDS}|楼上|楼下|邻居|隔壁|对门|对面|孩子|娃|大人|家长|子女|儿女|家人|亲戚|物业|保洁|保安|师傅|医生|小孩|房东|爸妈|父母|爹妈"
)
_NEIGHBOUR_SAYS = re.compile(
    r"(?:邻居|对门|隔壁|楼上|楼下|楼里人?|保安|门卫|物业)(?:的|家)?[^,。;]{0,4}?(?:说|讲|告知|反映|称)"
)


_BY_PHONE = re.compile(r"(?:^|[,\s(某])(?:电话|微信|电|视频|致电|手机)(?=$|[,\s):]|某)")


def mode_of(text: str, hits: Sequence[Hit], context: VisitMode) -> VisitMode:
    """By which way the call was made; `context` where the line says nothing of it."""
    kinds = {hit.kind for hit in hits}
    if "电话" in kinds or _BY_PHONE.search(text):
        return VisitMode.PHONE
    if "碰面" in kinds:
        return VisitMode.STREET
    return context if context is not VisitMode.PATROL else VisitMode.HOME


def outcome_of(
    text: str, hits: Sequence[Hit], mentions: Sequence[Mention], *, has_matters: bool
) -> tuple[VisitOutcome, Reading]:
    """What came of it; names in `text` stand masked as 某."""
    own = [hit for hit in hits if hit.kind in _OUTCOMES and _is_own(text, hit, mentions)]
    kinds = {hit.kind for hit in own}
    if _says_nobody(text, has_matters=has_matters):
        kinds.add("无人")
    reported = _NEIGHBOUR_SAYS.search(text) is not None
    if "拒访" in kinds:
        return VisitOutcome.REFUSED, _because(own, "拒访")
    if any(hit.kind == "代答" for hit in hits):
        return VisitOutcome.PROXY, _because(hits, "代答")
    for kind, outcome in (("搬离", VisitOutcome.MOVED), ("空置", VisitOutcome.VACANT)):
        if kind in kinds and not has_matters:
            return outcome, _because(own, kind)
    if not reported and _answered_after_absence(text, own, hits):
        return VisitOutcome.PROXY, Reading(0.8, "answered_for", (VisitOutcome.MET.value,))
    if "无人" in kinds and not _met_after_all(text, own, hits):
        away = "外出" in kinds or (reported and any(hit.kind == "外出" for hit in hits))
        chosen = VisitOutcome.AWAY if away else VisitOutcome.NO_ANSWER
        return chosen, _because(own, "无人")
    if "外出" in kinds and not has_matters and not _met_after_all(text, own, hits) and not _kin_speaks(text, mentions):
        return VisitOutcome.AWAY, _because(own, "外出", sure=0.85)
    return VisitOutcome.MET, Reading(0.95, "said" if hits else "usual")


# 没人 is nobody only where nothing follows that nobody would do; 不在老伴说 runs on without a mark.
_NOBODY_ENDS = re.compile(rf"$|[,。;:!?、\s()在应开答接里了呢啊]|某|{KIN_WORDS}|邻居|对门|隔壁|楼上|楼下|保姆")
_LONG = 4
_NOBODY_ALONE = frozenset({"无", "空", "锁", "叉", "×", "x", "X", "未见"})
_CROSS = re.compile(r"^[\s某,:(]*[×xX](?=$|[\s,。:;)(]|[一-鿿])")
_DOOR_SHUT = re.compile(
    r"(?:^|[\s,。:;])(?:家里?|大|防盗|铁|院)?(?:门[上又还]?)?(?:一直|还|又|上|是|紧|挂)?(?:着)?"
    r"(?:锁|锁了|锁着|锁上了?|锁门了?|锁着门|锁了门|关着门?|关门|闭门|关着呢|锁着呢|门锁|门关着|门关了|没声|没声音|没人接)(?=$|[\s,。;)])"
)
_OUTCOMES = frozenset({"拒访", "空置", "搬离", "无人", "外出", "体弱"})


def _says_nobody(text: str, *, has_matters: bool) -> bool:
    """A bare cross or 锁门 behind the room: nobody there."""
    if text.strip(" ,。:;、!?√()-") in _NOBODY_ALONE or _CROSS.match(text):
        return True
    return not has_matters and _DOOR_SHUT.search(text) is not None


def _is_own(text: str, hit: Hit, mentions: Sequence[Mention]) -> bool:
    """Whether the household itself is away, refuses and so on, and nobody merely spoken of."""
    start = _clause_start(text, hit.start)
    before = text[start : hit.start]
    if hit.kind == "无人" and len(hit.phrase) < _LONG and not _NOBODY_ENDS.match(text, hit.end):
        return False
    if hit.kind in ("外出", "无人", "空置", "搬离") and _NEIGHBOUR_SAYS.search(before):
        return True
    if hit.kind == "外出" and _tells_of_another(text, hit, mentions):
        return False
    for other in _OTHERS.finditer(before):
        begin, end = start + other.start(), start + other.end()
        if not any(mention.start < end and begin < mention.end for mention in mentions):
            return False
    return True


def _tells_of_another(text: str, hit: Hit, mentions: Sequence[Mention]) -> bool:
    """李凤英 王建国在医院陪床: whoever stands first is there and tells of the second."""
    before = [mention for mention in mentions if mention.end <= hit.start]
    if len(before) < 2 or "都" in text[before[-1].end : hit.start]:
        return False
    between = text[before[-2].end : before[-1].start]
    absent_too = re.search(r"不在|没在|出去|上班|和|跟|、", between)
    return bool(re.search(r"[\s,]", between)) and absent_too is None


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause in which `start` to `end` stands."""
    after = CLAUSE_END.search(text, end)
    return _clause_start(text, start), after.start() if after else len(text)


def _clause_start(text: str, position: int) -> int:
    while position and not CLAUSE_END.match(text, position - 1):
        position -= 1
    return position


def _answered_after_absence(text: str, own: Sequence[Hit], hits: Sequence[Hit]) -> bool:
    """他不在，老伴说…: somebody of the house speaks after another was said to be away or unable."""
    absences = [hit for hit in own if hit.kind in ("无人", "外出", "体弱")]
    if not absences:
        return False
    return re.search(rf"(?:^|[,。;\s]|在|了|背|床){_SOMEBODY}{{1,2}}{_SPEAKS}", text[absences[0].end :]) is not None


def _kin_speaks(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether somebody else of the house says it; the only one named speaks of himself (电话 某说在外地)."""
    spoke = re.search(rf"(?:^|[,。;\s])(?P<who>{_SOMEBODY}){_SPEAKS}", text)
    alone = spoke is not None and set(spoke["who"]) == {"某"} and len(mentions) < 2
    return spoke is not None and not alone and not text.startswith("某")


def _met_after_all(text: str, own: Sequence[Hit], hits: Sequence[Hit]) -> bool:
    """家没人，在楼下碰见: nobody behind the door, but met all the same."""
    nobody = max((hit.end for hit in own if hit.kind in ("无人", "外出")), default=0)
    if not nobody:
        return False
    present = re.search(r"某+也?(?:在(?:家|屋|[,。;\s]|$)|带|看|开的?门|接待)", text[nobody:])
    at_home = re.search(r"某+在(?:家|屋)?(?=[,。;\s])|(?:一个人|自己|独自)在家", text)
    return present is not None or at_home is not None or any(hit.kind == "碰面" and hit.start > nobody for hit in hits)


def _because(hits: Sequence[Hit], kind: str, *, sure: float = 0.95) -> Reading:
    return Reading(sure, next((hit.phrase for hit in hits if hit.kind == kind), kind))
