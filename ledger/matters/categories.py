"""The categories (类别) a matter may have: fifteen main ones with parts, editable by the community."""

from ledger.errors import refuse
from ledger.records.matters import Category, Urgency
from ledger.store import Changed, Ledger

# What is usually urgent by its nature; everything else is ordinary until somebody says otherwise.
_USUAL_URGENCY = {"utilities": Urgency.ESSENTIAL, "policy": Urgency.SIMPLE}


def categories(ledger: Ledger) -> tuple[Category, ...]:
    """All categories in use: each main one followed by its parts, in the community's order."""
    rows = ledger.rows(
        "select c.id, c.uid, c.code, c.name, c.parent_id from category c left join category p on p.id = c.parent_id"
        " where c.withdrawn_at is null"
        " order by coalesce(p.position, c.position), coalesce(p.id, c.id), c.parent_id is not null, c.position, c.id"
    )
    return tuple(Category(*row) for row in rows)


def category_by_code(ledger: Ledger, code: str) -> int:
    """The id of one of the fifteen main categories by its code. Raises InputProblem "no_such_category"."""
    found = ledger.value(
        "select id from category where code = ? and parent_id is null and withdrawn_at is null", (code,)
    )
    if found is None:
        raise refuse("category_id", "no_such_category", name=code)
    return int(found)


def usual_urgency(ledger: Ledger, category_id: int) -> Urgency:
    """How urgent a matter of this category usually is."""
    code = ledger.value(
        "select coalesce(p.code, c.code) from category c left join category p on p.id = c.parent_id where c.id = ?",
        (category_id,),
    )
    return _USUAL_URGENCY.get(code or "", Urgency.ORDINARY)


def add_category(ledger: Ledger, *, name: str, parent_id: int | None = None) -> Changed:
    """Add a category, or a part of a main one. Raises InputProblem "empty", "name_taken"."""
    _check_name(ledger, name, parent_id)
    with ledger.write("category.add") as write:
        position = ledger.value("select count(*) from category where parent_id is ?", (parent_id,))
        write.insert("category", name=name.strip(), parent_id=parent_id, position=position)
    return write.changed


def rename_category(ledger: Ledger, *, category_id: int, name: str) -> Changed:
    """Give a category another name; matters keep it. Raises InputProblem "empty", "name_taken"."""
    parent = ledger.value("select parent_id from category where id = ?", (category_id,))
    _check_name(ledger, name, parent)
    with ledger.write("category.rename") as write:
        write.update("category", category_id, name=name.strip())
    return write.changed


def withdraw_category(ledger: Ledger, *, category_id: int, reason: str) -> Changed:
    """Offer a category no longer; matters that have it keep it. Raises InputProblem "category_has_parts"."""
    if ledger.value("select 1 from category where parent_id = ? and withdrawn_at is null", (category_id,)):
        raise refuse("category_id", "category_has_parts")
    with ledger.write("category.withdraw") as write:
        write.withdraw("category", category_id, reason)
    return write.changed


def _check_name(ledger: Ledger, name: str, parent_id: int | None) -> None:
    if not name.strip():
        raise refuse("name", "empty")
    if ledger.value(
        "select 1 from category where name = ? and parent_id is ? and withdrawn_at is null", (name.strip(), parent_id)
    ):
        raise refuse("name", "name_taken", name=name.strip())
