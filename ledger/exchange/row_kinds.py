"""Rows of a roster that are no residents: totals, who filled it in, remarks below the table, headings in between."""

import re
from collections.abc import Sequence

from ledger.exchange.cells import Cell, is_blank, text_of
from ledger.rules.address import read_place
from ledger.rules.address_parts import estate_name
from ledger.rules.numerals import half_width

_TOTAL = re.compile(
    r"^(?:[本全该]?[页表栋楼单元户社区小网格]{0,3})?(?:合计|总计|小计|共计|累计|总数|总户数|总人数|户数合计|人数合计)"
    r"|^[以本全]?[页表栋]?共\d+(?:户|人)|^合$"
)
_FOOTER = re.compile(
    r"^(?:填表|制表|填报|审核|审批|复核|核对|负责|经办|统计|登记|采集|录入|联系|核实|调查|入户|报送|单位负责|社区负责|网格)"
    r"(?:人员?|者|单位|时间|日期|员|电话|领导)?(?:\(?(?:签字|签名|签章|盖章)\)?)?:"
    r"|^(?:填表人|制表人|填报人|审核人|负责人|经办人|填表日期|填报日期|制表日期|填报单位|填表单位|制表单位|单位\(?盖章\)?|\(?盖章\)?)"
    r"|^(?:备注|注|说明|附注|填表说明|填写说明|注意事项|温馨提示|提示|要求)(?:\d|:|$)"
    r"|^第?\d+页|^第\d+页共\d+页|^\(?(?:续表|接上页|转下页|以下空白|此页空白|本页无正文)\)?$"
    r"|^(?:此表|本表|该表)一?"
)
_DATE_ALONE = re.compile(r"^\d{4}年\d{1,2}月(?:\d{1,2}日)?$|^年月日$")
_TITLE_NOISE = re.compile(
    r"(?:常住|流动|租住|户籍|重点|特殊|入户|全体|辖区)*(?:居民|住户|人口|家庭|人员|业主|房屋|户|房)*(?:入户|走访|摸底|摸排|排查|基本|情况|信息|登记|统计|调查|采集)*"
    r"(?:花名册|名册|登记表|登记册|登记簿|信息表|采集表|统计表|情况表|调查表|摸底表|台账|一览表|明细表?|汇总表?|名单|清册|底册|表|册)?"
    r"(?:\([^()]*\))?$"
)
_TITLE_DATE = re.compile(r"\d{4}年(?:度|\d{1,2}月(?:份|\d{1,2}日)?)?")
_SAID = re.compile(r"(小区|楼栋|楼号|栋号|幢号|楼幢|单元|网格)(?:名称|号)?:\s*([^\s:]+)")
_GRID = re.compile(r"第?[一二三四五六七八九十百\d]+(?:号)?网格")


def is_total(row: Sequence[Cell]) -> bool:
    """Whether the row adds up: 合计, 小计, 共5户."""
    return bool(_TOTAL.match(_bare(_first_text(row))))


def is_footer(row: Sequence[Cell]) -> bool:
    """Whether every cell of the row is of the kind that stands below a table."""
    filled = [_bare(text_of(cell)) for cell in row if not is_blank(cell)]
    if not filled or len(filled) > 8:
        return False
    first = bool(_FOOTER.match(filled[0]))
    odd = [text for text in filled if not (_FOOTER.match(text) or _DATE_ALONE.match(text))]
    return not odd or (first and len(filled) <= 4)


def is_column_numbers(row: Sequence[Cell]) -> bool:
    """Whether the row only numbers the columns: 1 2 3 4 5, or (1) (2) (3)."""
    numbers = [_bare(text_of(cell)).strip("()") for cell in row if not is_blank(cell)]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(numbers) >= 4 and (numbers == counted or numbers[2:] == counted[: len(numbers) - 2])


def place_of_heading(text: str) -> dict[str, str]:
    """Estate, building, unit and grid that a title or a heading between rows names; only what it says.

    银苑小区3号楼居民花名册 → {"estate": "银苑小区", "building": "3"}; 楼栋：3号楼 单元：2 → building and unit.
    """
    plain = half_width(text)
    found: dict[str, str] = {}
    for word, value in _SAID.findall(plain):
        found |= _said(word, value)
    bare = "".join(_SAID.sub("", plain).split())
    if grid := _GRID.search(bare):
        found.setdefault("grid", grid.group())
        bare = bare.replace(grid.group(), "")
    bare = _TITLE_NOISE.sub("", _TITLE_DATE.sub("", bare))
    if place := read_place(bare):
        for name, value in zip(("estate", "building", "unit"), place, strict=True):
            if value:
                found.setdefault(name, value)
    elif re.search(r"(?:小区|花园|家园|公寓|新村|苑|家属院|大院)$", bare) and len(bare) <= 20:
        found.setdefault("estate", estate_name(bare))
    return found


def _said(word: str, value: str) -> dict[str, str]:
    if word == "小区":
        return {"estate": value}
    if word == "网格":
        return {"grid": value}
    place = read_place(value) or read_place(f"{value}{'单元' if word == '单元' else '号楼'}")
    names = zip(("estate", "building", "unit"), place or ("", "", ""), strict=True)
    return {name: part for name, part in names if part}


def _first_text(row: Sequence[Cell]) -> str:
    return next((text_of(cell) for cell in row if not is_blank(cell)), "")


def _bare(text: str) -> str:
    return "".join(half_width(text).split())
