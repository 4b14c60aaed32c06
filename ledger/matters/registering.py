"""Registering a matter (登记): a resident's request becomes an entry of the account."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ledger.errors import FieldProblem, InputProblem, refuse
from ledger.matters.booking import Booking, booking
from ledger.matters.calendar import work_calendar
from ledger.matters.postings import post_step
from ledger.people.reading import merged_into
from ledger.records.matters import Level, MatterStatus, StepKind, Urgency
from ledger.rules.deadlines import due_on
from ledger.store import Changed, Ledger, Writing

TITLE_LIMIT = 200
_LAST_OF_FOUR_DIGITS = 9999


@dataclass(frozen=True, slots=True)
class MatterDraft:
    """A matter before it is entered. None and "" take the default of `with_defaults`.

    A matter belongs to a household, to a dwelling, or to a public `place`.
    """

    title: str
    category_id: int
    detail: str = ""
    household_id: int | None = None
    dwelling_id: int | None = None
    resident_id: int | None = None
    place: str = ""
    grid_id: int | None = None
    level: Level = Level.GRID
    urgency: Urgency = Urgency.ORDINARY
    responsible_id: int | None = None
    next_step: str = ""
    next_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """A matter newly entered."""

    matter_id: int
    number: str
    changed: Changed


def with_defaults(
    ledger: Ledger, draft: MatterDraft, *, worker_id: int, on: date, at_time: str = "", next_step: str
) -> MatterDraft:
    """The draft with its gaps filled: grid of the building, worker responsible, due by urgency, next date = due."""
    due = draft.due_on or due_on(draft.urgency, on, at_time, work_calendar(ledger))
    return replace(
        draft,
        grid_id=draft.grid_id or grid_of(ledger, dwelling_id=draft.dwelling_id, worker_id=worker_id),
        responsible_id=draft.responsible_id or worker_id,
        due_on=due,
        next_step=draft.next_step.strip() or next_step,
        next_on=draft.next_on or due,
    )


def grid_of(ledger: Ledger, *, dwelling_id: int | None, worker_id: int) -> int | None:
    """The grid of a dwelling's building; where it has none, or there is no dwelling, the worker's own."""
    grid: int | None = ledger.value(
        "select b.grid_id from dwelling d join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
        " where d.id = ?",
        (dwelling_id,),
    )
    if grid is None:
        grid = ledger.value("select grid_id from worker where id = ?", (worker_id,))
    return grid


def register_matter(
    ledger: Ledger,
    draft: MatterDraft,
    *,
    worker_id: int,
    on: date,
    today: date,
    at_time: str = "",
    visit_id: int | None = None,
    next_step: str,
) -> Registered:
    """Enter a matter reported on day `on`. `next_step` is what to write where the draft names none.

    Raises InputProblem: "empty", "too_long", "choose", "next_before_registration", "date_in_future", "month_closed".
    """
    draft = with_defaults(ledger, draft, worker_id=worker_id, on=on, at_time=at_time, next_step=next_step)
    check_draft(draft, on=on)
    booked = booking(ledger, on, today=today)
    with ledger.write("matter.register") as write:
        matter_id, number = enter_matter(
            ledger, write, draft, worker_id=worker_id, on=on, booked=booked, at_time=at_time, visit_id=visit_id
        )
    return Registered(matter_id, number, write.changed)


def enter_matter(
    ledger: Ledger,
    write: Writing,
    draft: MatterDraft,
    *,
    worker_id: int,
    on: date,
    booked: Booking,
    at_time: str = "",
    visit_id: int | None = None,
) -> tuple[int, str]:
    """Enter a draft that is complete and checked, in a write that goes on: returns the matter's id and number."""
    state = _first_state(draft)
    number = _next_number(ledger, on)
    matter_id = write.insert(
        "matter",
        number=number,
        title=draft.title.strip(),
        detail=draft.detail.strip(),
        visit_id=visit_id,
        household_id=draft.household_id,
        dwelling_id=draft.dwelling_id,
        resident_id=None if draft.resident_id is None else merged_into(ledger, draft.resident_id),
        place=draft.place.strip(),
        registered_on=str(on),
        **state,
    )
    step_id = _first_step(write, matter_id, state, on=on, at_time=at_time, worker_id=worker_id, visit_id=visit_id)
    post_step(write, matter_id=matter_id, step_id=step_id, on=on, booked=booked, before=None, after=state)
    return matter_id, number


