"""The day of an entry, in a form: today unless somebody says otherwise."""

from datetime import date

from ledger.errors import FieldProblem
from ui.widgets import DateField, Form
from ui.workspace import Workspace


def day_field(workspace: Workspace) -> DateField:
    """A field with today in it."""
    return DateField(workspace.today(), today=workspace.today)


def day_of(form: Form, name: str, field: DateField) -> date | None:
    """The day that stands there; None, and said under the field, where there is none."""
    day = field.day()
    if day is None:
        form.show_problems([FieldProblem(name, "empty")])
    return day
