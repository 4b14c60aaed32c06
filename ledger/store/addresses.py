"""An address put together in SQL, the same wherever a list shows one.

楼栋-单元-房号 (楼栋-房号 where the building has no units), with 小区 and a space before it where the ledger has
several estates.
"""

ADDRESS_SQL = (
    "case when e.name <> '' and (select count(*) from estate where withdrawn_at is null) > 1"
    " then e.name || ' ' else '' end"
    " || b.name || '-' || case when u.name = '' then '' else u.name || '-' end || d.room"
)

# Joins door, unit, building and estate (d, u, b, e) to a table that has a dwelling_id.
ADDRESS_JOIN = (
    " left join dwelling d on d.id = {table}.dwelling_id left join unit u on u.id = d.unit_id"
    " left join building b on b.id = u.building_id left join estate e on e.id = b.estate_id"
)
