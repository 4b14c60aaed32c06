"""What a word of one's own may mean, in words for those who add one."""

from collections.abc import Mapping, Sequence

from ledger.language import _
from ledger.matters.categories import categories
from ledger.places.doors import buildings, estates
from ledger.records.own_words import LearnedWord, OwnWord, Sense
from ledger.store import Ledger
from ledger.wording.places import building_label

Options = Sequence[tuple[str, str]]


class Meanings:
    """The categories, buildings and estates a word may stand for, as they are called now."""

    def __init__(self, ledger: Ledger) -> None:
        known = categories(ledger)
        self._categories = [(each.code, each.name) for each in known if each.parent_id is None and each.code]
        named = [each for each in estates(ledger) if each.name]
        self._estates = [(each.uid, each.name) for each in named]
        self._buildings = [
            (each.uid, f"{each.estate if len(named) > 1 else ''}{building_label(each.name)}")
            for each in buildings(ledger)
        ]

    def senses(self) -> list[tuple[Sense, str]]:
        """What can be chosen here: no buildings where there are none."""
        words = _sense_words()
        return [(sense, words[sense]) for sense in Sense if not sense.is_place or self.things(sense)]

    def things(self, sense: Sense) -> Options:
        """What a word of this sense may stand for; () where the sense says it all."""
        offered: Mapping[Sense, Options] = {
            Sense.CATEGORY: self._categories,
            Sense.BUILDING: self._buildings,
            Sense.ESTATE: self._estates,
        }
        return offered.get(sense, ())

    def of(self, own: OwnWord) -> str:
        """What one word means: 水电气暖一类, 3号楼, 不算事项."""
        if own.sense is Sense.CATEGORY:
            return _("matters of “%(category)s”") % {"category": self.category(own.of)}
        if own.sense.is_place:
            called = dict(self.things(own.sense)).get(own.of)
            return _("another name of %(place)s") % {"place": called} if called else _("a place that is gone")
        return _sense_words()[own.sense]

    def category(self, code: str) -> str:
        """A main category as it is called now."""
        return dict(self._categories).get(code, _("a category no longer in use"))

    def learned(self, word: LearnedWord) -> str:
        """What corrections said of a word: 物业服务 2 次、环境卫生 1 次."""
        times = sorted(word.times.items(), key=lambda each: -each[1])
        return "、".join(
            _("%(category)s %(count)d×") % {"category": self.category(code), "count": count} for code, count in times
        )


def _sense_words() -> Mapping[Sense, str]:
    return {
        Sense.CATEGORY: _("belongs to a category of matters"),
        Sense.NEED: _("is a matter whenever it is said"),
        Sense.NO_NEED: _("is no matter"),
        Sense.URGENT: _("is urgent"),
        Sense.NO_ANSWER: _("nobody was met"),
        Sense.AWAY: _("out, not at home"),
        Sense.REFUSED: _("did not let us in"),
        Sense.VACANT: _("the home stands empty"),
        Sense.MOVED: _("has moved away"),
        Sense.BUILDING: _("what a building is called here"),
        Sense.ESTATE: _("what an estate is called here"),
    }


def sense_hint(sense: Sense) -> str:
    """An example of a word in this sense, or what it does."""
    return {
        Sense.CATEGORY: _("Example: 大棚 → environment. It decides the category wherever it is said."),
        Sense.NEED: _("Example: 塌灶. It opens a matter, unless the line says that all is done or well."),
        Sense.NO_NEED: _("Example: 广场舞. By itself it opens no matter; 广场舞太吵 still does."),
        Sense.URGENT: _("Example: 火上房. The matter of that line is urgent."),
        Sense.NO_ANSWER: _("Example: 捞空. Such a visit counts as not met."),
        Sense.AWAY: _("Example: 上塬了. Such a visit counts as away."),
        Sense.REFUSED: _("Example: 甩脸子. Such a visit counts as refused."),
        Sense.VACANT: _("Example: 哑房子. The home is taken as empty."),
        Sense.MOVED: _("Example: 挪窝了. The household is taken as moved."),
        Sense.BUILDING: _("Example: 西院. Then 西院2-501 is read as unit 2, 501 of that building."),
        Sense.ESTATE: _("Example: 老厂. Then 老厂3-2-501 is read as a door of that estate."),
    }[sense]
