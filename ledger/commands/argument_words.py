"""argparse's own words in our catalogue.

argparse speaks through gettext's global domain, which this library does not set; it looks its `_` up in its
own module at every call, so giving it ours there translates usage lines, headings and errors alike.
"""

import argparse

from ledger.language import _, mark, ngettext

ARGPARSE_MESSAGES = (
    mark("usage: "),
    mark("options"),
    mark("positional arguments"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("expected one argument"),
    mark("expected at least one argument"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
    mark("ignored explicit argument %r"),
)


def speak_our_language() -> None:
    """Let argparse speak the current language from now on."""
    argparse._ = _  # type: ignore[attr-defined]
    argparse.ngettext = ngettext  # type: ignore[attr-defined]
