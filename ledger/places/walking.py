"""The order of doors as one walks past them, in SQL: what no collation knows is counted in Python, of few names."""

import json

from ledger.places.doors import units_in_order
from ledger.places.order import natural_key
from ledger.store import Ledger

# json_each numbers the units and the names of rooms in natural order; of doors themselves there may be many thousand.
DOORS_SQL = """door as materialized (
    select d.id, row_number() over (order by unit.key, coalesce(d.floor, -99), room.key, d.id) as place
    from json_each(:units) unit cross join dwelling d on d.unit_id = unit.value and d.withdrawn_at is null
    left join json_each(:rooms) room on room.value = d.room)"""
"""A table `door` of `id` and `place`, for a with clause; its parameters: `walking_parameters`."""


def walking_parameters(ledger: Ledger) -> dict[str, str]:
    """What DOORS_SQL asks for: estates, buildings, units and rooms of this ledger as people count them."""
    rooms = [row[0] for row in ledger.rows("select distinct room from dwelling where withdrawn_at is null")]
    return {
        "units": json.dumps(units_in_order(ledger)),
        "rooms": json.dumps(sorted(rooms, key=natural_key), ensure_ascii=False),
    }
