"""What went wrong, in sentences: what happened, why, and what to do next.

Each room of the library whose errors need many sentences has a table of its own; this file joins them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.errors import Cancelled, FieldProblem, InputProblem, LedgerError, WorldProblem
from ledger.language import _, current_language, mark
from ledger.sentences.dossiers import DOSSIER_PROBLEMS
from ledger.sentences.roster import ROSTER_PROBLEMS, ROSTER_WORLD


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error for a person: one sentence of what happened and why, one of what to do ("" where nothing)."""

    what: str
    next_step: str = ""

    def __str__(self) -> str:
        # Chinese sentences end in a full-width stop and need no space after it.
        gap = " " if current_language() == "en" else ""
        return gap.join(part for part in (self.what, self.next_step) if part)


def explain(error: LedgerError) -> Explanation:
    """Put an error of this library into words of the current language."""
    if isinstance(error, WorldProblem):
        return _world(error)
    if isinstance(error, InputProblem):
        return Explanation("; ".join(problem_sentence(problem) for problem in error.problems))
    if isinstance(error, Cancelled):
        return Explanation(_("Cancelled. Nothing was changed."))
    return Explanation(str(error))


def problem_sentence(problem: FieldProblem) -> str:
    """A broken rule as the sentence that stands under its field. Unknown codes are shown as they are (a bug)."""
    template = _PROBLEMS.get(problem.code)
    return _(template) % dict(problem.values) if template else problem.code


def _world(error: WorldProblem) -> Explanation:
    if error.code not in _WORLD:
        return Explanation(str(error))
    what, next_step = _WORLD[error.code]
    return Explanation(_(what) % {"path": error.path, "detail": error.detail}, _(next_step))


# What happened, and what to do next.
_WORLD: Mapping[str, tuple[str, str]] = {
    **ROSTER_WORLD,
    "no_such_ledger": (
        mark("There is no ledger at %(path)s."),
        mark("Check the path, or open the ledger from where it lies now."),
    ),
    "not_a_ledger": (mark("%(path)s is not a ledger of this program."), mark("Choose a file ending in .mqzb.")),
    "ledger_newer": (
        mark("%(path)s was written by a newer version of this program."),
        mark("Install the newer version; the file was left untouched."),
    ),
    "upgrade_backup_failed": (
        mark("%(path)s is of an older version, and no sound copy of it could be made before bringing it up to date."),
        mark("Make room beside it, and check that its folder can be written; the ledger was left as it was."),
    ),
    "ledger_exists": (mark("There is a file at %(path)s already."), mark("Choose another name, or open that ledger.")),
    "ledger_in_use": (
        mark("%(path)s is open in another window of this program."),
        mark("Close it there and try again."),
    ),
    "ledger_busy": (mark("%(path)s is held by another program."), mark("Close that program and try again.")),
    "ledger_read_only": (
        mark("%(path)s cannot be written."),
        mark("Check that the file and its folder are not read-only, and try again."),
    ),
    "ledger_damaged": (
        mark("%(path)s is damaged and cannot be read whole."),
        mark("Do not go on writing; restore the last backup."),
    ),
    "ledger_cannot_be_opened": (
        mark("%(path)s cannot be opened (%(detail)s)."),
        mark("Check that the folder can be read and written, and try again."),
    ),
    "disk_full": (
        mark("The disk is full; nothing was written to %(path)s."),
        mark("Free some space and try again."),
    ),
    "disk_error": (
        mark("The disk did not answer while reading or writing %(path)s."),
        mark("Check the disk or the network drive, and try again."),
    ),
    "sqlite_too_old": (
        mark("The database library (%(detail)s) is too old to be safe."),
        mark("Install the program's packages again."),
    ),
    "folder_cannot_be_written": (
        mark("The folder %(path)s cannot be written."),
        mark("Choose another folder, or ask for the right to write there."),
    ),
    "no_such_file": (mark("There is no file at %(path)s."), mark("Check the path and try again.")),
    "file_in_use": (
        mark("%(path)s is open in another program (WPS or a PDF reader, perhaps)."),
        mark("Close it there and try again."),
    ),
    "target_is_ledger": (
        mark("%(path)s is a ledger and is not replaced; nothing was written."),
        mark("Choose another file name, and try again."),
    ),
    "file_cannot_be_written": (
        mark("%(path)s cannot be written."),
        mark("Choose another folder or file name, and try again."),
    ),
}


_ENTRY_PROBLEMS: Mapping[str, str] = {
    "empty": mark("Please fill this in."),
    "choose": mark("Please choose one."),
    "too_long": mark("Too long: at most %(limit)s characters."),
    "word_too_short": mark("Too short: at least %(limit)s characters, or it would be found everywhere."),
    "word_is_a_door": mark("“%(word)s” is read as a door already; choose another name."),
    "date_in_future": mark("This day has not come yet (%(date)s)."),
    "bad_date": mark("“%(text)s” is no date; write it as 11.20 or 2026-11-20."),
    "bad_time": mark("“%(text)s” is no time; write it as 09:30."),
    "choose_dwelling": mark("Please say which door: 3-2-501, a name, or the initials of one."),
    "who_was_asked": mark("Please say who was asked, or choose why nobody was."),
    "next_before_registration": mark("The next date cannot lie before the matter was registered."),
    "next_before_step": mark("The next date cannot lie before this step."),
    "revisit_before_visit": mark("The next visit cannot lie before this one."),
    "reason_missing": mark("Please give a reason; it stays in the ledger."),
    "no_such_matter": mark("This matter is not in the ledger, or has been withdrawn."),
    "no_such_visit": mark("This visit is not in the ledger, or has been withdrawn."),
    "no_such_category": mark("There is no category “%(name)s”."),
    "category_has_parts": mark("This category still has parts; withdraw those first."),
    "name_taken": mark("“%(name)s” exists already."),
    "visit_has_matters": mark("%(count)s matters came from this visit; withdraw them with it, or settle them."),
    "step_not_allowed": mark("This cannot be done to the matter as it stands now."),
    "step_before_last": mark("Steps are written in order: not before the last one (%(date)s)."),
    "first_step": mark("This is the registration itself; withdraw the matter instead."),
    "merge_target": mark("A matter can only be merged into another open one."),
    "route_empty": mark("No household fits; choose more buildings, or other households."),
    "route_too_long": mark(
        "%(count)s households are too many for one sheet (at most %(most)s); choose fewer buildings."
    ),
    "no_such_building": mark("There is no building “%(name)s”."),
    "no_such_care_group": mark("There is no care group “%(name)s”, or it is switched off."),
    "no_such_worker": mark("There is no worker “%(name)s”."),
    "no_such_sheet": mark("There is no route sheet %(number)s."),
    "undo_nothing": mark("There is nothing to undo."),
    "undo_conflict": mark("This was changed again later and cannot be undone any more."),
}


