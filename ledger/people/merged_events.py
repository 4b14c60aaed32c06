"""The life events of two entries of one resident, put together so that each can follow the one before."""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.people.life_events import LEADS_TO, MAY_FOLLOW
from ledger.records.people import LifeEvent, Presence


@dataclass(frozen=True, slots=True)
class MergedEvents:
    """What becomes of the events: `stand` in the order of their days; `twice` were written in both entries (those of
    the other one); `left_out` cannot stand beside the rest.
    """

    stand: tuple[LifeEvent, ...]
    twice: tuple[LifeEvent, ...]
    left_out: tuple[LifeEvent, ...]


def merge_events(kept: Iterable[LifeEvent], other: Iterable[LifeEvent], *, ending: Presence) -> MergedEvents:
    """As many events as can follow each other and leave the resident `ending`, where one of the two entries stands.

    An event of the same kind on the same day is one event. Of as many, those of the entry that ends so are taken.
    """
    kept, other = tuple(kept), tuple(other)
    known = {(each.kind, each.on) for each in kept}
    twice = tuple(each for each in other if (each.kind, each.on) in known)
    both = sorted((*kept, *(each for each in other if each not in twice)), key=lambda each: (each.on, each.id))
    stand = _longest(both, ending, preferred=kept if _end(kept) is ending else other)
    return MergedEvents(stand, twice, tuple(each for each in both if each not in stand))


def _end(events: tuple[LifeEvent, ...]) -> Presence:
    return LEADS_TO[events[-1].kind] if events else Presence.PRESENT


def _longest(events: list[LifeEvent], ending: Presence, *, preferred: tuple[LifeEvent, ...]) -> tuple[LifeEvent, ...]:
    # For every state the best way there so far: how many events, how many of them preferred, and which.
    best: dict[Presence | None, tuple[int, int, tuple[LifeEvent, ...]]] = {None: (0, 0, ())}
    for event in events:
        then = LEADS_TO[event.kind]
        ways = [way for state, way in best.items() if event.kind in MAY_FOLLOW[state]]
        if ways:
            count, liked, way = max(ways, key=lambda each: each[:2])
            longer = (count + 1, liked + (event in preferred), (*way, event))
            best[then] = max(best.get(then, longer), longer, key=lambda each: each[:2])
    ends = [best[state] for state in (ending, None) if state in best and (state or Presence.PRESENT) is ending]
    return max(ends, key=lambda each: each[:2])[2]
