"""Rosters and pages under tests/data/notebook, for the reading's tests and its benchmark."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ledger.records.notebook import KnownHousehold, KnownPerson
from ledger.records.people import Sex

DATA = Path(__file__).resolve().parents[2] / "data" / "notebook"
TODAY = date(2026, 11, 23)
SEXES = {"男": Sex.MALE, "女": Sex.FEMALE}


@cache
def households(name: str) -> tuple[KnownHousehold, ...]:
    """The households of a roster file; a door nobody is registered behind is one without people."""
    found: dict[tuple[str, str, str, str], list[KnownPerson]] = {}
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            door = found.setdefault((row["小区"], row["楼栋"], row["单元"], row["房号"]), [])
            if row["姓名"]:
                sex = SEXES.get(row["性别"], Sex.UNKNOWN)
                door.append(KnownPerson(row["姓名"], row["与户主关系"], sex, row["出生日期"]))
    return tuple(KnownHousehold(*door, people=tuple(people)) for door, people in found.items())


def pages(name: str) -> Iterator[dict[str, Any]]:
    """The pages of a file with what they mean."""
    for line in (DATA / name).read_text("utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)