_ACCOUNT_PROBLEMS: Mapping[str, str] = {
    "month_closed": mark("%(month)s is closed; the ledger takes corrections in the open month only."),
    "not_xlsx": mark("%(file)s: the list is written as .xlsx; choose a name that ends so."),
    "bad_month": mark("“%(text)s” is no month; write it as 2026-10."),
    "no_such_grid": mark("There is no grid “%(name)s”."),
    "month_not_over": mark("%(month)s is not over yet; it can be closed from the first of the next month."),
    "month_already_closed": mark("%(month)s is closed already."),
    "month_not_closed": mark("%(month)s is not closed."),
    "later_month_closed": mark("A later month (%(month)s) is closed; open that one first."),
}

_PEOPLE_PROBLEMS: Mapping[str, str] = {
    "merge_same_record": mark("This is the same entry; choose another one."),
    "merge_unconfirmed": mark("Please confirm that the two entries are of one person."),
    "no_such_entry": mark("This entry is no longer in the ledger; it may have been withdrawn."),
    "name_missing": mark("Please enter a name."),
    "words_missing": mark("Please type what is to be searched for."),
    "name_too_long": mark("The name is too long: at most %(longest)s characters."),
    "grid_in_use": mark(
        "This grid still has %(buildings)s buildings, %(workers)s workers and %(matters)s open matters;"
        " give them to another grid first."
    ),
    "last_worker": mark("The ledger needs at least one worker."),
    "worker_has_matters": mark("%(count)s open matters are this worker's; hand them over first."),
    "building_missing": mark("Please say which building."),
    "room_missing": mark("Please say which room."),
    "rooms_unreadable": mark("“%(text)s” runs backwards; write it as 101-604."),
    "rooms_too_many": mark("More than %(most)s rooms at once; check the numbers."),
    "estate_missing": mark("There are several estates; please say which."),
    "door_exists": mark("There is a door %(room)s in this unit already."),
    "restore_door_first": mark("The household's door is withdrawn too; restore the door first."),
    "dwelling_occupied": mark("A household lives behind this door; move it first."),
    "birth_unreadable": mark("“%(text)s” is no date; write it as 1945, 1945-08 or 1945-08-15."),
    "birth_too_early": mark("Nobody is as old as %(text)s says; check the year."),
    "phone_twice": mark("%(text)s is entered twice."),
    "no_such_head": mark("The head must be one of the members."),
    "two_heads": mark("A household has one head only."),
    "household_has_head": mark("This household has a head already; choose another relation, or change the head."),
    "relation_of_head": mark("The head is changed with “Change head”, not through the relation."),
    "not_a_member": mark("Not a member of this household."),
    "head_is_gone": mark("Who has died or moved out cannot be head."),
    "resident_is_gone": mark("Has died or moved out; enter that he or she is back first."),
    "was_not_head": mark("A new head is chosen only when the head dies or moves out."),
    "resident_in_household": mark("Lives in %(where)s already; move the resident from there instead."),
    "resident_in_no_household": mark("Belongs to no household now."),
    "already_member": mark("Belongs to this household already."),
    "already_there": mark("The household lives there already."),
    "household_moved_out": mark("This household has moved out."),
    "household_not_moved_out": mark("This household has not moved out."),
    "household_has_matters": mark("%(count)s matters of this household are open; settle or withdraw them first."),
    "household_has_members": mark(
        "%(count)s residents belong to this household; move them first, or withdraw them with it."
    ),
    "split_nobody": mark("Please choose who leaves."),
    "split_everybody": mark("Somebody must stay; where all leave, move the household."),
    "date_before_since": mark("%(date)s lies before the day it began (%(since)s)."),
    "date_before_moving_out": mark("%(date)s lies before the day the household moved out (%(left)s)."),
    "event_before_birth": mark("%(date)s lies before the birth (%(birth)s)."),
    "event_order": mark("This cannot follow what is entered for %(date)s; check kind and date."),
    "event_cannot_be_first": mark("Nothing came before that this could follow; check kind and date."),
    "bad_interval": mark("An interval is 1 to %(longest)s days."),
    "care_group_disabled": mark("“%(name)s” is switched off; switch it on in the settings first."),
    "already_in_care_group": mark("Is in “%(name)s” already."),
    "not_in_care_group": mark("Is not in this group."),
    "care_group_in_use": mark("%(count)s residents are in this group; take them out first."),
}


_PROBLEMS: Mapping[str, str] = {
    **ROSTER_PROBLEMS,
    **DOSSIER_PROBLEMS,
    **_ENTRY_PROBLEMS,
    **_PEOPLE_PROBLEMS,
    **_ACCOUNT_PROBLEMS,
}
