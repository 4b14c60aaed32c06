from datetime import UTC, datetime
from pathlib import Path

from ledger.store import create_ledger
from ledger.store.drafts import drafts, drop_draft, load_draft, save_draft


def test_drafts_are_kept_by_key_and_listed_the_last_first(tmp_path: Path) -> None:
    times = iter(datetime(2026, 11, 23, 9, minute, tzinfo=UTC) for minute in range(59))
    with create_ledger(tmp_path / "a.mqzb", community="社区", worker="书记", clock=lambda: next(times)) as ledger:
        for key, note in (("1", "漏水"), ("2", "停电"), ("1", "漏水，急")):
            save_draft(ledger, kind="visit", key=key, content={"note": note})
        save_draft(ledger, kind="matter", key="1", content={})
        assert [(draft.key, draft.content["note"]) for draft in drafts(ledger, kind="visit")] == [
            ("1", "漏水，急"),
            ("2", "停电"),
        ]
        drop_draft(ledger, kind="visit", key="1")
        assert load_draft(ledger, kind="visit", key="1") is None
        assert [draft.key for draft in drafts(ledger, kind="visit")] == ["2"]
