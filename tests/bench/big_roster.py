"""A roster of invented people, as large as asked for, written as .xlsx."""

import random
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADINGS = (
    "序号 小区 楼栋 单元 房号 姓名 与户主关系 性别 出生日期 身份证号 联系电话 人群标签 备注".split()  # noqa: SIM905
)
_SURNAMES = "马许高周纳欧哈王李张刘陈杨赵黄吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = "占林秀英建平玉芳文博国栋晓燕嘉怡淑珍志强桂兰海涛丽娜金凤俊杰雪梅永贵春花立新彤敏宁诺"
_RELATIONS = ("户主", "配偶", "儿子", "女儿", "母亲")


def write_roster(path: Path, residents: int, seed: int = 1) -> Path:
    """Write a roster of about `residents` people in households of one to five; the same for the same seed."""
    dice = random.Random(seed)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("花名册")
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADINGS)
        row = household = 0
        while row < residents:
            place = divmod(household, 72)
            unit, door = divmod(place[1], 24)
            address = ["银苑小区", str(place[0] + 1), str(unit + 1), f"{door // 4 + 1}0{door % 4 + 1}"]
            for relation in _RELATIONS[: min(dice.randint(1, 5), residents - row)]:
                row += 1
                born = date(1935, 1, 1) + timedelta(days=dice.randrange(30000))
                name = dice.choice(_SURNAMES) + "".join(dice.sample(_GIVEN, dice.choice((1, 2, 2))))
                sheet.write_row(row, 0, [household + 1, *address, name, relation, dice.choice("男女")])
                sheet.write_datetime(row, 8, born, day_format)
                sheet.write_row(row, 10, [f"190{row:08d}" if dice.random() < 0.7 else ""])
                sheet.write_row(row, 11, ["高龄" if born.year < 1946 else "党员" if dice.random() < 0.1 else ""])
            household += 1
    return path
