"""How a visit is told in a few words and a tone, in the list and on its own page."""

from ledger.records.visits import Visit, VisitOutcome
from ui.theme import Tone

_TONES = {
    VisitOutcome.MET: Tone.GREEN,
    VisitOutcome.PROXY: Tone.GREEN,
    VisitOutcome.NO_ANSWER: Tone.AMBER,
    VisitOutcome.REFUSED: Tone.RED,
    VisitOutcome.POSTPONED: Tone.AMBER,
    VisitOutcome.AWAY: Tone.VIOLET,
    VisitOutcome.VACANT: Tone.GREY,
    VisitOutcome.MOVED: Tone.RED,
    VisitOutcome.NONE: Tone.BLUE,
}


def shortened(text: str, longest: int) -> str:
    """A text on one line, cut where it is longer than `longest` characters."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def outcome_tone(outcome: VisitOutcome) -> Tone:
    """The tone of what came of a visit."""
    return _TONES[outcome]


def where(visit: Visit) -> str:
    """The door of a visit, or the public place."""
    return visit.address or visit.place


def who(visit: Visit) -> str:
    """Those asked, as a list reads them."""
    return "、".join(visit.people)
