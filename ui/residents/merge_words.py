"""What merging two entries would do, in words."""

from ledger.language import _, ngettext, pgettext
from ledger.people.merge_fields import FieldPair, MergeField, Side
from ledger.people.merge_preview import HomeFate, MergeDoubt, MergePreview, Moves, OtherHome
from ledger.records.people import LifeEvent, Presence, Resident, Sex
from ledger.rules.masked_text import masked_text
from ledger.rules.masking import masked_id_number, masked_phone
from ledger.store import Ledger
from ledger.wording import label
from ui.residents.words import address_words, sex_words


def field_words(which: MergeField) -> str:
    """What a field is called."""
    return {
        MergeField.NAME: pgettext("person", "Name"),
        MergeField.SEX: _("Sex"),
        MergeField.BIRTH: _("Born"),
        MergeField.ID_NUMBER: _("ID number"),
        MergeField.PRESENCE: _("Status"),
        MergeField.NOTE: _("Note"),
    }[which]


def pair_words(pair: FieldPair, *, whole: bool) -> dict[Side, str]:
    """The values that may be taken, as they are shown: numbers masked unless `whole`."""
    return {side: _value_words(pair, side, whole=whole) for side in pair.sides}


def _value_words(pair: FieldPair, side: Side, *, whole: bool) -> str:
    if side is Side.BOTH:
        return _("keep both notes")
    text = pair.value(side)
    if not text:
        return pgettext("merging", "not filled in")
    if pair.field is MergeField.SEX:
        return sex_words(Sex(text))
    if pair.field is MergeField.PRESENCE:
        return label(Presence(text))
    if pair.field is MergeField.ID_NUMBER and not whole:
        return masked_id_number(text)
    return masked_text(text) if pair.field is MergeField.NOTE and not whole else text


def doubt_words(doubt: MergeDoubt) -> str:
    """Why the two may be two people."""
    return {
        MergeDoubt.ID_NUMBERS: _("Two different ID numbers."),
        MergeDoubt.BIRTHS: _("Two different birth dates."),
        MergeDoubt.SEXES: _("One is a man, the other a woman."),
        MergeDoubt.ONE_IS_DEAD: _("One has died, the other has not."),
        MergeDoubt.MET_TOGETHER: _("Both were met in one visit."),
    }[doubt]


def where_words(ledger: Ledger, resident: Resident, home: OtherHome | None = None) -> str:
    """Where and as what somebody belongs: 3-2-501 户主."""
    from ledger.people.memberships import household_address

    if resident.household_id is None:
        return _("belongs to no household")
    address = home.address if home else household_address(ledger, resident.household_id)
    return " ".join(part for part in (address_words(ledger, address) or _("no dwelling"), resident.relation) if part)


def home_words(ledger: Ledger, preview: MergePreview) -> str:
    """What becomes of the place in a household."""
    home = preview.home
    where = address_words(ledger, home.address) or _("no dwelling")
    if home.fate is HomeFate.NONE:
        return _("No household changes.")
    if home.fate is HomeFate.SAME:
        return _("Both are in the household %(where)s; afterwards one of them is.") % {"where": where}
    if home.fate is HomeFate.TAKEN:
        return _("Takes the place in the household %(where)s.") % {"where": where}
    if not home.members_left:
        return _("The household %(where)s stays, without anybody in it; no households are merged.") % {"where": where}
    facts = {"where": where, "count": home.members_left}
    left = ngettext(
        "The household %(where)s stays, with %(count)d person left; no households are merged.",
        "The household %(where)s stays, with %(count)d people left; no households are merged.",
        home.members_left,
    )
    said = left % facts
    return "\n".join((said, _("It has no head any more."))) if home.loses_head else said


def moves_lines(moves: Moves, *, whole: bool) -> list[tuple[str, str]]:
    """What moves over, a line each: what it is, and which or how many."""
    numbers = [phone.number if whole else masked_phone(phone.number) for phone in moves.phones]
    visits = ngettext("%(count)d visit", "%(count)d visits", moves.visits) % {"count": moves.visits}
    matters = ngettext("%(count)d matter", "%(count)d matters", moves.matters) % {"count": moves.matters}
    homes = ngettext("%(count)d household", "%(count)d households", moves.households) % {"count": moves.households}
    lines = [
        (_("Visits"), visits if moves.visits else ""),
        (_("Matters"), matters if moves.matters else ""),
        (_("Phones"), "、".join(numbers)),
        (_("Groups"), "、".join(moves.care_groups)),
        (_("Life events"), "、".join(map(_event_words, moves.events))),
        (_("Lived in before"), homes if moves.households else ""),
        (_("Cannot stand, withdrawn"), "、".join(map(_event_words, moves.left_out))),
    ]
    return [line for line in lines if line[1]]


def _event_words(event: LifeEvent) -> str:
    return f"{event.on} {label(event.kind)}"
