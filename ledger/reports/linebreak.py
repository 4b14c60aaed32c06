"""Breaking Chinese text into lines: the rules of GB/T 15834 and of every printer, in plain code.

Widths are whole numbers in thousandths of the type size; the caller gives them per character.
"""

from collections.abc import Mapping

NO_LINE_BEGINS_WITH = frozenset(
    "，。、；：？！）》】”’…—％〉」』〕〗｝］＞·～‰°℃々,.;:?!)]}>%"  # the rule; its kin; half-width
)
NO_LINE_ENDS_WITH = frozenset("（《【“‘〈「『〔〖｛［＜￥＄№([{<$#")
GLUE = "\u2060"  # word joiner: no width, no break on either side
_HARD_SPACE = "\u00a0"
_JOINERS = frozenset((GLUE, _HARD_SPACE))
_INSIDE_WORDS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._-–/@:+&'’=~*%,")
ELLIPSIS = "…"


def glue(name: str) -> str:
    """`name` held together: it is broken only where it is longer than a line."""
    return GLUE.join(name)


def break_lines(text: str, widths: Mapping[str, int], room: int) -> list[str]:
    """`text` in lines at most `room` wide. Line feeds are kept; spaces at a line's end are dropped.

    Where a line holds no legal break, it is broken inside a word or name, and only if that cannot be
    helped against the rules. A single character wider than `room` stands alone.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if sum(map(widths.__getitem__, paragraph)) <= room:
            lines.append(_finished(paragraph))
        else:
            lines.extend(_break_paragraph(paragraph, widths, room))
    return lines


def shorten(text: str, widths: Mapping[str, int], room: int) -> str:
    """`text` on one line, its end replaced by … where it is too long."""
    text = text.replace(GLUE, "")
    if sum(widths[c] for c in text) <= room:
        return text
    left = room - widths[ELLIPSIS]
    for end, character in enumerate(text):
        left -= widths[character]
        if left < 0:
            return text[:end].rstrip() + ELLIPSIS
    return text


def _break_paragraph(text: str, widths: Mapping[str, int], room: int) -> list[str]:
    lines: list[str] = []
    start = candidate = index = used = 0
    while index < len(text):
        character = text[index]
        if index > start and may_break(text[index - 1], character):
            candidate = index
        used += widths[character]
        # Spaces hang into the margin: nobody sees them there.
        if used > room and index > start and character != " ":
            cut = candidate if candidate > start else _forced_break(text, start, index)
            lines.append(_finished(text[start:cut]))
            start = candidate = index = cut
            used = 0
            continue
        index += 1
    lines.append(_finished(text[start:]))
    return lines


def may_break(before: str, after: str) -> bool:
    """Whether a line may end after `before` and the next begin with `after`, one character each."""
    if after == " " or before in _JOINERS or after in _JOINERS:
        return False
    if before == " ":
        return after not in NO_LINE_BEGINS_WITH
    if after in NO_LINE_BEGINS_WITH or before in NO_LINE_ENDS_WITH:
        return False
    return not (before in _INSIDE_WORDS and after in _INSIDE_WORDS)


def _forced_break(text: str, start: int, end: int) -> int:
    for cut in range(end, start, -1):
        if text[cut] not in NO_LINE_BEGINS_WITH and text[cut - 1] not in NO_LINE_ENDS_WITH:
            return cut
    return end


def _finished(line: str) -> str:
    return line.replace(GLUE, "").strip(" ")
