"""Is everything there that the schema asks for: tables, and the triggers that let nothing be erased."""

from collections.abc import Iterator

from ledger.store import Ledger, driver, migrations

_OBJECTS = "select type, name from sqlite_master where name not like 'sqlite_%'"


def missing_parts(ledger: Ledger) -> Iterator[str]:
    """What a new ledger has and this one lacks, as "table posting" or "trigger journal_no_delete"."""
    sample = driver.connect_to_nothing()
    try:
        migrations.migrate(driver.as_database(sample))
        wanted = {tuple(row) for row in sample.execute(_OBJECTS)}
    finally:
        sample.close()
    there = {tuple(row) for row in ledger.rows(_OBJECTS)}
    for kind, name in sorted(wanted - there):
        yield f"{kind} {name}"
