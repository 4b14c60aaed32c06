"""Who went round, as a page's headings say: 走访人：王芳, 记录人 王芳, 王芳走访, 3号楼2单元 王芳."""

import re

from ledger.notebook.roster_index import RosterIndex
from ledger.notebook.strangers import is_family_name

_NAME = r"[一-鿿]{2,4}(?:·[一-鿿]{1,6})?"
_ENDS = r"[)）]?(?=[\s,;。)）]|$)"
_MORE = rf"(?P<more>(?:\s*[、,和与]\s*{_NAME})*)"
_DOING = r"(?:走访|入户|记录|登记|填写|填表|录入|巡查|值班|接待|经办)"
_ROLE = rf"(?:{_DOING}(?:人员|人|者|员)|走访网格员|(?:专职)?网格员|网格长)"
_OFFICE = r"(?:(?:社区)?工作人员|社区干部|社工)"
_MARKED = re.compile(rf"[(（]?(?P<role>{_ROLE}|{_OFFICE})(?P<mark>\s*[:：]\s*|\s+|是)?(?P<name>{_NAME}){_MORE}{_ENDS}")
_WITH = re.compile(rf"[(（]?(?:陪同|同行|协同)(?:人员|人|者)?(?:\s*[:：]\s*|\s+){_NAME}{_MORE}{_ENDS}")
_GOES = re.compile(r"\s*(?:走访|入户|巡查|巡逻|值班|坐班|接待|(?:记录?|填写?)(?=[\s,;。:]|$)|电话(?=走访|回访))")
_AND = re.compile(r"[、,和与\s]+")
_ALONE = re.compile(r"[\s,;:、]*(?:$|(?=\d|上午|下午|[一二三四五六七八九十]{1,3}(?:号楼|栋|单元|月)))")


def worker_at(text: str, position: int, index: RosterIndex) -> tuple[str, int] | None:
    """The worker named right at `position` of a heading ("" for mere company), and where that ends; None for nobody.

    A name that no worker of the roster bears counts only behind 走访人 and the like; a bare one must be a worker's.
    """
    marked = _MARKED.match(text, position)
    if marked is not None:
        names = (marked["name"], *re.findall(_NAME, marked["more"]))
        known = next((name for name in names if name in index.workers), "")
        if known or _is_told(marked):
            return known or marked["name"], marked.end()
    company = _WITH.match(text, position)
    if company is not None:
        return "", company.end()
    name = _starting(text, position, index.workers)
    end = _bare_end(text, position + len(name), name, index) if name else 0
    return (name, end) if end else None


def _is_told(marked: re.Match[str]) -> bool:
    """Whether what stands behind a role is surely a name: 走访人：王芳, 记录人 王芳; 工作人员 only with a colon."""
    mark = marked["mark"] or ""
    if not is_family_name(marked["name"]) or not mark:
        return False
    return ":" in mark or re.fullmatch(_ROLE, marked["role"]) is not None


def _bare_end(text: str, end: int, name: str, index: RosterIndex) -> int:
    """Where a bare name as a heading's worker, and others beside it, end; 0 where it stands for something else."""
    while (more := _AND.match(text, end)) and (other := _starting(text, more.end(), index.workers)):
        end = more.end() + len(other)
    if _GOES.match(text, end):
        return end
    alone = _ALONE.match(text, end)
    return 0 if alone is None or index.named(name) else alone.end()


def _starting(text: str, position: int, names: tuple[str, ...]) -> str:
    return next((name for name in names if text.startswith(name, position)), "")
