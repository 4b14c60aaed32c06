"""The fields a step asks for, by the names the library gives them: made, filled and read in one place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ledger.errors import FieldProblem, InputProblem
from ledger.language import _
from ledger.matters.calendar import work_calendar
from ledger.matters.categories import categories
from ledger.places.staff import grids
from ledger.records.matters import Level, Matter, Satisfaction, Step, Urgency
from ledger.rules.deadlines import due_on
from ledger.rules.lifecycle import SETTLING_OUTCOMES
from ledger.wording import label
from ui.matters.course import reopened_on
from ui.matters.merging import MatterPicker
from ui.theme import theme
from ui.widgets import ChoiceField, DateField
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Subject:
    """The matter a step is written for, with its steps so far."""

    workspace: Workspace
    matter: Matter
    steps: tuple[Step, ...]


def field_words() -> Mapping[str, str]:
    """What stands before each field."""
    return {
        "on": _("Date"),
        "next_step": _("Next step"),
        "next_on": _("Next date"),
        "outcome": _("Outcome"),
        "satisfaction": _("Satisfaction"),
        "level": _("Level"),
        "responsible_id": _("Responsible"),
        "category_id": _("Category"),
        "grid_id": _("Grid"),
        "urgency": _("Urgency"),
        "due_on": _("Due on"),
        "into_id": _("Merge into"),
        "reason": _("Reason"),
        "title": _("Need"),
        "detail": _("Details"),
    }


def make_field(name: str, subject: Subject) -> QWidget:
    """The field `name` for this matter, filled with what is most likely."""
    return _MAKERS[name](subject)


def read_fields(fields: Mapping[str, QWidget], required: tuple[str, ...]) -> dict[str, Any]:
    """What stands in the fields. Raises InputProblem: "bad_date", "empty" or "choose" for what is required."""
    values, problems = {}, []
    for name, field in fields.items():
        values[name] = _read(field)
        if isinstance(field, DateField) and not field.is_readable():
            problems.append(FieldProblem(name, "bad_date", (("text", field.text().strip()),)))
        elif name in required and (values[name] is None or not str(values[name]).strip()):
            problems.append(FieldProblem(name, "choose" if isinstance(field, ChoiceField) else _missing(name)))
    if problems:
        raise InputProblem(*problems)
    return values


def _missing(name: str) -> str:
    return {"reason": "reason_missing", "into_id": "choose"}.get(name, "empty")


def _read(field: QWidget) -> Any:
    if isinstance(field, DateField):
        return field.day()
    if isinstance(field, ChoiceField | MatterPicker):
        return field.value()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    assert isinstance(field, QLineEdit)
    return field.text()


def _words_field(subject: Subject) -> QPlainTextEdit:
    field = QPlainTextEdit()
    # Tab goes on to the next field, as everywhere else.
    field.setTabChangesFocus(True)
    field.setFixedHeight(theme().size(78))
    return field


def _detail(subject: Subject) -> QPlainTextEdit:
    field = _words_field(subject)
    field.setFixedHeight(theme().size(150))
    field.setPlainText(subject.matter.detail)
    return field


def _today(subject: Subject) -> DateField:
    return DateField(subject.workspace.today(), today=subject.workspace.today)


def _empty_day(subject: Subject) -> DateField:
    return DateField(None, today=subject.workspace.today, ahead=True)


def _next_step(subject: Subject) -> QLineEdit:
    field = QLineEdit()
    if subject.matter.next_step:
        field.setPlaceholderText(_("as agreed: %(words)s") % {"words": subject.matter.next_step})
    return field


def _choices(options: list[tuple[Any, str]], value: Any = None, *, ask: bool = False) -> ChoiceField:
    field = ChoiceField([(None, _("Please choose")), *options] if ask else options)
    if not ask:
        field.set_value(value)
    return field


def _outcome(subject: Subject) -> ChoiceField:
    # Not filled in beforehand: closed is not the same as fixed, so somebody has to say which.
    return _choices([(outcome, label(outcome)) for outcome in SETTLING_OUTCOMES], ask=True)


def _satisfaction(subject: Subject) -> ChoiceField:
    return _choices([(answer, label(answer)) for answer in Satisfaction], ask=True)


def _level(subject: Subject) -> ChoiceField:
    levels = list(Level)
    higher = levels[min(levels.index(subject.matter.level) + 1, len(levels) - 1)]
    others = [level for level in levels if level is not subject.matter.level]
    return _choices([(level, label(level)) for level in others], higher)


def _responsible(subject: Subject) -> ChoiceField:
    others = [worker for worker in subject.workspace.workers if worker.id != subject.matter.worker_id]
    return _choices([(worker.id, worker.name) for worker in others], ask=True)


def _category(subject: Subject) -> ChoiceField:
    known = categories(subject.workspace.ledger)
    mains = {category.id: category.name for category in known if category.parent_id is None}
    words = [(c.id, f"{mains[c.parent_id]} / {c.name}" if c.parent_id in mains else c.name) for c in known]
    if subject.matter.category_id not in {id_ for id_, _words in words}:
        words.insert(0, (subject.matter.category_id, subject.matter.category))
    return _choices(words, subject.matter.category_id)


def _grid(subject: Subject) -> ChoiceField:
    offered: list[tuple[int | None, str]] = [(grid.id, grid.name) for grid in grids(subject.workspace.ledger)]
    if subject.matter.grid_id is None:
        offered.insert(0, (None, _("no grid")))
    return _choices(offered, subject.matter.grid_id)


def _urgency(subject: Subject) -> ChoiceField:
    return _choices([(urgency, label(urgency)) for urgency in Urgency], subject.matter.urgency)


def _due(subject: Subject) -> DateField:
    return DateField(subject.matter.due_on, today=subject.workspace.today)


def _title(subject: Subject) -> QLineEdit:
    return QLineEdit(subject.matter.title)


def _into(subject: Subject) -> MatterPicker:
    return MatterPicker(subject.workspace, subject.matter)


def follow_urgency(fields: Mapping[str, QWidget], subject: Subject) -> None:
    """Let the deadline follow the urgency chosen, counted from the day the matter was taken up."""
    urgency, due = fields.get("urgency"), fields.get("due_on")
    if not isinstance(urgency, ChoiceField) or not isinstance(due, DateField):
        return
    begun = reopened_on(subject.steps) or subject.matter.registered_on
    calendar = work_calendar(subject.workspace.ledger)
    urgency.chosen.connect(lambda chosen: due.set_day(due_on(chosen, begun, "", calendar)))


_MAKERS: Mapping[str, Callable[[Subject], QWidget]] = {
    "text": _words_field,
    "reason": lambda _subject: QLineEdit(),
    "on": _today,
    "next_step": _next_step,
    "next_on": _empty_day,
    "outcome": _outcome,
    "satisfaction": _satisfaction,
    "level": _level,
    "responsible_id": _responsible,
    "category_id": _category,
    "grid_id": _grid,
    "urgency": _urgency,
    "due_on": _due,
    "into_id": _into,
    "title": _title,
    "detail": _detail,
}
