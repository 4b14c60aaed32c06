import re
from collections.abc import Callable

import pytest

from ledger.language import _
from ui.exchange.drop_zone import WORKBOOKS
from ui.setup.places import SUFFIX


@pytest.mark.parametrize(
    "kind",
    [
        lambda: _("Workbooks (%(suffixes)s)") % {"suffixes": WORKBOOKS},
        lambda: _("Ledgers (*%(suffix)s)") % {"suffix": SUFFIX},
        lambda: _("PDF file (*.pdf)"),
        lambda: _("All files (*)"),
    ],
)
def test_a_file_dialog_understands_its_kinds_of_file(kind: Callable[[], str]) -> None:
    # Qt reads the patterns between plain brackets only; between （） it shows hardly any file.
    assert re.fullmatch(r"[^()（）]+ \((\*[.\w]* ?)+\)", kind())
