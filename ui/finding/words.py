"""How hits, groups, what was tried and what is nearest are said, and where a hit leads."""

from collections.abc import Iterable, Iterator

from ledger.language import _, pgettext
from ledger.search.filters import KEY_WORDS, Filter
from ledger.search.hits import Found, Group, Hit, HitKind, Nearest, Tried, Way, Why
from ledger.wording.searching import kind_label
from ui.shell.page import Target

_PAGES = {HitKind.MATTER: "matters", HitKind.VISIT: "visits", HitKind.PAGE: "notebook"}


def count_words(group: Group) -> str:
    """How many hits: 12, or 50+ where there are more than were asked for."""
    return f"{len(group.hits)}+" if group.more else str(len(group.hits))


def best_first(groups: Iterable[Group]) -> list[Group]:
    """The groups, the one with the closest hit first; among equals in their own order."""
    return sorted(groups, key=lambda group: min(hit.closeness for hit in group.hits))


def target_of(hit: Hit) -> Target:
    """Where a hit leads."""
    if hit.kind in _PAGES:
        return Target(_PAGES[hit.kind], hit.kind.value, hit.id)
    if hit.kind is HitKind.RESIDENT:
        return Target("residents", "resident", hit.id, {"household": hit.household_id})
    if hit.household_id is not None:
        return Target("residents", "household", hit.household_id, {"dwelling": hit.id})
    return Target("buildings", "dwelling", hit.id)


def notes_itself(hit: Hit) -> bool:
    """Whether the page a hit leads to writes down by itself that it was opened."""
    return target_of(hit).page == "residents"


def nothing_words(found: Found) -> str:
    """That nothing was found, and how every word was looked for."""
    said = _("Nothing found for “%(words)s”.") % {"words": found.words.strip()}
    return "\n".join([said, *map(_tried, found.tried)])


def _tried(tried: Tried) -> str:
    if tried.filter is None:
        ways = pgettext("search way", ", ").join(map(_way, tried.ways))
        return _("“%(word)s” was looked for as: %(ways)s.") % {"word": tried.word, "ways": ways}
    key = KEY_WORDS[tried.filter.key][0]
    if not tried.filter.words:
        return _("“%(word)s” is none of the ledger's %(key)s.") % {"word": tried.word, "key": key}
    return _("Only %(filter)s.") % {"filter": filter_words(tried.filter)}


def filter_words(each: Filter) -> str:
    """A filter as it was understood: 类别:房屋漏水. Values of one name (a category and a part of it) are named once."""
    values = _(" or ").join(dict.fromkeys(each.words))
    return f"{KEY_WORDS[each.key][0]}:{values}"


def _way(way: Way) -> str:
    return {
        Way.NAME: pgettext("search way", "name"),
        Way.PINYIN: pgettext("search way", "pinyin and initials"),
        Way.DOOR: pgettext("search way", "door"),
        Way.NUMBER: pgettext("search way", "end of a phone, ID or matter number"),
        Way.WORDS: pgettext("search way", "words of notes and matters"),
    }[way]


def why_words(near: Nearest) -> str:
    """Why something near is offered, and what it finds first."""
    why = {
        Why.SOUNDS: _("sounds the same"),
        Why.ONE_OFF: _("one character different"),
        Why.WITHOUT: _("without one of the words"),
        Why.SHORTER: _("part of a word"),
    }[near.why]
    return " · ".join([why, *_first(near.hits)])


def _first(hits: tuple[Hit, ...]) -> Iterator[str]:
    for hit in hits[:1]:
        yield f"{kind_label(hit.kind)} {hit.title}"
