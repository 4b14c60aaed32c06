"""The tables of a file: members, homes, figures, open matters, and the entries of a year."""

from collections.abc import Callable, Sequence

from ledger.language import _, ngettext, pgettext
from ledger.records.dossiers import Dossier, EntryKind, EntryTone, Happening, TimelineEntry
from ledger.records.matters import Matter, StepKind
from ledger.records.people import Presence, Resident, Sex
from ledger.reports.audience import Audience
from ledger.reports.linebreak import glue
from ledger.reports.section import Section, counted, stacked, table_of
from ledger.reports.sheet import Side
from ledger.reports.table import Column, Urgent
from ledger.rules.partial_date import age_known
from ledger.wording import label
from ledger.wording.happenings import about_words, happening_words, promise_days, standing_words
from ledger.wording.places import address_label


def members_section(dossier: Dossier, audience: Audience) -> Section:
    """Who belongs to the household, those who left or died at the end."""
    title = _("Members")
    members = dossier.household.members if dossier.household else ()
    if not members:
        return Section(title, _("Nobody is registered in this household yet."))
    columns = [
        Column(pgettext("person", "Name"), grow=2, least=50),
        Column(pgettext("column", "Relation"), most=60),
        Column(_("Sex, age"), most=60),
        Column(_("Born"), most=64),
        Column(_("Phone"), grow=2, least=62),
        Column(_("ID number"), most=110),
        Column(_("Status"), most=50),
    ]
    rows = [_member(dossier, who) for who in members]
    if audience is Audience.INTERNAL:
        columns.append(Column(_("Care groups"), grow=2, least=50))
        for row, who in zip(rows, members, strict=True):
            row.append("、".join(who.care_groups))
    count = ngettext("%(count)d person", "%(count)d people", len(rows)) % {"count": len(rows)}
    return Section(counted(title, count), table_of(columns, rows))


def _member(dossier: Dossier, who: Resident) -> list[str]:
    age = None if who.presence is Presence.DEAD else age_known(who.birth, dossier.today)
    sex = "" if who.sex is Sex.UNKNOWN else label(who.sex)
    return [
        glue(who.name),
        who.relation,
        " ".join(filter(None, (sex, "" if age is None else str(age)))),
        who.birth,
        stacked(*(glue(each.number) for each in who.phones)),
        glue(who.id_number),
        label(who.presence),
    ]


def homes_section(dossier: Dossier) -> Section:
    """The households a resident lived in, or the doors a household lived behind."""
    of_resident = dossier.resident is not None
    title = _("Households lived in") if of_resident else _("Doors lived behind")
    if not dossier.homes:
        return Section(title, _("Belongs to no household."))
    columns = [
        Column(pgettext("time", "From"), most=76),
        Column(pgettext("time", "To"), most=76),
        Column(_("Address"), grow=3, least=90),
        Column(pgettext("column", "Relation"), most=70),
        Column(_("Reason"), grow=3, least=80),
    ]
    rows = [
        [
            str(home.since or _("before the ledger")),
            str(home.until or pgettext("time", "now")),
            address_label(home.address, with_estate=dossier.several_estates) or "—",
            home.relation,
            home.reason,
        ]
        for home in dossier.homes
    ]
    if not of_resident:
        columns.pop(3)
        rows = [[*row[:3], row[4]] for row in rows]
    return Section(title, table_of(columns, rows))


def figures_section(dossier: Dossier) -> Section:
    """Visits and matters in figures, with outcomes and what was said when asked afterwards."""
    visits, matters = dossier.visits, dossier.matters
    promises = [entry for entry in dossier.entries if entry.kind is EntryKind.PROMISE]
    kept = sum(entry.tone in (EntryTone.GOOD, EntryTone.SOON) for entry in promises)
    met = _("%(total)d, somebody met %(met)d times") % {"total": visits.total, "met": visits.met}
    last = _("last on %(day)s") % {"day": visits.last_on} if visits.last_on else ""
    open_ = _("%(total)d, of these %(open)d open (%(late)d late)") % {
        "total": matters.total,
        "open": matters.open,
        "late": matters.late,
    }
    rows = [
        (_("Visits"), _("; ").join(filter(None, (met, last)))),
        (_("Matters"), open_),
        (pgettext("report", "Outcome"), _joined((label(each), count) for each, count in matters.outcomes)),
        (_("Answer"), _joined((label(each), count) for each, count in matters.answers)),
        (
            pgettext("file", "Promises"),
            _("%(total)d, kept %(kept)d") % {"total": len(promises), "kept": kept} if promises else "—",
        ),
    ]
    columns = (Column(pgettext("file", "What"), least=70), Column(_("Figures"), grow=1))
    return Section(_("Visits and matters"), table_of(columns, rows))


