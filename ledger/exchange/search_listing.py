"""What a search found as a list for a workbook; phones and ID numbers masked unless somebody asked for them whole."""

from ledger.exchange.sheet_writing import Listing, Value
from ledger.language import _, pgettext
from ledger.rules.masked_text import masked_text
from ledger.search.hits import Found, Hit
from ledger.wording.searching import kind_label


def search_listing(found: Found, *, whole_numbers: bool = False) -> Listing:
    """One row a hit, the kinds in their order."""
    headings = (pgettext("search", "Kind"), _("Found"), _("Where"), _("Day"))
    rows = [_row(hit, whole_numbers=whole_numbers) for group in found.groups for hit in group.hits]
    return Listing(_("Found by searching"), headings, rows)


def _row(hit: Hit, *, whole_numbers: bool) -> list[Value]:
    title, text = (hit.title, hit.text) if whole_numbers else (masked_text(hit.title), masked_text(hit.text))
    return [kind_label(hit.kind), title, text, hit.when]
