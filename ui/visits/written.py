"""What stands on the visit form: as a draft to keep while it is typed, and as a visit to enter."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ledger.errors import InputProblem
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.recording import VisitDraft
from ui.entering.doors import Door, door_of
from ui.visits.visit_form import NAMED, VisitForm

Content = dict[str, Any]


def visit_of(form: VisitForm, *, worker_id: int) -> VisitDraft:
    """The visit as it stands on the form. People are left out where the outcome says that nobody was there."""
    outcome, patrol = form.outcome_value(), form.is_patrol
    asked = form.asked.resident_ids() if outcome in NAMED else ()
    proxy = outcome is VisitOutcome.PROXY
    subjects = form.subjects.resident_ids() if proxy else ()
    home = None if patrol else form.home()
    draft = VisitDraft(
        on=form.day(),
        mode=form.mode.value(),
        outcome=outcome,
        worker_id=worker_id,
        dwelling_id=form.chosen.dwelling_id if form.chosen and not patrol else None,
        household_id=home.id if home else None,
        place=form.place.text() if patrol else "",
        resident_ids=subjects if proxy else asked,
        answered_by=asked if proxy else (),
        names=form.asked.names() if outcome in NAMED else (),
        note=form.note.toPlainText(),
        at_time=form.at_time(),
        revisit_on=form.revisit.day(),
    )
    return replace(draft, matters=_matters(form, draft))


def new_door(form: VisitForm) -> Address | None:
    """The door to be made with the visit, or None."""
    door = None if form.is_patrol else form.chosen
    return door.address if door and door.dwelling_id is None else None


def _matters(form: VisitForm, draft: VisitDraft) -> tuple[Any, ...]:
    # A single matter carries the whole note as its detail.
    detail = draft.note if len(form.blocks) == 1 else ""
    drafts = (block.draft() for block in form.blocks)
    return tuple(replace(each, detail="" if each.title.strip() == detail.strip() else detail) for each in drafts)


def content_of(form: VisitForm, *, reported_again: tuple[int, ...] = ()) -> Content:
    """Everything that has been typed or chosen, as plain values."""
    return {
        "on": form.on.text(),
        "time": form.time.text(),
        "mode": form.mode.value().value,
        "door": _door_content(form.chosen),
        "door_text": form.door.text(),
        "place": form.place.text(),
        "asked": list(form.asked.resident_ids()),
        "subjects": list(form.subjects.resident_ids()),
        "others": form.asked.others.text(),
        "outcome": VisitOutcome(form.outcome.value()).value,
        "note": form.note.toPlainText(),
        "revisit": form.revisit.text(),
        "matters": [block.content() for block in form.blocks],
        "again": list(reported_again),
    }


def fill_form(form: VisitForm, ledger: Ledger, content: Mapping[str, Any]) -> None:
    """Put back what `content_of` took."""
    form.start(None)
    form.on.setText(content.get("on", ""))
    form.time.setText(content.get("time", ""))
    form.mode.set_value(VisitMode(content.get("mode", VisitMode.HOME)))
    form.outcome.set_values([VisitOutcome(content.get("outcome", VisitOutcome.MET))])
    form.set_door(_door_from(ledger, content.get("door")))
    if form.chosen is None:
        form.door.setText(content.get("door_text", ""))
    form.place.setText(content.get("place", ""))
    form.asked.set_resident_ids(content.get("asked", ()))
    form.subjects.set_resident_ids(content.get("subjects", ()))
    form.asked.others.setText(content.get("others", ""))
    form.note.setPlainText(content.get("note", ""))
    form.revisit.setText(content.get("revisit", ""))
    for matter in content.get("matters", ()):
        form.add_matter().fill(matter)


def title_of(content: Mapping[str, Any]) -> str:
    """What a draft is called: its door or place, else the beginning of its note."""
    door = content.get("door") or {}
    known = (door.get("title"), content.get("place"), content.get("door_text"), content.get("note", "").strip()[:12])
    return str(next((text for text in known if text), ""))


def _door_content(door: Door | None) -> Content | None:
    if door is None:
        return None
    at = door.address
    return {
        "title": door.title,
        "dwelling": door.dwelling_id,
        "address": [at.estate, at.building, at.unit, at.room],
    }


def _door_from(ledger: Ledger, kept: Mapping[str, Any] | None) -> Door | None:
    if not kept:
        return None
    if kept["dwelling"] is None:
        return Door(kept["title"], None, Address(*kept["address"]))
    try:
        return door_of(ledger, kept["dwelling"])
    except InputProblem:
        return None
