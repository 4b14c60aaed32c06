"""What came of a call: met, answered for, nobody there, away, refused, moved, vacant; and by which way it was made.

Every clause is read for itself (`door_facts`). What is plainly said of the household before anything else is talked of
decides; what may be a mere remark (在超市上班, 嫌麻烦) counts only where the line says nothing else.
"""

import re
from collections.abc import Sequence

from ledger.notebook import turned_away
from ledger.notebook.door_facts import Fact, Facts, facts_of
from ledger.notebook.kinship import KIN_WORDS
from ledger.notebook.mentions import Mention
from ledger.notebook.phrases import Hit
from ledger.notebook.subjects import CLAUSE_END, clause_start
from ledger.records.notebook import Reading
from ledger.records.visits import VisitMode, VisitOutcome

_SPEAKS = r"(?:[^,。;、]{0,4}?)(?:说|讲|反映|反应|问(?!题)|接待|表示|告诉|告知|想|要求|咨询|提)"
_SOMEBODY = rf"(?:{KIN_WORDS}|保姆|护工|阿姨|亲戚|亲属|家属|家里人|家人|子女|室友|孩子|某+)"
_NEIGHBOUR_SAYS = re.compile(
    r"(?:邻居|对门|隔壁|楼上|楼下|楼里人?|保安|门卫|物业)(?:的|家)?[^,。;]{0,4}?(?:说|讲|告知|反映|称)"
)
_ANSWERED = re.compile(
    rf"(?:{_SOMEBODY}|房东|邻居)(?:给|来)?(?:代|替|帮)?(?:他|她|老人|某+)?(?:答|代讲|代述|回答|代接待)(?:的|了)?(?=$|[,。;:!?、\s])"
    rf"|(?:{_SOMEBODY}|房东)(?:代|替|帮)(?:他|她|老人|{KIN_WORDS}|某+)?(?:说|讲|答|回|述|问|反映|诉|提)"
)
_BY_PHONE = re.compile(
    r"(?:^|[,\s(某])(?:电话|微信|电|视频|致电|手机|语音)(?:里|上|中|头)?(?=$|[,\s):]|某|[说讲问打]|联系)"
    r"|(?:^|[,。;\s(某])(?:电话|手机|微信)(?:打|拨|接|是某|联系)"
    r"|^[\s某,:(]*(?:电话|手机|微信)(?:一直|老是?|都|也|还是?|总是?|就|又)*"
    r"(?:不接|[没未]接|[没无]人|关机?|停机|不通|占线|响了?|不回|没回|空号|正忙)"
    rf"|(?:某|{KIN_WORDS})接的?了?电话|(?:某|{KIN_WORDS})接的(?=$|[,。;\s])|打了?(?:[一二两三四五几\d]+|好几|好多)[个次遍通回]电话"
)
_HABIT = re.compile(r"(?:天天|每天|每周|隔天|经常|常常?|总|老是?|三天两头|不会|不敢|不肯|很少|从来)[^,。;]{0,4}$")
_SPOKE = re.compile(rf"(?:^|[,。;\s]|在|了|背|床){_SOMEBODY}{{1,2}}{_SPEAKS}")
_TOLD_SO = re.compile(r"的(?=$|[,。;\s])")
_RAN_INTO = re.compile(
    r"(?:碰|遇|撞)(?:见|到|上|着)了?(?:刚|正)?[^,。;\s某]{0,4}某+(?!(?:的|家)?(?:" + KIN_WORDS + "|邻居|对门))"
)
_IS_THERE = re.compile(r"(?:一个人|自己|独自|正|也)?在(?:家|屋里?)(?=$|[,。;\s])|开的?门|接待的?")
_KINDS = (
    ("搬离", VisitOutcome.MOVED),
    ("空置", VisitOutcome.VACANT),
    ("外出", VisitOutcome.AWAY),
    ("无人", VisitOutcome.NO_ANSWER),
)


def mode_of(text: str, hits: Sequence[Hit], context: VisitMode) -> VisitMode:
    """By which way the call was made; `context` where the line says nothing of it."""
    kinds = {hit.kind for hit in hits if not (hit.kind == "电话" and _is_habit(text, hit))}
    if "电话" in kinds or _BY_PHONE.search(text):
        return VisitMode.PHONE
    if "碰面" in kinds:
        return VisitMode.STREET
    return context if context is not VisitMode.PATROL else VisitMode.HOME


def _is_habit(text: str, hit: Hit) -> bool:
    """娃们天天打电话: a call that is told of, and none that was made."""
    return _HABIT.search(text[clause_start(text, hit.start) : hit.start]) is not None


