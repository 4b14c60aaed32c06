"""The lines of an answer, and how they are painted: what was looked for lies on a coloured ground."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ledger.language import _
from ledger.search.hits import Group, Hit, HitKind, Nearest, Spans
from ledger.wording.searching import kind_label
from ui.finding.asking import Answer
from ui.finding.words import best_first, count_words, nothing_words, why_words
from ui.theme import Role, theme
from ui.widgets.drop_list import DropLine

HIT_HEIGHT, GROUP_HEIGHT, SAID_HEIGHT = 46, 30, 21
FEW, _MANY = 5, 12


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The heading of one kind's hits; taken, it leads to all of them. `shortened`: there are more than stand here."""

    group: Group
    shortened: bool = False

    @property
    def title(self) -> str:
        """What it says aloud."""
        return f"{kind_label(self.group.kind)} {count_words(self.group)}"


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit."""

    hit: Hit

    @property
    def title(self) -> str:
        """What it says aloud."""
        return f"{self.hit.title} {self.hit.text}"


@dataclass(frozen=True, slots=True)
class NearLine:
    """Words to search for instead."""

    near: Nearest

    @property
    def title(self) -> str:
        """What it says aloud."""
        return f"{self.near.words} {why_words(self.near)}"


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Something that is only said."""

    title: str
    strong: bool = False


Line = GroupLine | HitLine | NearLine | SaidLine


def lines_of(answer: Answer, *, few: int = FEW) -> list[Line]:
    """An answer in groups: the closest first, a `few` of each kind, some more where there is one kind only."""
    if not answer.is_asked:
        return []
    found = answer.found
    groups = best_first(found.groups)
    lines: list[Line] = [SaidLine(each, strong=not at) for at, each in enumerate(_nothing(answer))]
    shown = few if len(groups) > 1 else max(few, _MANY)
    for group in groups:
        lines.append(GroupLine(group, len(group.hits) > shown or group.more))
        lines += [HitLine(hit) for hit in group.hits[:shown]]
    if found.nearest:
        lines.append(SaidLine(_("Did you mean"), strong=True))
        lines += [NearLine(near) for near in found.nearest]
    return lines


def _nothing(answer: Answer) -> Iterator[str]:
    if not answer.found.groups:
        yield from nothing_words(answer.found).split("\n")


def height_of(line: Line) -> int:
    """How high a line is, in pixels now."""
    if isinstance(line, HitLine | NearLine):
        return theme().size(HIT_HEIGHT)
    is_heading = isinstance(line, GroupLine) or line.strong
    return theme().size(GROUP_HEIGHT if is_heading else SAID_HEIGHT)


def can_be_taken(line: Line) -> bool:
    """Whether Enter does something with it."""
    return not isinstance(line, SaidLine)


class AnswerLine(DropLine):
    """Paints any line of an answer."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the line asks for."""
        return QSize(100, height_of(index.data(Qt.ItemDataRole.UserRole)))

    def paint_record(self, painter: QPainter, area: QRect, record: Any) -> None:
        """Paint a hit, a heading, something near, or a sentence."""
        look = theme()
        inner = area.adjusted(look.size(10), look.size(3), -look.size(10), -look.size(3))
        match record:
            case HitLine():
                paint_hit(painter, inner, record.hit)
            case NearLine():
                self._two(painter, inner, record.near.words, why_words(record.near))
            case GroupLine():
                self._heading(painter, inner, record)
            case SaidLine():
                self.ordinary(painter) if record.strong else self.muted(painter)
                self.paint_left(painter, inner, record.title)

    def _heading(self, painter: QPainter, area: QRect, line: GroupLine) -> None:
        gap = theme().size(8)
        self.muted(painter)
        left = self.paint_left(painter, area, kind_label(line.group.kind)) + gap
        painter.setPen(theme().colour(Role.TEXT))
        left += self.paint_left(painter, area.adjusted(left, 0, 0, 0), count_words(line.group)) + gap
        painter.setPen(theme().colour(Role.LINK))
        right = self.paint_right(painter, area, _("Show all")) + gap if line.shortened else 0
        painter.setPen(theme().colour(Role.LINE))
        middle = area.center().y()
        painter.drawLine(QPoint(area.left() + left, middle), QPoint(area.right() - right, middle))

    def _two(self, painter: QPainter, area: QRect, title: str, text: str) -> None:
        half = area.height() // 2
        self.ordinary(painter)
        painter.setPen(theme().colour(Role.LINK))
        self.paint_left(painter, area.adjusted(0, 0, 0, -half), title)
        self.muted(painter)
        self.paint_left(painter, area.adjusted(0, half, 0, 0), text)


def paint_hit(painter: QPainter, area: QRect, hit: Hit) -> None:
    """Two lines: what it is, and what is said of it; the day at the end."""
    half = area.height() // 2
    when = hit.when.isoformat() if hit.when and hit.kind is not HitKind.PAGE else ""
    DropLine.muted(painter)
    width = DropLine.paint_right(painter, area, when) + theme().size(10) if when else 0
    _paint_marked(painter, area.adjusted(0, half, -width, 0), hit.text, hit.marks.text)
    DropLine.ordinary(painter)
    _paint_marked(painter, area.adjusted(0, 0, -width, -half), hit.title, hit.marks.title)


def _paint_marked(painter: QPainter, area: QRect, text: str, marks: Spans) -> None:
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(area.width(), 0))
    height = metrics.height()
    top = area.center().y() - height // 2
    for left, width in _grounds(metrics.horizontalAdvance, text, marks):
        right = min(left + width, metrics.horizontalAdvance(shown))
        if right > left:
            ground = QRect(area.left() + left, top, right - left, height)
            painter.fillRect(ground.adjusted(-1, 0, 1, 1), theme().colour(Role.AMBER_BACK))
            bottom = QRect(ground.left() - 1, ground.bottom(), ground.width() + 2, 2)
            painter.fillRect(bottom, theme().colour(Role.AMBER_TEXT))
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _grounds(measure: Callable[[str], int], text: str, marks: Spans) -> Iterator[tuple[int, int]]:
    for start, end in marks:
        left = measure(text[:start])
        yield left, measure(text[:end]) - left
