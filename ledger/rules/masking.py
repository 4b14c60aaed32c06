"""Phones and ID numbers as they stand on screen and paper: never whole unless somebody asked to see them.

GB/T 35273 and PIPL art. 28: the middle is hidden, enough stays to recognise it.
"""

HIDDEN = "*"


def masked_id_number(id_number: str) -> str:
    """110***********1234: the first three and the last four characters. Shorter than 10: at most the last three."""
    return _masked(id_number, first=3, last=4, shortest=10)


def masked_phone(number: str) -> str:
    """190****1001: the first three and the last four digits. Shorter than 9: the last three at most."""
    return _masked(number, first=3, last=4, shortest=9)


def _masked(text: str, *, first: int, last: int, shortest: int) -> str:
    if len(text) >= shortest:
        return text[:first] + HIDDEN * (len(text) - first - last) + text[-last:]
    shown = min(3, len(text) // 2)
    return HIDDEN * (len(text) - shown) + text[len(text) - shown :]
