"""What an import reads, finds, leaves out and changes, in words; for the command line and the import page."""

from collections.abc import Mapping

from ledger.exchange.plan import FieldChange
from ledger.exchange.roster import RosterProblem
from ledger.language import _, current_language
from ledger.records.people import HouseholdStatus, Sex
from ledger.records.places import DwellingUse
from ledger.rules.finding import Severity
from ledger.rules.masked_text import masked_text
from ledger.rules.masking import masked_id_number, masked_phone
from ledger.sentences.roster import ROSTER_PROBLEMS
from ledger.wording import label

_SHORTEST_SECRET = 15


def skipped_label(code: str) -> str:
    """Why a sheet was not read."""
    return {
        "sheet_empty": _("it is empty"),
        "sheet_no_roster": _("it lists no residents"),
        "sheet_hidden": _("it is hidden"),
        "sheet_set_aside": _("by its name it holds something else"),
        "sheet_other_columns": _("its columns are quite different"),
        "sheet_repeats": _("its residents stand in another sheet already"),
        "sheet_not_chosen": _("it was not chosen"),
    }[code]


def field_label(field: str) -> str:
    """A field of a resident or household, as changes name it."""
    return {
        "name": _("Name"),
        "sex": _("Sex"),
        "birth": _("Birth date"),
        "id_number": _("ID number"),
        "phones": _("Phones"),
        "relation": _("Relation to head"),
        "care_groups": _("Care groups"),
        "note": _("Note"),
        "household": _("Moved here"),
        "address": _("Address"),
        "use": _("Use"),
        "status": _("Status"),
        "head": _("Head"),
    }[field]


def value_label(field: str, value: str) -> str:
    """A value of a field for other eyes: closed sets in words, ID numbers and phones masked."""
    if not value:
        return _("blank")
    if field == "id_number":
        return masked_id_number(value)
    if field == "phones":
        return "、".join(masked_phone(number) for number in value.split("、"))
    if field == "sex":
        return label(Sex(value))
    if field == "use":
        return label(DwellingUse(value))
    if field == "status":
        return label(HouseholdStatus(value))
    return masked_text(value)


def change_label(change: FieldChange) -> str:
    """A change in words: Birth date 1979-05 → 1979-05-02."""
    field, before, after = change.field, change.before, change.after
    if field == "household":
        return _("Moved here from %(door)s") % {"door": before or _("no door")}
    facts = {"field": field_label(field), "before": value_label(field, before), "after": value_label(field, after)}
    return _("%(field)s %(before)s → %(after)s") % facts


# A value that could not be entered is not lost: the note has it word for word.
_KEPT_IN_NOTE = ("date_", "id_", "phone_", "sex_", "name_several", "name_unreadable", "door_", "address_")
_ENTERED_AFTER_ALL = frozenset({"id_number_shared", "date_month_unsure", "date_order", "address_missing"})


def problem_label(problem: RosterProblem) -> str:
    """A problem of a roster in words: what is wrong and what became of it. ID numbers are masked.

    Unknown codes are shown as they are (a bug).
    """
    code = problem.code
    values: Mapping[str, str] = dict(problem.values)
    template = ROSTER_PROBLEMS.get(code)
    if template is None:
        return code
    text = values.get("text", "")
    if code.startswith("id_") and len(text) >= _SHORTEST_SECRET and "E" not in text.upper():
        values = {**values, "text": masked_id_number(text)}
    parts = [_(template) % dict(values)]
    if values.get("added"):
        parts.append(_("Added from here: %(added)s.") % dict(values))
    if values.get("differs"):
        parts.append(_("Different here and not entered: %(differs)s.") % dict(values))
    if problem.severity is Severity.ERROR and code.startswith(_KEPT_IN_NOTE) and code not in _ENTERED_AFTER_ALL:
        parts.append(_("Not entered; kept in the note."))
    return (" " if current_language() == "en" else "").join(parts)
