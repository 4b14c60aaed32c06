"""Which sheets of a workbook are the roster: one, or one for each building."""

import re
from collections.abc import Mapping, Sequence

from ledger.errors import refuse
from ledger.exchange.finished import Finished
from ledger.exchange.header import Header
from ledger.exchange.roster import Choice
from ledger.exchange.workbook import Workbook
from ledger.rules.person_name import short_name_key

_SET_ASIDE = re.compile(
    r"示例|样表|样本|模板|范例|说明|字典|选项|代码|下拉|汇总|统计|迁出|搬走|死亡|去世|注销|销户|历史|旧表|备份|作废|删除|对照"
)
_LIKENESS = 0.6
_REPETITION = 0.8


def choose_sheets(workbook: Workbook, headers: Mapping[str, Header | None], choice: Choice) -> dict[str, str]:
    """For every sheet why it is not read, "" where it is.

    sheet_empty, sheet_no_roster, sheet_hidden, sheet_set_aside (a name such as 填表说明 or 迁出),
    sheet_other_columns, sheet_not_chosen. Raises InputProblem "roster_no_such_sheet".
    """
    names = [sheet.name for sheet in workbook.sheets]
    if choice.sheets is not None:
        for wanted in choice.sheets:
            if wanted not in names:
                raise refuse("roster", "roster_no_such_sheet", sheet=wanted, sheets="、".join(names))
        rosters = {name for name, header in headers.items() if header is not None and header.is_roster}
        why_not = {name: "" if name in rosters else "sheet_no_roster" for name in names}
        return {name: why_not[name] if name in choice.sheets else "sheet_not_chosen" for name in names}
    why = {}
    for sheet in workbook.sheets:
        header = headers[sheet.name]
        if not sheet.rows:
            why[sheet.name] = "sheet_empty"
        elif header is None or not header.is_roster:
            why[sheet.name] = "sheet_no_roster"
        elif sheet.hidden:
            why[sheet.name] = "sheet_hidden"
        else:
            why[sheet.name] = "sheet_set_aside" if _SET_ASIDE.search(sheet.name) else ""
    if not any(reason == "" for reason in why.values()):
        return _last_resort(why)
    return _like_the_best(workbook, headers, why)


def repeats_known(result: Finished, known: Sequence[Finished]) -> bool:
    """Whether nearly everybody of a sheet stands in sheets read before: a list of key groups, a copy."""
    mine = _people(result)
    before = set().union(*(_people(other) for other in known))
    return bool(mine) and len(mine & before) >= _REPETITION * len(mine)


def _people(result: Finished) -> set[tuple[str, object]]:
    return {
        (short_name_key(resident.name), household.address or resident.id_number)
        for household in result.households
        for resident in household.residents
    }


def _last_resort(why: dict[str, str]) -> dict[str, str]:
    """Where nothing else is there, a sheet with an odd name or a hidden one is the roster after all."""
    for reason in ("sheet_set_aside", "sheet_hidden"):
        if reason in why.values():
            return {name: "" if each == reason else each for name, each in why.items()}
    return why


def _like_the_best(workbook: Workbook, headers: Mapping[str, Header | None], why: dict[str, str]) -> dict[str, str]:
    fields = {name: header.fields for name, header in headers.items() if header}
    rows = {sheet.name: len(sheet.rows) for sheet in workbook.sheets}
    best = max((name for name, reason in why.items() if not reason), key=lambda name: (len(fields[name]), rows[name]))
    return {
        name: reason
        if reason or len(fields[name] & fields[best]) >= _LIKENESS * len(fields[best])
        else "sheet_other_columns"
        for name, reason in why.items()
    }
