"""What a route sheet is called: which households of which part of the community it holds."""

from collections.abc import Iterable

from ledger.language import _
from ledger.records.routes import RouteKind
from ledger.wording import label
from ledger.wording.places import building_label

_DOT = " · "
# More buildings than that are counted, not named.
_NAMED = 6


def route_title(
    kind: RouteKind, *, grid: str = "", estate: str = "", buildings: Iterable[str] = (), care_group: str = ""
) -> str:
    """第一网格 · 3号楼，5号楼 · 独居老人 · 该上门的."""
    names = [building_label(name) for name in buildings]
    said = _(", ").join(names) if len(names) <= _NAMED else _("%(count)d buildings") % {"count": len(names)}
    return _DOT.join(filter(None, (grid, estate, said, care_group, label(kind))))
