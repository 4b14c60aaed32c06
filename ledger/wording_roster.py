"""What an import reads, leaves out and changes, in words; for the command line and the import page."""

from ledger.language import _
from ledger.records.people import HouseholdStatus, Sex
from ledger.records.places import DwellingUse
from ledger.rules.masked_text import masked_text
from ledger.rules.masking import masked_id_number, masked_phone
from ledger.wording import label


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


def change_label(field: str, before: str, after: str) -> str:
    """A change in words: Birth date 1979-05 → 1979-05-02."""
    if field == "household":
        return _("Moved here from %(door)s") % {"door": before or _("no door")}
    facts = {"field": field_label(field), "before": value_label(field, before), "after": value_label(field, after)}
    return _("%(field)s %(before)s → %(after)s") % facts
