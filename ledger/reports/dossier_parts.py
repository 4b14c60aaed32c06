"""The head of a file on paper: what is known of the household or the resident, one fact a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.language import _, pgettext
from ledger.records.dossiers import Dossier
from ledger.records.people import Presence, Resident, Sex
from ledger.reports import styles
from ledger.reports.audience import Audience
from ledger.reports.linebreak import break_lines
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, Colour, Sheet, Style
from ledger.rules.partial_date import age_known
from ledger.wording import label
from ledger.wording.places import address_label, building_label

_DOT = " · "
_GAP = 12.0


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is known under it, broken into lines; `width` is that of all labels."""

    name: str
    lines: tuple[str, ...]
    width: float

    @property
    def height(self) -> float:
        """In points."""
        return max(1, len(self.lines)) * _style().leading + 2.5

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw it with its top at y."""
        text = _style()
        name = Style(text.face, text.size, text.leading, Colour.GREY)
        sheet.put(LEFT, y + name.drop, self.name, name)
        for number, line in enumerate(self.lines):
            sheet.text(LEFT + self.width + _GAP, y + number * text.leading + text.drop, line, text)


def labelled(facts: Iterable[tuple[str, str]]) -> list[Fact]:
    """The facts that say something, their texts in one column."""
    style = _style()
    known = [(name, style.face.printable(text)) for name, text in facts if text]
    width = max((style.width(style.face.printable(name)) for name, _text in known), default=0.0)
    room = style.units(CONTENT_WIDTH - width - _GAP)
    return [Fact(name, tuple(break_lines(text, style.face.widths, room)), width) for name, text in known]


def _style() -> Style:
    return styles.body()


def subject_of(dossier: Dossier, audience: Audience) -> str:
    """Whose file it is: 3-2-501 许敏; for the public no more than the building."""
    if audience is Audience.PUBLIC:
        return building_label(dossier.address.building) if dossier.address else ""
    door = address_label(dossier.address, with_estate=dossier.several_estates)
    return f"{door} {dossier.resident.name if dossier.resident else head_of(dossier)}".strip()


def head_of(dossier: Dossier) -> str:
    """The head of the household, or whoever comes first; "" for nobody."""
    home = dossier.household
    members = home.members if home else ()
    head = next((who.name for who in members if home and who.id == home.head_id), "")
    return head or next((who.name for who in members), "")


def facts_of(dossier: Dossier, audience: Audience) -> list[tuple[str, str]]:
    """Label and text of everything in the head; the text is "" where nothing is known."""
    if audience is Audience.PUBLIC:
        count = len(dossier.household.members) if dossier.household else 1
        return [(_("Members"), str(count)), *_door(dossier, with_address=False)]
    return _resident(dossier, dossier.resident) if dossier.resident is not None else _household(dossier)


def _household(dossier: Dossier) -> list[tuple[str, str]]:
    home = dossier.household
    return [*_door(dossier), (_("Head"), head_of(dossier)), (_("Note"), home.note if home else "")]


def _door(dossier: Dossier, *, with_address: bool = True) -> list[tuple[str, str]]:
    address = address_label(dossier.address, with_estate=True)
    home = dossier.household
    return [
        (_("Address"), address if with_address else ""),
        (_("Grid"), dossier.grid),
        (_("Use"), label(dossier.use) if dossier.use else ""),
        (_("Status"), label(home.status) if home and dossier.resident is None else ""),
    ]


def _resident(dossier: Dossier, who: Resident) -> list[tuple[str, str]]:
    age = None if who.presence is Presence.DEAD else age_known(who.birth, dossier.today)
    born = (who.birth, "" if age is None else _("aged %(age)d") % {"age": age})
    phones = "、".join(" ".join(filter(None, (each.number, each.note))) for each in who.phones)
    return [
        (pgettext("person", "Name"), who.name),
        (pgettext("person", "Sex"), label(who.sex) if who.sex is not Sex.UNKNOWN else ""),
        (_("Born"), _DOT.join(filter(None, born))),
        (_("ID number"), who.id_number),
        (_("Phone"), phones),
        (pgettext("person", "Status"), label(who.presence)),
        *_door(dossier)[:2],
        (_("Relation"), who.relation),
        (_("Care groups"), "、".join(who.care_groups)),
        (_("Note"), who.note),
    ]
