"""Merging two entries of one resident into one, in one write that can be taken back.

What belongs to the other entry moves to the kept one: phones, care groups, life events, households lived in before,
visits and matters. Nothing standing refers to the other entry afterwards; it is withdrawn (作废), says which entry it
became (`merged_into_id`), and looking it up leads there. No household is merged: the kept one stays in the own
household, the place of the other one in another household ends, and that household stays, though it be empty.
"""

from typing import Any

from ledger.errors import FieldProblem, InputProblem
from ledger.people.life_events import settle
from ledger.people.memberships import current_membership, household_address
from ledger.people.merge_fields import MergeField
from ledger.people.merge_preview import (
    HomeFate,
    MergeChoices,
    MergePreview,
    merge_preview,
    merged_events,
    presence_after_merging,
)
from ledger.people.pinyin import pinyin_columns
from ledger.records.people import Resident
from ledger.rules.relation import HEAD
from ledger.store import Changed, Ledger, Writing
from ledger.store.undo import UNDO_ACTION, undo

MERGE_ACTION = "resident.merge"


def merge_residents(
    ledger: Ledger, kept_id: int, other_id: int, choices: MergeChoices | None = None, *, reason: str = ""
) -> Changed:
    """Merge the other entry into the kept one; `choices` say which values are taken (None: those proposed).

    Values are taken as they stand: what was wrong already is no obstacle. `reason` adds to what the withdrawn entry
    says of itself, that it was merged with whom.

    Raises InputProblem: "merge_same_record", "no_such_entry" (one is withdrawn, or merged already),
    "merge_unconfirmed" (one for each doubt `choices` do not confirm; `field` is the doubt).
    """
    choices = choices or MergeChoices()
    with ledger.write(MERGE_ACTION) as write:
        preview = merge_preview(ledger, kept_id, other_id)
        if open_doubts := [doubt for doubt in preview.doubts if doubt not in choices.confirmed]:
            raise InputProblem(*(FieldProblem(doubt.value, "merge_unconfirmed") for doubt in open_doubts))
        _Merge(ledger, write, preview, choices, reason.strip()).carry_out()
    return write.changed


def unmerge(ledger: Ledger, resident_id: int) -> Changed:
    """Take back the merging of an entry that was merged into another, however long ago.

    Raises InputProblem: "undo_nothing" (it was not), "undo_conflict" (what was merged was changed since).
    """
    # Doing a merging again after it was undone is a write of its own, under an action that ends like this one's.
    sequence = ledger.value(
        "select max(j.sequence) from journal j join resident r on r.id = ? and r.merged_into_id is not null"
        " where (j.action = ? or j.action like ?) and instr(j.changes, r.uid)",
        (resident_id, MERGE_ACTION, f"{UNDO_ACTION}:{MERGE_ACTION}#%"),
    )
    return undo(ledger, sequence=sequence or 0)


