"""What is covered up before a line's needs are looked for: names, promises, a day of its own, a refusal."""

import re
from collections.abc import Sequence
from datetime import date

from ledger.notebook import turned_away
from ledger.notebook.days import SaidDay, promised_day, visit_day
from ledger.notebook.mentions import Mention
from ledger.notebook.outcomes import clause_around
from ledger.notebook.phrases import Hit

MASK = "某"
_INLINE_DAY = re.compile(
    r"(?:上午|下午|晚上|早上|中午)?(?:打的?|打过|打了|电话|微信|去的|去过|上门|走访|来的|来过|来了?(?=办公室|居委会|村委会|社区|大厅|窗口|值班室|服务站)|碰[到上见]|遇[到上见]|见的|在.{0,6}(?:碰|遇))"
)
_PAST_DAY = re.compile(r"今[天日早晨朝儿个]|昨|前天|前日|大前天|上个?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}[月./]")
_REST_OF_PROMISE = re.compile(r"(?:[^,。;!?、\s]{1,4}(?=[,。;!?、\s]|$))?")
_MASKED_AS = frozenset({"name", "given_name", "slip", "surname"})


def masked(text: str, mentions: Sequence[Mention]) -> str:
    """`text` with the names in it as 某."""
    for mention in mentions:
        if mention.why in _MASKED_AS:
            text = text[: mention.start] + MASK * (mention.end - mention.start) + text[mention.end :]
    return text


def without_promise(text: str, on: date) -> tuple[str, SaidDay | None]:
    """`text` with the promise of another visit as blanks, and the day promised."""
    promise = promised_day(text, on)
    if promise is None:
        return text, None
    # What little is left of its clause belongs to it: 周四上门调解.
    rest = _REST_OF_PROMISE.match(text, promise.end)
    return _blank(text, promise.start, rest.end() if rest else promise.end), promise


def without_inline_day(text: str, today: date) -> tuple[str, date | None]:
    """昨天打的电话: a past day that is the visit's own, as blanks."""
    for match in _PAST_DAY.finditer(text):
        day = visit_day(text, today, position=match.start())
        if day is not None and _INLINE_DAY.match(text, day.end):
            return _blank(text, day.start, day.end), day.on
    return text, None


def without_refusal(text: str, hits: Sequence[Hit]) -> str:
    """The text without the clauses that say how one was turned away."""
    for hit in hits:
        if hit.kind == "拒访":
            text = _blank(text, *clause_around(text, hit.start, hit.end))
    return text


def without_ringing_off(text: str) -> str:
    """Without the clause that tells how the other rang off, which is no need: 直接挂掉."""
    span = turned_away.hung_up(text)
    return _blank(text, *span) if span else text


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
