"""A page entered: the page itself, and a visit for every proposal that leaves no question, at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ledger.errors import FieldProblem, InputProblem
from ledger.matters.calendar import work_calendar
from ledger.matters.registering import MatterDraft
from ledger.matters.steps import Stroke, reopen, report_again
from ledger.notebook.category_table import CategoryTable, category_table
from ledger.notebook.correcting import NOBODY_MET
from ledger.notebook.own_words import learn_categories
from ledger.notebook.page_draft import PAGE_DRAFT
from ledger.records.matters import MatterStatus, Urgency
from ledger.records.proposals import EntryKey, Proposal, ProposedMatter
from ledger.records.visits import VisitMode
from ledger.rules.deadlines import due_on
from ledger.store import Changed, Ledger, Writing
from ledger.store.drafts import drop_draft, save_draft
from ledger.visits.recording import ASKED, VisitDraft, record_visit


@dataclass(frozen=True, slots=True)
class EnteredPage:
    """What was entered: the page's id, the visits' ids by entry, how many matters, and what was left open."""

    page_id: int
    visit_ids: Mapping[EntryKey, int]
    matters: int
    left: tuple[Proposal, ...]
    changed: Changed


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every entry of one page is entered with."""

    ledger: Ledger
    write: Writing
    page_id: int
    today: date
    next_step: str
    somebody: str
    categories: CategoryTable


def is_ready(proposal: Proposal, *, nameless: bool = False) -> bool:
    """Whether it can be entered as it stands: not left out, nothing to ask, a door or a place, somebody who was met.

    `nameless`: somebody who was met may stay without a name.
    """
    entry = proposal.entry
    if proposal.left_out or entry.ask is not None:
        return False
    if any(not (matter.title.strip() and matter.category_id) for matter in proposal.matters if matter.joins is None):
        return False
    if entry.mode is VisitMode.PATROL:
        return bool(entry.place.strip())
    if entry.household is None or entry.household.dwelling_id is None:
        return False
    return nameless or bool(entry.people or proposal.names) or entry.outcome not in ASKED


def enter_page(
    ledger: Ledger,
    text: str,
    proposals: Sequence[Proposal],
    *,
    worker_id: int,
    today: date,
    next_step: str,
    somebody: str = "",
    draft_key: str | None = None,
    remaining: Mapping[str, Any] | None = None,
) -> EnteredPage:
    """Keep the page and enter what is ready, in one transaction; what is in question is left and returned.

    `somebody` names whoever was met without being named (住户); "" leaves such entries open. `next_step` is what
    to do next about its matters. The draft kept under `draft_key` is forgotten in the same transaction, or holds
    `remaining` from then on. Categories that were corrected are learned.

    Raises InputProblem with every broken rule of every entry, its fields as `record_visit` names them behind
    "entries.<line number>.<place on the line>."; then nothing was written.
    """
    ready = [proposal for proposal in proposals if is_ready(proposal, nameless=bool(somebody))]
    visit_ids: dict[EntryKey, int] = {}
    problems: list[FieldProblem] = []
    with ledger.write("page.enter") as write:
        page_id = write.insert("page", on_date=str(today), worker_id=worker_id, text=text)
        desk = _Desk(ledger, write, page_id, today, next_step, somebody, category_table(ledger))
        for proposal in ready:
            try:
                visit_ids[proposal.key] = _enter(desk, proposal)
            except InputProblem as error:
                problems += _on_the_page(proposal, error)
        if problems:
            raise InputProblem(*problems)
        _learn(desk, ready)
        if draft_key is not None and remaining is not None:
            save_draft(ledger, kind=PAGE_DRAFT, key=draft_key, content=dict(remaining))
        elif draft_key is not None:
            drop_draft(ledger, kind=PAGE_DRAFT, key=draft_key)
    matters = sum(matter.joins is None for proposal in ready for matter in proposal.matters)
    left = tuple(proposal for proposal in proposals if proposal.key not in visit_ids)
    return EnteredPage(page_id, visit_ids, matters, left, write.changed)


