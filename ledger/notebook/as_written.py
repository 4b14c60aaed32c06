"""A matter in the line's own words: a piece of the line with its marks, without who says it and whether he is in."""

import re
from collections.abc import Sequence

from ledger.notebook.kinship import COUPLE, KIN_WORDS
from ledger.notebook.needs import FoundMatter
from ledger.notebook.said import Line, Said
from ledger.records.notebook import ReadMatter

_MARKS = " ,，、:：;；。.!！?？"
_AROUND = _MARKS + "某-—"
_SOMEBODY = rf"(?:某+|{COUPLE.pattern}|{KIN_WORDS}|夫妇|全家|一家人?|人|租户|租客|本人|他|她)"
# 不在，…: that somebody is in, came or spoke for another tells nothing of the matter.
_ASIDE = re.compile(
    rf"{_SOMEBODY}{{0,3}}(?:也|都|正|独自|自己|一个人|现在)?(?:(?:不|没)?在(?:家|屋)?里?|在家带娃|来(?:了|过|找)?|去过|打来电话|打(?:了|来)?电话"
    rf"|出去了?|上班了?|出差了?)?|{_SOMEBODY}{{0,4}}(?:代答|代说|代为回答|替[她他]?说)"
)
_SAYS = re.compile(
    rf"(?:{_SOMEBODY}{{0,3}}(?:来|打来电话|打电话来?|电话里?|电话上|微信(?:上|里|语音)?)?)?"
    r"(?:说|讲|反映|反应|诉说|来说|来反映)(?:说|是)?[,:，：\s]*(?!话|法|不|好|和|明|理|情|清|过|了|堂|得|的|价|究|课)"
)
_ASKS = re.compile(rf"(?:{_SOMEBODY}{{0,3}})?来(?=问|咨询|打听|投诉|要|申请|借|开|补)")
_SHORTEST = 2


def written_matters(matters: Sequence[FoundMatter], line: Line, said: Said, text: str) -> tuple[ReadMatter, ...]:
    """Each matter as the line has it; `text` is what is said, with names and promises covered."""
    return tuple(
        ReadMatter(_own_words(matter, line, said, text), matter.category, matter.urgent, matter.alternatives)
        for matter in matters
    )


def _own_words(matter: FoundMatter, line: Line, said: Said, text: str) -> str:
    """The pieces of the line; what was left out between two of them stands as one comma."""
    runs: list[tuple[int, int]] = []
    for start, end in _without_asides(_without_name(matter.places, text), text):
        if runs and not said.text[runs[-1][1] : start].strip(_MARKS):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    pieces = [_written(line, said, text, start, end) for start, end in runs]
    return "，".join(piece for piece in pieces if piece) or matter.said


def _without_name(places: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The clauses without the name the line opens with; one further on says whom it is about."""
    start, end = places[0]
    while start < end and text[start] in _AROUND:
        start += 1
    return [(start, end), *places[1:]]


def _without_asides(places: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The clauses from the first that tells something, without 说, 反映 and the like before what is told."""
    left = list(places)
    while len(left) > 1 and _ASIDE.fullmatch(text[slice(*left[0])].strip(_MARKS)):
        left.pop(0)
    if left:
        start, end = left[0]
        start += len(text[start:end]) - len(text[start:end].lstrip(_MARKS))
        opening = _SAYS.match(text, start, end) or _ASKS.match(text, start, end)
        if opening is not None and end - opening.end() >= _SHORTEST:
            left[0] = (opening.end(), end)
    return left


def _written(line: Line, said: Said, text: str, start: int, end: int) -> str:
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _AROUND:
        end -= 1
    if not text[start:end].strip(_AROUND):
        return ""
    written = said.written(line.text, start, end)[2]
    return written if written.isprintable() else " ".join(written.split())