def outcome_of(
    text: str,
    hits: Sequence[Hit],
    mentions: Sequence[Mention],
    *,
    has_matters: bool,
    mode: VisitMode = VisitMode.HOME,
) -> tuple[VisitOutcome, Reading]:
    """What came of it; names in `text` stand masked as 某. `mode` is what holds where the line says none."""
    by_phone = mode_of(text, hits, mode) is VisitMode.PHONE
    facts = facts_of(text, hits, mentions, by_phone=by_phone)
    shut = any(fact.plain and fact.kind in ("无人", "外出") for fact in facts.found)
    holding = [fact for fact in facts.found if _holds(fact, has_matters=has_matters, alone=facts.alone)]
    holding = [fact for fact in holding if fact.plain or not (shut and fact.kind == "拒访")]
    kinds = {fact.kind for fact in holding}
    if _says_nobody(text, has_matters=has_matters):
        kinds.add("无人")
    if "拒访" in kinds or ((facts.of("无人", "拒访") or not has_matters) and turned_away.from_inside(text)):
        return VisitOutcome.REFUSED, _because(holding, "拒访")
    if by_phone and not has_matters and turned_away.hung_up(text) and not {"没事", "办妥"} & {hit.kind for hit in hits}:
        return VisitOutcome.REFUSED, _because(holding, "挂断")
    if any(hit.kind == "代答" for hit in hits) or _ANSWERED.search(text):
        return VisitOutcome.PROXY, _because(holding, "代答")
    if not {"搬离", "空置"} & kinds and _answered_after_absence(text, facts):
        return VisitOutcome.PROXY, Reading(0.8, "answered_for", (VisitOutcome.MET.value,))
    met = _met_after_all(text, facts, hits, mentions)
    for kind, outcome in _KINDS:
        if kind in kinds and not (met and kind in ("外出", "无人")):
            return outcome, _because(holding, kind, sure=0.85 if kind == "外出" else 0.95)
    return VisitOutcome.MET, Reading(0.95, "said" if hits else "usual")


def _holds(fact: Fact, *, has_matters: bool, alone: bool) -> bool:
    if not fact.plain:
        return not has_matters and alone
    return fact.first or fact.reported or not has_matters


_NOBODY_ALONE = frozenset({"无", "空", "锁", "叉", "×", "x", "X", "未见"})
_CROSS = re.compile(r"^[\s某,:(]*[×xX](?=$|[\s,。:;)(]|[一-鿿])")
_DOOR_SHUT = re.compile(
    r"(?:^|[\s,。:;])(?:家里?|大|防盗|铁|院)?(?:门[上又还]?)?(?:一直|还|又|上|是|紧|挂)?(?:着)?"
    r"(?:锁|锁了|锁着|锁上了?|锁门了?|锁着门|锁了门|关着门?|关门|闭门|关着呢|锁着呢|门锁|门关着|门关了|没声|没声音|没人接)(?=$|[\s,。;)])"
)


def _says_nobody(text: str, *, has_matters: bool) -> bool:
    """A bare cross or 锁门 behind the room: nobody there."""
    if text.strip(" ,。:;、!?√()-") in _NOBODY_ALONE or _CROSS.match(text):
        return True
    return not has_matters and _DOOR_SHUT.search(text) is not None


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause in which `start` to `end` stands."""
    after = CLAUSE_END.search(text, end)
    return clause_start(text, start), after.start() if after else len(text)


def _answered_after_absence(text: str, facts: Facts) -> bool:
    """他不在，老伴说…: somebody of the house speaks after another was said to be away or unable.

    Who only tells where the other is (孩子说爸妈都在厂里加班) answers nothing for him.
    """
    absences = facts.of("无人", "外出", "体弱")
    if not absences:
        return False
    spoke = _SPOKE.search(text, absences[0].start + 1)
    if spoke is None or _TOLD_SO.match(text, spoke.end()):
        return False
    told_only = [fact for fact in absences[1:] if fact.start >= spoke.start() and fact.reported]
    return not told_only


def _met_after_all(text: str, facts: Facts, hits: Sequence[Hit], mentions: Sequence[Mention]) -> bool:
    """家没人，在楼下碰见: nobody behind the door, but met all the same."""
    absent = facts.of("无人", "外出")
    nobody = max((fact.start for fact in absent), default=0)
    if not absent:
        return False
    if _RAN_INTO.search(text) and not any(fact.reported for fact in absent):
        return True  # 院里碰见某遛弯
    present = re.search(
        r"某+也?(?:在(?:家|屋|[,。;\s]|$)|带|看|开的?门|接待)",
        text[nobody:],
    )
    if any(mention.end > nobody and _IS_THERE.match(text, mention.end) for mention in mentions):
        return True  # 某去北京出差，媳妇在家
    at_home = re.search(
        r"某+在(?:家|屋)?(?=[,。;\s])|某+[^,。;\s某不没]{1,5}在(?:家|屋里?)(?=[,。;\s])|(?:一个人|自己|独自)在家", text
    )
    return present is not None or at_home is not None or any(hit.kind == "碰面" and hit.start > nobody for hit in hits)


def _because(facts: Sequence[Fact], kind: str, *, sure: float = 0.95) -> Reading:
    return Reading(sure, next((fact.phrase for fact in facts if fact.kind == kind), kind))
