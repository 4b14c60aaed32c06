"""A page's lines in one plain form, character for character, so that places in it are places in what was typed."""

import re
import unicodedata

from ledger.rules.numerals import half_width, plain_dashes

# What stands between a name and what is said, and how a call is noted in Latin letters; as long as it was.
_ARROW = re.compile(r"[-=]+>+|(?<=\S)>+(?=\S)")
_TEL = re.compile(r"(?<![a-z])tel(?![a-z])\.?", re.IGNORECASE)

LONGEST_LINE = 1500
"""Longer than any line a hand writes; what comes after is kept and not read."""


def plain_line(line: str) -> str:
    """`line` with full-width digits, letters and punctuation made half-width; as long as it was, up to LONGEST_LINE."""
    line = line[:LONGEST_LINE]
    plain = "".join(_plain(character) for character in line)
    if ">" in plain:
        plain = _ARROW.sub(lambda found: ",".ljust(len(found.group())), plain)
    return _TEL.sub(lambda found: "电话".rjust(len(found.group())), plain)


def _plain(character: str) -> str:
    plain = plain_dashes(half_width(character))
    if len(plain) == 1:
        return _OTHER.get(plain, plain)
    return " "


_OTHER = {
    **dict.fromkeys("，→⇒➜➔➡⟶»►▶↦", ","),
    **dict.fromkeys("✗✘❌╳✕✖☒⨯", "×"),
    **dict.fromkeys("☎☏📞📱", "电"),
    "。": "。",
    "．": ".",
    "／": "/",
    "＃": "#",
    "♯": "#",
    "【": "(",
    "】": ")",
    "〔": "(",
    "〕": ")",
    "［": "(",
    "］": ")",
    "•": "·",
    "・": "·",
    "‧": "·",
    "~": "-",
    "～": "-",
    **dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", ";"),
    **{character: " " for character in map(chr, range(0x2000, 0x2010)) if unicodedata.category(character) == "Zs"},
}
