"""许敏, 李强 and 许小山 at 3-2-501, and what happened to them over some years."""

import pytest
from lives import Lives, build_lives

from ledger.store import Ledger


@pytest.fixture
def lives(ledger: Ledger) -> Lives:
    """Visits, a matter that came back, a promise kept late, a move, a split, a care group, a death."""
    return build_lives(ledger)
