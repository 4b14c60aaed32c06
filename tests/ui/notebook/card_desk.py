"""A small estate with a past, a page read against it, and the cards beside that page in a window of their own."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ledger.matters.categories import category_by_code
from ledger.matters.registering import MatterDraft
from ledger.matters.steps import Stroke, settle
from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.manuscript import Manuscript
from ledger.people.care_groups import add_care_group, assign
from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwellings
from ledger.records.matters import Outcome
from ledger.records.places import Address
from ledger.records.proposals import EntryKey, Proposal
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.recording import VisitDraft, record_visit
from ui.notebook.cards import EntryCards
from ui.notebook.entry_card import EntryCard
from ui.notebook.part_chip import PartChip
from ui.workspace import Workspace

TODAY = date(2026, 11, 23)
HOMES = {
    ("3", "2", "501"): (("许敏", "户主", "1979-03-02"), ("李强", "配偶", "1977")),
    ("3", "2", "502"): (("孙立", "户主", "1950-01-01"),),
    ("3", "2", "402"): (("李梅", "户主", "1985"), ("周明", "配偶", "1984")),
    ("2", "1", "301"): (("周秀英", "户主", "1944-05-05"),),
    ("9", "4", "502"): (("周秀英", "户主", "1991-02-03"),),
    ("3", "2", "601"): (),
}


def settle_estate(ledger: Ledger) -> dict[str, int]:
    """Dwelling ids by short address. 3-2-501 had a leak in August, settled; nobody opened at 3-2-502 last time."""
    addresses = {"-".join(parts): Address("银苑小区", *parts) for parts in HOMES}
    found = find_or_make_dwellings(ledger, addresses.values())
    doors = {short: found[address] for short, address in addresses.items()}
    homes = [
        NewHousehold(doors["-".join(parts)], tuple(NewResident(n, relation=r, birth=b) for n, r, b in people))
        for parts, people in HOMES.items()
        if people
    ]
    add_households(ledger, homes, since=None, today=TODAY)
    group = add_care_group(ledger, name="独居长者", interval_days=30)
    old = ledger.value("select id from resident where birth = '1944-05-05'")
    assign(ledger, old, care_group_id=group.id, on=TODAY, today=TODAY)
    _past(ledger, doors)
    return doors


def _past(ledger: Ledger, doors: dict[str, int]) -> None:
    resident = ledger.value("select id from resident where name = '许敏'")
    leak = MatterDraft("厨房漏水", category_by_code(ledger, "neighbour"))
    august = VisitDraft(
        date(2026, 8, 12), VisitMode.HOME, VisitOutcome.MET, 1, doors["3-2-501"], resident_ids=(resident,)
    )
    for draft in (
        VisitDraft(**{**_fields(august), "matters": (leak,), "note": "厨房漏水"}),
        VisitDraft(date(2026, 11, 10), VisitMode.HOME, VisitOutcome.NO_ANSWER, 1, doors["3-2-502"], note="没人"),
    ):
        recorded = record_visit(ledger, draft, today=TODAY, next_step="跟进")
        for matter_id in recorded.matter_ids:
            stroke = Stroke(date(2026, 8, 20), TODAY, 1, "已修好")
            settle(ledger, matter_id, stroke, outcome=Outcome.SOLVED)


def _fields(draft: VisitDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}


class CardDesk(QWidget):
    """What the page does around the cards: it writes, passes every decision to the manuscript, and shows again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("page")
        self.manuscript = Manuscript(
            workspace.ledger, LedgerRoster(workspace.ledger), today=workspace.today(), worker_id=workspace.worker.id
        )
        self.cards = EntryCards(workspace)
        column = QVBoxLayout(self)
        column.addWidget(self.cards)
        cards, manuscript = self.cards, self.manuscript
        cards.corrected.connect(lambda key, fields: self._after(manuscript.correct(key, **fields)))
        cards.matter_corrected.connect(
            lambda key, nth, fields: self._after(manuscript.correct_matter(key, nth, **fields))
        )
        cards.matter_added.connect(lambda key, fields: self._after(manuscript.add_matter(key, **fields)))
        cards.cleared.connect(lambda key: self._after(manuscript.clear(key)))
        workspace.changed.connect(lambda changed: (manuscript.reread(changed), self.show_again()))

    def write(self, text: str) -> None:
        """The page reads this now."""
        self.manuscript.write(text)
        self.show_again()

    def show_again(self) -> None:
        """Show the proposals as they are."""
        self.cards.show_proposals(self.manuscript.proposals, self.manuscript.lines)

    def _after(self, _proposals: object) -> None:
        self.show_again()

    # Looking

    def proposal(self, nth: int = 0) -> Proposal:
        """The proposal at this place of the page."""
        return self.manuscript.proposals[nth]

    def key(self, nth: int = 0) -> EntryKey:
        """The key of the proposal at this place of the page."""
        return self.proposal(nth).key

    def card(self, nth: int = 0) -> EntryCard:
        """Its card, which must be in sight."""
        card = self.cards.column.card(self.key(nth))
        assert card is not None
        return card

    def words(self, nth: int = 0) -> list[str]:
        """What stands on it, line by line."""
        return [" ".join(part.words for part in line if part.words) for line in self.card(nth).content.lines]

    def chip(self, name: str, nth: int = 0) -> PartChip:
        """A chip of it by its part's name."""
        chip = self.card(nth).chip(name)
        assert chip is not None, [each.part.name for each in self.card(nth).chips()]
        return chip

    def chip_saying(self, words: str, nth: int = 0) -> PartChip:
        """A chip of it by what it says."""
        return next(chip for chip in self.card(nth).chips() if words in chip.part.words)

    def offered(self) -> list[str]:
        """What the open list offers."""
        offers = self.cards.choices
        return [option.title for option in offers.options()] if offers is not None else []

    # Doing

    def click(self, chip: PartChip) -> None:
        """A click with the mouse."""
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)

    def choose(self, words: str) -> None:
        """Down to these words in the open list, and Enter."""
        self.press(*[Qt.Key.Key_Down] * self.offered().index(words), Qt.Key.Key_Return)

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Keys pressed wherever the keyboard is."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, with_)
