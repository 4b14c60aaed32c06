"""What has been decided over a page's entries, with a way back and forth."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ledger.records.proposals import Correction, EntryKey

_MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class _Step:
    key: EntryKey
    before: Correction | None
    after: Correction | None


class Decisions:
    """Corrections by entry. An entry without one is as it was read. `taken` counts every decision ever taken."""

    def __init__(self) -> None:
        self.taken = 0
        self._now: dict[EntryKey, Correction] = {}
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def of(self, key: EntryKey) -> Correction | None:
        """What was decided of an entry, None for nothing."""
        return self._now.get(key)

    def __iter__(self) -> Iterator[tuple[EntryKey, Correction]]:
        return iter(self._now.items())

    def __bool__(self) -> bool:
        return bool(self._now)

    def decide(self, key: EntryKey, correction: Correction | None) -> None:
        """Put `correction` in the place of what was decided of an entry; None leaves it as read."""
        if correction == Correction():
            correction = None
        step = _Step(key, self._now.get(key), correction)
        if step.before == step.after:
            return
        self._done = [*self._done[1 - _MOST_STEPS :], step]
        self._undone = []
        self.taken += 1
        self._put(key, correction)

    @property
    def can_undo(self) -> bool:
        """Whether a decision can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a decision taken back can be taken again."""
        return bool(self._undone)

    def undo(self) -> EntryKey | None:
        """Take the last decision back; returns whose it was, None where there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._put(step.key, step.before)
        return step.key

    def redo(self) -> EntryKey | None:
        """Take the decision again that was taken back last; returns whose it was, None where there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._put(step.key, step.after)
        return step.key

    def reword(self, key: EntryKey, words: Mapping[str, str]) -> None:
        """The words matters were decided on read otherwise now: no decision, nothing to take back."""
        if (now := self._now.get(key)) is not None:
            self._now[key] = _reworded(now, words)
        for steps in (self._done, self._undone):
            for place, step in enumerate(steps):
                if step.key == key:
                    before, after = step.before, step.after
                    steps[place] = _Step(key, before and _reworded(before, words), after and _reworded(after, words))

    def move(self, places: Mapping[EntryKey, EntryKey]) -> None:
        """What was decided of some entries belongs to others now: no decision, nothing to take back."""
        if all(key == there for key, there in places.items()):
            return
        self._now = {places.get(key, key): correction for key, correction in self._now.items()}
        for steps in (self._done, self._undone):
            steps[:] = [replace(step, key=places.get(step.key, step.key)) for step in steps]

    def forget(self, lines: Collection[int]) -> None:
        """Nothing is decided any more of the entries of these lines, and nothing of them can be taken back."""
        self._now = {key: correction for key, correction in self._now.items() if key[0] not in lines}
        for steps in (self._done, self._undone):
            steps[:] = [step for step in steps if step.key[0] not in lines]

    def put(self, corrections: Mapping[EntryKey, Correction]) -> None:
        """Begin with these corrections, and nothing to take back."""
        self._now, self._done, self._undone = dict(corrections), [], []

    def _put(self, key: EntryKey, correction: Correction | None) -> None:
        if correction is None:
            self._now.pop(key, None)
        else:
            self._now[key] = correction


def _reworded(correction: Correction, words: Mapping[str, str]) -> Correction:
    matters = tuple(
        matter if matter.words not in words else replace(matter, words=words[matter.words])
        for matter in correction.matters
    )
    return replace(correction, matters=matters)
