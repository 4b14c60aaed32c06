"""Lines without a door: who is meant by a name alone, or that a public place is."""

import re
from dataclasses import dataclass, replace
from datetime import date

from ledger.notebook.context import Context
from ledger.notebook.doors import WrittenDoor
from ledger.notebook.homes import lives_at, said_home
from ledger.notebook.kinship import age
from ledger.notebook.roster_index import Found, RosterIndex
from ledger.notebook.shape import short_address
from ledger.notebook.strangers import stranger_at_beginning, stranger_called
from ledger.notebook.vocabulary import Vocabulary
from ledger.records.notebook import Ask, KnownHousehold, KnownPerson
from ledger.records.people import Sex
from ledger.records.visits import VisitMode

_BEFORE = re.compile(
    r"(?:^|[\s,。:;、(]|碰到了?|碰上了?|碰见了?|遇到了?|遇见了?|遇上了?|见到了?|见了|看到|找到?了?|给|和|跟|陪|帮|叫|联系了?|打了?|接到|回访了?|看望了?|走访了?|居民|大爷|大妈|的)$"
)
_AFTER = re.compile(
    r"\s*(?:$|[\s,:。;、(]|说|讲|来|问|反映|反应|咨询|打|没接|没|不|在|家|老人|想|要|提|表示|两口|老两口|大|阿|女|先|奶|爷|师|接|回|告|上|也|的)"
)
_RUN_INTO = re.compile(r"(?:碰|遇|撞)(?:到|上|见|着)了?$")
_PLACE = re.compile(
    r"[\s,]*(?:在)?(?:(?:[一二三四五六七八九十\d]{1,2}(?:楼|层)(?:到|至|-)?){1,2}(?!有|的?(?:住户|居民|人|那|业主|老))[一-鿿]"
    r"|[^,。;\s]{1,8}?(?:边上|旁边|旁|前头|后头|背后|后边|前边|前面|后面|对面|顶上|底下|下面|上头|上面|尽头|中间|门口|沿线|一带|附近|拐角|转角|路口|墙根|脚下|跟前|空地)(?=[\s,]|有|[一-鿿]))"
)
_ELSE = re.compile(r"(?:楼上|楼下|隔壁|对门|邻居|对面)(?:的)?$")
_FAMILIAR = re.compile(
    r"(?:^|[\s,。:;、(]|碰到了?|碰上了?|碰见了?|遇到了?|遇见了?|遇上了?|见到了?|给|和)(?:"
    r"(?P<how>[老小])(?P<old>[一-鿿])(?!人|太|爷|伴|两|俩|汉|头|婆|公|妈|爸|母|父|师|区|孩|伙|学|家)"
    r"|(?P<family>[一-鿿]{1,2}?)(?P<title>女士|先生|阿姨|大爷|大妈|大叔|奶奶|爷爷|师傅|大姐|大哥|大娘|老师))"
)
_FAMILY = re.compile(r"姓(?P<family>[一-鿿])的?(?P<title>居民|大爷|女士|先生|阿姨|大妈|奶奶|住户|老人)?")
_SOMEBODY = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,3}[楼层])?(?:还?有|一)?(?:一?个|一?位|名)?(?:居民|群众|住户|业主|租户|老人|大爷|大妈|阿姨|人)(?:来)?(?:说|反映|反应|问|咨询|投诉|来)"
)


_NOWHERE = Context()


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who a line without a door speaks of: one of the roster, those it could be (`fitting`), or a name as `said`."""

    household: KnownHousehold | None = None
    people: tuple[KnownPerson, ...] = ()
    ask: Ask | None = None
    alternatives: tuple[str, ...] = ()
    why: str = ""
    fitting: tuple[Found, ...] = ()
    said: str = ""


def somebody(
    text: str, context: Context, door: WrittenDoor | None, index: RosterIndex, words: Vocabulary, today: date
) -> Somebody | None:
    """Who is meant by a text that names no door; None where nobody is."""
    where = _where(context if _is_on_round(text, context, words) else _NOWHERE, door)
    for position, name in index.names_in(text):
        at_start = not text[:position].strip(" ,") and context.mode is not VisitMode.HOME
        if at_start or _is_subject(text, position, name):
            said = said_home(text, position, position + len(name), index.places)
            return _by_name(index.named(name), name, where, said)
    said = said_home(text, 0, 0, index.places)
    familiar = _familiar(text, index, _where(where, said), today)
    if familiar is not None:
        return familiar
    stranger = stranger_called(text) or stranger_at_beginning(text, words)
    if stranger or _SOMEBODY.search(text.lstrip(" ,")):
        return Somebody(ask=Ask.UNKNOWN_PERSON, why="not_in_roster", said=stranger or "")
    return None


def is_public_place(text: str) -> bool:
    """Whether a text begins with a place that is nobody's home: 锅炉房边上, 一楼应急灯, 三楼到四楼的楼梯."""
    return _PLACE.match(text) is not None


