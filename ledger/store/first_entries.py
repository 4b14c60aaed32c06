"""What a new ledger holds from its first moment: community, secretary, device, categories, care groups."""

import json
from pathlib import Path
from typing import Any

from ledger.store.ledger_file import Ledger

DEFAULTS_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "defaults.json"


def make_first_entries(ledger: Ledger, *, community: str, worker: str, street: str, district: str, device: str) -> None:
    """Enter the community, its secretary, this device and the editable defaults, as the first write."""
    defaults: dict[str, Any] = json.loads(DEFAULTS_FILE.read_text(encoding="utf-8"))
    with ledger.write("ledger.create") as write:
        write.insert("device", name=device or "device")
        write.insert("community", name=community, street=street, district=district)
        write.insert("worker", name=worker, role="secretary")
        for position, category in enumerate(defaults["categories"]):
            parent = write.insert("category", code=category["code"], name=category["name"], position=position)
            for place, name in enumerate(category["parts"]):
                write.insert("category", name=name, parent_id=parent, position=place)
        for position, group in enumerate(defaults["care_groups"]):
            sensitive = group.get("sensitive", False)
            write.insert(
                "care_group",
                name=group["name"],
                interval_days=group["interval_days"],
                sensitive=int(sensitive),
                enabled=int(not sensitive),
                position=position,
            )