def check_draft(draft: MatterDraft, *, on: date) -> None:
    """Check a draft whose defaults are filled. Raises InputProblem naming every broken rule, each with its field."""
    problems = []
    if not draft.title.strip():
        problems.append(FieldProblem("title", "empty"))
    if len(draft.title.strip()) > TITLE_LIMIT:
        problems.append(FieldProblem("title", "too_long", (("limit", str(TITLE_LIMIT)),)))
    if not draft.category_id:
        problems.append(FieldProblem("category_id", "choose"))
    if draft.household_id is None and draft.dwelling_id is None and not draft.place.strip():
        problems.append(FieldProblem("place", "empty"))
    if draft.next_on is not None and draft.next_on < on:
        problems.append(FieldProblem("next_on", "next_before_registration"))
    if problems:
        raise InputProblem(*problems)


def correct_matter(ledger: Ledger, *, matter_id: int, title: str, detail: str) -> Changed:
    """Correct how a matter is worded. Raises InputProblem "empty", "too_long"."""
    if not title.strip():
        raise refuse("title", "empty")
    if len(title.strip()) > TITLE_LIMIT:
        raise refuse("title", "too_long", limit=TITLE_LIMIT)
    with ledger.write("matter.correct") as write:
        write.update("matter", matter_id, title=title.strip(), detail=detail.strip())
    return write.changed


def _first_state(draft: MatterDraft) -> dict[str, Any]:
    return {
        "category_id": draft.category_id,
        "grid_id": draft.grid_id,
        "level": draft.level.value,
        "urgency": draft.urgency.value,
        "status": MatterStatus.REGISTERED.value,
        "outcome": None,
        "satisfaction": None,
        "responsible_id": draft.responsible_id,
        "next_step": draft.next_step.strip(),
        "next_on": str(draft.next_on),
        "due_on": str(draft.due_on),
        "settled_on": None,
    }


def _first_step(
    write: Writing,
    matter_id: int,
    state: dict[str, Any],
    *,
    on: date,
    at_time: str,
    worker_id: int,
    visit_id: int | None,
) -> int:
    return write.insert(
        "step",
        matter_id=matter_id,
        kind=StepKind.REGISTERED.value,
        on_date=str(on),
        at_time=at_time,
        worker_id=worker_id,
        visit_id=visit_id,
        **state,
    )


def _next_number(ledger: Ledger, on: date) -> str:
    """The number after the year's highest: MQ-2026-0001, … MQ-2026-9999, MQ-2026-10000.

    Sought along the index, for the whole year would be read at every save else. As text 9999 stays the highest
    for ever, so beyond it the end is found by doubling steps.
    """
    prefix = f"MQ-{on.year}-"
    highest = ledger.value("select max(number) from matter where number >= ? and number < ?", (prefix, prefix + ":"))
    last = int(highest[len(prefix) :]) if highest else 0
    step = 1
    while last >= _LAST_OF_FOUR_DIGITS and _is_taken(ledger, f"{prefix}{last + step:04d}"):
        last, step = last + step, step * 2
    while step := step // 2:
        if _is_taken(ledger, f"{prefix}{last + step:04d}"):
            last += step
    while _is_taken(ledger, f"{prefix}{last + 1:04d}"):
        last += 1
    return f"{prefix}{last + 1:04d}"


def _is_taken(ledger: Ledger, number: str) -> bool:
    return ledger.value("select 1 from matter where number = ? limit 1", (number,)) is not None