def _is_on_round(text: str, context: Context, words: Vocabulary) -> bool:
    """Whether the building the page is in says where somebody lives: not of who calls, comes by or is met outside."""
    if not context.building and not context.estate:
        return True
    elsewhere = any(hit.kind in ("电话", "碰面") for hit in words.signs(text))
    return context.mode in (VisitMode.HOME, VisitMode.PATROL) and not elsewhere


def _where(context: Context, door: WrittenDoor | None) -> Context:
    """Where the page is, for names that several residents share."""
    if door is None:
        return context
    return replace(
        context,
        estate=door.estate or context.estate,
        building=door.building or context.building,
        unit=door.unit if door.unit is not None or door.building else context.unit,
    )


def _is_subject(text: str, position: int, name: str) -> bool:
    if _ELSE.search(text[:position]):
        return False
    if len(name) > 2 or _RUN_INTO.search(text[:position]):
        return True
    return _BEFORE.search(text[:position]) is not None and _AFTER.match(text, position + len(name)) is not None


def _by_name(found: tuple[Found, ...], name: str, where: Context, said: WrittenDoor | None) -> Somebody:
    at_home = tuple(each for each in found if said and lives_at(each[0], said))
    here = at_home or _narrowed(found, where)
    if len(here) == 1 and (at_home or len(found) == 1 or said is None):
        why = "name" if at_home or len(found) == 1 else "name_nearby"
        return Somebody(here[0][0], (here[0][1],), why=why, fitting=found)
    here = here if at_home or said is None else found
    others = tuple(short_address(household) for household, _person in here)
    return Somebody(None, (KnownPerson(name),), Ask.WHICH_PERSON, others, "same_name", here)


def _narrowed(found: tuple[Found, ...], where: Context) -> tuple[Found, ...]:
    if len(found) < 2:
        return found
    for part in ("estate", "building", "unit"):
        said = getattr(where, part)
        fewer = tuple(each for each in found if not said or getattr(each[0], part) == said)
        found = fewer or found
    return found


def _familiar(text: str, index: RosterIndex, where: Context, today: date) -> Somebody | None:
    match = _FAMILIAR.search(text[:20])
    family = match and (match["old"] or match["family"])
    said = _FAMILY.search(text)
    if not family and said:
        family = said["family"]
    if not family:
        return None
    found = [each for each in index.of_surname(family) if not match or _fits(each[1], match, today)]
    spoken_of = said["title"] if said and not match else ""
    found = [each for each in found if not spoken_of or _suits(each[1], spoken_of)]
    found = [each for each in found if not where.building or each[0].building == where.building] or found
    if not found:
        if not said and not (match and match["title"]):
            return None
        name = match["family"] + match["title"] if match and match["title"] else family
        return Somebody(ask=Ask.UNKNOWN_PERSON, why="not_in_roster", said=name)
    names = tuple(f"{person.name} {short_address(household)}" for household, person in found[:8])
    if len(found) == 1 and match:
        return Somebody(found[0][0], (found[0][1],), None, names, "surname")
    return Somebody(None, (), Ask.WHICH_PERSON, names, "surname", tuple(found))


def _fits(person: KnownPerson, match: re.Match[str], today: date) -> bool:
    years = age(person, today)
    title = match["title"] or ""
    if not _suits(person, title):
        return False
    if years is None:
        return True
    return years >= 45 if match["how"] == "老" or title in ("大爷", "大妈", "奶奶", "爷爷", "大娘") else years >= 16


def _suits(person: KnownPerson, title: str) -> bool:
    if title in ("女士", "阿姨", "大妈", "奶奶", "大姐", "大娘"):
        return person.sex is not Sex.MALE
    return title not in ("先生", "大爷", "大叔", "爷爷", "师傅", "大哥") or person.sex is not Sex.FEMALE
