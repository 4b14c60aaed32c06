"""事项分类: the main categories and their parts."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ledger.language import _, pgettext
from ledger.matters import categories
from ledger.records.matters import Category
from ui.settings.section import EntryList, Section
from ui.widgets import ChoiceField, Column, FormSheet
from ui.workspace import Workspace


class CategorySection(Section):
    """One table: each main category followed by its parts."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._names: dict[int, str] = {}
        self.categories = EntryList(
            workspace,
            [
                Column("main", _("Category"), self._main, width=180),
                Column("part", _("Part"), self._part, width=220, wide=True),
            ],
            name="settings.categories",
            title=_("Categories of matters"),
            edit=self._edit,
            withdraw=self._withdraw,
            called=lambda category: category.name,
        )
        self.column.addWidget(self.categories, 1)

    def refresh(self) -> None:
        """Read the categories."""
        known = categories.categories(self.workspace.ledger)
        self._names = {category.id: category.name for category in known if category.parent_id is None}
        self.categories.show_records(known)

    def _main(self, category: Category) -> str:
        return category.name if category.parent_id is None else self._names.get(category.parent_id, "")

    def _part(self, category: Category) -> str:
        return "" if category.parent_id is None else category.name

    def _edit(self, category: Category | None) -> None:
        current = self.categories.table.current()
        under = (current.parent_id or current.id) if current else None
        self.sheet = CategorySheet(self.workspace, category, self._names, under, self)
        self.sheet.open()

    def _withdraw(self, category: Category, reason: str) -> bool:
        said = _("%(name)s is withdrawn") % {"name": category.name}
        done = self.workspace.write(
            categories.withdraw_category,
            category_id=category.id,
            reason=reason,
            said=said,
            form=self.categories.sheet.form,
        )
        return done is not None


class CategorySheet(FormSheet):
    """A category's name and, for a new one, where it belongs."""

    def __init__(
        self,
        workspace: Workspace,
        category: Category | None,
        mains: dict[int, str],
        under: int | None,
        parent: QWidget,
    ) -> None:
        title = _("New category") if category is None else _("Rename a category")
        super().__init__(parent, title, act=self._write, width=460)
        self._workspace = workspace
        self._category = category
        self.under = ChoiceField([(None, _("a main category")), *mains.items()])
        self.under.set_value(under)
        self.name = QLineEdit(category.name if category else "")
        if category is None:
            self.form.add("parent_id", _("Part of"), self.under)
        self.form.add("name", pgettext("thing", "Name"), self.name)
        self.name.setFocus()

    def _write(self) -> bool:
        name = self.name.text().strip()
        if self._category is None:
            written = self._workspace.write(
                categories.add_category,
                name=name,
                parent_id=self.under.value(),
                said=_("Category added"),
                form=self.form,
            )
        elif name == self._category.name:
            return True
        else:
            written = self._workspace.write(
                categories.rename_category,
                category_id=self._category.id,
                name=name,
                said=_("Category renamed"),
                form=self.form,
            )
        return written is not None
