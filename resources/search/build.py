"""Make traditional.txt of this folder from OpenCC's own conversion, character by character.

    pip install opencc==1.4.2
    python resources/search/build.py

The program itself does not need OpenCC: the table is frozen, because a search index stays right only as long as the
folding it was made with. After a change here raise `FOLDING` in ledger/rules/search_tokens.py: a ledger's index is then
made again when it is opened for writing.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from opencc import OpenCC

TABLE = Path(__file__).resolve().parent / "traditional.txt"
IDEOGRAPHS = ((0x2E80, 0x2FE0), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x33480))


def pairs() -> Iterator[tuple[str, str]]:
    """Every traditional character with its simplified one."""
    convert = OpenCC("t2s").convert
    for first, end in IDEOGRAPHS:
        for character in map(chr, range(first, end)):
            if unicodedata.normalize("NFKC", character) == character:
                simplified = convert(character)
                if simplified != character and len(simplified) == 1:
                    yield character, simplified


def main() -> None:
    """Write the table anew, its remarks as they stand."""
    simplified = dict(pairs())
    groups = defaultdict(list)
    for character, found in sorted(simplified.items()):
        while found in simplified:
            found = simplified[found]
        groups[found].append(character)
    remarks = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")]
    lines = [first + "".join(others) for first, others in sorted(groups.items())]
    TABLE.write_text("\n".join([*remarks, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
