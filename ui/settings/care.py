"""人群标签: the care groups, how often each is visited, and which sensitive ones are kept at all."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ledger.language import _, ngettext, pgettext
from ledger.people import care_groups
from ledger.records.people import CareGroup
from ledger.store import Changed, Ledger
from ui.settings.section import EntryList, Section
from ui.theme import Tone
from ui.widgets import ChoiceField, Column, FormSheet, Label
from ui.workspace import Workspace

_USUAL_INTERVALS = (7, 14, 30, 60, 90, 180)


def interval_words(days: int | None) -> str:
    """A visiting interval as people say it: 每周, 每月, 每季, 每 45 天."""
    known = {
        None: _("no interval of its own"),
        7: _("every week"),
        14: _("every two weeks"),
        30: _("every month"),
        60: _("every two months"),
        90: _("every quarter"),
        180: _("every half year"),
    }
    if days in known:
        return known[days]
    return ngettext("every %(days)d day", "every %(days)d days", days or 0) % {"days": days}


class CareSection(Section):
    """The table of care groups."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        note = _(
            "Sensitive groups (health, disability, supervision) are off until you switch them on: keep only what"
            " the work needs. Off, nothing of them is shown or printed."
        )
        self.column.addWidget(Label(note, "muted", wrap=True))
        self.groups = EntryList(
            workspace,
            _columns(),
            name="settings.care_groups",
            title=_("Care groups"),
            edit=self._edit,
            withdraw=self._withdraw,
            called=lambda group: group.name,
        )
        self.column.addWidget(self.groups, 1)

    def refresh(self) -> None:
        """Read the groups, those switched off too."""
        self.groups.show_records(care_groups.care_groups(self.workspace.ledger, disabled=True))

    def _edit(self, group: CareGroup | None) -> None:
        self.sheet = CareGroupSheet(self.workspace, group, self)
        self.sheet.open()

    def _withdraw(self, group: CareGroup, reason: str) -> bool:
        said = _("%(name)s is withdrawn") % {"name": group.name}
        form = self.groups.sheet.form
        done = self.workspace.write(care_groups.withdraw_care_group, group.id, reason=reason, said=said, form=form)
        return done is not None


def _columns() -> list[Column]:
    return [
        Column("name", _("Care group"), lambda group: group.name, width=160, wide=True),
        Column(
            "interval",
            _("Visited"),
            lambda group: interval_words(group.interval_days),
            sort=lambda group: group.interval_days,
            width=160,
        ),
        Column(
            "sensitive",
            _("Sensitive"),
            lambda group: _("sensitive") if group.sensitive else "",
            width=100,
            tone=lambda group: Tone.AMBER if group.sensitive else None,
        ),
        Column(
            "enabled",
            _("In use"),
            lambda group: _("in use") if group.enabled else _("off"),
            width=100,
            tone=lambda group: Tone.GREEN if group.enabled else Tone.GREY,
        ),
    ]


class CareGroupSheet(FormSheet):
    """A group's name, interval, and whether it is sensitive and in use."""

    def __init__(self, workspace: Workspace, group: CareGroup | None, parent: QWidget) -> None:
        title = _("New care group") if group is None else _("Change a care group")
        super().__init__(parent, title, act=self._write, width=460)
        self._workspace = workspace
        self._group = group
        self.name = QLineEdit(group.name if group else "")
        self.form.add("name", pgettext("thing", "Name"), self.name)
        days: list[int | None] = [None, *_USUAL_INTERVALS]
        if group and group.interval_days not in days:
            days.append(group.interval_days)
        self.interval = ChoiceField([(value, interval_words(value)) for value in days])
        self.interval.set_value(group.interval_days if group else 30)
        self.form.add("interval_days", _("Visited"), self.interval)
        self.sensitive = QCheckBox(_("concerns health, disability, minors or supervision"))
        self.enabled = QCheckBox(_("in use"))
        if group is None:
            self.form.add("sensitive", _("Sensitive"), self.sensitive)
        else:
            self.enabled.setChecked(group.enabled)
            self.form.add("enabled", _("In use"), self.enabled)

    def _write(self) -> bool:
        name, days = self.name.text(), self.interval.value()
        if self._group is None:
            written = self._workspace.write(
                care_groups.add_care_group,
                name=name,
                interval_days=days,
                sensitive=self.sensitive.isChecked(),
                said=_("Care group added"),
                form=self.form,
            )
        else:
            written = self._workspace.write(
                save_care_group,
                self._group,
                name=name,
                interval_days=days,
                enabled=self.enabled.isChecked(),
                said=_("Care group changed"),
                form=self.form,
            )
        return written is not None


def save_care_group(
    ledger: Ledger, group: CareGroup, *, name: str, interval_days: int | None, enabled: bool
) -> Changed:
    """Change what differs, in one write. Raises InputProblem as its parts do."""
    with ledger.write("care_group.save") as write:
        if name.strip() != group.name:
            care_groups.rename_care_group(ledger, group.id, name=name)
        if interval_days != group.interval_days:
            care_groups.set_interval(ledger, group.id, interval_days=interval_days)
        if enabled != group.enabled:
            care_groups.set_enabled(ledger, group.id, enabled=enabled)
    return write.changed
