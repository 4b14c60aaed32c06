"""What each clause of a line says of the household itself: away, moved, refusing, nobody there, a dwelling empty."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.notebook import turned_away, whereabouts
from ledger.notebook.kinship import KIN_WORDS
from ledger.notebook.mentions import Mention
from ledger.notebook.phrases import Hit
from ledger.notebook.subjects import (
    END,
    OFFICE,
    clause_spans,
    clause_start,
    goes_on,
    is_to_come,
    predicate_start,
    speaks_of_another,
    told_by_another,
)
from ledger.notebook.vocabulary import OWN_WEIGHT

KINDS = ("拒访", "搬离", "空置", "外出", "无人", "体弱")
_SURELY = (
    ("拒访", turned_away.surely),
    ("搬离", whereabouts.moved),
    ("空置", whereabouts.vacant),
    ("外出", whereabouts.gone),
    ("无人", whereabouts.nobody),
)
_OTHERS = re.compile(
    rf"{KIN_WORDS}|楼上|楼下|邻居|隔壁|对门|对面|孩子|娃|大人|家长|子女|儿女|家人|亲戚|物业|保洁|保安|师傅|医生|小孩|房东|爸妈|父母|爹妈|老板|热线|客服|学校"
)
_NEIGHBOUR_SAYS = re.compile(
    r"(?:邻居|对门|隔壁|楼上|楼下|楼里人?|保安|门卫|物业)(?:的|家)?[^,。;]{0,4}?(?:说|讲|告知|反映|称)"
)
# 没人 is nobody only where nothing follows that nobody would do; 不在老伴说 runs on without a mark.
_NOBODY_ENDS = re.compile(rf"$|[,。;:!?、\s()在应开答接里了呢啊]|某|{KIN_WORDS}|邻居|对门|隔壁|楼上|楼下|保姆")
_LONG = 4
_WISHED = re.compile(r"[想要]|打算|准备|计划|考虑|愿意?|不如|以前|从前|原来|刚从|要是|如果|怕|敢")
# 跟闺女去海南, 被儿子接走: the household goes with them, or is fetched by them.
_ALONG = re.compile(r"(?:[和跟与随同]着?|被|让|由|叫|给)(?:[他她]们?)?(?:大|小)?$")
_JUST_LIGHT = re.compile(r"[\s某,。;:、]*")


@dataclass(frozen=True, slots=True)
class Fact:
    """A thing said of the household: `plain` where it is no mere remark, `first` before any other talk."""

    kind: str
    start: int
    end: int
    plain: bool
    first: bool
    reported: bool
    phrase: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of them in order; `alone`: the line says nothing else."""

    found: tuple[Fact, ...]
    alone: bool

    def of(self, *kinds: str) -> tuple[Fact, ...]:
        """Those of some kinds."""
        return tuple(fact for fact in self.found if fact.kind in kinds)


def facts_of(text: str, hits: Sequence[Hit], mentions: Sequence[Mention], *, by_phone: bool) -> Facts:
    """What the clauses of `text` (names masked as 某) say of the household; `hits` are the signs in it."""
    spans = clause_spans(text)
    told = any(told_by_another(text, *span) for span in spans)
    found: list[Fact] = []
    first, foreign, remarks = True, False, False
    for start, end in spans:
        absent = any(fact.kind in ("无人", "外出", "体弱") for fact in found)
        position, reporter = predicate_start(text, start, end, mentions, absent=absent, told=foreign)
        if told_by_another(text, start, end):
            continue
        begins = speaks_of_another(text, start, position, mentions) and reporter != "other"
        inherits = foreign and not begins and reporter != "other" and goes_on(text, start, position)
        foreign = begins or inherits
        other = reporter == "other" or told
        of_clause = [] if foreign else _surely(text, (start, end), position, mentions, sure=by_phone or other)
        if reporter == "self" and not by_phone:
            of_clause = [(kind, at, False) for kind, at, _plain in of_clause]
        listed = [] if inherits else _listed(text, (start, end), position, hits, mentions)
        known = {kind for kind, _at, _plain in of_clause}
        of_clause += [each for each in listed if each[0] not in known]
        if not foreign and not of_clause:
            of_clause = _perhaps(text, (start, position), mentions, sure=by_phone or other)
        if is_to_come(text, start, end):
            of_clause = [each for each in of_clause if each[0] != "外出"]
        for kind, at, plain in of_clause:
            found.append(Fact(kind, at, end, plain, first, other, text[at:end]))
        if not of_clause and position < end and not whereabouts.adds_to_absence(text, start, end):
            first = False
            remarks = remarks or not _JUST_LIGHT.fullmatch(text, start, end)
    return Facts(tuple(found), not remarks)


