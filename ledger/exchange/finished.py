"""From household drafts to the roster's households: repeats found, the head settled, remarks in their places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ledger.exchange.fields import DOOR_FIELDS, Field
from ledger.exchange.household_drafts import Draft
from ledger.exchange.layout import Layout
from ledger.exchange.person_cells import Person
from ledger.exchange.repeats import complete, head_among, head_is_listed, without_repeats
from ledger.exchange.roster import RosterHousehold, RosterProblem, RosterResident
from ledger.records.people import HouseholdStatus
from ledger.records.places import DwellingUse
from ledger.rules.dwelling_use import read_use
from ledger.rules.finding import Finding, error, warning
from ledger.rules.relation import HEAD

_STATUSES = {
    HouseholdStatus.RESIDENT: (
        "常住",
        "在住",
        "居住",
        "户在人在",
        "在家",
        "是",
        "正常",
        "人户一致",
        "本地常住",
        "已入住",
        "入住",
    ),
    HouseholdStatus.AWAY: ("外出", "外出务工", "务工", "长期外出", "长期不在", "户在人不在", "不在家", "外地"),
    HouseholdStatus.VACANT: ("空置", "空户", "空房", "空关", "无人居住", "未入住", "空挂", "空挂户"),
    HouseholdStatus.MOVED_OUT: ("迁出", "已迁出", "搬走", "已搬走", "搬离", "已搬离"),
    HouseholdStatus.UNVERIFIED: ("待核", "待核实", "待查", "未核实"),
}
_STATUS_OF = {word: status for status, words in _STATUSES.items() for word in words}
_NOT_SAID = frozenset({"", "无", "否", "-", "/", "不详"})


@dataclass(slots=True)
class Finished:
    """The households of a sheet and what was found in it."""

    households: list[RosterHousehold] = field(default_factory=list)
    problems: list[RosterProblem] = field(default_factory=list)
    births_from_id: int = 0


def finish(drafts: Iterable[Draft], layout: Layout) -> Finished:
    """Close every draft."""
    finished = Finished()
    drafts = list(drafts)
    listed = any(head_is_listed(draft.people, draft.head) for draft in drafts if draft.head)
    has_doors = bool(DOOR_FIELDS & layout.household.keys())
    for draft in drafts:
        _settle_head(draft, layout, usually_listed=listed)
        if has_doors and not draft.door.said:
            label = layout.label(Field.ADDRESS) or layout.label(Field.ROOM)
            draft.found.append((draft.row, label, error("address_missing")))
        people, found = without_repeats(draft.people, layout.label(Field.NAME) or layout.label(Field.HEAD_NAME))
        draft.found += found
        _settle_two_heads(draft, people, layout)
        finished.births_from_id += sum(person.birth_from_id for person in people)
        finished.households.append(_household(draft, people, layout))
        everything = [*draft.found, *((p.row, column, finding) for p in draft.people for column, finding in p.found)]
        finished.problems += [_problem(draft.sheet, *each) for each in everything]
    return finished


def problem_of(sheet: str, row: int, column: str, finding: Finding) -> RosterProblem:
    """A finding with its place in the file."""
    return _problem(sheet, row, column, finding)


def _problem(sheet: str, row: int, column: str, finding: Finding) -> RosterProblem:
    return RosterProblem(sheet, row, column, finding.code, finding.values, finding.severity)


def _household(draft: Draft, people: Sequence[Person], layout: Layout) -> RosterHousehold:
    use, status = _use_and_status(draft, people, layout)
    if draft.door.text:
        draft.notes.append(f"住址（名册原文）：{draft.door.text}")
    if draft.sizes and draft.sizes[0] not in ("", f"{len(people)}", f"{len(people)}人"):
        draft.notes.append(f"{layout.label(Field.SIZE)}：{draft.sizes[0]}")
    residents = tuple(_resident(person) for person in people)
    head = next((index for index, resident in enumerate(residents) if resident.relation == HEAD), None)
    return RosterHousehold(
        sheet=draft.sheet,
        row=draft.row,
        number=draft.number,
        address=draft.door.address,
        use=use,
        status=status,
        grid=draft.place.grid,
        note=_joined(draft.notes),
        head=head,
        residents=residents,
    )


def _resident(person: Person) -> RosterResident:
    return RosterResident(
        person.sheet,
        person.row,
        person.name,
        person.sex,
        person.birth,
        person.id_number,
        person.phones,
        person.relation,
        tuple(person.care_groups),
        _joined(person.notes),
    )


def _joined(notes: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(note for note in notes if note))


def _use_and_status(
    draft: Draft, people: Sequence[Person], layout: Layout
) -> tuple[DwellingUse | None, HouseholdStatus]:
    """How the dwelling is used and the household's state; what is not understood goes into the notes."""
    use = draft.use
    if not people and use is None:
        use = next((found for note in draft.notes if (found := read_use(note))), None)
    for text in draft.uses:
        said = read_use(text)
        use = said or use
        if said is None and text not in _NOT_SAID:
            draft.notes.append(f"{layout.label(Field.USE)}：{text}")
    known: list[HouseholdStatus] = []
    for person, text in draft.statuses:
        said = read_use(text)
        if status := _STATUS_OF.get(text):
            known.append(status)
        elif said is not None and said is not DwellingUse.VACANT:
            use = use or said
        elif text not in _NOT_SAID:
            (person.notes if person else draft.notes).append(f"{layout.label(Field.STATUS)}：{text}")
    if len(set(known)) > 1:
        for person, text in draft.statuses:
            if person and _STATUS_OF.get(text) not in (None, HouseholdStatus.RESIDENT):
                person.notes.append(f"{layout.label(Field.STATUS)}：{text}")
    if not people:
        vacant = use is DwellingUse.VACANT or HouseholdStatus.VACANT in known
        return use, HouseholdStatus.VACANT if vacant else HouseholdStatus.UNVERIFIED
    if len(set(known)) == 1:
        return use, known[0]
    return use, HouseholdStatus.RESIDENT


