"""Invented names: by sex and the year of birth, as they are common in Ningxia; some with rare characters."""

import random
from collections import Counter
from dataclasses import dataclass, field

from ledger.sample.chance import weighted
from ledger.sample.words import word_list

# One resident in so many has a given name of one rare character (䶮, 𬭎, 㛃…).
RARE_NAME = 80


@dataclass
class Namer:
    """Gives names; none is given a third time, nor is that of a worker."""

    chance: random.Random
    given: Counter[str] = field(default_factory=Counter)
    rare: Counter[str] = field(default_factory=Counter)
    count: int = 0

    def __post_init__(self) -> None:
        workers = word_list("names")["workers"]
        self.given.update(dict.fromkeys((workers["secretary"], *workers["grid"]), 2))

    def surname(self) -> str:
        """A surname, by how common it is."""
        surnames: dict[str, float] = word_list("names")["surnames"]
        return weighted(self.chance, surnames)

    def name(self, surname: str, *, female: bool, born: int) -> str:
        """A full name for someone of that surname born in the year `born`."""
        self.count += 1
        sex = "female" if female else "male"
        if self.count % RARE_NAME == RARE_NAME // 8 and born > 1970:
            return surname + self._rare(sex)
        years = "before_1960" if born < 1960 else "1960_1985" if born < 1985 else "after_1985"
        choice: list[str] = word_list("names")[sex][years]
        name = surname + self.chance.choice(choice)
        for _attempt in range(20):
            if self.given[name] < 2:
                break
            name = surname + self.chance.choice(choice)
        self.given[name] += 1
        return name

    def _rare(self, sex: str) -> str:
        choice = word_list("names")["rare"][sex]
        chosen: str = min(choice, key=lambda character: self.rare[character])
        self.rare[chosen] += 1
        return chosen
