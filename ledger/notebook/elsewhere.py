"""An entry read anew as if its words had been said at another door: who is meant by them there."""

from dataclasses import replace

from ledger.notebook.composing import entry_of
from ledger.notebook.context import Context, read_opening
from ledger.notebook.mentions import Named
from ledger.notebook.names import people_named
from ledger.notebook.plain import plain_line
from ledger.notebook.said import Line, Materials, Said
from ledger.records.notebook import KnownHousehold, PageEntry


def read_elsewhere(entry: PageEntry, household: KnownHousehold, given: Materials, *, alone: bool) -> PageEntry:
    """`entry` with whoever its words mean behind the door of `household`; all else stays as it was read.

    `alone`: it is the only entry of its line. Where it is not, the line's words are another's too, and only
    people named in full are taken from them.
    """
    text = plain_line(entry.text)
    said = Said.part(text, read_opening(text, given.index, given.today).rest)
    named = people_named(household, said.text, given.today, given.words)
    if not alone:
        named = Named(tuple(mention for mention in named.mentions if mention.why == "name"))
    here = Context(on=entry.on, worker=entry.worker)
    anew = entry_of(Line(entry.line, entry.text, here, given), said, household, named)
    people = anew.readings["people"]
    return replace(
        entry,
        household=household,
        people=anew.people,
        answered_by=tuple(person for person in anew.answered_by if person in anew.people),
        ask=anew.ask,
        candidates=anew.candidates,
        said_name=anew.said_name,
        readings={**entry.readings, "people": people},
    )
