"""Where the entries of a time line stand in the tables: for each source the key (day, time, id) of its rows.

Every query is bound to one household or resident by an index, so that the length of the ledger does not matter.
`{gone}` takes in what was withdrawn or leaves it out; `{said}` is the condition of a text looked for.
"""

from dataclasses import dataclass

from ledger.records.dossiers import EntryKind, EntrySource

TOLD_STEPS = (
    "registered",
    "reported_again",
    "settled",
    "not_accepted",
    "merged",
    "retracted",
    "reopened",
    "followed_up",
)
"""What a file tells of a matter: how it came and what became of it. Its whole course is on its own page."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source: its number, what its entries are, the key of its rows for a household and for a resident."""

    number: EntrySource
    kind: EntryKind
    household: str
    resident: str

    def sql(self, *, of_resident: bool, withdrawn: bool, said: str) -> str:
        """Select day, time, source and id of its rows for `:subject`."""
        body = self.resident if of_resident else self.household
        gone = "1" if withdrawn else "{}.withdrawn_at is null"
        filled = body.replace("{said}", said)
        for alias in ("v", "s", "p", "e", "o", "m", "c"):
            filled = filled.replace(f"{{gone:{alias}}}", gone.format(alias))
        return filled


def _same(
    number: EntrySource, kind: EntryKind, day: str, rows: str, household: str, resident: str, *, time: str = "''"
) -> Source:
    """A source that selects the same from the same table; `rows` is that table with its alias behind it."""
    alias = rows.split()[1] if " join " not in rows else "s"
    select = f"select {day} as day, {time} as time, {number.value} as source, {alias}.id as id from {rows}"
    return Source(number, kind, f"{select} where {household}{{said}}", f"{select} where {resident}{{said}}")


# A step without a time of its own is as late as the one before it on that day, so that a matter keeps its order.
_STEP_TIME = (
    "case when s.at_time <> '' then s.at_time else coalesce((select max(t.at_time) from step t"
    " where t.matter_id = s.matter_id and t.id < s.id and t.on_date = s.on_date), '') end"
)
_MET = "v.id in (select visit_id from visit_person where resident_id = :subject and withdrawn_at is null)"
# Who belonged to the household on the day told.
_MEMBERS = (
    "exists (select 1 from membership m where m.household_id = :subject and m.resident_id = {row}.resident_id"
    " and m.withdrawn_at is null and coalesce(m.since, '') <= {day} and ({day} <= m.until or m.until is null))"
)
_OF_MEMBERS = "{row}.resident_id in (select resident_id from membership where household_id = :subject)"
_ENABLED = "exists (select 1 from care_group g where g.id = c.care_group_id and g.enabled and g.withdrawn_at is null)"


def _of_members(row: str, day: str) -> str:
    return f"{_OF_MEMBERS.format(row=row)} and {_MEMBERS.format(row=row, day=day)}"


_FOUNDED = (
    "exists (select 1 from occupancy f where f.household_id = m.household_id and f.since = m.since"
    " and f.withdrawn_at is null)"
)
_NEXT_DOOR = (
    "exists (select 1 from occupancy n where n.household_id = o.household_id and n.since = o.until and n.id <> o.id"
    " and n.withdrawn_at is null)"
)
_NEXT_HOME = (
    "exists (select 1 from membership n where n.resident_id = m.resident_id and n.since = m.until and n.id <> m.id"
    " and n.withdrawn_at is null)"
)
# A resident's own coming tells of the door; the household's later moves are told while he or she belongs to it.
_MOVED_WITH = (
    "exists (select 1 from membership m where m.household_id = o.household_id and m.resident_id = :subject"
    " and m.withdrawn_at is null and coalesce(m.since, '') < {day} and ({day} < m.until or m.until is null))"
)
_LIVED_WITH = (
    "o.household_id in (select household_id from membership where resident_id = :subject and withdrawn_at is null)"
)

