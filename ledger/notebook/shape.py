"""An entry in the shape in which notebook pages are written down for measuring (tests/data/notebook)."""

from dataclasses import asdict
from typing import Any

from ledger.records.notebook import KnownHousehold, PageEntry
from ledger.records.visits import VisitOutcome

UNSURE = 0.8
"""A part read less surely than this is shown as a proposal to look at."""


def as_json(entry: PageEntry, *, several_estates: bool) -> dict[str, Any]:
    """The entry as plain JSON values; a matter carries one `category`, dates are ISO text.

    Beyond what the measuring looks at: how each part was read, and what is offered, reminded of and not known.
    """
    return {
        "line": entry.line,
        "household": address_of(entry.household, several_estates=several_estates) if entry.household else None,
        "people": [person.name for person in entry.people],
        "mode": entry.mode.value,
        "outcome": None if entry.outcome is VisitOutcome.NONE else entry.outcome.value,
        "date": str(entry.on),
        "matters": [
            {"category": matter.category, "urgent": matter.urgent, "text": matter.text} for matter in entry.matters
        ],
        "revisit_on": str(entry.revisit_on) if entry.revisit_on else None,
        "ask": entry.ask.value if entry.ask else None,
        "unsure": sorted(part for part, reading in entry.readings.items() if reading.sure < UNSURE),
        "readings": {part: asdict(reading) for part, reading in entry.readings.items()},
        **_what_else(entry, several_estates=several_estates),
    }


def _what_else(entry: PageEntry, *, several_estates: bool) -> dict[str, Any]:
    """What only some entries have; left out where there is none."""
    offered = [
        {
            "household": address_of(each.household, several_estates=several_estates),
            "person": each.person.name if each.person else None,
        }
        for each in entry.candidates
    ]
    more = {
        "candidates": offered,
        "reminders": [asdict(reminder) for reminder in entry.reminders],
        "said_name": entry.said_name,
        "said_door": asdict(entry.said_door) if entry.said_door else None,
        "worker": entry.worker,
        "at_time": entry.at_time,
    }
    return {part: value for part, value in more.items() if value}


def address_of(household: KnownHousehold, *, several_estates: bool) -> str:
    """楼栋-单元-房号 (楼栋-房号 without units), with 小区/ before it where there are several."""
    short = short_address(household)
    return f"{household.estate}/{short}" if several_estates and household.estate else short


def short_address(household: KnownHousehold) -> str:
    """楼栋-单元-房号, 楼栋-房号 without units."""
    return "-".join(part for part in (household.building, household.unit, household.room) if part)