def _surely(
    text: str, span: tuple[int, int], position: int, mentions: Sequence[Mention], *, sure: bool
) -> list[tuple[str, int, bool]]:
    """What is plainly said of the household from `position`, or from where its clause begins."""
    found = []
    for kind, says in _SURELY:
        at = next((place for place in dict.fromkeys((position, span[0])) if says(text, place)), None)
        if at is not None and at < span[1] and not (kind == "外出" and _tells_of_another(text, at, mentions)):
            found.append((kind, at, True))
    if not found and whereabouts.elsewhere(text, position) and not _tells_of_another(text, position, mentions):
        found.append(("外出", position, sure or text[position - 1 : position] == "人"))
    return found


def _perhaps(
    text: str, places: tuple[int, int], mentions: Sequence[Mention], *, sure: bool
) -> list[tuple[str, int, bool]]:
    found = []
    position = places[1]
    if any(turned_away.perhaps(text, place) for place in dict.fromkeys(places)):
        found.append(("拒访", position, False))
    if whereabouts.errand(text, position) and not _tells_of_another(text, position, mentions):
        found.append(("外出", position, sure))
    return found


def _listed(
    text: str, span: tuple[int, int], position: int, hits: Sequence[Hit], mentions: Sequence[Mention]
) -> list[tuple[str, int, bool]]:
    """What the word list finds in a clause: plain where nothing but the household stands before it."""
    found = []
    for hit in hits:
        if hit.kind not in KINDS or not span[0] <= hit.start < span[1] or not _is_own(text, hit, mentions):
            continue
        plain = hit.start <= position and hit.kind != "外出" and _ends(text, hit)
        plain = plain or hit.weight >= OWN_WEIGHT
        found.append((hit.kind, hit.start, plain))
    return found


_RUNS_ON = re.compile(rf"(?:[了的着呢啊呀啦我们人门家登记访问在中起]|某)*{END}")


def _ends(text: str, hit: Hit) -> bool:
    return _RUNS_ON.match(text, hit.end) is not None


def _is_own(text: str, hit: Hit, mentions: Sequence[Mention]) -> bool:
    """Whether the household itself is away, refuses and so on, and nobody merely spoken of."""
    start = clause_start(text, hit.start)
    before = text[start : hit.start]
    short = hit.kind == "无人" and len(hit.phrase) < _LONG and hit.weight < OWN_WEIGHT
    if short and not _NOBODY_ENDS.match(text, hit.end):
        return False
    if hit.kind == "无人" and OFFICE.search(text, hit.start, hit.end):
        return False
    if hit.kind in ("外出", "无人", "空置", "搬离") and _NEIGHBOUR_SAYS.search(before):
        return True
    if _WISHED.search(before):
        return False
    if hit.kind == "外出" and _tells_of_another(text, hit.start, mentions):
        return False
    for other in _OTHERS.finditer(before):
        begin, end = start + other.start(), start + other.end()
        if _ALONG.search(text[start:begin]):
            continue
        if not any(mention.start < end and begin < mention.end for mention in mentions):
            return False
    return True


def _tells_of_another(text: str, position: int, mentions: Sequence[Mention]) -> bool:
    """李凤英 王建国在医院陪床: whoever stands first is there and tells of the second."""
    before = [mention for mention in mentions if mention.end <= position]
    if len(before) < 2 or "都" in text[before[-1].end : position]:
        return False
    between = text[before[-2].end : before[-1].start]
    absent_too = re.search(r"不在|没在|出去|上班|和|跟|、", between)
    return bool(re.search(r"[\s,]", between)) and absent_too is None
