"""The parts of an address: patterns for each, and the one form in which each is kept."""

import re

from ledger.rules.numerals import NUMERAL_CHARACTERS, arabic, read_numeral

NUMBER = rf"(?:\d+|[{NUMERAL_CHARACTERS}]+)"
BUILDING = rf"(?:[A-Za-z]?{NUMBER}[A-Za-z]?|[A-Za-z]|[甲乙丙丁戊己庚辛壬癸]|[东南西北中前后])"
BUILDING_MARK = r"(?:号?楼座|号院?楼|号?[栋幢座](?:楼)?|#楼?)"
UNIT = rf"(?:{NUMBER}|[A-Za-z]|[甲乙丙丁戊己]|[东西中南北])"
UNIT_MARK = r"(?:号?单元|单(?=[\d-])|门洞?|梯|号?楼道|号?楼门)"
FLOOR = rf"(?:负?{NUMBER})"
_SIDE = r"[东西中南北左右]"
_SHOP_WORDS = r"(?:底商|商铺|店铺|门面房?|门市房?|营业房|车库|车棚|地下室|储藏室|阁楼|门卫室?)"
SHOP = re.compile(_SHOP_WORDS)
ROOM = (
    rf"(?:(?:{NUMBER}[A-Za-z]?(?:-\d{{1,2}})?|[A-Za-z]\d{{2,4}})(?:室|房间?|号房?|户)?(?:{_SIDE}户?)?"
    rf"|{_SIDE}[户室]|{_SHOP_WORDS}(?:{NUMBER}(?:-\d+)?号?)?)"
)
STREET = re.compile(r"[路街巷道弄里条胡同]$")

_ESTATE_END = re.compile(
    r"^(.*(?:小区|社区|花园|家园|花苑|嘉苑|新苑|雅苑|名苑|新村|大院|家属院|宿舍|公寓|广场|名邸|华府|村|[一二三四五六七八九十]期|[苑城府湾庭郡院墅轩]))(.*)$"
)
_DIVISION = re.compile(
    r"^(?:[一-龥]{2,8}?(?:省|自治区))?(?:[一-龥]{2,7}?(?:市|自治州|盟))?"
    r"(?:(?:城[东南西北中]|[一-龥]{2,5}?(?<![小社园东西南北中新老]))区|[一-龥]{2,5}?[县旗市])?"
    r"(?:[一-龥]{2,8}?(?:街道办事处|街道办|街道|镇|乡))?(?:[一-龥]{1,8}?(?:社区居委会|社区|居委会))?"
)
_ROAD_NUMBER = re.compile(
    rf"^[一-龥]{{1,8}}?(?:路|大街|街|大道|道|巷|胡同)(?:{NUMBER}号)?(?=.*(?:小区|花园|苑|家园|公寓|新村|城|府|湾|里)$)"
)


def building_name(text: str) -> str:
    """The name of a building without its mark and leading zeros: 03号楼 → 3, 三栋 → 3, a座 → A, 综合楼 → 综合楼."""
    if re.fullmatch(rf"{_SIDE}楼", text):
        return text  # 南楼 is a name, not the building 南
    bare = re.sub(rf"^第?({BUILDING})(?:{BUILDING_MARK}|楼|号)?$", r"\1", text)
    return _number_or_name(bare)


def unit_name(text: str) -> str:
    """The name of a unit without its mark: 2单元 → 2, 二单元 → 2, 乙单元 → 乙."""
    return _number_or_name(re.sub(rf"^({UNIT})(?:{UNIT_MARK})?$", r"\1", text))


def room_name(text: str, floor: str | None) -> str:
    """The name of a room: 0501室 → 501, 五零一 → 501, 五零一东户 → 501东户; 5楼东户 keeps its floor."""
    bare = re.sub(r"(?<=[\dA-Za-z〇零一二三四五六七八九十])(?:室|房间?|号房?|户)(?=$|[东西中南北左右])", "", text)
    bare = arabic(bare) if bare[:1] in NUMERAL_CHARACTERS else bare
    if re.fullmatch(r"0\d{3,4}[A-Za-z]?", bare):
        bare = bare.lstrip("0")
    if floor and not bare[:1].isdigit() and not bare[:1].isascii():
        return f"{read_numeral(floor) or floor}楼{bare}"
    if floor and re.fullmatch(r"0?\d{1,2}", bare):
        return f"{read_numeral(floor) or floor}楼{text}"  # 5楼2号 need not be 502
    return bare.upper()


def estate_name(text: str) -> str:
    """The name of the estate at the end of a longer address, without province, city, district, street and road."""
    text = text.strip("-,，、 ")
    bare = _DIVISION.sub("", text, count=1)
    return _ROAD_NUMBER.sub("", bare).strip("-,，、 ") or _last_division(text)


def split_estate(text: str) -> tuple[str, str]:
    """The estate and what follows it (a street, a row of houses): 银苑小区平房 → (银苑小区, 平房)."""
    bare = _DIVISION.sub("", text, count=1)
    if found := _ESTATE_END.match(bare):
        return found[1], found[2]
    return "", bare


def _last_division(text: str) -> str:
    # 银苑社区 alone stands for an estate where nothing finer is said; a mere district does not.
    found = re.search(r"([一-龥]{1,8}?社区)$", text)
    return found[1] if found else ""


def _number_or_name(text: str) -> str:
    if (number := read_numeral(text)) is not None:
        return number.lstrip("0") or "0"
    if text.isascii():
        return text.upper()
    return arabic(text) if re.match(r"[A-Za-z]", text) else text
