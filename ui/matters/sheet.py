"""The sheet on which a step is written: its fields, its problems under them, one button."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from ledger.errors import InputProblem
from ledger.language import _
from ledger.matters.steps import Stroke
from ui.matters.actions import MatterAction, changed_values, title_of
from ui.matters.fields import Subject, field_words, follow_urgency, make_field, read_fields
from ui.widgets import FormSheet
from ui.workspace import Workspace


def stroke(workspace: Workspace, *, text: str = "", on: date | None = None) -> Stroke:
    """Who writes, when and what; the time of day is noted for what happens today."""
    today = workspace.today()
    day = on or today
    at_time = datetime.now().strftime("%H:%M") if day == today else ""
    return Stroke(on=day, today=today, worker_id=workspace.worker.id, text=text, at_time=at_time)


class StepSheet(FormSheet):
    """Asks for what an action needs and writes it, told in a toast with 撤销."""

    def __init__(self, parent: QWidget, action: MatterAction, subject: Subject) -> None:
        title = title_of(action)
        super().__init__(
            parent,
            title,
            note=_(action.note) if action.note else subject.matter.title,
            action=title,
            act=self._write,
        )
        self.action = action
        self._subject = subject
        self._fields: dict[str, QWidget] = {}
        words = field_words()
        for name in action.fields:
            field = make_field(name, subject)
            self._fields[name] = field
            self.form.add(name, words.get(name) or _(action.words), field)
        follow_urgency(self._fields, subject)

    def field(self, name: str) -> QWidget:
        """The field of that name."""
        return self._fields[name]

    def _write(self) -> bool:
        done = self._try()
        if not done:
            # The sentences under the fields need room too.
            self.fit()
        return done

    def _try(self) -> bool:
        workspace, matter = self._subject.workspace, self._subject.matter
        try:
            values = read_fields(self._fields, self.action.required)
        except InputProblem as problem:
            self.form.show_problems(problem)
            return False
        written_on, text = values.pop("on", None), values.pop("text", "")
        values = changed_values(self.action, matter, values)
        if self.action.key == "reclassify" and not values and not text.strip():
            return True
        written = workspace.write(
            self.action.write,
            matter.id,
            stroke(workspace, text=text, on=written_on),
            **values,
            said=_("%(number)s: %(what)s") % {"number": matter.number, "what": _(self.action.said)},
            form=self.form,
        )
        return written is not None
