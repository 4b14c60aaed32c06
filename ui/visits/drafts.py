"""The visit being typed, and those set aside for later: each a draft under a number of its own."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ledger.store import Ledger
from ledger.store.drafts import VISIT_DRAFT, Draft, drafts
from ui.drafts import Content, DraftKeeper


class VisitDrafts(DraftKeeper):
    """Keeps the visit on the form, and knows the others."""

    def __init__(
        self, ledger: Callable[[], Ledger], content: Callable[[], Content | None], parent: QObject | None = None
    ) -> None:
        super().__init__(ledger, content, kind=VISIT_DRAFT, parent=parent)
        self.key = self._free_key()

    def begin_anew(self) -> None:
        """What is typed from now on is another visit."""
        self.wait_no_more()
        self.key = self._free_key()

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft that was set aside."""
        self.wait_no_more()
        self.key = draft.key

    def others(self) -> tuple[Draft, ...]:
        """The drafts set aside, the last one first."""
        return tuple(draft for draft in drafts(self.ledger(), kind=VISIT_DRAFT) if draft.key != self.key)

    def _free_key(self) -> str:
        used = {draft.key for draft in drafts(self.ledger(), kind=VISIT_DRAFT)}
        return next(str(number) for number in range(1, len(used) + 2) if str(number) not in used)
