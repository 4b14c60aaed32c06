"""A text looked for in a time line, as a condition for each of its sources: in what was written, in names, and in the
words the closed sets are shown in (无人, 办结, 不满意), which are not in the tables.
"""

from collections.abc import Iterable
from enum import StrEnum

from ledger.records.dossiers import EntrySource
from ledger.records.matters import Outcome, Satisfaction, StepKind
from ledger.records.people import LifeEventKind
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.wording import label
from ledger.wording.happenings import source_words

_DOOR = (
    "exists (select 1 from dwelling d join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
    " where d.id = o.dwelling_id and instr(lower(b.name || '-' || case when u.name = '' then '' else u.name || '-' end"
    " || d.room), :text))"
)
_NAME = "exists (select 1 from resident n where n.id = {row}.resident_id and instr(lower(n.name), :text))"
_MET = (
    "exists (select 1 from visit_person n where n.visit_id = v.id and n.withdrawn_at is null"
    " and instr(lower(n.name), :text))"
)
_WORKER = "exists (select 1 from worker w where w.id = {row}.worker_id and instr(lower(w.name), :text))"
_GROUP = "exists (select 1 from care_group n where n.id = c.care_group_id and instr(lower(n.name), :text))"


def condition(source: EntrySource, text: str) -> str:
    """The condition `:text` (lower case, not empty) puts on the rows of a source, to be added to others."""
    words = source_words(source)
    named = ["1"] if words and text in words.lower() else []
    return f" and ({' or '.join([*named, *_tests(source, text)])})"


def _tests(source: EntrySource, text: str) -> list[str]:
    match source:
        case EntrySource.VISIT:
            return [
                "instr(lower(v.note || '~' || v.place), :text)",
                _MET,
                _WORKER.format(row="v"),
                *_coded("v.mode", VisitMode, text),
                *_coded("v.outcome", VisitOutcome, text),
            ]
        case EntrySource.STEP:
            return [
                "instr(lower(s.text || '~' || m.title || '~' || m.number), :text)",
                "s.kind = 'registered' and instr(lower(m.detail), :text)",
                _WORKER.format(row="s"),
                *_coded("s.kind", StepKind, text),
                *(f"s.kind = 'settled' and {test}" for test in _coded("s.outcome", Outcome, text)),
                *(f"s.kind = 'followed_up' and {test}" for test in _coded("s.satisfaction", Satisfaction, text)),
            ]
        case EntrySource.CALL:
            return ["instr(lower(v.note), :text)"]
        case EntrySource.PROMISE:
            return ["instr(lower(p.text), :text)"]
        case EntrySource.LIFE_EVENT:
            return [
                "instr(lower(e.note), :text)",
                _NAME.format(row="e"),
                *_coded("e.kind", LifeEventKind, text),
            ]
        case EntrySource.DOOR_SINCE | EntrySource.DOOR_UNTIL:
            return ["instr(lower(o.reason), :text)", _DOOR]
        case EntrySource.MEMBER_SINCE | EntrySource.MEMBER_UNTIL:
            return ["instr(lower(m.reason || '~' || m.relation), :text)", _NAME.format(row="m")]
        case _:
            return [_GROUP, _NAME.format(row="c")]


def _coded(column: str, kinds: Iterable[StrEnum], text: str) -> list[str]:
    codes = [kind.value for kind in kinds if text in label(kind).lower()]
    return [f"{column} in ({', '.join(repr(code) for code in codes)})"] if codes else []
