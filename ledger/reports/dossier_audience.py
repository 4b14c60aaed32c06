"""A file (一户一档, 一人一档) for other eyes: what `for_audience` does for the month, done for one household."""

from collections.abc import Iterable
from dataclasses import replace

from ledger.records.dossiers import Dossier, EntryKind, Happening, TimelineEntry
from ledger.records.matters import Matter
from ledger.records.people import Household, Phone, Resident
from ledger.reports.audience import Audience, Mask, masked_name
from ledger.rules.masked_text import masked_text
from ledger.rules.masking import masked_id_number, masked_phone


def dossier_for(dossier: Dossier, audience: Audience, *, residents: Iterable[str] = ()) -> Dossier:
    """`dossier` with what `audience` may not read left out or masked.

    Phones, ID numbers and numbers inside notes have their middle hidden for everybody. A department reads no names of
    residents (`residents` are masked wherever they stand), no notes of visits, no care groups, of births the year.
    For the public only what can be counted is left.
    """
    if audience is Audience.INTERNAL:
        return _masked(dossier, _Internal())
    if audience is Audience.PUBLIC:
        return replace(
            dossier,
            household=None if dossier.household is None else _without_people(dossier.household),
            resident=None,
            homes=(),
            open_matters=(),
            entries=tuple(_counted(entry) for entry in dossier.entries),
            mentions=(),
        )
    return _masked(dossier, _Department(_everybody(dossier).union(residents)))


class _Internal:
    """For the house itself: numbers with their middle hidden, the rest as it is."""

    def name(self, name: str) -> str:
        return name

    def text(self, text: str) -> str:
        return masked_text(text)

    def resident(self, who: Resident) -> Resident:
        return replace(
            who,
            name=self.name(who.name),
            id_number=masked_id_number(who.id_number) if who.id_number else "",
            phones=tuple(Phone(masked_phone(each.number), self.text(each.note)) for each in who.phones),
            note=self.text(who.note),
        )

    def entry(self, entry: TimelineEntry) -> TimelineEntry:
        return replace(
            entry,
            title=self.text(entry.title),
            text=self.text(entry.text),
            people=tuple(map(self.name, entry.people)),
            other=self.text(entry.other),
        )


class _Department(_Internal):
    """For a department: nobody named, and nothing said at the door."""

    def __init__(self, names: Iterable[str]) -> None:
        self._mask = Mask(names)

    def name(self, name: str) -> str:
        return masked_name(name) if name else ""

    def text(self, text: str) -> str:
        return self._mask.text(masked_text(text))

    def resident(self, who: Resident) -> Resident:
        return replace(super().resident(who), birth=who.birth[:4], care_groups=(), note="")

    def entry(self, entry: TimelineEntry) -> TimelineEntry:
        shown = super().entry(entry)
        return shown if entry.kind is EntryKind.MATTER else replace(shown, text="")


def _masked(dossier: Dossier, mask: _Internal) -> Dossier:
    is_department = isinstance(mask, _Department)
    care = (Happening.CARE_GIVEN, Happening.CARE_ENDED)
    entries = (e for e in dossier.entries if not (is_department and e.what in care))
    return replace(
        dossier,
        household=_household(dossier.household, mask),
        resident=None if dossier.resident is None else mask.resident(dossier.resident),
        homes=tuple(replace(home, reason=mask.text(home.reason)) for home in dossier.homes),
        open_matters=tuple(_matter(each, mask) for each in dossier.open_matters),
        entries=tuple(map(mask.entry, entries)),
        # What others said of them is for the house alone.
        mentions=() if is_department else tuple(map(mask.entry, dossier.mentions)),
    )


def _household(home: Household | None, mask: _Internal) -> Household | None:
    if home is None:
        return None
    note = "" if isinstance(mask, _Department) else mask.text(home.note)
    return replace(home, note=note, members=tuple(map(mask.resident, home.members)))


def _matter(matter: Matter, mask: _Internal) -> Matter:
    return replace(
        matter,
        title=mask.text(matter.title),
        detail=mask.text(matter.detail),
        resident=mask.name(matter.resident),
        next_step=mask.text(matter.next_step),
    )


def _without_people(home: Household) -> Household:
    return replace(home, head_id=None, note="", members=tuple(map(_nobody, home.members)))


def _nobody(who: Resident) -> Resident:
    return replace(who, name="", birth="", id_number="", phones=(), care_groups=(), relation="", note="")


def _counted(entry: TimelineEntry) -> TimelineEntry:
    return replace(entry, title="", text="", number="", people=(), other="", worker="", opens=None)


def _everybody(dossier: Dossier) -> set[str]:
    names = {name for entry in dossier.entries for name in entry.people}
    names |= {who.name for who in (dossier.household.members if dossier.household else ())}
    return names | ({dossier.resident.name} if dossier.resident else set())
