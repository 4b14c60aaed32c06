"""民情账本: arguments → the desktop, or one command of the command line."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run a command where one is named, the desktop otherwise; returns the exit status."""
    from ledger.commands import dispatch

    if arguments and (dispatch.is_command(arguments[0]) or arguments[0].startswith("-")):
        return dispatch.run(arguments)
    from ui.application.start import start_desktop

    return start_desktop(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
