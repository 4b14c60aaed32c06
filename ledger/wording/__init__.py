"""The ledger's closed sets in words, for screen, paper and command line alike. Errors are in ledger.sentences."""

from datetime import date
from enum import StrEnum

from ledger.language import _, current_language, pgettext
from ledger.records.matters import Level, MatterStatus, Outcome, Satisfaction, StepKind, Urgency
from ledger.records.people import DuplicateReason, HouseholdStatus, LifeEventKind, Presence, Sex
from ledger.records.places import DwellingUse
from ledger.records.routes import RouteKind
from ledger.records.staff import Role
from ledger.records.visits import VisitMode, VisitOutcome


def label(member: StrEnum) -> str:
    """A member of any closed set in the current language. Raises KeyError for one without words (a bug)."""
    return _LABELS[type(member)]()[member]


def day_label(day: date) -> str:
    """A day as written under a heading: 11月23日 星期一, or "Mon 23 Nov"."""
    if current_language() == "en":
        return day.strftime("%a %d %b")
    return f"{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"


def near_day_label(day: date, today: date) -> str:
    """A day as people name it in a list: 今天, 昨天, 明天, 11-20, and with its year where that is another one."""
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}.get((day - today).days)
    return near or (day.strftime("%m-%d") if day.year == today.year else day.isoformat())


def month_label(month: str) -> str:
    """A month "2026-10" as written: 2026年10月, or "2026-10"."""
    year, number = month.split("-")
    return month if current_language() == "en" else f"{year}年{int(number)}月"


def _levels() -> dict[StrEnum, str]:
    return {
        Level.GRID: _("Grid"),
        Level.COMMUNITY: _("Community"),
        Level.STREET: _("Street office"),
        Level.DEPARTMENT: _("Department"),
    }


def _urgencies() -> dict[StrEnum, str]:
    return {
        Urgency.DANGER: _("Danger · 2 hours"),
        Urgency.ESSENTIAL: _("Water, power, heat · 24 hours"),
        Urgency.SIMPLE: _("Simple · 3 working days"),
        Urgency.ORDINARY: _("Ordinary · 7 working days"),
        Urgency.COMPLEX: _("Complex · 15 working days"),
    }


def _statuses() -> dict[StrEnum, str]:
    return {
        MatterStatus.REGISTERED: _("Registered"),
        MatterStatus.ACCEPTED: _("Accepted"),
        MatterStatus.IN_PROGRESS: _("In progress"),
        MatterStatus.WAITING: _("Waiting"),
        MatterStatus.SETTLED: _("Settled, to be followed up"),
        MatterStatus.FOLLOWED_UP: _("Followed up"),
        MatterStatus.NOT_ACCEPTED: _("Not accepted"),
        MatterStatus.MERGED: _("Merged"),
        MatterStatus.RETRACTED: _("Retracted by the resident"),
    }


def _outcomes() -> dict[StrEnum, str]:
    return {
        Outcome.SOLVED: _("Solved"),
        Outcome.PARTLY_SOLVED: _("Partly solved"),
        Outcome.EXPLAINED: _("Explained, not solved"),
        Outcome.IMPOSSIBLE: _("Cannot be solved"),
        Outcome.RETRACTED: _("Retracted by the resident"),
        Outcome.MERGED: _("Merged into another"),
        Outcome.NOT_ACCEPTED: _("Not accepted"),
    }


def _satisfactions() -> dict[StrEnum, str]:
    return {
        Satisfaction.SATISFIED: _("Satisfied"),
        Satisfaction.FAIRLY_SATISFIED: _("Fairly satisfied"),
        Satisfaction.DISSATISFIED: _("Dissatisfied"),
        Satisfaction.NOT_REACHED: _("Not reached"),
    }


def _steps() -> dict[StrEnum, str]:
    return {
        StepKind.REGISTERED: pgettext("step", "Registered"),
        StepKind.ACCEPTED: pgettext("step", "Accepted"),
        StepKind.PROGRESS: pgettext("step", "Handled"),
        StepKind.REPORTED_AGAIN: pgettext("step", "Reported again"),
        StepKind.WAITING: pgettext("step", "Waiting"),
        StepKind.REMINDED: pgettext("step", "Reminded"),
        StepKind.ASSIGNED: pgettext("step", "Assigned"),
        StepKind.ESCALATED: pgettext("step", "Moved to another level"),
        StepKind.RECLASSIFIED: pgettext("step", "Reclassified"),
        StepKind.SETTLED: pgettext("step", "Settled"),
        StepKind.NOT_ACCEPTED: pgettext("step", "Not accepted"),
        StepKind.MERGED: pgettext("step", "Merged"),
        StepKind.RETRACTED: pgettext("step", "Retracted"),
        StepKind.REOPENED: pgettext("step", "Reopened"),
        StepKind.FOLLOWED_UP: pgettext("step", "Followed up"),
    }


