"""What a card asks before its line can be entered, with the likely answers ready to be pressed."""

from collections.abc import Iterable, Iterator

from ledger.language import _
from ledger.notebook.entering import is_ready
from ledger.records.notebook import Ask, Candidate, KnownPerson
from ledger.records.proposals import Proposal
from ledger.records.visits import VisitMode
from ledger.visits.recording import ASKED
from ui.notebook.card_content import Act, Look, Part, Press
from ui.notebook.card_words import person_words
from ui.notebook.known import Known
from ui.theme import Tone

_MOST_CANDIDATES, _MOST_NEAR = 6, 3

Line = tuple[Part, ...]


def nobody_named(proposal: Proposal) -> bool:
    """Whether somebody was met, and nobody knows who."""
    entry = proposal.entry
    return (
        entry.ask is None
        and entry.mode is not VisitMode.PATROL
        and entry.outcome in ASKED
        and not entry.people
        and not proposal.names
    )


def is_asking(proposal: Proposal) -> bool:
    """Whether the card asks something."""
    return not (proposal.left_out or is_ready(proposal))


def question_lines(proposal: Proposal, known: Known) -> Iterator[Line]:
    """The question and its answers."""
    ask = proposal.entry.ask
    if not is_asking(proposal):
        return
    if ask is Ask.WHICH_PERSON:
        yield from _which_person(proposal, known)
    elif ask is Ask.UNKNOWN_PERSON and proposal.entry.household is not None:
        yield from _unknown_person(proposal, known)
    elif ask is None and nobody_named(proposal) and proposal.entry.household is not None:
        yield from _nobody(proposal, known)
    elif proposal.entry.mode is not VisitMode.PATROL and (ask is not None or proposal.entry.household is None):
        yield from _which_door(proposal, known)


def person_press(person: KnownPerson, dwelling_id: int | None = None) -> Press:
    """Decides that this resident was met, at this door where it was in question too."""
    fields: dict[str, object] = {"resident_ids": (person.id,), "names": ()}
    if dwelling_id is not None:
        fields["dwelling_id"] = dwelling_id
    return Press(Act.CORRECT, fields=fields)


def door_press(dwelling_id: int) -> Press:
    """Decides which door it was."""
    return Press(Act.CORRECT, fields={"dwelling_id": dwelling_id})


def _which_person(proposal: Proposal, known: Known) -> Iterator[Line]:
    found = [each for each in proposal.entry.candidates if each.person is not None]
    if proposal.entry.household is not None:
        words = _("%(count)d of them fit, choose")
    else:
        words = _("%(count)d in this community, choose")
    question = words % {"count": len(found)} if found else _("Who was it?")
    yield (_question(question),)
    yield (*_people_at_doors(found, known), *((_search_door(),) if proposal.entry.household is None else ()))


def _people_at_doors(found: Iterable[Candidate], known: Known) -> Iterator[Part]:
    """2-1-301 · 82 岁 · 独居老人."""
    candidates = list(found)[:_MOST_CANDIDATES]
    same_door = len({each.household.dwelling_id for each in candidates}) == 1 and len(candidates) > 1
    for number, each in enumerate(candidates):
        person = each.person
        assert person is not None
        where = person.name if same_door else known.door(each.household)
        about = person_words(person, known) if same_door else _aged(person, known)
        words = " · ".join(part for part in (where, about, *known.care_groups([person.id])[:1]) if part)
        press = person_press(person, each.household.dwelling_id)
        tone = Tone.GREY if number else Tone.BLUE
        yield Part(f"answer.{number}", words, tone=tone, press=press, spoken=f"{person.name} {words}")


def _aged(person: KnownPerson, known: Known) -> str:
    age = known.age(person.birth)
    return _("%(age)d years") % {"age": age} if age is not None else ""


def _unknown_person(proposal: Proposal, known: Known) -> Iterator[Line]:
    name = proposal.entry.said_name
    yield (_question(_("not registered in this household")),)
    answers = [*_members(proposal, known), *_namesakes(name, known)]
    if name:
        only_name = Press(Act.CORRECT, fields={"names": (name,), "resident_ids": ()})
        answers.append(Part("answer.name", _("Only note the name"), press=only_name))
    yield (*answers, _register())


def _register() -> Part:
    return Part("answer.register", _("Register in this household…"), press=Press(Act.REGISTER_PERSON))


def _namesakes(name: str, known: Known) -> Iterator[Part]:
    """Somebody of that name who lives elsewhere and may have been met here."""
    for number, hit in enumerate(known.namesakes(name)[:_MOST_NEAR]):
        words = " · ".join(part for part in (hit.title, hit.text) if part)
        press = Press(Act.CORRECT, fields={"resident_ids": (hit.id,), "names": ()})
        yield Part(f"answer.elsewhere.{number}", words, press=press)


def _nobody(proposal: Proposal, known: Known) -> Iterator[Line]:
    yield (_question(_("Who was met?")),)
    write = Part("answer.name", _("Write a name…"), press=Press(Act.EDIT, "names"))
    yield (*_members(proposal, known), write, _register())


def _members(proposal: Proposal, known: Known) -> Iterator[Part]:
    household = proposal.entry.household
    for number, person in enumerate(household.people[:_MOST_CANDIDATES] if household else ()):
        more = person_words(person, known)
        words = f"{person.name} · {more}" if more else person.name
        tone = Tone.GREY if number else Tone.BLUE
        yield Part(f"answer.{number}", words, tone=tone, press=person_press(person))


def _which_door(proposal: Proposal, known: Known) -> Iterator[Line]:
    entry = proposal.entry
    unknown = entry.ask is Ask.UNKNOWN_HOUSEHOLD
    yield (_question(_("The ledger has no such door") if unknown else _("Which household is it?")),)
    answers: list[Part] = []
    for number, each in enumerate(entry.candidates[: _MOST_NEAR if unknown else _MOST_CANDIDATES]):
        if each.household.dwelling_id is None:
            continue
        who = each.person or next(iter(each.household.people), None)
        words = " · ".join(part for part in (known.door(each.household), who.name if who else "") if part)
        press = person_press(each.person, each.household.dwelling_id) if each.person else None
        tone = Tone.GREY if number else Tone.BLUE
        answers.append(
            Part(f"answer.{number}", words, tone=tone, press=press or door_press(each.household.dwelling_id))
        )
    answers.append(_search_door())
    if entry.said_door is not None and entry.said_door.room:
        answers.append(Part("answer.register", _("Register this door…"), press=Press(Act.REGISTER_DOOR)))
    if not unknown:
        public = Press(Act.CORRECT, fields={"mode": VisitMode.PATROL})
        answers.append(Part("answer.public", _("A public place"), press=public))
    yield tuple(answers)


def _search_door() -> Part:
    return Part("answer.other", _("Another door…"), press=Press(Act.OPEN, "door"))


def _question(words: str) -> Part:
    return Part("question", words, Look.CHIP, Tone.RED)
