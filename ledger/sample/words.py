"""The words of the sample: names, places, notes and matters, as they stand in resources/sample/*.json."""

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ledger.records.matters import Level, Urgency
from ledger.sample.chance import weighted

_NEVER = 1_000_000
FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "sample"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a matter may have to wait for, the next step then, and about how many days."""

    text: str
    next_step: str
    days: int


@dataclass(frozen=True, slots=True)
class MatterText:
    """A matter in the worker's words, from the note at the door to what was done.

    `partly` and `explained` are "" where it cannot end so. `who` are the traits a household must have.
    """

    code: str
    part: str
    title: str
    note: str
    next_step: str
    progress: str
    settled: str
    partly: str
    explained: str
    waiting: Waiting | None
    urgency: Urgency
    levels: Mapping[Level, float]
    whom: str
    who: frozenset[str]


@dataclass(frozen=True, slots=True)
class MatterGroup:
    """Matters of one kind: `months` are those of the year when they happen, () for all."""

    weight: float
    who: frozenset[str]
    months: tuple[int, ...]
    places: tuple[str, ...]
    texts: tuple[MatterText, ...]


@cache
def word_list(name: str) -> dict[str, Any]:
    """One of the files of words: "names", "places", "visits" or "steps"."""
    words: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return words


@cache
def matter_groups() -> tuple[MatterGroup, ...]:
    """All kinds of matters, by the codes of their categories."""
    files = sorted((FOLDER / "matters").glob("*.json"))
    return tuple(_group(file.stem, group) for file in files for group in json.loads(file.read_text(encoding="utf-8")))


def filled(chance: random.Random, text: str, **known: object) -> str:
    """`text` with its placeholders filled: {degrees} of a cold room, {warm} of a warm one, {amount}, {pressure}…"""
    if "{" not in text:
        return text
    values = {
        "degrees": chance.randint(13, 16),
        "warm": chance.randint(19, 22),
        "amount": chance.randint(3, 20) * 100,
        "count": chance.randint(2, 4),
        "pressure": f"{chance.randint(126, 158)}/{chance.randint(72, 92)}",
    }
    return text.format_map(values | known)


@dataclass
class Choices:
    """Picks texts so that none comes again before the others of its kind have had their turn."""

    chance: random.Random
    used: Counter[str] = field(default_factory=Counter)

    def text(self, texts: Sequence[str]) -> str:
        """One of the texts used least."""
        fewest = min(self.used[text] for text in texts)
        chosen = self.chance.choice([text for text in texts if self.used[text] == fewest])
        self.used[chosen] += 1
        return chosen

    def keep_back(self, text: str) -> None:
        """Never pick this one while there is another."""
        self.used[text] = _NEVER

    def matter(self, traits: frozenset[str], month: int, *, calm: bool = False) -> tuple[MatterText, str]:
        """A matter that fits a household (or {"public"}) in this month, and its place where it is public.

        `calm` leaves out what must be done within hours.
        """
        fitting = {
            number: group.weight
            for number, group in enumerate(matter_groups())
            if group.who <= traits
            and ("public" in traits) == ("public" in group.who)
            and (not group.months or month in group.months)
            and not (calm and group.texts[0].urgency is Urgency.DANGER)
        }
        group = matter_groups()[weighted(self.chance, fitting)]
        title = self.text([text.title for text in group.texts])
        place = self.text(group.places) if group.places else ""
        return next(text for text in group.texts if text.title == title), place


def matter_titled(title: str) -> MatterText:
    """The matter of that title. Raises LookupError where the word list has none."""
    for group in matter_groups():
        for text in group.texts:
            if text.title == title:
                return text
    raise LookupError(title)


def _group(code: str, group: Mapping[str, Any]) -> MatterGroup:
    return MatterGroup(
        weight=group["weight"],
        who=frozenset(group["who"]),
        months=tuple(group.get("months", ())),
        places=tuple(group.get("places", ())),
        texts=tuple(_text(code, group, matter) for matter in group["matters"]),
    )


def _text(code: str, group: Mapping[str, Any], matter: Mapping[str, Any]) -> MatterText:
    waiting = matter.get("waiting", group.get("waiting"))
    return MatterText(
        code=code,
        part=group["part"],
        title=matter["title"],
        note=matter["note"],
        next_step=matter["next"],
        progress=matter["progress"],
        settled=matter["settled"],
        partly=matter.get("partly", ""),
        explained=matter.get("explained", ""),
        waiting=Waiting(waiting["text"], waiting["next"], waiting["days"]) if waiting else None,
        urgency=Urgency(group["urgency"]),
        levels={Level(level): share for level, share in group.get("level", {"grid": 1}).items()},
        whom=group["to"],
        who=frozenset(group["who"]),
    )
