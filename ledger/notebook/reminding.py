"""What in a line sounds like a need and opened no matter (漏记提醒): to be looked at, never to be entered by itself."""

import re
from collections.abc import Sequence
from itertools import groupby

from ledger.notebook.categories import weigh
from ledger.notebook.needs import FoundMatter, clauses_of, parts_of, perhaps_needs
from ledger.notebook.phrases import Hit
from ledger.notebook.said import Line, Said
from ledger.notebook.vocabulary import OWN_NO_NEED, Vocabulary
from ledger.records.notebook import Reminder

_TELLS = frozenset({"需求", "小恙"})
# How the door was found, and that all is well: no need.
_EXPLAINS = frozenset({"没事", "无人", "外出", "拒访", "空置", "搬离", "代答"})
_NEED_WEIGHT = 5.0
_SLIGHT_WEIGHT = 6.0
_BARE_WEIGHT = 7.0
_OVER = re.compile(r"[^,。;]{0,2}?(?:刚好|好了|好多|快好|已好|好转|痊愈|好些)")
_AROUND = " ,，、:：;；。.!！?？某-—()（）"


def reminders_of(
    line: Line, said: Said, text: str, hits: Sequence[Hit], matters: Sequence[FoundMatter], *, quiet: bool = False
) -> tuple[Reminder, ...]:
    """Words of `text` (`said` with names and promises covered) that sound like a need and belong to none of `matters`.

    What was settled is left out; what was only passed on or attended to (经手) is told where its words weigh enough.
    `quiet`: nobody was met, so that a strong topic alone is worth a look.
    """
    perhaps = _perhaps(line, said, text, matters, quiet=quiet)
    quiet = quiet and not any(hit.kind in ("没事", "办妥") for hit in hits)
    if not quiet and not any(hit.kind in _TELLS for hit in hits):
        return tuple(perhaps)
    claimed = [start for matter in matters for start, _end in matter.places]
    found = []
    for start, end in parts_of(text, hits):
        within = [hit for hit in hits if start <= hit.start and hit.end <= end]
        if any(start <= place < end for place in claimed) or _is_settled(within):
            continue
        for first, last in _runs(text, start, end, within, line.given.words, quiet=quiet):
            found += _reminder(line, said, text, first, last)
    told = [(each.start, each.end) for each in found]
    more = [each for each in perhaps if not any(start < each.end and each.start < end for start, end in told)]
    return tuple(sorted([*found, *more], key=lambda each: each.start))


def _perhaps(line: Line, said: Said, text: str, matters: Sequence[FoundMatter], *, quiet: bool) -> list[Reminder]:
    """Words that weigh too much to be left out silently and too little to open a matter."""
    claimed = [place for matter in matters for place in matter.places]
    found = []
    for start, end in perhaps_needs(text, line.given.words, quiet=quiet):
        if not any(first < end and start < last for first, last in claimed):
            found += _reminder(line, said, text, start, end)
    return found


def _is_settled(hits: Sequence[Hit]) -> bool:
    """Whether something was settled and not merely passed on: 已换好, but not 已联系物业."""
    passed_on = [hit for hit in hits if hit.kind == "经手"]
    return any(
        hit.kind == "办妥" and not any(other.start <= hit.start < other.end for other in passed_on) for hit in hits
    )


def _runs(
    text: str, start: int, end: int, hits: Sequence[Hit], words: Vocabulary, *, quiet: bool
) -> list[tuple[int, int]]:
    """Where neighbouring clauses stand that tell of one thing."""
    topics = [hit for hit in words.topics(text[start:end]) if len(hit.phrase) > 1]
    clauses = [
        (first, last, _weight(text, first, last, hits, topics, start, quiet=quiet))
        for first, last in clauses_of(text, start, end)
    ]
    runs = []
    for tells, group in groupby(clauses, key=lambda clause: clause[2] is not None):
        members = list(group)
        if tells and any(weight for _first, _last, weight in members):
            done = min((hit.start for hit in hits if hit.kind == "办妥"), default=end)
            runs.append((members[0][0], min(members[-1][1], max(done, members[0][0]))))
    return runs


def _weight(
    text: str, start: int, end: int, hits: Sequence[Hit], topics: Sequence[Hit], shift: int, *, quiet: bool
) -> bool | None:
    """Whether a clause tells of a need by itself; None for one that tells of none and belongs to none."""
    own = [hit for hit in hits if start <= hit.start < end]
    explained = [hit for hit in own if hit.kind in _EXPLAINS]
    if any(hit.kind in ("没事", OWN_NO_NEED) for hit in own):
        return None
    about = [
        topic
        for topic in topics
        if start <= topic.start + shift < end
        and not any(hit.start < topic.end + shift and topic.start + shift < hit.end for hit in explained)
    ]
    heaviest = _heaviest(about)
    if explained:
        return True if quiet and heaviest >= _BARE_WEIGHT else None
    if any(hit.kind == "需求" for hit in own):
        return heaviest >= _NEED_WEIGHT or _heaviest(topics) >= _BARE_WEIGHT
    slight = [hit for hit in own if hit.kind == "小恙" and not _OVER.match(text, hit.end)]
    if slight and heaviest >= _SLIGHT_WEIGHT:
        return True
    if any(hit.kind in ("办妥", "经手") for hit in own):
        return None
    if quiet and heaviest >= _BARE_WEIGHT:
        return True
    return False if about else None


def _heaviest(topics: Sequence[Hit]) -> float:
    return max((hit.weight for hit in topics), default=0.0)


def _reminder(line: Line, said: Said, text: str, start: int, end: int) -> list[Reminder]:
    while start < end and text[start] in _AROUND:
        start += 1
    while start < end and text[end - 1] in _AROUND:
        end -= 1
    if start == end:
        return []
    category = weigh(text[start:end], line.given.words)[0]
    return [Reminder(*said.written(line.text, start, end), category)]
