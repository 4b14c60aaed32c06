"""Who of a household is meant: full names, given names, slips of one character, surname and title, kinship."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ledger.notebook.kinship import COUPLE, KIN_WORDS, age, couple, kin, kin_is_title
from ledger.notebook.mentions import Mention, Named, spoken_to
from ledger.notebook.pairs import PAIR, pair_told
from ledger.notebook.roster_index import sounds, surname
from ledger.notebook.strangers import stranger_named
from ledger.notebook.unnamed import name_not_asked, of_the_look, of_the_name
from ledger.notebook.vocabulary import Vocabulary
from ledger.records.notebook import Ask, KnownHousehold, KnownPerson
from ledger.records.people import Sex

_ELDER_AGE = 50
_GROWN_UP = 16
_SEPARATORS = " ,、:和跟与及同(（)-"
_FEMALE = (
    "女士|阿姨|姨|婆婆|太婆|阿婆|老婆婆|孃孃|嬢嬢|孃|嬢|娭毑|大妈|大娘|奶奶|大姐|大嫂|嫂子?|姐|婶子?"
    "|老太太|老太|小姐|妹子"
)
_MALE = "先生|老师傅|师傅|阿公|阿伯|老伯|爹爹|大爷|大叔|叔|爷爷|爷|伯伯?|大伯|大哥|哥|老爷子|老汉|老头|小伙子?"
_EITHER = "老师|老人家?|老兵|医生|书记|经理|主任|同志"
TITLES = f"{_FEMALE}|{_MALE}|{_EITHER}"
_TITLES = f"(?P<female>{_FEMALE})|(?P<male>{_MALE})|(?P<either>{_EITHER})"
_OLD_TITLE = re.compile(r"婆婆|太婆|阿婆|阿公|阿伯|老伯|爹爹|娭毑|奶奶|大爷|爷爷|老太|老爷子|老汉|老头|老人|大娘|老兵")
_YOUNG_TITLE = re.compile(r"小姐|小伙|妹子")
_SAYS = (
    r"(?:说|讲|代|替|帮|反映|反应|告诉|告知|接待|开的?门|应的?门|接的?(?:电话)?|在家|在(?=$|[ ,。;])"
    r"|表示|提出|问(?!题)|(?<!回)来(?=说|问|讲|反|办|找|领|开|咨|打听|登|拿|取|送|交|$))"
)
_FAMILIAR = re.compile(
    r"(?P<how>[老小])(?P<surname>[一-鿿])(?:头(?!疼|痛|晕|发|上)|(?!人|太|爷|伴|汉|头|婆|公|妈|爸|母|父|师|区|孩|伙|学))"
)
_TITLED = re.compile(rf"(?:姓)?(?P<surname>[一-鿿]{{1,2}}?)(?:{_TITLES})")
_SHORT_NAME = re.compile(r"(?P<surname>[一-鿿]{1,2})(?=[ ,、:。;)]|$)")
_NAME_ENDS = re.compile(rf"[ ,、:。;(√]|$|{_SAYS}|老人|家|想|要|不在|没")
_KIN = re.compile(rf"(?P<word>{KIN_WORDS})")
_SOMEBODY_ELSES = re.compile(r"(?:楼上|楼下|隔壁|对门|对面|邻居|别人家?|人家)(?:的|家的?)?(?:一个)?$")
_OBJECT = re.compile(r"(?:替|给|为|帮|陪|照顾|带|和|跟|与|找|管|送|接|伺候|想让|让|叫|有个?|的|养|嫌|嫌弃|骂|打)$")
_STRANGE = re.compile(r"生人|生面孔|陌生|不认识|不认得|没见过")
_PARENTS = re.compile(r"爸妈|父母|爹妈|爹娘|爸爸妈妈|老两口|两个老的")
_ANSWERS_FOR = re.compile(r"代[答说讲回]|替[^,。;]{0,4}[答说讲回]")
_PROXY_OBJECT = re.compile(r"(?:替|代|帮|为)(?:她|他)?$")


def people_named(household: KnownHousehold, text: str, today: date, words: Vocabulary) -> Named:
    """Members of `household` that `text` names: met, answering, or the subject."""
    mentions = _full_names(household, text)
    mentions += _slips(household, text, mentions)
    opening, ask, fitting = _opening(household, text, today, mentions)
    mentions += opening
    mentions += _titled_within(household, text, today, mentions)
    mentions += _couple(household, text, today, mentions)
    if ask is None:
        mentions += _kin(household, text, today, mentions)
    asked = _asked_for(household, text, today, mentions)
    if asked is not None:
        return asked
    mentions = spoken_to(text, mentions)
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    if ask is not None and not mentions:
        return Named((), ask, fitting)
    stranger = None if mentions else stranger_named(household, text, words)
    if stranger is not None:
        return Named((), Ask.UNKNOWN_PERSON, household.people, stranger)
    return Named(tuple(mentions))


def _asked_for(household: KnownHousehold, text: str, today: date, mentions: list[Mention]) -> Named | None:
    """没问是哪个, 姓马的开的门: the household is known, and which of its people spoke is not."""
    if any(mention.why in ("name", "given_name", "slip") for mention in mentions):
        return None
    people, start, end = of_the_name(household, text, today)
    why = "surname"
    if not people and not mentions:
        (people, start, end), why = of_the_look(household, text, today), "kin"
    if len(people) == 1 and not mentions:
        return Named((Mention(start, end, people[0], why),))
    if not people and name_not_asked(text):
        grown_up = tuple(person for person in household.people if (age(person, today) or _GROWN_UP) >= _GROWN_UP)
        people = grown_up or household.people
    unclear = name_not_asked(text) or (len(people) > 1 and not mentions)
    if people and unclear and _STRANGE.search(text):
        return Named((), Ask.UNKNOWN_PERSON, people)
    return Named((), Ask.WHICH_PERSON, people) if people and unclear else None


def _full_names(household: KnownHousehold, text: str) -> list[Mention]:
    found: list[Mention] = []
    forms = [(form, person, why) for person in household.people for form, why in _forms(person)]
    for form, person, why in sorted(forms, key=lambda each: -len(each[0])):
        if any(mention.person is person for mention in found):
            continue
        start = text.find(form)
        while start >= 0:
            if not _overlaps(found, start, start + len(form)) and _stands_alone(text, start, form, person):
                found.append(Mention(start, start + len(form), person, why))
                break
            start = text.find(form, start + 1)
    return found


def _forms(person: KnownPerson) -> Iterator[tuple[str, str]]:
    name = person.name
    yield name, "name"
    given = name.split("·")[0] if "·" in name else name[len(surname(name)) :]
    if len(given) > 1:
        yield given, "given_name"
    elif given and "·" not in name:
        for called in (f"小{given}", f"阿{given}", f"{given}{given}"):
            yield called, "given_name"


def _stands_alone(text: str, start: int, form: str, person: KnownPerson) -> bool:
    """A given name behind a foreign surname belongs to somebody else."""
    if form == person.name:
        return True
    before = text[max(start - 1, 0) : start]
    return not (before and before in _SURNAMES and before not in surname(person.name) and start < 2)


def _slips(household: KnownHousehold, text: str, taken: list[Mention]) -> list[Mention]:
    """Names of three characters with one that only sounds alike, anywhere."""
    found: list[Mention] = []
    for person in household.people:
        name = person.name
        if not 3 <= len(name) <= 4 or any(mention.person is person for mention in taken):
            continue
        for start in range(len(text) - len(name) + 1):
            written = text[start : start + len(name)]
            if _differs_in_sound_only(name, written) and not _overlaps([*taken, *found], start, start + len(name)):
                found.append(Mention(start, start + len(name), person, "slip"))
                break
    return found


def _differs_in_sound_only(name: str, written: str) -> bool:
    different = [(a, b) for a, b in zip(name, written, strict=True) if a != b]
    return len(different) == 1 and bool(sounds(different[0][0]) & sounds(different[0][1]))


def _opening(
    household: KnownHousehold, text: str, today: date, taken: list[Mention]
) -> tuple[list[Mention], Ask | None, tuple[KnownPerson, ...]]:
    """Whoever stands at the beginning without a full name."""
    found: list[Mention] = []
    position = _skip(text, 0)
    while position < len(text):
        known = next((mention for mention in taken if mention.start == position), None)
        if known is not None:
            end = known.end
        else:
            mention, several = _at_beginning(household, text, position, today, taken)
            if several:
                return found, Ask.WHICH_PERSON, several
            if mention is None:
                break
            found.append(mention)
            end = mention.end
        position = _skip(text, end)
        if position == end:
            break
    return found, None, ()


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in _SEPARATORS:
        position += 1
    return position


def _at_beginning(
    household: KnownHousehold, text: str, position: int, today: date, taken: list[Mention]
) -> tuple[Mention | None, tuple[KnownPerson, ...]]:
    for read in (_titled, _bare_surname, _bounded_slip):
        people, end, why = read(household, text, position, today)
        if len(people) > 1 and why == "surname":  # 秦阿姨住院，秦月接的: who is named besides is another
            people = tuple(p for p in people if all(mention.person is not p for mention in taken)) or people
        if len(people) == 1:
            return Mention(position, end, people[0], why), ()
        if people:
            return None, people
    return None, ()


_Read = tuple[tuple[KnownPerson, ...], int, str]


def _titled(household: KnownHousehold, text: str, position: int, today: date) -> _Read:
    """老姚, 小马, 马女士, 张大爷, 姓刘的."""
    familiar = _FAMILIAR.match(text, position)
    if familiar:
        people = _of_surname(household, familiar["surname"])
        return _by_familiar(people, familiar["how"], today), familiar.end(), "surname"
    named = _TITLED.match(text, position)
    if named:
        people = _of_surname(household, named["surname"])
        return tuple(p for p in people if _fits(p, named, today)), named.end(), "surname"
    return (), position, ""


def _of_surname(household: KnownHousehold, written: str) -> tuple[KnownPerson, ...]:
    exact = tuple(person for person in household.people if surname(person.name) == written)
    return exact or tuple(
        person
        for person in household.people
        if len(surname(person.name)) == len(written) == 1
        and sounds(person.name[:1]) & sounds(written)
        and written in _ALIKE.get(surname(person.name), "")
    )


_ALIKE = {
    "阎": "闫",
    "闫": "阎",
    "肖": "萧",
    "萧": "肖",
    "付": "傅",
    "傅": "付",
    "戴": "代",
    "翟": "瞿",
    "余": "佘",
    "邱": "丘",
    "丘": "邱",
    "于": "於",
}


def _by_familiar(people: tuple[KnownPerson, ...], how: str, today: date) -> tuple[KnownPerson, ...]:
    if len(people) < 2:
        return people
    elders = tuple(p for p in people if (age(p, today) or _ELDER_AGE) >= _ELDER_AGE)
    grown_up = tuple(p for p in people if (age(p, today) or _GROWN_UP) >= _GROWN_UP)
    if how == "小":
        return grown_up
    if len(elders) > 1:
        men = tuple(p for p in elders if p.sex is Sex.MALE)
        oldest = tuple(p for p in men if p.relation in ("父亲", "岳父", "公公")) or men
        return oldest if len(oldest) == 1 else elders
    return elders or grown_up or people


def _fits(person: KnownPerson, title: re.Match[str], today: date) -> bool:
    if (title["female"] and person.sex is Sex.MALE) or (title["male"] and person.sex is Sex.FEMALE):
        return False
    years = age(person, today)
    if years is None:
        return True
    if _OLD_TITLE.search(title.group()):
        return years >= _ELDER_AGE
    return years < _ELDER_AGE if _YOUNG_TITLE.search(title.group()) else years >= 16


def _bare_surname(household: KnownHousehold, text: str, position: int, today: date) -> _Read:
    found = _SHORT_NAME.match(text, position)
    if not found:
        return (), position, ""
    return _of_surname(household, found["surname"]), found.end(), "surname"


def _bounded_slip(household: KnownHousehold, text: str, position: int, today: date) -> _Read:
    """A name with one wrong character that ends where a name would end."""
    people, alike_people = [], []
    end = position
    for person in household.people:
        size = len(person.name)
        written = text[position : position + size]
        if len(written) != size or not all("一" <= character <= "鿿" for character in written):
            continue
        different = [(a, b) for a, b in zip(person.name, written, strict=True) if a != b]
        bounded = _NAME_ENDS.match(text, position + size) is not None
        alike = len(different) == 1 and bool(sounds(different[0][0]) & sounds(different[0][1]))
        if len(different) == 1 and (alike or (bounded and (size > 2 or written[0] == person.name[0]))):
            people.append(person)
            alike_people += [person] if alike else []
            end = position + size
    return tuple(alike_people or people), end, "slip"


@lru_cache(maxsize=2048)
def _family_titled(family: str) -> re.Pattern[str]:
    return re.compile(rf"老{family}(?!人|师)|{family}(?:{_TITLES})")


def _titled_within(household: KnownHousehold, text: str, today: date, taken: list[Mention]) -> list[Mention]:
    """老冶出去了: surname with 老 or a title further on, where nobody else's is meant."""
    found: list[Mention] = []
    for family in dict.fromkeys(surname(person.name) for person in household.people):
        for match in _family_titled(family).finditer(text) if family in text else ():
            if _overlaps([*taken, *found], match.start(), match.end()):
                continue
            if _SOMEBODY_ELSES.search(text[: match.start()]):
                continue
            people, end, why = _titled(household, text, match.start(), today)
            if len(people) == 1 and all(mention.person is not people[0] for mention in (*taken, *found)):
                found.append(Mention(match.start(), end, people[0], why))
    return found


