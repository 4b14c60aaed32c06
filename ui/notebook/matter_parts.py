"""The matters of a card: category, urgency, level and title of each, and the words that opened none."""

from collections.abc import Iterator

from ledger.language import _
from ledger.records.proposals import Proposal, ProposedMatter
from ui.notebook.beside_card import earlier_line, joined_words
from ui.notebook.card_content import Act, Look, Part, Press, Standing, standing_of
from ui.notebook.card_words import level_words, urgency_tone, urgency_words
from ui.notebook.known import Known
from ui.theme import Tone

Line = tuple[Part, ...]


def matter_lines(proposal: Proposal, known: Known, promise: Line) -> Iterator[Line]:
    """A line for each matter; what was promised stands with the first."""
    for nth, matter in enumerate(proposal.matters):
        joined = matter.joins is not None
        chips = _joined(nth, joined_words(proposal, matter, known)) if joined else _chips(nth, matter, known)
        yield (*chips, *(promise if not nth else ()), _title(nth, matter))
        yield from earlier_line(proposal, nth, known)


def reminder_lines(proposal: Proposal, known: Known) -> Iterator[Line]:
    """漏记: words that sound like a need, with the offer to make a matter of them."""
    for number, reminder in enumerate(proposal.entry.reminders):
        fields = {
            "words": reminder.text,
            "title": reminder.text,
            "category_id": known.category_of_code(reminder.category),
        }
        yield (
            Part(f"reminder.{number}", _("“%(words)s” opened no matter yet —") % {"words": reminder.text}, Look.NOTE),
            Part(
                f"reminder.{number}.take",
                _("note it as one?"),
                Look.LINK,
                press=Press(Act.ADD_MATTER, fields=fields),
                spoken=_("Note “%(words)s” as a matter") % {"words": reminder.text},
            ),
        )


def _chips(nth: int, matter: ProposedMatter, known: Known) -> Line:
    category = known.category_words(matter.category_id)
    tone = Tone.AMBER if category else Tone.RED
    return (
        _chip(nth, matter, "category", category or _("Which category?"), tone, _("Category"), sure=matter.sure),
        _chip(nth, matter, "urgency", urgency_words(matter.urgency), urgency_tone(matter.urgency), _("Urgency")),
        _chip(nth, matter, "level", level_words(matter.level), Tone.BLUE, _("Level")),
    )


def _chip(
    nth: int, matter: ProposedMatter, what: str, words: str, tone: Tone, title: str, *, sure: float = 1.0
) -> Part:
    how = standing_of(sure, decided=bool({what, f"{what}_id"} & matter.decided))
    return Part(
        f"matters.{nth}.{what}",
        words,
        tone=tone,
        standing=how,
        press=Press(Act.OPEN, what, nth),
        drops=_drop(nth),
        spoken=_("%(title)s: %(words)s") % {"title": title, "words": words},
    )


def _joined(nth: int, words: str) -> Line:
    return (
        Part(
            f"matters.{nth}.joins",
            words,
            tone=Tone.VIOLET,
            standing=Standing.DECIDED,
            press=Press(Act.OPEN, "joins", nth),
            drops=Press(Act.CORRECT_MATTER, nth=nth, fields={"joins": None}),
        ),
    )


def _title(nth: int, matter: ProposedMatter) -> Part:
    return Part(
        f"matters.{nth}.title",
        matter.title or _("Which matter?"),
        Look.TITLE,
        standing=Standing.DECIDED if "title" in matter.decided else Standing.READ,
        press=Press(Act.EDIT, "title", nth),
        drops=_drop(nth),
        spoken=_("Title: %(words)s") % {"words": matter.title},
    )


def _drop(nth: int) -> Press:
    return Press(Act.CORRECT_MATTER, nth=nth, fields={"dropped": True})
