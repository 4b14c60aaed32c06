"""Months of invented people, to be printed: as full or as empty as a test asks for."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from ledger.records.accounts import (
    AdjustmentLine,
    Balance,
    KeyPersonLine,
    MatterLine,
    MonthAccount,
    MonthReport,
    QualityFigures,
    Share,
    Slice,
    VisitFigures,
    VisitLine,
    WorkerLine,
)
from ledger.records.matters import Level, Outcome

CATEGORIES = [
    "设施维修",
    "邻里纠纷",
    "环境卫生",
    "养老助餐",
    "出行停车",
    "物业管理",
    "噪声扰民",
    "违建安全",
    "就业帮扶",
    "低保救助",
    "医疗健康",
    "子女教育",
    "户籍证明",
    "文体活动",
    "其他",
]
SURNAMES = (
    "许马王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
)
GIVEN = (
    "敏淑兰建国秀英伟芳娜静强磊军洋勇艳杰娟涛明超霞平刚桂芝志红玉梅宁晓云飞海燕凤琴春生文武金银花丽华素珍德全长河福贵"
)
TITLES = [
    "卫生间漏水，楼上不配合",
    "充电桩跳闸",
    "申请老年餐桌送餐",
    "楼道堆放杂物影响通行",
    "单元门禁损坏无法关闭",
    "夜间广场舞音响扰民",
    "路灯不亮，老人晚归不便",
    "下水道返味，多次疏通无效",
    "车位被占，与邻居发生口角",
    "残疾人扶手申请安装",
    "暖气不热（室温14℃）",
    "孩子入学划片咨询",
    "流浪犬伤人隐患",
    "外墙保温层脱落",
    "申请临时救助",
]
STEPS = [
    "三方到场",
    "供电公司已报到",
    "志愿队对接",
    "与物业协商维修方案",
    "回访确认",
    "联系产权单位",
    "上门复查",
    "等待维修资金批复",
]
WORKERS = ("王建军", "马小梅", "李国强", "赵晓燕")
GRIDS = ("第一网格", "第二网格", "第三网格")
NOTES = (
    "家中老人身体尚可，子女每周回来一次，提醒注意用气安全。",
    "反映楼道灯不亮，已登记；另询问医保缴费时间，已当面解释。",
    "未遇，门上留联系卡。",
    "",
    "与租户核对身份信息，两人同住，工作稳定。",
)


def invented_month(
    matters: int = 34,
    *,
    visits: int | None = None,
    categories: int = 5,
    grids: int = 3,
    seed: int = 1,
    names: Sequence[str] = (),
) -> MonthReport:
    """A month with that many settled and open matters together, about two thirds of them settled."""
    dice = random.Random(seed)
    people = [*names, *(_name(dice) for _ in range(max(40, matters)))]
    lines = [_matter(dice, number, people[number % len(people)], categories, grids) for number in range(matters)]
    settled = tuple(_settled(dice, line) for line in lines[: matters * 2 // 3])
    still_open = tuple(sorted(lines[matters * 2 // 3 :], key=lambda m: m.registered_on))
    outcomes = Counter(m.outcome for m in settled if m.outcome)
    opening = matters // 4
    total = Balance(opening, matters - opening, matters // 20, len(settled), 0, 0, 0, outcomes)
    visit_rows = tuple(_visit(dice, people) for _ in range(matters if visits is None else visits))
    return MonthReport(
        community="金凤区长河路街道银苑社区",
        month="2026-10",
        grid="",
        prepared_by="社区书记",
        made_at=datetime(2026, 11, 1, 9, 12),
        closed_at=datetime(2026, 11, 1, 9, 0),
        fingerprint="8f3a19c277de04b1",
        account=_account(total, settled, still_open, categories, grids),
        visits=VisitFigures(Share(287, 422), 346, {"home": 291, "phone": 42, "street": 13}, Share(41, 44), 19, 4),
        quality=QualityFigures(Share(32, 34), 2.5, Share(28, 29), Share(23, 34), 5),
        oldest_open=still_open[:5],
        settled=settled,
        open=still_open,
        visit_rows=visit_rows,
        key_people=tuple(_key_person(dice, name) for name in people[:12]) if matters else (),
        adjustments=(),
        workers=tuple(WorkerLine(w, GRIDS[i % 3], 80 + i, 60 + i, 9, 8, 4) for i, w in enumerate(WORKERS)),
    )


def empty_month() -> MonthReport:
    """A month in which nothing happened, not yet closed."""
    return replace(
        invented_month(0),
        closed_at=None,
        visits=VisitFigures(Share(0, 0), 0, {}, Share(0, 0), 0, 0),
        quality=QualityFigures(Share(0, 0), None, Share(0, 0), Share(0, 0), 0),
        workers=(),
        account=MonthAccount("2026-10", "", Balance(), (), (), ()),
    )


def with_everything(report: MonthReport) -> MonthReport:
    """`report` with adjustments, transfers and every outcome: the equation at its longest."""
    total = replace(
        report.account.total,
        adjustments=-2,
        transferred_in=3,
        transferred_out=1,
        reopened=3,
        outcomes={outcome: number + 2 for number, outcome in enumerate(Outcome)},
    )
    corrections = (
        AdjustmentLine(date(2026, 10, 9), "2026-09", "0977 楼道灯不亮", "重复登记，与 0975 为同一事项", -1),
        AdjustmentLine(date(2026, 10, 12), "2026-08", "0913 垃圾清运", "登记有误，当日已口头答复", -1),
    )
    return replace(report, adjustments=corrections, account=replace(report.account, total=total))


def _account(
    total: Balance, settled: Sequence[MatterLine], still_open: Sequence[MatterLine], categories: int, grids: int
) -> MonthAccount:
    def slices(names: Sequence[str], key: str) -> tuple[Slice, ...]:
        done, standing = (Counter(str(getattr(m, key)) for m in group) for group in (settled, still_open))
        found = []
        for name in names:
            new = done[name] + standing[name]
            found.append(Slice(name, name, Balance(new // 4, new - new // 4, 0, done[name])))
        return tuple(found)

    return MonthAccount(
        "2026-10",
        "",
        total,
        slices(CATEGORIES[:categories], "category"),
        slices(tuple(Level), "level"),
        slices(GRIDS[:grids], "grid"),
    )


def _name(dice: random.Random) -> str:
    return dice.choice(SURNAMES) + "".join(dice.choice(GIVEN) for _ in range(dice.choice((1, 2, 2))))


def _matter(dice: random.Random, number: int, name: str, categories: int, grids: int) -> MatterLine:
    registered = date(2026, 10, 31) - timedelta(days=min(39, int(dice.expovariate(0.12))))
    due = registered + timedelta(days=dice.choice((3, 7, 15)))
    door = f"{dice.randint(1, 14)}-{dice.randint(1, 4)}-{dice.randint(1, 18)}0{dice.randint(1, 4)}"
    return MatterLine(
        number=f"{1000 + number}",
        who=f"{door} {name}" if number % 9 else "停车棚",
        title=dice.choice(TITLES),
        category=CATEGORIES[min(int(dice.expovariate(4 / categories)), categories - 1)],
        level=dice.choice((Level.GRID, Level.GRID, Level.COMMUNITY, Level.STREET, Level.DEPARTMENT)),
        grid=GRIDS[number % grids],
        worker=dice.choice(WORKERS),
        registered_on=registered,
        due_on=due,
        age_days=(date(2026, 10, 31) - registered).days,
        overdue_days=max(0, (date(2026, 10, 31) - due).days),
        next_step=dice.choice(STEPS),
        next_on=date(2026, 11, 1) + timedelta(days=dice.randint(0, 9)),
        reopened=number % 20 == 7,
    )


def _settled(dice: random.Random, line: MatterLine) -> MatterLine:
    days = dice.randint(0, max(0, line.age_days))
    return replace(
        line,
        settled_on=line.registered_on + timedelta(days=days),
        age_days=days,
        outcome=dice.choice((Outcome.SOLVED, Outcome.SOLVED, Outcome.PARTLY_SOLVED, Outcome.EXPLAINED)),
        satisfaction_label=dice.choice(("满意", "基本满意", "")),
        next_step="",
        next_on=None,
        overdue_days=0,
    )


def _visit(dice: random.Random, people: Sequence[str]) -> VisitLine:
    door = f"{dice.randint(1, 14)}-{dice.randint(1, 4)}-{dice.randint(1, 18)}0{dice.randint(1, 4)}"
    return VisitLine(
        on=date(2026, 10, dice.randint(1, 31)),
        who=f"{door} {dice.choice(people)}",
        mode=dice.choice(("入户", "入户", "电话", "碰面")),
        outcome=dice.choice(("面谈", "面谈", "无人", "代答")),
        worker=dice.choice(WORKERS),
        note=dice.choice(NOTES),
        matter_count=dice.choice((0, 0, 1, 2)),
    )


def _key_person(dice: random.Random, name: str) -> KeyPersonLine:
    last = date(2026, 10, dice.randint(1, 31))
    groups = dice.choice(("高龄独居", "残疾人", "低保户、独居老人", "失独家庭"))
    return KeyPersonLine(
        f"3-2-{dice.randint(1, 9)}01 {name}", groups, 30, last, dice.randint(0, 3), dice.choice((0, 0, 5))
    )
