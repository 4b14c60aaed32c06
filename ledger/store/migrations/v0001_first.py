"""Version 1: the whole schema, with empty rooms for what is built later (whistles, promises, mediation…)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

# Every table of the ledger has these beside its own columns; nothing is ever deleted.
_BEFORE = "id integer primary key, uid text not null unique"
_AFTER = "created_at text not null, withdrawn_at text, withdrawn_reason text"

_PLACES = {
    "community": "name text not null, street text not null default '', district text not null default ''",
    "device": "name text not null",
    "grid": "name text not null, position integer not null default 0",
    "worker": """name text not null, role text not null check (role in ('secretary', 'grid_worker', 'other')),
        grid_id integer references grid, phone text not null default ''""",
    "department": "name text not null, phone text not null default ''",
    "estate": "name text not null",
    "building": "estate_id integer not null references estate, name text not null, grid_id integer references grid",
    "unit": "building_id integer not null references building, name text not null default ''",
    "dwelling": """unit_id integer not null references unit, room text not null, floor integer,
        use text not null default 'owner' check (use in ('owner', 'rented', 'shared', 'vacant', 'business')),
        note text not null default ''""",
}

_PEOPLE = {
    "resident": """name text not null, sex text not null default '' check (sex in ('male', 'female', '')),
        birth text not null default '', id_number text not null default '', note text not null default '',
        presence text not null default 'present'
            check (presence in ('present', 'away', 'moved_out', 'lost', 'dead')),
        pinyin text not null default '', initials text not null default ''""",
    "household": """status text not null default 'resident'
            check (status in ('resident', 'away', 'vacant', 'moved_out', 'unverified')),
        head_id integer references resident, note text not null default ''""",
    "occupancy": """household_id integer not null references household,
        dwelling_id integer not null references dwelling, since text, until text, reason text not null default ''""",
    "membership": """household_id integer not null references household,
        resident_id integer not null references resident, relation text not null default '',
        since text, until text, reason text not null default ''""",
    "phone": """resident_id integer not null references resident, number text not null,
        note text not null default '', position integer not null default 0""",
    "life_event": """resident_id integer not null references resident,
        kind text not null check (kind in ('born', 'moved_in', 'moved_out', 'away', 'died', 'lost', 'restored')),
        on_date text not null, note text not null default ''""",
    "care_group": """name text not null, interval_days integer, sensitive integer not null default 0,
        enabled integer not null default 1, position integer not null default 0""",
    "care_membership": """care_group_id integer not null references care_group,
        resident_id integer not null references resident, since text, until text""",
}

_VISITS = {
    "page": "on_date text not null, worker_id integer references worker, text text not null",
    "visit": """dwelling_id integer references dwelling, household_id integer references household,
        worker_id integer not null references worker, grid_id integer references grid, on_date text not null,
        at_time text not null default '',
        mode text not null check (mode in ('home', 'phone', 'street', 'deputy', 'patrol')),
        outcome text not null check (outcome in ('met', 'proxy', 'no_answer', 'refused', 'postponed', 'away',
            'vacant', 'moved', 'none')),
        place text not null default '', note text not null default '', revisit_on text,
        page_id integer references page, page_line integer, booked_on text not null, withdrawn_on text""",
    "visit_person": """visit_id integer not null references visit, resident_id integer references resident,
        name text not null, part text not null default 'asked' check (part in ('asked', 'answered', 'subject'))""",
}

_LEVELS = "check (level in ('grid', 'community', 'street', 'department'))"
_STATUSES = """check (status in ('registered', 'accepted', 'in_progress', 'waiting', 'settled', 'followed_up',
            'not_accepted', 'merged', 'retracted'))"""
_URGENCIES = "check (urgency in ('danger', 'essential', 'simple', 'ordinary', 'complex'))"
_OUTCOMES = """check (outcome in ('solved', 'partly_solved', 'explained', 'impossible', 'retracted', 'merged',
            'not_accepted'))"""
_SATISFACTIONS = """check (satisfaction in ('satisfied', 'fairly_satisfied', 'dissatisfied', 'not_reached'))"""
# What a step leaves behind. The matter's own columns are the last step's, kept for speed and checked.
_STATE = f"""category_id integer not null references category, grid_id integer references grid,
        level text not null {_LEVELS}, urgency text not null {_URGENCIES}, status text not null {_STATUSES},
        outcome text {_OUTCOMES}, satisfaction text {_SATISFACTIONS},
        responsible_id integer references worker, next_step text not null default '', next_on text,
        due_on text not null, settled_on text"""

_MATTERS = {
    "category": """code text not null default '', name text not null, parent_id integer references category,
        position integer not null default 0""",
    "matter": f"""number text not null, title text not null, detail text not null default '',
        visit_id integer references visit, household_id integer references household,
        dwelling_id integer references dwelling, resident_id integer references resident,
        place text not null default '', registered_on text not null, merged_into_id integer references matter,
        {_STATE}""",
    "matter_party": """matter_id integer not null references matter, household_id integer references household,
        resident_id integer references resident, part text not null default ''""",
    "step": f"""matter_id integer not null references matter, kind text not null check (kind in ('registered',
            'accepted', 'progress', 'reported_again', 'waiting', 'reminded', 'assigned', 'escalated',
            'reclassified', 'settled', 'not_accepted', 'merged', 'retracted', 'reopened', 'followed_up')),
        on_date text not null, at_time text not null default '', text text not null default '',
        worker_id integer references worker, visit_id integer references visit, {_STATE}""",
    "posting": f"""matter_id integer not null references matter, step_id integer references step,
        kind text not null check (kind in ('new', 'reopened', 'settled', 'transfer', 'adjustment')),
        effect integer not null check (effect in (-1, 1)), on_date text not null, booked_on text not null,
        category_id integer not null references category, grid_id integer references grid,
        level text not null {_LEVELS}, outcome text {_OUTCOMES},
        corrects_id integer references posting, reason text not null default ''""",
    "closing": """month text not null, on_date text not null, worker_id integer references worker,
        journal_hash text not null, content text not null""",
}

_LATER = {
    "whistle": """matter_id integer not null references matter, department_id integer references department,
        kind text not null check (kind in ('service', 'key_work', 'emergency')),
        status text not null check (status in ('draft', 'sent', 'received', 'arrived', 'handling', 'answered',
            'returned', 'retracted')), sent_on text, due_on text, text text not null default ''""",
    "whistle_event": """whistle_id integer not null references whistle, kind text not null, on_date text not null,
        text text not null default '', worker_id integer references worker""",
    "promise": """visit_id integer references visit, matter_id integer references matter,
        household_id integer references household, text text not null, due_on text, kept_on text,
        status text not null default 'pending' check (status in ('pending', 'kept', 'dropped'))""",
    "follow_up": f"""matter_id integer not null references matter, step_id integer references step,
        on_date text not null, satisfaction text not null {_SATISFACTIONS},
        worker_id integer references worker, note text not null default ''""",
    "mediation": """matter_id integer not null references matter, on_date text not null,
        place text not null default '', text text not null default '', agreement text not null default '',
        result text not null default ''""",
    "deliberation": """matter_id integer references matter, on_date text not null, topic text not null,
        text text not null default '', result text not null default ''""",
    "attachment": """matter_id integer references matter, visit_id integer references visit, name text not null,
        media_type text not null, sha256 text not null, content blob not null""",
    "handover": """from_worker_id integer not null references worker, to_worker_id integer not null references worker,
        on_date text not null, text text not null default ''""",
    "holiday": """on_date text not null, kind text not null check (kind in ('holiday', 'workday')),
        name text not null default ''""",
    "setting": "key text not null, value text not null",
}

# Not of the ledger proper: its journal, who looked at what, and drafts, which are no entries yet.
_APART = """
create table journal (
    sequence integer primary key, uid text not null unique, device text not null, at text not null,
    actor text not null, action text not null, changes text not null,
    previous_hash text not null, hash text not null
) strict;
create table access_log (
    id integer primary key, at text not null, actor text not null, action text not null,
    subject text not null, result text not null
) strict;
create table draft (
    kind text not null, key text not null, content text not null, saved_at text not null,
    primary key (kind, key)
) strict;
"""

_INDEXES = """
create unique index building_name on building (estate_id, name) where withdrawn_at is null;
create unique index unit_name on unit (building_id, name) where withdrawn_at is null;
create unique index dwelling_room on dwelling (unit_id, room) where withdrawn_at is null;
create unique index estate_name on estate (name) where withdrawn_at is null;
create unique index grid_name on grid (name) where withdrawn_at is null;
create unique index care_group_name on care_group (name) where withdrawn_at is null;
create unique index closing_month on closing (month) where withdrawn_at is null;
create unique index setting_key on setting (key) where withdrawn_at is null;
create unique index occupancy_now on occupancy (household_id) where until is null and withdrawn_at is null;
create index occupancy_dwelling on occupancy (dwelling_id);
create unique index membership_now on membership (resident_id) where until is null and withdrawn_at is null;
create index membership_household on membership (household_id);
create index phone_resident on phone (resident_id);
create index phone_number on phone (number);
create index resident_name on resident (name);
create index resident_id_number on resident (id_number) where id_number <> '';
create index life_event_resident on life_event (resident_id);
create index care_membership_resident on care_membership (resident_id);
create index care_membership_group on care_membership (care_group_id);
create index building_grid on building (grid_id);
create index visit_household on visit (household_id, outcome, on_date, withdrawn_at);
create index visit_latest on visit (household_id) where withdrawn_at is null;
create index visit_dwelling on visit (dwelling_id, on_date);
create index visit_booked on visit (booked_on, household_id, outcome);
create index visit_on on visit (on_date, at_time);
create index visit_person_visit on visit_person (visit_id);
create index visit_person_resident on visit_person (resident_id);
create index matter_status on matter (status, next_on);
create index matter_household on matter (household_id);
create index matter_visit on matter (visit_id);
create index matter_number on matter (number);
create index step_matter on step (matter_id, id);
create index posting_booked on posting (booked_on, category_id, grid_id, level, effect, kind, withdrawn_at);
create index posting_matter on posting (matter_id);
create index follow_up_matter on follow_up (matter_id);
create index promise_household on promise (household_id, status);
create index whistle_matter on whistle (matter_id);
"""


def _refuse(table: str, *verbs: str) -> str:
    return "".join(
        f"create trigger {table}_no_{verb} before {verb} on {table} "
        f"begin select raise(abort, '{table}: nothing is ever erased'); end;\n"
        for verb in verbs
    )


def apply(database: "Database") -> None:
    """Make every table, index and trigger of version 1."""
    tables = _PLACES | _PEOPLE | _MATTERS | _VISITS | _LATER
    statements = [f"create table {name} ({_BEFORE}, {body}, {_AFTER}) strict" for name, body in tables.items()]
    statements += [s for s in (_APART + _INDEXES).split(";") if s.strip()]
    for statement in statements:
        database.execute(statement)
    for table in tables:
        database.execute(_refuse(table, "delete"))
    for table in ("journal", "access_log"):
        for verb in ("update", "delete"):
            database.execute(_refuse(table, verb))
