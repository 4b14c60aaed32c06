"""What the ledger knows of the household: what is open there, the last visit, and whether it said the same before."""

from collections.abc import Iterator

from ledger.language import _, pgettext
from ledger.notebook.surroundings import EarlierMatter, same_kind
from ledger.records.proposals import Proposal, ProposedMatter
from ledger.wording import label
from ui.notebook.card_content import Act, Look, Part, Press
from ui.notebook.card_words import day_words, month_words, shortened
from ui.notebook.known import Known

_LONGEST_TITLE = 14

Line = tuple[Part, ...]


def beside_parts(proposal: Proposal, known: Known) -> Line:
    """What is open there and when somebody last called, in a few quiet words."""
    return (*_open(proposal, known), *_last(proposal, known))


def is_quiet(line: Line) -> bool:
    """Whether a line says what the household said before, and no more."""
    return line[0].name.endswith(".earlier")


def times_not_met(proposal: Proposal, known: Known) -> int:
    """How often nobody was met there in a row, this time included."""
    around = known.around(proposal)
    return around.no_answers + 1 if around is not None else 1


def earlier_line(proposal: Proposal, nth: int, known: Known) -> Iterator[Line]:
    """同类诉求: the household said the same before; the offer to put this to it instead of opening a matter."""
    around = known.around(proposal)
    matter = proposal.matters[nth]
    if around is None or matter.joins is not None or not matter.category_id:
        return
    taken = {each.joins for each in proposal.matters}
    found = [each for each in same_kind(around, matter.category_id) if each.id not in taken]
    if not found:
        return
    join = Press(Act.CORRECT_MATTER, nth=nth, fields={"joins": found[0].id})
    words = _said_before(found, known)
    yield (
        Part(f"matters.{nth}.earlier", words, Look.NOTE, tip=found[0].title),
        Part(f"matters.{nth}.join", _("put it to that one?"), Look.LINK, press=join, tip=found[0].title),
    )


def joined_words(proposal: Proposal, matter: ProposedMatter, known: Known) -> str:
    """重复诉求 · 8 月“厨房漏水”."""
    around = known.around(proposal)
    found = next((each for each in around.earlier if each.id == matter.joins), None) if around else None
    if found is None:
        return _("Reported again")
    facts = {"month": month_words(found.month, known.today), "title": shortened(found.title, _LONGEST_TITLE)}
    return _("Reported again · %(month)s “%(title)s”") % facts


def _said_before(found: list[EarlierMatter], known: Known) -> str:
    latest = found[0]
    facts = {
        "count": len(found),
        "month": month_words(latest.month, known.today),
        "title": shortened(latest.title, _LONGEST_TITLE),
        "status": pgettext("card", "open") if latest.status.is_open else pgettext("card", "settled"),
    }
    if len(found) == 1:
        return _("A matter of this kind in %(month)s: “%(title)s” (%(status)s) —") % facts
    return _("%(count)d matters of this kind, the last in %(month)s: “%(title)s” (%(status)s) —") % facts


def _open(proposal: Proposal, known: Known) -> Iterator[Part]:
    around = known.around(proposal)
    if around is None or not around.open:
        return
    first, count = around.open[0], len(around.open)
    title = shortened(first.title, _LONGEST_TITLE)
    words = _("Open: %(title)s") if count == 1 else _("%(count)d open: %(title)s…")
    if count == 1:
        press = Press(Act.GO, "matters", fields={"what": "matter", "id": first.id})
    else:
        press = Press(Act.GO, "residents", fields={"what": "household", "id": around.household_id})
    tip = "\n".join(matter.title for matter in around.open)
    yield Part("open", words % {"count": count, "title": title}, Look.QUIET, press=press, tip=tip)


def _last(proposal: Proposal, known: Known) -> Iterator[Part]:
    around = known.around(proposal)
    if around is None or around.last is None:
        return
    last = around.last
    facts = {"day": day_words(last.on, known.today), "outcome": label(last.outcome)}
    press = Press(Act.GO, "visits", fields={"what": "visit", "id": last.visit_id})
    yield Part("last", _("Last visit %(day)s: %(outcome)s") % facts, Look.QUIET, press=press, tip=last.note)
