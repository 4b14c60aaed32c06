"""The entries of a time line in words: what happened, to whom, and how it stands."""

from enum import StrEnum

from ledger.language import _, pgettext
from ledger.records.dossiers import EntryKind, EntrySource, Happening, Home, PromiseState, TimelineEntry
from ledger.records.visits import VisitMode
from ledger.wording import label
from ledger.wording.places import address_label

_DOT = " · "
_LEAVING = frozenset({Happening.SPLIT_OFF, Happening.LEFT})


def kind_label(kind: EntryKind | None) -> str:
    """What a time line is narrowed down to; None is all of it."""
    return {
        None: pgettext("file", "All"),
        EntryKind.VISIT: _("Visits"),
        EntryKind.MATTER: _("Matters"),
        EntryKind.PROMISE: pgettext("file", "Promises"),
        EntryKind.CHANGE: pgettext("file", "Changes"),
        EntryKind.MENTION: pgettext("file", "Mentioned"),
    }[kind]


def promise_label(state: PromiseState) -> str:
    """What became of a promise."""
    return {
        PromiseState.PENDING: pgettext("promise", "to be kept"),
        PromiseState.KEPT: pgettext("promise", "kept"),
        PromiseState.KEPT_LATE: pgettext("promise", "kept late"),
        PromiseState.MISSED: pgettext("promise", "not kept in time"),
        PromiseState.DROPPED: pgettext("promise", "no longer needed"),
    }[state]


def source_words(source: EntrySource) -> str:
    """What entries of a source are called; "" for those whose own words say it."""
    return {
        EntrySource.CALL: _happening(Happening.CALL_PROMISED),
        EntrySource.PROMISE: _happening(Happening.PROMISED),
        EntrySource.DOOR_SINCE: _happening(Happening.MOVED_IN),
        EntrySource.DOOR_UNTIL: _happening(Happening.LEFT_DOOR),
        EntrySource.MEMBER_SINCE: _happening(Happening.JOINED),
        EntrySource.MEMBER_UNTIL: _happening(Happening.LEFT),
        EntrySource.CARE_SINCE: _happening(Happening.CARE_GIVEN),
        EntrySource.CARE_UNTIL: _happening(Happening.CARE_ENDED),
    }.get(source, "")


def happening_words(entry: TimelineEntry) -> str:
    """What happened, in a word or two: 入户走访, 办结, 约定再访, 列入关注."""
    first = entry.marks[0] if entry.marks else None
    if entry.what is Happening.VISITED and isinstance(first, VisitMode):
        return _("Visit, %(mode)s") % {"mode": label(first)}
    if entry.what in (Happening.STEPPED, Happening.LIFE_EVENT) and first is not None:
        return label(first)
    return _happening(entry.what)


def standing_words(entry: TimelineEntry) -> str:
    """How it came out: 面谈, 已解决, 满意, 已践诺; "" where there is nothing to say."""
    return _DOT.join(_mark(mark) for mark in entry.marks[1:])


def about_words(entry: TimelineEntry) -> str:
    """Whom or what it is about: 许敏、高宁; 卫生间漏水; 3-2-503（由 3-2-501 来）."""
    main = " ".join(filter(None, ("、".join(entry.people), entry.title)))
    if not entry.other:
        return main
    facts = {"main": main, "other": entry.other}
    return (_("%(main)s (to %(other)s)") if entry.what in _LEAVING else _("%(main)s (from %(other)s)")) % facts


def _mark(mark: StrEnum) -> str:
    return promise_label(mark) if isinstance(mark, PromiseState) else label(mark)


def _happening(what: Happening) -> str:
    return {
        Happening.VISITED: pgettext("file", "Visit"),
        Happening.STEPPED: pgettext("file", "Matter"),
        Happening.CALL_PROMISED: pgettext("file", "Another visit promised"),
        Happening.PROMISED: pgettext("file", "Promise"),
        Happening.LIFE_EVENT: pgettext("file", "Life event"),
        Happening.MOVED_IN: pgettext("file", "Moved in"),
        Happening.MOVED_DOOR: pgettext("file", "Moved door"),
        Happening.LEFT_DOOR: pgettext("file", "Moved out"),
        Happening.SPLIT_OFF: pgettext("file", "Household split"),
        Happening.SPLIT_FROM: pgettext("file", "Split from another household"),
        Happening.JOINED: pgettext("file", "Joined the household"),
        Happening.CHANGED_HOUSEHOLD: pgettext("file", "Changed household"),
        Happening.LEFT: pgettext("file", "Left the household"),
        Happening.CARE_GIVEN: pgettext("file", "Put into care group"),
        Happening.CARE_ENDED: pgettext("file", "Taken out of care group"),
        Happening.NAMED_IN_VISIT: pgettext("file", "Named in a visit"),
        Happening.NAMED_IN_MATTER: pgettext("file", "Named in a matter"),
    }[what]


def home_words(home: Home, *, with_estate: bool) -> str:
    """A time in a household: 3-2-502 儿子（建账以前 – 2025-06-07）."""
    where = " ".join(filter(None, (address_label(home.address, with_estate=with_estate) or "—", home.relation)))
    since, until = home.since or _("before the ledger"), home.until or pgettext("time", "now")
    return _("%(where)s (%(since)s – %(until)s)") % {"where": where, "since": since, "until": until}


def promise_days(entry: TimelineEntry) -> str:
    """When a promise was made, and when it was kept; "" for other entries."""
    if entry.made_on is None:
        return ""
    made = _("promised on %(day)s") % {"day": entry.made_on}
    return made + (_(", kept on %(day)s") % {"day": entry.done_on} if entry.done_on else "")
