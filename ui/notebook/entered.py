"""Pages entered in this sitting: what stood on the page before and after, so that undoing one brings its lines back."""

from collections import Counter
from dataclasses import dataclass

from ledger.notebook.entering import EnteredPage
from ledger.store import Changed
from ui.drafts import Content

_UNDONE = "undo:page.enter#"


@dataclass(frozen=True)
class Turn:
    """The page has to become another: from what it was then (`out`) to what it was on the other side (`back`)."""

    out: Content
    back: Content


class EnteredPages:
    """Remembers the entries by their place in the journal, through any number of undos and redos."""

    def __init__(self) -> None:
        self._turns: dict[int, Turn] = {}

    def note(self, entered: EnteredPage, before: Content, after: Content) -> None:
        """This page was entered just now."""
        if entered.changed.sequence:
            self._turns[entered.changed.sequence] = Turn(after, before)

    def turned(self, changed: Changed) -> Turn | None:
        """How the page has to change with a write; None where it was no undo of one of these."""
        if not changed.action.startswith(_UNDONE) or not changed.sequence:
            return None
        turn = self._turns.pop(int(changed.action.removeprefix(_UNDONE)), None)
        if turn is not None:
            # To undo the undo is to enter it again.
            self._turns[changed.sequence] = Turn(turn.back, turn.out)
        return turn


def turned_text(now: str, turn: Turn) -> str:
    """The words after a turn; lines written since stay, below."""
    out, back = str(turn.out.get("text") or ""), str(turn.back.get("text") or "")
    if now == out:
        return back
    known = Counter(out.split("\n"))
    more = []
    for line in now.split("\n"):
        if known[line]:
            known[line] -= 1
        elif line.strip():
            more.append(line)
    return "\n".join([back.rstrip("\n"), *more]) if back.strip() else "\n".join(more)