def _settle_head(draft: Draft, layout: Layout, *, usually_listed: bool) -> None:
    """Bring what the head's own columns say to the member of that name, or make the head a member.

    Where no household of the sheet lists its head again among the members, that is the form, and nothing to report.
    """
    if draft.head is None:
        return
    if not draft.head.name:
        _give_to_head(draft, draft.head)
        return
    if member := head_among(draft.people, draft.head):
        member.relation = member.relation or HEAD
        return
    label = layout.label(Field.HEAD_NAME)
    if draft.head_key:
        draft.found.append((draft.row, label, warning("head_differs", name=draft.head.name)))
        return
    if draft.people and usually_listed:
        draft.found.append((draft.row, label, warning("head_not_listed", name=draft.head.name)))
    draft.people.insert(0, draft.head)


def _give_to_head(draft: Draft, said: Person) -> None:
    """What columns such as 户主电话 say goes to the member who is the head, or else into the household's note."""
    member = next((person for person in draft.people if person.relation == HEAD), None)
    if member is not None:
        complete(member, said)
        member.found += said.found
        return
    draft.notes += [f"户主电话：{phone.number}" for phone in said.phones] + said.notes
    draft.found += [(said.row, column, finding) for column, finding in said.found]


def _settle_two_heads(draft: Draft, people: Sequence[Person], layout: Layout) -> None:
    """A household has one head: of several the first stays, the others' relation is left open."""
    heads = [person for person in people if person.relation == HEAD]
    for other in heads[1:]:
        other.relation = ""
        other.notes.append(f"{layout.label(Field.RELATION)}（名册原文）：{HEAD}")
        facts = {"name": other.name, "head": heads[0].name}
        draft.found.append((other.row, layout.label(Field.RELATION), warning("roster_two_heads", **facts)))
