"""The visit form, saved: everything one sitting at one door brought, in one transaction."""

from dataclasses import replace
from datetime import date

from ledger.errors import FieldProblem, InputProblem
from ledger.matters.steps import Stroke, report_again
from ledger.places.doors import find_or_make_dwelling
from ledger.records.places import Address
from ledger.store import Ledger
from ledger.store.drafts import VISIT_DRAFT, drop_draft
from ledger.visits.recording import RecordedVisit, VisitDraft, record_visit


def enter_visit(
    ledger: Ledger,
    draft: VisitDraft,
    *,
    today: date,
    next_step: str,
    door: Address | None = None,
    reported_again: tuple[int, ...] = (),
    draft_key: str | None = None,
) -> RecordedVisit:
    """`record_visit`, and with it what else the form holds.

    `door` is a door the ledger does not know yet; it is made. `reported_again` are open matters the resident
    brought up again: each gets a step (再次反映) with the visit's note. The draft kept under `draft_key` is forgotten
    in the same transaction, so that a crash can neither lose the visit nor bring it back as a draft.

    Raises InputProblem as `record_visit`, `report_again` and `find_or_make_dwelling` do; then nothing was written.
    """
    with ledger.write("visit.record") as write:
        if door is not None and draft.dwelling_id is None:
            draft = replace(draft, dwelling_id=_made_door(ledger, door))
        recorded = record_visit(ledger, draft, today=today, next_step=next_step)
        stroke = Stroke(
            on=draft.on,
            today=today,
            worker_id=draft.worker_id,
            text=draft.note,
            at_time=draft.at_time,
            visit_id=recorded.visit_id,
        )
        for matter_id in reported_again:
            report_again(ledger, matter_id, stroke)
        if draft_key is not None:
            drop_draft(ledger, kind=VISIT_DRAFT, key=draft_key)
    return replace(recorded, changed=write.changed)


def _made_door(ledger: Ledger, door: Address) -> int:
    try:
        return find_or_make_dwelling(ledger, door)
    except InputProblem as error:
        # On the form the address is the door.
        raise InputProblem(*(FieldProblem("dwelling_id", p.code, p.values) for p in error.problems)) from error