def _modes() -> dict[StrEnum, str]:
    return {
        VisitMode.HOME: pgettext("mode", "At home"),
        VisitMode.PHONE: pgettext("mode", "By phone"),
        VisitMode.STREET: pgettext("mode", "Met outside"),
        VisitMode.DEPUTY: pgettext("mode", "By deputy"),
        VisitMode.PATROL: pgettext("mode", "Patrol"),
    }


def _visit_outcomes() -> dict[StrEnum, str]:
    return {
        VisitOutcome.MET: pgettext("visit", "Met"),
        VisitOutcome.PROXY: pgettext("visit", "Answered by another"),
        VisitOutcome.NO_ANSWER: pgettext("visit", "Nobody there"),
        VisitOutcome.REFUSED: pgettext("visit", "Refused"),
        VisitOutcome.POSTPONED: pgettext("visit", "Postponed"),
        VisitOutcome.AWAY: pgettext("visit", "Away or in hospital"),
        VisitOutcome.VACANT: pgettext("visit", "Vacant"),
        VisitOutcome.MOVED: pgettext("visit", "Seems to have moved"),
        VisitOutcome.NONE: pgettext("visit", "Patrol"),
    }


def _presences() -> dict[StrEnum, str]:
    return {
        Presence.PRESENT: pgettext("presence", "Present"),
        Presence.AWAY: pgettext("presence", "Away"),
        Presence.MOVED_OUT: pgettext("presence", "Moved out"),
        Presence.LOST: pgettext("presence", "Out of touch"),
        Presence.DEAD: pgettext("presence", "Dead"),
    }


def _duplicate_reasons() -> dict[StrEnum, str]:
    return {
        DuplicateReason.SAME_ID_NUMBER: _("Same ID number"),
        DuplicateReason.SAME_NAME_AND_BIRTH: _("Same name and birth date"),
        DuplicateReason.SAME_NAME_AND_PHONE: _("Same name and phone"),
        DuplicateReason.SAME_SOUND_AND_BIRTH: _("Name of the same sound, same birth date"),
        DuplicateReason.SAME_NAME_IN_HOUSEHOLD: _("Same name in this household"),
        DuplicateReason.SIMILAR_NAME_IN_HOUSEHOLD: _("Similar name in this household"),
    }


def _life_events() -> dict[StrEnum, str]:
    return {
        LifeEventKind.BORN: pgettext("event", "Born"),
        LifeEventKind.MOVED_IN: pgettext("event", "Moved in"),
        LifeEventKind.MOVED_OUT: pgettext("event", "Moved out"),
        LifeEventKind.AWAY: pgettext("event", "Away"),
        LifeEventKind.DIED: pgettext("event", "Died"),
        LifeEventKind.LOST: pgettext("event", "Out of touch"),
        LifeEventKind.RESTORED: pgettext("event", "Back again"),
    }


def _household_statuses() -> dict[StrEnum, str]:
    return {
        HouseholdStatus.RESIDENT: pgettext("household", "Resident"),
        HouseholdStatus.AWAY: pgettext("household", "Away"),
        HouseholdStatus.VACANT: pgettext("household", "Vacant"),
        HouseholdStatus.MOVED_OUT: pgettext("household", "Moved out"),
        HouseholdStatus.UNVERIFIED: pgettext("household", "To be verified"),
    }


def _route_kinds() -> dict[StrEnum, str]:
    return {
        RouteKind.DUE: pgettext("route", "Due for a visit"),
        RouteKind.OPEN: pgettext("route", "With open matters or promises"),
        RouteKind.ALL: pgettext("route", "All households"),
        RouteKind.CHOSEN: pgettext("route", "Chosen households"),
    }


def _uses() -> dict[StrEnum, str]:
    return {
        DwellingUse.OWNER: pgettext("use", "Owner-occupied"),
        DwellingUse.RENTED: pgettext("use", "Rented"),
        DwellingUse.SHARED: pgettext("use", "Shared rental"),
        DwellingUse.VACANT: pgettext("use", "Vacant"),
        DwellingUse.BUSINESS: pgettext("use", "Used as business"),
    }


def _sexes() -> dict[StrEnum, str]:
    return {Sex.MALE: _("Male"), Sex.FEMALE: _("Female"), Sex.UNKNOWN: _("Unknown")}


def _roles() -> dict[StrEnum, str]:
    return {Role.SECRETARY: _("Secretary"), Role.GRID_WORKER: _("Grid worker"), Role.OTHER: _("Other staff")}


_LABELS = {
    Level: _levels,
    Urgency: _urgencies,
    MatterStatus: _statuses,
    Outcome: _outcomes,
    Satisfaction: _satisfactions,
    StepKind: _steps,
    VisitMode: _modes,
    VisitOutcome: _visit_outcomes,
    Presence: _presences,
    LifeEventKind: _life_events,
    DuplicateReason: _duplicate_reasons,
    HouseholdStatus: _household_statuses,
    DwellingUse: _uses,
    Sex: _sexes,
    Role: _roles,
    RouteKind: _route_kinds,
}