def _couple(household: KnownHousehold, text: str, today: date, taken: list[Mention]) -> list[Mention]:
    match = COUPLE.search(text) or PAIR.search(text)
    if match is None or _SOMEBODY_ELSES.search(text[: match.start()]):
        return []
    taken = sorted(taken, key=lambda mention: mention.start)
    before = text[: match.start()].strip(_SEPARATORS)
    if before and not any(mention.end >= match.start() - 2 for mention in taken):
        return []
    before_it = next((mention.person for mention in reversed(taken) if mention.end == match.start()), None)
    is_couple = match.re is COUPLE
    spouse = kin(household, "爱人", today, before_it) if before_it and is_couple else ()
    pair = spouse or (couple(household, match.group(), today) if is_couple else pair_told(household, match.group()))
    known = {mention.person for mention in taken}
    return [Mention(match.start(), match.end(), person, "couple") for person in pair if person not in known]


def _kin(household: KnownHousehold, text: str, today: date, taken: list[Mention]) -> list[Mention]:
    """Kin who speak, open the door or are spoken for; a relative merely mentioned is not there."""
    found: list[Mention] = []
    position = _skip(text, 0)
    for match in _KIN.finditer(text):
        known = [*taken, *found]
        if _overlaps(known, match.start(), match.end()) or _SOMEBODY_ELSES.search(text[: match.start()]):
            continue
        old = match["word"].startswith("老人") or kin_is_title(match["word"])
        if any(match.end() == mention.start or (old and match.start() == mention.end) for mention in known):
            continue  # 女儿陶红, 马占林老人: the name says it
        spoken_for = _PROXY_OBJECT.search(text[: match.start()]) and match.start() > 0
        if not spoken_for and not _acts(text, match, at_beginning=match.start() == position, alone=not known):
            continue
        anchor = known[0].person if known else None
        people = kin(household, match["word"], today, anchor)
        people = tuple(p for p in people if all(mention.person is not p for mention in known))
        if len(people) == 1:
            found.append(Mention(match.start(), match.end(), people[0], "kin"))
    return found + _parents(household, text, today, [*taken, *found])


