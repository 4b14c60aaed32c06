"""What stays on a page once much of it is entered: lines still open, and the headings they need to read the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ledger.notebook.context import Context
from ledger.records.notebook import PageEntry
from ledger.records.visits import VisitMode

Reading = Callable[[str, Context], tuple[tuple[PageEntry, ...], Context]]
"""Reads one line where the page stands so."""

Left = list[tuple[int | None, str]]
"""Lines with their place (from 0) on the page before, None for a heading that was not there."""

_MODES = {
    VisitMode.HOME: "入户",
    VisitMode.PHONE: "电话走访",
    VisitMode.STREET: "居委会",
    VisitMode.PATROL: "巡查",
}
_MOST_HEADINGS = 6
_MOST_LINES = 3


def remainder(lines: Sequence[str], contexts: Sequence[Context], wanted: Sequence[int], read: Reading) -> Left:
    """The lines at the places `wanted` (ascending), each with as little before it as makes it read as it did.

    `contexts` are those the lines were read in. What may stand before a line is, in this order: nothing, headings
    of the page, a heading that says what had carried on, lines that are entered already.
    """
    left: Left = []
    now = Context()
    start = 0
    for place in wanted:
        meant = read(lines[place], contexts[place])[0]
        if now != contexts[place]:
            for before in _ways(lines, contexts, range(start, place), contexts[place], read):
                then = _after(before, lines, contexts, now, read)
                if then is not None and same_meaning(read(lines[place], then)[0], meant):
                    left, now = [*left, *before], then
                    break
            else:
                # What stands there now may be in the way: everything up to here, as it was.
                left, now = [(each, lines[each]) for each in range(place)], contexts[place]
        left.append((place, lines[place]))
        now = read(lines[place], now)[1]
        start = place + 1
    return left


def unread(lines: Sequence[str], contexts: Sequence[Context], read: Reading) -> set[int]:
    """The places of lines nothing was understood of though they name a number (明天 3-2-104 没人): nothing said or set.

    They stay, or whoever wrote them would think them entered. What names no number (冬至 下雪) is a remark.
    """
    return {
        place
        for place, line in enumerate(lines)
        if any(character.isdecimal() for character in line)
        and read(line, contexts[place]) == ((), contexts[place])
        and read(line, Context()) == ((), Context())
    }


def same_meaning(one: Sequence[PageEntry], other: Sequence[PageEntry]) -> bool:
    """Whether entries say the same, on whatever line they stand."""
    return len(one) == len(other) and all(
        a is b or replace(a, line=b.line) == b for a, b in zip(one, other, strict=True)
    )


def _after(
    before: Left, lines: Sequence[str], contexts: Sequence[Context], now: Context, read: Reading
) -> Context | None:
    """Where the page stands behind these lines; None where one of them would read otherwise than it did."""
    for place, text in before:
        meant = () if place is None else read(lines[place], contexts[place])[0]
        entries, now = read(text, now)
        if not same_meaning(entries, meant):
            return None
    return now


def _ways(
    lines: Sequence[str], contexts: Sequence[Context], between: range, wanted: Context, read: Reading
) -> Iterator[Left]:
    """What may be put before a line, the least first."""
    yield []
    headings = [
        place for place in reversed(between) if lines[place].strip() and not read(lines[place], contexts[place])[0]
    ]
    for count in (*range(1, min(len(headings), _MOST_HEADINGS) + 1), len(headings)):
        yield [(place, lines[place]) for place in reversed(headings[:count])]
    for invented in _invented(wanted):
        yield [(None, heading) for heading in invented]
    entered = between[-_MOST_LINES:]
    for count in range(1, len(entered) + 1):
        kept: Left = [(place, lines[place]) for place in entered[-count:]]
        yield kept
        for invented in _invented(contexts[kept[0][0] or 0]):
            yield [*((None, heading) for heading in invented), *kept]


def _invented(wanted: Context) -> Iterator[list[str]]:
    """Headings that say what carries on in `wanted`, the shortest first."""
    who = [f"走访人：{wanted.worker}"] if wanted.worker else []
    building = _building(wanted.building)
    unit = f"{wanted.unit}单元" if wanted.unit else ""
    days = [f"{wanted.on.month}-{wanted.on.day}", str(wanted.on)] if wanted.on else []
    mode = _MODES.get(wanted.mode, "")
    sheet = [f"路线单{wanted.sheet}"] if wanted.sheet and not building else []
    for where in dict.fromkeys([*sheet, building + unit, wanted.estate + building + unit]):
        for parts in ([where], *([day, where] for day in days), *([day, where, mode] for day in ["", *days])):
            heading = " ".join(part for part in parts if part)
            if heading:
                yield [heading]
                if who:
                    yield [*who, heading]
    if who:
        yield who


def _building(name: str) -> str:
    if name.isdigit():
        return f"{name}号楼"
    return f"{name}座" if len(name) == 1 else name
