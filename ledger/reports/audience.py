"""Who may read what: the same month for the house, for a department, for the notice board."""

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from ledger.records.accounts import AdjustmentLine, MatterLine, MonthReport, VisitLine


class Audience(StrEnum):
    """Whom the print is for."""

    INTERNAL = "internal"  # 本社区: everything
    DEPARTMENT = "department"  # 报送部门: names masked, no notes of visits, no care groups
    PUBLIC = "public"  # 公示: figures only, no persons at all


_COMPOUND = (
    "欧阳司马上官诸葛东方皇甫尉迟公孙令狐慕容司徒夏侯端木宇文长孙独孤呼延轩辕南宫西门百里东郭申屠澹台太史赫连"
    "钟离闻人万俟濮阳淳于单于公冶宗政仲孙鲜于闾丘司空司寇"
)
_COMPOUND_SURNAMES = frozenset(_COMPOUND[i : i + 2] for i in range(0, len(_COMPOUND), 2))
_ADDRESS_AND_NAMES = re.compile(r".*?-\S+ (.+)")
_SEPARATORS = re.compile(r"[、，,/;；]+")
_LONG_NUMBER = re.compile(r"(?<!\d)\d{7,}[\dXx]?(?!\d)|(?<!\d)1\d{2}-\d{4}-?\d{4}(?!\d)")
_HIDDEN_NUMBER = "****"
_SOMEBODY = "某"


def for_audience(report: MonthReport, audience: Audience, *, residents: Iterable[str] = ()) -> MonthReport:
    """`report` with what `audience` may not read left out or masked. Figures and fingerprint stay.

    `residents` are names masked wherever they stand; who is named as somebody's door is masked in any case.
    """
    if audience is Audience.INTERNAL:
        return report
    if audience is Audience.PUBLIC:
        return replace(
            report,
            prepared_by="",
            oldest_open=(),
            settled=(),
            open=(),
            visit_rows=(),
            key_people=(),
            adjustments=(),
            workers=(),
        )
    mask = Mask(_everybody(report).union(residents))
    return replace(
        report,
        oldest_open=tuple(map(mask.matter, report.oldest_open)),
        settled=tuple(map(mask.matter, report.settled)),
        open=tuple(map(mask.matter, report.open)),
        visit_rows=tuple(map(mask.visit, report.visit_rows)),
        key_people=(),
        adjustments=tuple(map(mask.adjustment, report.adjustments)),
    )


def names_in(who: str) -> tuple[str, ...]:
    """The residents in "3-2-501 许敏、马淑兰"; none where `who` is a public place, whose words are no address."""
    found = _ADDRESS_AND_NAMES.fullmatch(who.strip())
    return tuple(filter(None, map(str.strip, _SEPARATORS.split(found[1])))) if found else ()


def masked_name(name: str) -> str:
    """The surname and 某: 许某, 欧阳某. A name in Latin letters keeps its first letter: A***."""
    if name[:1].isascii():
        return name[:1] + "***"
    return (name[:2] if name[:2] in _COMPOUND_SURNAMES and len(name) > 2 else name[:1]) + _SOMEBODY


class Mask:
    """Hides residents wherever they are named, and every long number."""

    def __init__(self, names: Iterable[str]) -> None:
        self._masked = {name: masked_name(name) for name in names if len(name) > 1}
        self._lengths = sorted({len(name) for name in self._masked}, reverse=True)

    def matter(self, line: MatterLine) -> MatterLine:
        """The matter with nobody named in it."""
        return replace(
            line,
            who=self._who(line.who),
            title=self.text(line.title),
            next_step=self.text(line.next_step),
        )

    def visit(self, line: VisitLine) -> VisitLine:
        """The visit with nobody named and without its note."""
        return replace(line, who=self._who(line.who), note="")

    def adjustment(self, line: AdjustmentLine) -> AdjustmentLine:
        """The adjustment with nobody named in it."""
        # Its `who` is number and title of a matter, or a bare address: no name stands there by itself.
        return replace(line, who=self.text(line.who), reason=self.text(line.reason))

    def _who(self, who: str) -> str:
        for name in names_in(who):
            who = who.replace(name, masked_name(name))
        return self.text(who)

    def text(self, text: str) -> str:
        """`text` with nobody named in it."""
        text = _LONG_NUMBER.sub(_HIDDEN_NUMBER, text)
        out, index = [], 0
        while index < len(text):
            length = next((n for n in self._lengths if text[index : index + n] in self._masked), 0)
            out.append(self._masked[text[index : index + length]] if length else text[index])
            index += length or 1
        return "".join(out)


def _everybody(report: MonthReport) -> set[str]:
    lines = (report.oldest_open, report.settled, report.open, report.visit_rows, report.key_people)
    return {name for group in lines for line in group for name in names_in(line.who)}