def _parents(household: KnownHousehold, text: str, today: date, taken: list[Mention]) -> list[Mention]:
    """金龙代答，他爸妈收苞谷去了: the parents of whoever answered for them."""
    match = _PARENTS.search(text)
    if match is None or not taken or not _ANSWERS_FOR.search(text):
        return []
    pair = [*kin(household, "父亲", today, taken[0].person), *kin(household, "母亲", today, taken[0].person)]
    known = {mention.person for mention in taken}
    return [Mention(match.start(), match.end(), person, "kin") for person in pair if person not in known]


def _acts(text: str, match: re.Match[str], *, at_beginning: bool, alone: bool) -> bool:
    after = text[match.end() :]
    if re.search(r"(?:问|咨询|打听|想给|替|帮)[他她]$", text[: match.start()]) and re.match(r"的(?!事)", after):
        return True  # 问她妈的长护险: whose matter it is
    if _OBJECT.search(text[: match.start()]):
        return False
    after = text[match.end() :]
    if re.match(rf"[^,。;、]{{0,4}}?{_SAYS}", after) and not re.match(
        r"[^,。;]{0,4}?(?:不说|没说|在家(?:没人|无人)|都|上班|打工|出差|没回|不在|住院|出去)", after
    ):
        return True
    return (
        at_beginning
        and alone
        and match["word"].startswith(("老", "奶奶", "爷爷", "男主", "女主"))
        and match["word"] != "老公"
    )


def _overlaps(mentions: list[Mention], start: int, end: int) -> bool:
    return any(mention.start < end and start < mention.end for mention in mentions)


_SURNAMES = frozenset("王李张刘陈杨赵黄周吴徐孙胡朱郭何马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛")
