"""How a dwelling is used, as remarks and columns say it (出租, 空置, 自住, 底商…)."""

import re

from ledger.records.places import DwellingUse

# In this order: a shared flat is also let, and "无人租" is first of all empty.
_WORDS = (
    (DwellingUse.SHARED, re.compile(r"群租|合租")),
    (DwellingUse.BUSINESS, re.compile(r"住改商|商用|商住|经营|底商|商铺|店铺|门面|门市|营业房")),
    (DwellingUse.VACANT, re.compile(r"空置|空户|空关|空房|空挂|闲置|无人居住|无人住|未入住|未装修|毛坯|^空$")),
    (DwellingUse.RENTED, re.compile(r"出租|租赁|租住|租户|租客|承租|租房|已租|^租$|廉租|公租")),
    (DwellingUse.OWNER, re.compile(r"自住|自有|自购|产权|业主居住|常住|^自$")),
)


def read_use(text: str) -> DwellingUse | None:
    """The use that `text` names, or None where it names none."""
    return next((use for use, words in _WORDS if words.search(text)), None)
