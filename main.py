"""民情账本: arguments → the desktop, or one command of the command line."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run a command where one is named, the desktop otherwise; returns the exit status."""
    # A ledger that is double-clicked has no time to wait for the command line's libraries.
    if arguments and not arguments[0].endswith(".mqzb"):
        from ledger.commands import dispatch

        if dispatch.is_command(arguments[0]) or arguments[0].startswith("-"):
            return dispatch.run(arguments)
    from ui.application.start import start_desktop

    return start_desktop(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