def _joined(counts: object) -> str:
    found = [_("%(what)s %(count)d") % {"what": what, "count": count} for what, count in counts]  # type: ignore[attr-defined]
    return _("; ").join(found) or "—"


def open_matters_section(dossier: Dossier) -> Section:
    """What is still open, with the next step; late ones in red."""
    title = _("Open matters")
    if not dossier.open_matters:
        return Section(title, _("No matter is open."))
    columns = (
        Column(pgettext("report", "No."), most=76),
        Column(pgettext("report", "Matter"), grow=4, least=110),
        Column(pgettext("report", "Registered"), most=64),
        Column(pgettext("report", "Due"), most=64),
        Column(_("Responsible"), most=56),
        Column(_("Next step"), grow=3, least=84),
    )
    rows = [_open_matter(dossier, each) for each in dossier.open_matters]
    count = ngettext("%(count)d matter", "%(count)d matters", len(rows)) % {"count": len(rows)}
    return Section(counted(title, count), table_of(columns, rows))


def _open_matter(dossier: Dossier, matter: Matter) -> Sequence[str]:
    late = min(matter.next_on or matter.due_on, matter.due_on) < dossier.today
    due = str(matter.due_on)
    return (
        glue(matter.number),
        matter.title,
        str(matter.registered_on),
        Urgent(due) if late else due,
        glue(matter.worker),
        stacked(str(matter.next_on or ""), matter.next_step),
    )


def mentions_section(entries: Sequence[TimelineEntry]) -> Section:
    """Notes elsewhere that name somebody of this file; a namesake may be meant."""
    return _entries(_("Named elsewhere (a namesake may be meant)"), entries, lambda entry: str(entry.on))


def year_section(year: int, entries: Sequence[TimelineEntry]) -> Section:
    """The entries of a year, newest first."""
    return _entries(_("The year %(year)d") % {"year": year}, entries, lambda entry: f"{entry.on:%m-%d}")


def _entries(title: str, entries: Sequence[TimelineEntry], day: Callable[[TimelineEntry], str]) -> Section:
    columns = (
        Column(pgettext("report", "Date"), most=60),
        Column(pgettext("file", "What happened"), most=72),
        Column(pgettext("file", "About"), grow=6, least=150),
        Column(pgettext("report", "Result"), most=64),
        Column(pgettext("file", "By"), most=50),
    )
    rows = [(day(entry), *_told(entry)) for entry in entries]
    count = ngettext("%(count)d entry", "%(count)d entries", len(rows)) % {"count": len(rows)}
    return Section(counted(title, count), table_of(columns, rows))


def _told(entry: TimelineEntry) -> Sequence[str]:
    standing = standing_words(entry)
    return (
        happening_words(entry),
        stacked(" ".join(filter(None, (about_words(entry), entry.number))), promise_days(entry), entry.text),
        Urgent(standing) if entry.tone is EntryTone.BAD and standing else standing,
        glue(entry.worker),
    )


def years_section(dossier: Dossier) -> Section:
    """For the public: how many visits and matters there were in each year."""
    title = _("Year by year")
    years = sorted({entry.on.year for entry in dossier.entries}, reverse=True)
    if not years:
        return Section(title, _("Nothing has been entered yet."))
    columns = (
        Column(pgettext("time", "Year"), least=60),
        Column(_("Visits"), grow=1, side=Side.RIGHT),
        Column(_("Matters registered"), grow=1, side=Side.RIGHT),
        Column(_("Matters settled"), grow=1, side=Side.RIGHT),
    )
    return Section(title, table_of(columns, [_year_row(dossier, year) for year in years]))


def _year_row(dossier: Dossier, year: int) -> Sequence[str]:
    entries = [entry for entry in dossier.entries if entry.on.year == year]
    steps = [entry.marks[0] for entry in entries if entry.what is Happening.STEPPED]
    visits = sum(entry.what is Happening.VISITED for entry in entries)
    return str(year), str(visits), str(steps.count(StepKind.REGISTERED)), str(steps.count(StepKind.SETTLED))
