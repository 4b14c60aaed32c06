"""main.py import: a roster into a ledger, which is made where there is none."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ledger.commands.printing import print_json
from ledger.exchange.applying import Imported, apply_plan
from ledger.exchange.comparing import plan_beside, plan_import
from ledger.exchange.in_words import change_label, problem_label, skipped_label
from ledger.exchange.ledger_state import LedgerState
from ledger.exchange.plan import Fate, FieldChange, Plan
from ledger.exchange.reading import read_roster
from ledger.exchange.roster import Choice, Roster, RosterProblem
from ledger.language import _, ngettext
from ledger.rules.finding import Severity
from ledger.store import Ledger, create_ledger, open_ledger

_NOTHING_YET = LedgerState((), {}, {}, {}, (), {})
_MOST_LISTED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help=_("the ledger; made where there is none"))
    parser.add_argument("roster", type=Path, metavar="ROSTER", help=_("the roster: .xlsx, .xls, .et, .ods or .csv"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done, and do nothing"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON object"))
    parser.add_argument("--sheet", action="append", metavar=_("NAME"), help=_("read this sheet; may be repeated"))
    parser.add_argument("--community", default="", metavar=_("NAME"), help=_("the community, for a ledger made now"))
    parser.add_argument("--worker", default="", metavar=_("NAME"), help=_("who keeps it, for a ledger made now"))


def run(args: argparse.Namespace) -> int:
    """Read, compare, import unless it is a dry run, and report."""
    today = date.today()
    choice = Choice(sheets=frozenset(args.sheet) if args.sheet else None)
    roster = read_roster(args.roster, today=today, choice=choice)
    if args.dry_run:
        plan, done = _planned(args.ledger, roster), None
    else:
        with _ledger(args, roster) as ledger:
            plan = plan_import(ledger, roster)
            done = apply_plan(ledger, plan, today=today, progress=_progress if sys.stderr.isatty() else None)
    if args.json:
        print_json(as_json(plan))
    else:
        _report(plan, done)
    return 0


def as_json(plan: Plan) -> dict[str, object]:
    """What the file holds, then what the import did, counted in residents."""
    return {
        "households": len(plan.roster.households),
        "residents": plan.roster.residents,
        "created": plan.count(Fate.NEW),
        "changed": plan.count(Fate.CHANGED),
        "problems": [
            {"row": problem.row, "column": problem.column, "message": _message(plan.roster, problem)}
            for problem in plan.problems
        ],
    }


def _planned(path: Path, roster: Roster) -> Plan:
    if not path.exists():
        return plan_beside(_NOTHING_YET, roster)
    with open_ledger(path, read_only=True) as ledger:
        return plan_import(ledger, roster)


@contextmanager
def _ledger(args: argparse.Namespace, roster: Roster) -> Iterator[Ledger]:
    """The ledger, made now where there is none, and taken away again where the import fails."""
    if args.ledger.exists():
        with open_ledger(args.ledger) as ledger:
            ledger.actor = str(ledger.value("select uid from worker where withdrawn_at is null order by id limit 1"))
            yield ledger
        return
    community = args.community or roster.community or _("Our community")
    ledger = create_ledger(args.ledger, community=community, worker=args.worker or _("Secretary"))
    try:
        with ledger:
            yield ledger
    except BaseException:
        for suffix in ("", "-wal", "-shm", ".lock"):
            args.ledger.with_name(args.ledger.name + suffix).unlink(missing_ok=True)
        raise


def _report(plan: Plan, done: Imported | None) -> None:
    for line in (*_about_file(plan.roster), *_about_ledger(plan, done), *_about_gone(plan)):
        print(line)
    if plan.problems:
        count = len(plan.problems)
        print(ngettext("%(count)d thing to look at:", "%(count)d things to look at:", count) % {"count": count})
    for problem in plan.problems:
        mark = _("error") if problem.severity is Severity.ERROR else _("note")
        print(f"  [{mark}] {_place(problem)}{_message(plan.roster, problem)}")


def _about_file(roster: Roster) -> Iterator[str]:
    facts = {"file": roster.path.name, "households": len(roster.households), "residents": roster.residents}
    yield _("%(file)s: %(households)d households, %(residents)d residents") % facts
    for sheet in roster.sheets:
        if sheet.skipped:
            why = {"sheet": sheet.name, "why": skipped_label(sheet.skipped)}
            yield "  " + _("Sheet “%(sheet)s” was not read: %(why)s") % why
            continue
        columns = "  ".join(f"{column.letter} {column.name}={_meaning(column)}" for column in sheet.columns)
        yield "  " + _("Sheet “%(sheet)s”: %(columns)s") % {"sheet": sheet.name, "columns": columns}
    if roster.births_from_id:
        yield "  " + _("%(count)d birth dates were taken from the ID numbers") % {"count": roster.births_from_id}


def _meaning(column: object) -> str:
    owner = getattr(column, "owner", "")
    return f"{owner}{getattr(column, 'field', '')}"


def _about_ledger(plan: Plan, done: Imported | None) -> Iterator[str]:
    facts = {
        "new": plan.count(Fate.NEW),
        "changed": plan.count(Fate.CHANGED),
        "same": plan.count(Fate.UNCHANGED),
        "gone": len(plan.gone),
        "households": plan.count_households(Fate.NEW),
        "doors": plan.new_doors,
    }
    if done is None:
        yield _("Dry run, nothing was written. The import would do this:")
    yield (
        _(
            "Residents: %(new)d new, %(changed)d changed, %(same)d as before, %(gone)d no longer in the file;"
            " %(households)d new households, %(doors)d new doors"
        )
        % facts
    )
    changed = list(_changed(plan))
    for who, changes in changed[:_MOST_LISTED]:
        yield f"  {who}: " + "; ".join(change_label(change) for change in changes)
    if len(changed) > _MOST_LISTED:
        yield "  " + _("… and %(count)d more") % {"count": len(changed) - _MOST_LISTED}
    for name, count in plan.groups_off:
        yield _(
            "“%(group)s” is sensitive and switched off: left out for %(count)d residents."
            " Switch it on in the settings and import again."
        ) % {"group": name, "count": count}


def _changed(plan: Plan) -> Iterator[tuple[str, tuple[FieldChange, ...]]]:
    """Who changes in what: households by the name of their head, then their residents."""
    for household in plan.households:
        if household.changes and household.roster.residents:
            head = household.roster.residents[household.roster.head or 0].name
            yield _("%(name)s's household") % {"name": head}, household.changes
        elif household.changes and household.address:
            yield household.address.short, household.changes
        for resident in household.residents:
            if resident.changes:
                yield resident.roster.name, resident.changes


def _about_gone(plan: Plan) -> Iterator[str]:
    for gone in plan.gone[:_MOST_LISTED]:
        facts = {"name": gone.name, "door": gone.address.short}
        yield "  " + _("No longer in the file: %(name)s, %(door)s (nothing was done about it)") % facts
    if len(plan.gone) > _MOST_LISTED:
        yield "  " + _("… and %(count)d more") % {"count": len(plan.gone) - _MOST_LISTED}


def _place(problem: RosterProblem) -> str:
    facts = {"row": problem.row, "column": problem.column}
    return (_("row %(row)d, %(column)s: ") if problem.column else _("row %(row)d: ")) % facts


def _message(roster: Roster, problem: RosterProblem) -> str:
    text = problem_label(problem)
    several = sum(not sheet.skipped for sheet in roster.sheets) > 1
    return _("Sheet “%(sheet)s”: %(text)s") % {"sheet": problem.sheet, "text": text} if several else text


def _progress(done: int, of: int) -> None:
    print(_("Importing %(done)d of %(of)d…") % {"done": done, "of": of}, end="\r", file=sys.stderr)
