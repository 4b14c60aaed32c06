"""The equation holds for every month and slice, whatever is written, and closed months never move."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ledger.accounts.balance import month_account, months_with_entries
from ledger.accounts.closing import close_month
from ledger.accounts.months import month_of
from ledger.checks.checking import findings
from ledger.errors import InputProblem
from ledger.matters import steps
from ledger.matters.listing import MatterFilter, list_matters
from ledger.matters.registering import MatterDraft, register_matter
from ledger.matters.steps import Stroke
from ledger.matters.withdrawing import withdraw_last_step, withdraw_matter
from ledger.places.staff import add_grid
from ledger.records.accounts import MonthAccount
from ledger.records.matters import Level, Outcome, Satisfaction
from ledger.store import create_ledger
from ledger.store.undo import undo


class RandomHistory(RuleBasedStateMachine):
    """Days pass, matters come, move, leave, return and are withdrawn, months are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.ledger = create_ledger(Path(self.folder.name) / "a.mqzb", community="社区", worker="书记")
        for name in ("第一网格", "第二网格"):
            add_grid(self.ledger, name=name)
        self.today = date(2026, 1, 20)
        self.closed: dict[str, MonthAccount] = {}
        self.last_write = 0

    def teardown(self) -> None:
        broken = list(findings(self.ledger))
        self.ledger.close()
        self.folder.cleanup()
        assert broken == []

    def attempt(self, change) -> None:
        """What a rule refuses changes nothing; what it takes can be undone."""
        try:
            done = change()
        except InputProblem:
            return
        self.last_write = getattr(done, "changed", done).sequence

    def pick(self, number: int) -> int:
        found = list_matters(self.ledger, MatterFilter())
        return found[number % len(found)].id if found else 0

    def stroke(self, back: int) -> Stroke:
        return Stroke(on=self.today - timedelta(days=back), today=self.today, worker_id=1, text="已处理")

    @rule(days=st.integers(5, 30))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(category=st.integers(1, 40), grid=st.sampled_from([None, 1, 2]), back=st.integers(0, 40))
    def register(self, category: int, grid: int | None, back: int) -> None:
        draft = MatterDraft("路灯不亮", category, place="北门", grid_id=grid)
        on = self.today - timedelta(days=back)
        self.attempt(
            lambda: register_matter(self.ledger, draft, worker_id=1, on=on, today=self.today, next_step="跟进")
        )

    @rule(number=st.integers(0, 9), back=st.integers(0, 20), way=st.sampled_from(["settle", "not_accept", "retract"]))
    def leave(self, number: int, back: int, way: str) -> None:
        outcome = {"outcome": Outcome.PARTLY_SOLVED} if way == "settle" else {}
        self.attempt(lambda: getattr(steps, way)(self.ledger, self.pick(number), self.stroke(back), **outcome))

    @rule(number=st.integers(0, 9), into=st.integers(0, 9))
    def merge(self, number: int, into: int) -> None:
        self.attempt(lambda: steps.merge(self.ledger, self.pick(number), self.stroke(0), into_id=self.pick(into)))

    @rule(number=st.integers(0, 9), back=st.integers(0, 9))
    def reopen(self, number: int, back: int) -> None:
        stroke = self.stroke(back)
        self.attempt(lambda: steps.reopen(self.ledger, self.pick(number), stroke, next_step="再办", next_on=self.today))

    @rule(
        number=st.integers(0, 9),
        level=st.sampled_from([None, *Level]),
        category=st.integers(1, 40),
        grid=st.sampled_from([None, 1, 2]),
    )
    def move(self, number: int, level: Level | None, category: int, grid: int | None) -> None:
        if level is not None:
            self.attempt(lambda: steps.escalate(self.ledger, self.pick(number), self.stroke(0), level=level))
            return
        changes = {"category_id": category, "grid_id": grid}
        self.attempt(lambda: steps.reclassify(self.ledger, self.pick(number), self.stroke(0), **changes))

    @rule(number=st.integers(0, 9), satisfaction=st.sampled_from(list(Satisfaction)))
    def follow_up(self, number: int, satisfaction: Satisfaction) -> None:
        stroke = self.stroke(0)
        self.attempt(lambda: steps.follow_up(self.ledger, self.pick(number), stroke, satisfaction=satisfaction))

    @rule(number=st.integers(0, 9), way=st.sampled_from([withdraw_last_step, withdraw_matter]))
    def withdraw(self, number: int, way) -> None:
        self.attempt(lambda: way(self.ledger, matter_id=self.pick(number), reason="记错", today=self.today))

    @precondition(lambda self: self.last_write)
    @rule()
    def undo(self) -> None:
        self.attempt(lambda: undo(self.ledger, sequence=self.last_write))

    @rule()
    def close_last_month(self) -> None:
        month = str(month_of(self.today).preceding)
        try:
            close_month(self.ledger, month, worker_id=1, today=self.today)
        except InputProblem:
            return
        for each in months_with_entries(self.ledger):
            if str(each) <= month:
                self.closed.setdefault(str(each), month_account(self.ledger, str(each)))

    @invariant()
    def every_month_balances_in_every_slice(self) -> None:
        brought_forward = None
        for month in reversed(months_with_entries(self.ledger)):
            account = month_account(self.ledger, str(month))
            total = account.total
            assert total.transferred_in == total.transferred_out == 0
            assert sum(total.outcomes.values()) == total.settled
            assert brought_forward in (None, total.opening)
            brought_forward = total.closing
            for slices in (account.by_category, account.by_level, account.by_grid):
                for figure in ("opening", "new", "reopened", "settled", "adjustments", "closing"):
                    assert sum(getattr(s.balance, figure) for s in slices) == getattr(total, figure), figure
                moved_in = sum(s.balance.transferred_in for s in slices)
                assert moved_in == sum(s.balance.transferred_out for s in slices)
        open_now = len(list_matters(self.ledger, MatterFilter(open=True)))
        assert brought_forward in (None, open_now)

    @invariant()
    def closed_months_stand_still(self) -> None:
        for month, account in self.closed.items():
            assert month_account(self.ledger, month) == account


RandomHistory.TestCase.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestRandomHistory = RandomHistory.TestCase
