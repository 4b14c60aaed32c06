"""Relations to the head of the household (与户主关系), by the words and codes of GB/T 4761-2008.

One word per idea where the ledger needs to know it (户主, 配偶, 儿子, 女儿…); finer words such as 长女 or 外孙 stay
as they were written, and so does everything unknown. The words are in `resources/words/relations.txt`.
"""

import re
from functools import cache

from ledger.rules.numerals import half_width
from ledger.rules.word_list import read_words

HEAD = "户主"
SPOUSE = "配偶"

_WITH_CODE = re.compile(r"\d{1,2}[-.、 ]*([一-龥]+)")


def read_relation(cell: object) -> str:
    """The relation a cell names, in the ledger's word for it; unknown words as they were written."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell)
    if known := _words().get(text):
        return known
    plain = "".join(half_width(text).split()).strip("()[]:,;、-—/").removesuffix(".0")
    if found := _WITH_CODE.fullmatch(plain):
        plain = found[1]
    return _words().get(plain, plain)


def is_relation(word: str) -> bool:
    """Whether `word` is a known relation to the head of a household; a bare code is not."""
    word = word.strip()
    return word in _words() and not word.isdigit()


@cache
def _words() -> dict[str, str]:
    return {said: word for word, others in read_words("relations").items() for said in (word, *others)}
