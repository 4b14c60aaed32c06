"""Every action with a shortcut, as data: the shortcuts, the tooltips and the help sheet are made from this."""

from dataclasses import dataclass

from ledger.language import mark


@dataclass(frozen=True)
class Action:
    """Something a key does. `title` and `group` are message ids; `keys` in Qt's portable spelling."""

    key: str
    title: str
    group: str
    keys: tuple[str, ...]


_GO = mark("Go to")
_WORK = mark("Work")
_VIEW = mark("View")

ACTIONS = (
    Action("notebook", mark("Note a visit"), _WORK, ("Ctrl+N",)),
    Action("visits.new", mark("Note one visit in a form"), _WORK, ("Ctrl+Shift+N",)),
    Action("search", mark("Search"), _WORK, ("Ctrl+K", "Ctrl+F")),
    Action("save", mark("Save"), _WORK, ("Ctrl+S",)),
    Action("print", mark("Print"), _WORK, ("Ctrl+P",)),
    Action("export", mark("Export to Excel"), _WORK, ("Ctrl+E",)),
    Action("undo", mark("Undo the last entry"), _WORK, ("Ctrl+Z",)),
    Action("redo", mark("Do again what was undone"), _WORK, ("Ctrl+Y", "Ctrl+Shift+Z")),
    Action("refresh", mark("Read again"), _WORK, ("F5",)),
    Action("larger", mark("Larger text"), _VIEW, ("Ctrl+=", "Ctrl++")),
    Action("smaller", mark("Smaller text"), _VIEW, ("Ctrl+-",)),
    Action("ordinary", mark("Ordinary text size"), _VIEW, ("Ctrl+0",)),
    Action("help", mark("Keys"), _VIEW, ("F1",)),
    Action("back", mark("Back"), _GO, ("Alt+Left",)),
)

# What fields and tables do by themselves; named here so that the help sheet can tell.
FIELD_KEYS = (
    (mark("Next field"), "Enter"),
    (mark("Save the form"), "Ctrl+Enter"),
    (mark("Open the row"), "Enter"),
    (mark("Copy rows"), "Ctrl+C"),
    (mark("Calendar of a date"), "F4"),
    (mark("Choose among chips"), "1 – 9"),
    (mark("Enter the page"), "Ctrl+Enter"),
    (mark("From the page to its cards, and back"), "F6 / Esc"),
    (mark("Add a matter to the visit"), "Ctrl+M"),
    (mark("Mark an open matter as reported again"), "Alt+1 – 9"),
    (mark("Take the filter the search offers"), "Tab"),
    (mark("Everything the search finds"), "Ctrl+Enter"),
    (mark("Close, or leave the search"), "Esc"),
)


def page_keys(position: int) -> str:
    """The shortcut of the page at `position` (from 0) of the sidebar."""
    return f"Ctrl+{position + 1}"
