"""What went wrong, in sentences: what happened, why, and what to do next.

Each room of the library whose errors need many sentences has a table of its own; this file joins them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ledger.errors import Cancelled, FieldProblem, InputProblem, LedgerError, WorldProblem
from ledger.language import _


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error for a person: one sentence of what happened and why, one of what to do ("" where nothing)."""

    what: str
    next_step: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.next_step) if part)


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
    template = _problems().get(problem.code)
    return template % dict(problem.values) if template else problem.code


def _world(error: WorldProblem) -> Explanation:
    found = _world_sentences().get(error.code)
    if found is None:
        return Explanation(str(error))
    what, next_step = found
    return Explanation(what % {"path": error.path, "detail": error.detail}, next_step)


def _world_sentences() -> Mapping[str, tuple[str, str]]:
    return {
        "no_such_ledger": (
            _("There is no ledger at %(path)s."),
            _("Check the path, or open the ledger from where it lies now."),
        ),
        "not_a_ledger": (_("%(path)s is not a ledger of this program."), _("Choose a file ending in .mqzb.")),
        "ledger_newer": (
            _("%(path)s was written by a newer version of this program."),
            _("Install the newer version; the file was left untouched."),
        ),
        "ledger_exists": (_("There is a file at %(path)s already."), _("Choose another name, or open that ledger.")),
        "ledger_in_use": (
            _("%(path)s is open in another window of this program."),
            _("Close it there and try again."),
        ),
        "ledger_busy": (_("%(path)s is held by another program."), _("Close that program and try again.")),
        "ledger_read_only": (
            _("%(path)s cannot be written."),
            _("Check that the file and its folder are not read-only, and try again."),
        ),
        "ledger_damaged": (
            _("%(path)s is damaged and cannot be read whole."),
            _("Do not go on writing; restore the last backup."),
        ),
        "ledger_cannot_be_opened": (
            _("%(path)s cannot be opened (%(detail)s)."),
            _("Check that the folder can be read and written, and try again."),
        ),
        "disk_full": (
            _("The disk is full; nothing was written to %(path)s."),
            _("Free some space and try again."),
        ),
        "disk_error": (
            _("The disk did not answer while reading or writing %(path)s."),
            _("Check the disk or the network drive, and try again."),
        ),
        "sqlite_too_old": (
            _("The database library (%(detail)s) is too old to be safe."),
            _("Install the program's packages again."),
        ),
        "folder_cannot_be_written": (
            _("The folder %(path)s cannot be written."),
            _("Choose another folder, or ask for the right to write there."),
        ),
        "no_such_file": (_("There is no file at %(path)s."), _("Check the path and try again.")),
        "file_in_use": (
            _("%(path)s is open in another program (WPS or a PDF reader, perhaps)."),
            _("Close it there and try again."),
        ),
        "pdf_cannot_be_written": (
            _("%(path)s cannot be written."),
            _("Choose another folder or file name, and try again."),
        ),
        "file_cannot_be_written": (
            _("%(path)s cannot be written."),
            _("Choose another folder or file name, and try again."),
        ),
    }


def _problems() -> Mapping[str, str]:
    tables: tuple[Callable[[], Mapping[str, str]], ...] = (_entry_problems, _account_problems)
    return {code: text for table in tables for code, text in table().items()}


def _entry_problems() -> Mapping[str, str]:
    return {
        "empty": _("Please fill this in."),
        "choose": _("Please choose one."),
        "too_long": _("Too long: at most %(limit)s characters."),
        "date_in_future": _("This day has not come yet (%(date)s)."),
        "bad_time": _("“%(text)s” is no time; write it as 09:30."),
        "choose_dwelling": _("Please say which door: 3-2-501, a name, or the initials of one."),
        "who_was_asked": _("Please say who was asked, or choose why nobody was."),
        "next_before_registration": _("The next date cannot lie before the matter was registered."),
        "next_before_step": _("The next date cannot lie before this step."),
        "revisit_before_visit": _("The next visit cannot lie before this one."),
        "reason_missing": _("Please give a reason; it stays in the ledger."),
        "no_such_matter": _("This matter is not in the ledger, or has been withdrawn."),
        "no_such_visit": _("This visit is not in the ledger, or has been withdrawn."),
        "no_such_category": _("There is no category “%(name)s”."),
        "category_has_parts": _("This category still has parts; withdraw those first."),
        "name_taken": _("“%(name)s” exists already."),
        "visit_has_matters": _("%(count)s matters came from this visit; withdraw them with it, or settle them."),
        "step_not_allowed": _("This cannot be done to the matter as it stands now."),
        "step_before_last": _("Steps are written in order: not before the last one (%(date)s)."),
        "first_step": _("This is the registration itself; withdraw the matter instead."),
        "merge_target": _("A matter can only be merged into another open one."),
        "undo_nothing": _("There is nothing to undo."),
        "undo_conflict": _("This was changed again later and cannot be undone any more."),
    }


def _account_problems() -> Mapping[str, str]:
    return {
        "month_closed": _("%(month)s is closed; the ledger takes corrections in the open month only."),
        "bad_month": _("“%(text)s” is no month; write it as 2026-10."),
        "no_such_grid": _("There is no grid “%(name)s”."),
        "month_not_over": _("%(month)s is not over yet; it can be closed from the first of the next month."),
        "month_already_closed": _("%(month)s is closed already."),
        "month_not_closed": _("%(month)s is not closed."),
        "later_month_closed": _("A later month (%(month)s) is closed; open that one first."),
    }
