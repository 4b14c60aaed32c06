"""From arguments to one command, and from its error to one line and an exit status."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from ledger.commands.argument_words import speak_our_language
from ledger.commands.printing import print_what_can_be_printed
from ledger.errors import Cancelled, InputProblem, LedgerError, WorldProblem
from ledger.language import DEFAULT_LANGUAGE, LANGUAGES, _, in_language
from ledger.sentences import explain

BAD_INPUT = 2
FAILED_JOB = 1
INTERRUPTED = 130

# What the world refuses for good is bad input: the next try needs other words, not better luck.
_INPUT_CODES = frozenset(
    {
        "no_such_ledger",
        "not_a_ledger",
        "ledger_newer",
        "ledger_exists",
        "target_is_ledger",
        "no_such_file",
        "not_a_workbook",
        "workbook_protected",
    }
)


def _summaries() -> dict[str, tuple[str, str]]:
    """Every command: the module that runs it and what it does."""
    return {
        "demo": ("demo", _("make a sample ledger of invented people")),
        "import": ("import_roster", _("import a roster (.xlsx, .xls, .et, .csv)")),
        "jot": ("jot", _("read a page written as in the notebook")),
        "search": ("search", _("find residents, doors and matters")),
        "account": ("account", _("print the balance of a month")),
        "report": ("report", _("write the monthly report as PDF")),
        "route": ("route", _("write a route sheet as PDF, to carry from door to door")),
        "dossier": ("dossier", _("write the file of a household or a resident as PDF")),
        "export": ("export", _("write residents, visits or matters to .xlsx")),
        "check": ("check", _("check integrity, journal chain and invariants")),
    }


def is_command(word: str) -> bool:
    """Whether `word` names a command of the command line."""
    return word in _summaries()


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status."""
    print_what_can_be_printed()
    with in_language(_language_of(arguments)):
        try:
            parser = _parser(arguments)
            args = parser.parse_args(arguments)
            command: Callable[[argparse.Namespace], int] = args.run
            return command(args)
        except LedgerError as error:
            print(explain(error), file=sys.stderr)
            return _status(error)
        except KeyboardInterrupt:
            print(explain(Cancelled()), file=sys.stderr)
            return INTERRUPTED
        except BrokenPipeError:
            sys.stderr.close()
            return FAILED_JOB


def _status(error: LedgerError) -> int:
    if isinstance(error, InputProblem):
        return BAD_INPUT
    if isinstance(error, WorldProblem) and error.code in _INPUT_CODES:
        return BAD_INPUT
    return FAILED_JOB


class _Parser(argparse.ArgumentParser):
    """argparse, with its own words in the catalogue and one line for an error."""

    def error(self, message: str) -> NoReturn:
        print(_("%(program)s: %(problem)s. See --help.") % {"program": self.prog, "problem": message}, file=sys.stderr)
        raise SystemExit(BAD_INPUT)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    speak_our_language()
    parser = _Parser(prog="main.py", description=_("民情账本: the notebook of a community secretary."), add_help=False)
    _add_common(parser)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    wanted = next((word for word in arguments if is_command(word)), None)
    for name, (module, summary) in _summaries().items():
        child = commands.add_parser(name, help=summary, description=summary, add_help=False)
        _add_common(child)
        # Only the command asked for is imported: each brings its own slow libraries.
        if name == wanted:
            command = import_module(f"ledger.commands.{module}")
            command.add_arguments(child)
            child.set_defaults(run=command.run)
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help=_("show this help"))
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help=_("language of output (default %(default)s)")
    )


def _language_of(arguments: Sequence[str]) -> str:
    given = list(arguments)
    for position, word in enumerate(given):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and position + 1 < len(given):
            value = given[position + 1]
        if value in LANGUAGES:
            return value
    return DEFAULT_LANGUAGE