class _Merge:
    """One merging, step by step, within its write."""

    def __init__(
        self, ledger: Ledger, write: Writing, preview: MergePreview, choices: MergeChoices, reason: str
    ) -> None:
        self._ledger, self._write, self._preview, self._choices = ledger, write, preview, choices
        self._kept: Resident = preview.kept
        self._other: Resident = preview.other
        taken = {pair.field: pair.proposed for pair in preview.fields} | dict(choices.fields)
        self._values = {pair.field: pair.value(taken[pair.field]) for pair in preview.fields}
        self._reason = self._what_the_other_says(reason)

    def carry_out(self) -> None:
        """All of it; the place in the household comes before the events, which may change who is head."""
        self._take_values()
        self._move_phones()
        self._move_care_groups()
        self._move_places()
        self._move_events()
        self._move_visits()
        self._move_matters()
        self._write.update("resident", self._other.id, merged_into_id=self._kept.id)
        self._write.withdraw("resident", self._other.id, self._reason)

    def _what_the_other_says(self, reason: str) -> str:
        # Stored in the ledger, and so in its language.
        home_id = self._kept.household_id
        address = None if home_id is None else household_address(self._ledger, home_id)
        where = f"（{address.short}）" if address else ""
        said = f"与{self._values[MergeField.NAME]}{where}合并"
        return f"{said}：{reason}" if reason else said

    def _take_values(self) -> None:
        columns = {which.value: text for which, text in self._values.items() if which is not MergeField.PRESENCE}
        if columns["name"] != self._kept.name:
            columns["pinyin"], columns["initials"] = pinyin_columns(columns["name"])
        self._write.update("resident", self._kept.id, **columns)

    def _move_phones(self) -> None:
        own = {row["number"]: row for row in self._standing("phone", self._kept.id)}
        last = max((row["position"] for row in own.values()), default=-1)
        for row in self._standing("phone", self._other.id):
            same = own.get(row["number"])
            if same is None:
                last += 1
                self._write.update("phone", row["id"], resident_id=self._kept.id, position=last)
                continue
            if not same["note"]:
                self._write.update("phone", same["id"], note=row["note"])
            self._write.withdraw("phone", row["id"], self._reason)

    def _move_care_groups(self) -> None:
        own = {
            row["care_group_id"]: row for row in self._standing("care_membership", self._kept.id) if not row["until"]
        }
        for row in self._standing("care_membership", self._other.id):
            same = None if row["until"] is not None else own.get(row["care_group_id"])
            if same is None:
                self._write.update("care_membership", row["id"], resident_id=self._kept.id)
                continue
            # None is from before the ledger began, earlier than any day.
            self._write.update("care_membership", same["id"], since=min(same["since"], row["since"], key=_day_or_ever))
            self._write.withdraw("care_membership", row["id"], self._reason)

    def _move_places(self) -> None:
        for row in self._standing("membership", self._other.id):
            if row["until"] is not None or self._preview.home.fate is HomeFate.TAKEN:
                self._write.update("membership", row["id"], resident_id=self._kept.id)
            else:
                self._give_up_place(row)
        own = current_membership(self._ledger, self._kept.id)
        for row in self._ledger.rows("select id from household where head_id = ?", (self._other.id,)):
            stays = own is not None and own["household_id"] == row["id"]
            self._write.update("household", row["id"], head_id=self._kept.id if stays else None)
            if stays and own is not None:
                self._write.update("membership", own["id"], relation=HEAD)

    def _give_up_place(self, place: Any) -> None:
        own = current_membership(self._ledger, self._kept.id)
        if self._preview.home.fate is HomeFate.SAME and own is not None:
            if not own["relation"] and place["relation"] != HEAD:
                self._write.update("membership", own["id"], relation=place["relation"])
            since = min(own["since"], place["since"], key=_day_or_ever)
            self._write.update("membership", own["id"], since=since)
        self._write.withdraw("membership", place["id"], self._reason)

    def _move_events(self) -> None:
        side, _presence = presence_after_merging(self._preview, self._choices)
        events = merged_events(self._ledger, self._kept, self._other, side)
        for event in events.stand:
            if event.resident_id == self._other.id:
                self._write.update("life_event", event.id, resident_id=self._kept.id)
        for event in (*events.twice, *events.left_out):
            self._write.withdraw("life_event", event.id, self._reason)
        settle(self._ledger, self._write, self._kept.id)

    def _move_visits(self) -> None:
        # Those of withdrawn visits too: such a visit may be restored.
        for row in self._standing("visit_person", self._other.id):
            met_already = self._ledger.value(
                "select 1 from visit_person where visit_id = ? and resident_id = ? and part = ?"
                " and withdrawn_at is null",
                (row["visit_id"], self._kept.id, row["part"]),
            )
            if met_already:
                self._write.withdraw("visit_person", row["id"], self._reason)
            else:
                self._write.update("visit_person", row["id"], resident_id=self._kept.id)

    def _move_matters(self) -> None:
        for row in self._ledger.rows("select id from matter where resident_id = ?", (self._other.id,)):
            self._write.update("matter", row["id"], resident_id=self._kept.id)
        for row in self._standing("matter_party", self._other.id):
            self._write.update("matter_party", row["id"], resident_id=self._kept.id)

    def _standing(self, table: str, resident_id: int) -> list[Any]:
        return self._ledger.rows(
            f"select * from {table} where resident_id = ? and withdrawn_at is null order by id", (resident_id,)
        )


def _day_or_ever(day: str | None) -> str:
    return day or ""
