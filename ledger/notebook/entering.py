"""A page that was read, entered: the page itself, and a visit for every entry that leaves no question, at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledger.matters.categories import category_by_code, usual_urgency
from ledger.matters.registering import MatterDraft
from ledger.records.matters import Urgency
from ledger.records.notebook import PageEntry, ReadMatter
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Changed, Ledger
from ledger.visits.recording import VisitDraft, record_visit

_TITLE = 60
_NOBODY = frozenset({VisitOutcome.NO_ANSWER, VisitOutcome.VACANT, VisitOutcome.MOVED})


@dataclass(frozen=True, slots=True)
class EnteredPage:
    """What was entered: the page's id, the visits' ids by place among the entries, and what was left open."""

    page_id: int
    visit_ids: dict[int, int]
    left: tuple[PageEntry, ...]
    changed: Changed


def is_ready(entry: PageEntry) -> bool:
    """Whether an entry can be entered as it stands: nothing to ask, a door or a place, and somebody who was met."""
    if entry.ask is not None:
        return False
    if entry.mode is VisitMode.PATROL:
        return bool(entry.place.strip())
    if entry.household is None or entry.household.dwelling_id is None:
        return False
    return bool(entry.people) or entry.outcome not in (VisitOutcome.MET, VisitOutcome.PROXY)


def enter_page(
    ledger: Ledger,
    text: str,
    entries: Sequence[PageEntry],
    *,
    worker_id: int,
    today: date,
    next_step: str,
    somebody: str = "",
) -> EnteredPage:
    """Keep the page and enter what is ready, in one transaction; what is in question is left and returned.

    `somebody` names whoever was met without being named (住户); "" leaves such entries open.
    Raises InputProblem as `record_visit` does; then nothing was written.
    """
    visit_ids: dict[int, int] = {}
    left: list[PageEntry] = []
    with ledger.write("page.enter") as write:
        page_id = write.insert("page", on_date=str(today), worker_id=worker_id, text=text)
        for place, entry in enumerate(entries):
            nameless = somebody and not entry.people and entry.ask is None and entry.household is not None
            if not (is_ready(entry) or nameless):
                left.append(entry)
                continue
            draft = visit_draft(ledger, entry, worker_id=worker_id, somebody=somebody)
            recorded = record_visit(ledger, draft, today=today, next_step=next_step)
            write.update("visit", recorded.visit_id, page_id=page_id, page_line=entry.line)
            visit_ids[place] = recorded.visit_id
    return EnteredPage(page_id, visit_ids, tuple(left), write.changed)


def visit_draft(ledger: Ledger, entry: PageEntry, *, worker_id: int, somebody: str = "") -> VisitDraft:
    """The visit an entry stands for, as the visit form would fill it in."""
    household = entry.household
    ids = tuple(person.id for person in entry.people if person.id)
    answered = tuple(person.id for person in entry.answered_by if person.id)
    asked = entry.outcome in (VisitOutcome.MET, VisitOutcome.PROXY)
    return VisitDraft(
        on=entry.on,
        mode=entry.mode,
        outcome=entry.outcome,
        worker_id=worker_id,
        dwelling_id=household.dwelling_id if household else None,
        household_id=household.household_id if household else None,
        place=entry.place,
        resident_ids=() if entry.outcome in _NOBODY else ids,
        answered_by=answered,
        names=(somebody,) if asked and not ids and somebody else (),
        note=entry.text.strip(),
        revisit_on=entry.revisit_on,
        matters=tuple(_matter(ledger, matter) for matter in entry.matters),
    )


def _matter(ledger: Ledger, matter: ReadMatter) -> MatterDraft:
    found = category_by_code(ledger, matter.category)
    urgency = usual_urgency(ledger, found)
    if matter.urgent:
        urgency = Urgency.DANGER if matter.category == "safety" else Urgency.ESSENTIAL
    return MatterDraft(title=matter.text[:_TITLE], category_id=found, detail=matter.text, urgency=urgency)
