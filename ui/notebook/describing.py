"""From a proposal to its card: which parts stand where, how sure each is, and what pressing it does."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ledger.language import _
from ledger.records.notebook import KnownPerson, PageEntry
from ledger.records.proposals import Proposal
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.wording import label
from ui.notebook.asking import is_asking, nobody_named, question_lines
from ui.notebook.beside_card import beside_parts, is_quiet, times_not_met
from ui.notebook.card_content import Act, CardContent, Look, Part, Press, Standing, standing_of
from ui.notebook.card_words import (
    OUTCOME_TONES,
    day_words,
    person_words,
    promise_words,
    said_door_words,
    shortened,
)
from ui.notebook.known import Known
from ui.notebook.matter_parts import matter_lines, reminder_lines
from ui.theme import Tone

_SOON = timedelta(days=3)
_MOST_PEOPLE = 3
_LONGEST_LEFT_OUT = 40

Lines = Iterator[tuple[Part, ...]]


def content_of(proposal: Proposal, known: Known, problems: Sequence[str] = ()) -> CardContent:
    """The card of a proposal; `problems` are the sentences about it that the ledger refused it with."""
    if proposal.left_out:
        return _left_out(proposal)
    question, *answers = [*question_lines(proposal, known)] or [()]
    lines = [_head(proposal, known, question), *answers]
    lines += matter_lines(proposal, known, _promise(proposal, known) if proposal.matters else ())
    around = beside_parts(proposal, known)
    # A quiet word takes a row of its own only where the one above is full of chips.
    if len(lines) == 1 or is_quiet(lines[-1]):
        lines[-1] = (*lines[-1], *around)
    elif around:
        lines.append(around)
    lines += reminder_lines(proposal, known)
    for number, sentence in enumerate(problems):
        lines.append((Part(f"problem.{number}", sentence, Look.PROBLEM),))
    return CardContent(tuple(lines), _spoken(proposal, known), asks=is_asking(proposal) or bool(problems))


def standing(proposal: Proposal, name: str) -> Standing:
    """How far a part of the entry may be relied on."""
    reading = proposal.entry.readings.get(name)
    return standing_of(reading.sure if reading else 1.0, decided=name in proposal.decided)


def _head(proposal: Proposal, known: Known, question: tuple[Part, ...]) -> tuple[Part, ...]:
    parts = [*_where(proposal, known), *_who(proposal, known), *question]
    entry = proposal.entry
    if not question and entry.mode is not VisitMode.PATROL:
        parts.append(_outcome(proposal, known))
    if not proposal.matters:
        parts += _promise(proposal, known) or _again_soon(proposal, known)
    return (*parts, *_when(proposal, known), _menu())


def _where(proposal: Proposal, known: Known) -> Iterator[Part]:
    entry = proposal.entry
    how = standing(proposal, "household")
    if entry.mode is VisitMode.PATROL:
        words = entry.place or _("Where?")
        yield Part("place", words, Look.STRONG, press=Press(Act.EDIT, "place"), spoken=_spoken_as(_("Place"), words))
    elif entry.household is not None:
        words = known.door(entry.household)
        spoken = _spoken_as(_("Door"), words)
        yield Part("door", words, Look.STRONG, standing=how, press=Press(Act.OPEN, "door"), spoken=spoken)
    elif words := said_door_words(entry.said_door):
        spoken = _spoken_as(_("Door"), words)
        yield Part("door", words, Look.STRONG, press=Press(Act.OPEN, "door"), spoken=spoken)


def _who(proposal: Proposal, known: Known) -> Iterator[Part]:
    entry = proposal.entry
    opens = Press(Act.OPEN, "people")
    how = standing(proposal, "people")
    shown = entry.people[:_MOST_PEOPLE] if entry.household is not None else ()
    for number, person in enumerate(shown):
        more = person_words(person, known)
        spoken = _spoken_as(_("Met"), f"{person.name} {more}")
        press = opens if not number else None
        yield Part(f"people.{number}", person.name, Look.STRONG, standing=how, press=press, spoken=spoken)
        if more:
            yield Part(f"people.{number}.more", more, tip=_tip(person, known))
    if len(entry.people) > len(shown) > 0:
        rest = _("and %(count)d more") % {"count": len(entry.people) - len(shown)}
        yield Part("people.rest", rest, Look.NOTE)
    for number, name in enumerate(proposal.names):
        spoken = _spoken_as(_("Met"), name)
        press = opens if not (shown or number) else None
        yield Part(f"names.{number}", name, Look.STRONG, press=press, spoken=spoken)
        yield Part(f"names.{number}.more", _("not registered"))
    if not shown and not proposal.names and (name := _name_asked_for(entry)):
        yield Part("said_name", name, Look.STRONG)
    elif not shown and not proposal.names and entry.household is not None and not nobody_named(proposal):
        yield from _household_name(proposal, opens)


def _household_name(proposal: Proposal, opens: Press) -> Iterator[Part]:
    """Whose door it is, where nobody of it was met."""
    household = proposal.entry.household
    if household is not None and household.people:
        name = household.people[0].name
        yield Part("people.0", name, Look.STRONG, press=opens, spoken=_spoken_as(_("Household of"), name))


def _name_asked_for(entry: PageEntry) -> str:
    if entry.said_name:
        return entry.said_name
    return entry.people[0].name if entry.people and entry.household is None else ""


def _outcome(proposal: Proposal, known: Known) -> Part:
    entry = proposal.entry
    words = label(entry.outcome)
    if entry.outcome is VisitOutcome.PROXY and entry.answered_by:
        words = _("%(name)s answered") % {"name": "、".join(person.name for person in entry.answered_by)}
    elif entry.outcome is VisitOutcome.NO_ANSWER and (times := times_not_met(proposal, known)) > 1:
        words = _("%(outcome)s (time %(number)d)") % {"outcome": words, "number": times}
    return Part(
        "outcome",
        words,
        tone=OUTCOME_TONES[entry.outcome],
        standing=standing(proposal, "outcome"),
        press=Press(Act.OPEN, "outcome"),
        spoken=_spoken_as(_("Outcome"), words),
    )


def _when(proposal: Proposal, known: Known) -> Iterator[Part]:
    entry = proposal.entry
    if proposal.worker_id != known.worker_id:
        name = next((each.name for each in known.workers if each.id == proposal.worker_id), "")
        how = standing(proposal, "worker")
        spoken = _spoken_as(_("Visited by"), name)
        opens = Press(Act.OPEN, "worker")
        yield Part("worker", name, Look.QUIET, standing=how, press=opens, spoken=spoken, at_end=True)
    for name, words, title in (
        ("on", f"{day_words(entry.on, known.today)} {entry.at_time}".rstrip(), _("Day")),
        ("mode", label(entry.mode), _("Way of visiting")),
    ):
        opens, spoken = Press(Act.OPEN, name), _spoken_as(title, words)
        how = standing(proposal, name)
        yield Part(name, words, Look.QUIET, standing=how, press=opens, spoken=spoken, at_end=True)


def _menu() -> Part:
    return Part("menu", "", Look.MENU, press=Press(Act.OPEN, "menu"), spoken=_("More for this card"), at_end=True)


def _promise(proposal: Proposal, known: Known) -> tuple[Part, ...]:
    day = proposal.entry.revisit_on
    if day is None:
        return ()
    words = promise_words(day, known.today)
    return (
        Part(
            "revisit_on",
            words,
            tone=Tone.VIOLET,
            standing=standing(proposal, "revisit_on"),
            press=Press(Act.OPEN, "revisit_on"),
            drops=Press(Act.CORRECT, fields={"revisit_on": None, "no_revisit": True}),
            spoken=_spoken_as(_("Promised"), words),
        ),
    )


def _again_soon(proposal: Proposal, known: Known) -> tuple[Part, ...]:
    """Where nobody was met, the offer to come again soon."""
    entry = proposal.entry
    day = entry.on + _SOON
    if entry.outcome is not VisitOutcome.NO_ANSWER or "revisit_on" in proposal.decided or day < known.today:
        return ()
    press = Press(Act.CORRECT, fields={"revisit_on": day, "no_revisit": False})
    return (Part("again", _("again within three days?"), Look.LINK, press=press),)


def _left_out(proposal: Proposal) -> CardContent:
    words = shortened(proposal.entry.text.strip(), _LONGEST_LEFT_OUT)
    back = Press(Act.CORRECT, fields={"left_out": False})
    line = (
        Part("text", words, Look.NOTE),
        Part("left_out", _("left out")),
        Part("take_in", _("Take it in after all"), Look.LINK, press=back),
    )
    return CardContent((line,), _("Left out: %(line)s") % {"line": words}, faint=True)


def _tip(person: KnownPerson, known: Known) -> str:
    return " · ".join(known.care_groups([person.id]))


def _spoken(proposal: Proposal, known: Known) -> str:
    entry = proposal.entry
    door = known.door(entry.household) if entry.household else said_door_words(entry.said_door) or entry.place
    names = "、".join((*(person.name for person in entry.people), *proposal.names)) or entry.said_name
    return " ".join(part for part in (door, names, entry.text.strip()) if part)


def _spoken_as(title: str, words: str) -> str:
    return _("%(title)s: %(words)s") % {"title": title, "words": words}