SOURCES = (
    _same(
        EntrySource.VISIT,
        EntryKind.VISIT,
        "v.on_date",
        "visit v",
        "v.household_id = :subject and {gone:v}",
        f"{_MET} and {{gone:v}}",
    ),
    _same(
        EntrySource.STEP,
        EntryKind.MATTER,
        "s.on_date",
        "matter m join step s on s.matter_id = m.id",
        "m.household_id = :subject and s.kind in " + str(TOLD_STEPS) + " and {gone:s}",
        "m.resident_id = :subject and s.kind in " + str(TOLD_STEPS) + " and {gone:s}",
        time=_STEP_TIME,
    ),
    _same(
        EntrySource.CALL,
        EntryKind.PROMISE,
        "v.revisit_on",
        "visit v",
        "v.household_id = :subject and v.revisit_on is not null and {gone:v}",
        f"{_MET} and v.revisit_on is not null and {{gone:v}}",
    ),
    _same(
        EntrySource.PROMISE,
        EntryKind.PROMISE,
        "coalesce(p.due_on, substr(p.created_at, 1, 10))",
        "promise p",
        "p.household_id = :subject and {gone:p}",
        "(p.visit_id in (select visit_id from visit_person where resident_id = :subject and withdrawn_at is null)"
        " or p.matter_id in (select id from matter where resident_id = :subject)) and {gone:p}",
    ),
    _same(
        EntrySource.LIFE_EVENT,
        EntryKind.CHANGE,
        "e.on_date",
        "life_event e",
        _of_members("e", "e.on_date") + " and {gone:e}",
        "e.resident_id = :subject and {gone:e}",
    ),
    _same(
        EntrySource.DOOR_SINCE,
        EntryKind.CHANGE,
        "o.since",
        "occupancy o",
        "o.household_id = :subject and o.since is not null and {gone:o}",
        f"{_LIVED_WITH} and o.since is not null and {_MOVED_WITH.format(day='o.since')} and {{gone:o}}",
    ),
    _same(
        EntrySource.DOOR_UNTIL,
        EntryKind.CHANGE,
        "o.until",
        "occupancy o",
        f"o.household_id = :subject and o.until is not null and not {_NEXT_DOOR} and {{gone:o}}",
        f"{_LIVED_WITH} and o.until is not null and {_MOVED_WITH.format(day='o.until')} and not {_NEXT_DOOR}"
        " and {gone:o}",
    ),
    _same(
        EntrySource.MEMBER_SINCE,
        EntryKind.CHANGE,
        "m.since",
        "membership m",
        f"m.household_id = :subject and m.since is not null and not {_FOUNDED} and {{gone:m}}",
        "m.resident_id = :subject and m.since is not null and {gone:m}",
    ),
    _same(
        EntrySource.MEMBER_UNTIL,
        EntryKind.CHANGE,
        "m.until",
        "membership m",
        "m.household_id = :subject and m.until is not null and {gone:m}",
        f"m.resident_id = :subject and m.until is not null and not {_NEXT_HOME} and {{gone:m}}",
    ),
    _same(
        EntrySource.CARE_SINCE,
        EntryKind.CHANGE,
        "c.since",
        "care_membership c",
        _of_members("c", "c.since") + f" and c.since is not null and {_ENABLED} and {{gone:c}}",
        f"c.resident_id = :subject and c.since is not null and {_ENABLED} and {{gone:c}}",
    ),
    _same(
        EntrySource.CARE_UNTIL,
        EntryKind.CHANGE,
        "c.until",
        "care_membership c",
        _of_members("c", "c.until") + f" and c.until is not null and {_ENABLED} and {{gone:c}}",
        f"c.resident_id = :subject and c.until is not null and {_ENABLED} and {{gone:c}}",
    ),
)
KIND_OF = {source.number: source.kind for source in SOURCES}
"""What the entries of a source are."""
