"""The pieces pages are made of. Each knows how it looks and nothing of what it shows.

A piece is imported when its name is first asked for: the first window needs a third of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.widgets.balance import BalanceEquation
    from ui.widgets.buttons import GhostButton, IconButton, LinkButton, PrimaryButton
    from ui.widgets.candidates import Candidate, CandidateField
    from ui.widgets.cards import Card, Chip, EmptyState, Label, Rule, ScrollColumn, SectionTitle, clear_layout, reveal
    from ui.widgets.choices import ChoiceField
    from ui.widgets.dates import DateField
    from ui.widgets.figures import Ring, TrendLine
    from ui.widgets.forms import Form, FormRow
    from ui.widgets.notices import Banner, Toast
    from ui.widgets.progress import ProgressDialog
    from ui.widgets.rows import Seek
    from ui.widgets.segments import SegmentRow
    from ui.widgets.sheets import FormSheet, ReasonSheet
    from ui.widgets.tables import Column, RecordTable

__all__ = [
    "BalanceEquation",
    "Banner",
    "Candidate",
    "CandidateField",
    "Card",
    "Chip",
    "ChoiceField",
    "Column",
    "DateField",
    "EmptyState",
    "Form",
    "FormRow",
    "FormSheet",
    "GhostButton",
    "IconButton",
    "Label",
    "LinkButton",
    "PrimaryButton",
    "ProgressDialog",
    "ReasonSheet",
    "RecordTable",
    "Ring",
    "Rule",
    "ScrollColumn",
    "SectionTitle",
    "Seek",
    "SegmentRow",
    "Toast",
    "TrendLine",
    "clear_layout",
    "reveal",
]

_MODULES = {
    "balance": ("BalanceEquation",),
    "buttons": ("GhostButton", "IconButton", "LinkButton", "PrimaryButton"),
    "candidates": ("Candidate", "CandidateField"),
    "cards": ("Card", "Chip", "EmptyState", "Label", "Rule", "ScrollColumn", "SectionTitle", "clear_layout", "reveal"),
    "choices": ("ChoiceField",),
    "dates": ("DateField",),
    "figures": ("Ring", "TrendLine"),
    "forms": ("Form", "FormRow"),
    "notices": ("Banner", "Toast"),
    "progress": ("ProgressDialog",),
    "rows": ("Seek",),
    "segments": ("SegmentRow",),
    "sheets": ("FormSheet", "ReasonSheet"),
    "tables": ("Column", "RecordTable"),
}


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"ui.widgets.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
