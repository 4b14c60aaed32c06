"""The kinds of hits in words."""

from ledger.language import pgettext


def kind_label(kind: str) -> str:
    """What hits of a kind ("resident", "dwelling", "matter", "visit", "page") are called, as a heading."""
    return {
        "resident": pgettext("search", "Residents"),
        "dwelling": pgettext("search", "Doors"),
        "matter": pgettext("search", "Matters"),
        "visit": pgettext("search", "Visits"),
        "page": pgettext("search", "Pages of the notebook"),
    }[kind]