def visit_draft(proposal: Proposal, *, somebody: str = "") -> VisitDraft:
    """The visit a proposal stands for, as the visit form would fill it in; matters that join another are left out."""
    entry = proposal.entry
    household = entry.household
    asked = entry.outcome in ASKED
    ids = tuple(person.id for person in entry.people if person.id)
    answered = tuple(person.id for person in entry.answered_by if person.id)
    names = proposal.names or ((somebody,) if asked and not ids and somebody else ())
    return VisitDraft(
        on=entry.on,
        mode=entry.mode,
        outcome=entry.outcome,
        worker_id=proposal.worker_id,
        dwelling_id=household.dwelling_id if household else None,
        household_id=household.household_id if household else None,
        place=entry.place,
        resident_ids=() if entry.outcome in NOBODY_MET else ids,
        answered_by=answered,
        names=() if entry.outcome in NOBODY_MET or entry.mode is VisitMode.PATROL else names,
        note=entry.text.strip(),
        at_time=entry.at_time,
        revisit_on=entry.revisit_on,
        matters=tuple(_matter(matter) for matter in proposal.matters if matter.joins is None),
    )


def _matter(matter: ProposedMatter) -> MatterDraft:
    return MatterDraft(
        title=matter.title,
        category_id=matter.category_id,
        detail=matter.words,
        urgency=matter.urgency,
        level=matter.level,
    )


def _enter(desk: _Desk, proposal: Proposal) -> int:
    draft = visit_draft(proposal, somebody=desk.somebody)
    recorded = record_visit(desk.ledger, draft, today=desk.today, next_step=desk.next_step)
    desk.write.update("visit", recorded.visit_id, page_id=desk.page_id, page_line=proposal.entry.line)
    for number, matter in enumerate(proposal.matters):
        if matter.joins is not None:
            stroke = Stroke(
                on=draft.on,
                today=desk.today,
                worker_id=draft.worker_id,
                text=matter.words or matter.title or draft.note,
                visit_id=recorded.visit_id,
            )
            try:
                _join(desk, matter.joins, stroke)
            except InputProblem as error:
                raise InputProblem(*(replace(p, field=f"joins.{number}") for p in error.problems)) from error
    return recorded.visit_id


def _join(desk: _Desk, matter_id: int, stroke: Stroke) -> None:
    """An open matter is reported again, a settled one opened again with the words as the reason."""
    row = desk.ledger.row("select status, urgency from matter where id = ?", (matter_id,))
    if row is None or MatterStatus(row["status"]).is_open:
        report_again(desk.ledger, matter_id, stroke)
    else:
        next_on = due_on(Urgency(row["urgency"]), stroke.on, "", work_calendar(desk.ledger))
        reopen(desk.ledger, matter_id, stroke, next_step=desk.next_step, next_on=next_on)


def _on_the_page(proposal: Proposal, error: InputProblem) -> list[FieldProblem]:
    """The problems with the names of the fields of the page's entry, its matters counted as shown there."""
    line, nth = proposal.key
    new = [number for number, matter in enumerate(proposal.matters) if matter.joins is None]
    found = []
    for problem in error.problems:
        part, _dot, rest = problem.field.partition(".")
        name = problem.field
        if part == "joins":
            name = f"matters.{rest}.joins"
        elif part == "matters":
            place, _dot, rest = rest.partition(".")
            name = f"matters.{new[int(place)]}.{rest}"
        found.append(replace(problem, field=f"entries.{line}.{nth}.{name}"))
    return found


def _learn(desk: _Desk, entered: Sequence[Proposal]) -> None:
    """Learn the main categories that were decided for words the reading had given to another."""
    corrections = [
        (matter.words, desk.categories.code(matter.category_id))
        for proposal in entered
        for read, matter in zip(proposal.entry.matters, proposal.matters, strict=False)
        if "category_id" in matter.decided and desk.categories.code(matter.category_id) not in ("", read.category)
    ]
    if corrections:
        learn_categories(desk.ledger, tuple(dict.fromkeys(corrections)))
