from datetime import date

import pytest

from ui.buildings.last_visit import LastVisit, last_visit


@pytest.mark.parametrize(
    ("met", "today", "seen"),
    [
        ("2026-11-23", "2026-11-23", LastVisit.RECENT),
        ("2026-10-25", "2026-11-23", LastVisit.RECENT),
        ("2026-10-24", "2026-11-23", LastVisit.THIS_QUARTER),
        ("2026-10-01", "2026-11-23", LastVisit.THIS_QUARTER),
        ("2026-09-30", "2026-11-23", LastVisit.LAST_QUARTER),
        ("2026-07-01", "2026-11-23", LastVisit.LAST_QUARTER),
        ("2026-06-30", "2026-11-23", LastVisit.EARLIER),
        ("2025-12-31", "2026-01-05", LastVisit.RECENT),
        ("2025-11-01", "2026-01-05", LastVisit.LAST_QUARTER),
        ("2025-09-30", "2026-01-05", LastVisit.EARLIER),
    ],
)
def test_a_meeting_falls_into_its_time(met: str, today: str, seen: LastVisit) -> None:
    assert last_visit(date.fromisoformat(met), date.fromisoformat(today)) is seen


def test_never_met() -> None:
    assert last_visit(None, date(2026, 11, 23)) is LastVisit.NEVER


def test_every_time_has_words_and_its_own_colour() -> None:
    assert len({seen.words for seen in LastVisit}) == len(LastVisit)
    assert len({seen.fill for seen in LastVisit}) == len(LastVisit)
