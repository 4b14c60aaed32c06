"""What can go wrong, by whose fault it is.

`InputProblem`: what was entered breaks a rule; shown under its field. `WorldProblem`: disk, file, other
program; shown in a banner with the next step. Everything else that is raised is a bug.
Errors carry facts, never sentences: `ledger.wording` puts them into words.
"""

from dataclasses import dataclass
from pathlib import Path


class LedgerError(Exception):
    """Base of every error this library raises on purpose."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One broken rule. `field` is the record's field name, `code` the rule, `values` what the sentence needs."""

    field: str
    code: str
    values: tuple[tuple[str, str], ...] = ()


class InputProblem(LedgerError):
    """Input breaks rules; nothing was changed."""

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__("; ".join(f"{p.field}: {p.code}" for p in problems))
        self.problems = problems


def refuse(field: str, code: str, **values: object) -> InputProblem:
    """An InputProblem of one broken rule, ready to raise."""
    return InputProblem(FieldProblem(field, code, tuple((k, str(v)) for k, v in values.items())))


class WorldProblem(LedgerError):
    """The world failed. `code` names the sentence in ledger.wording, `path` what it is about."""

    def __init__(self, code: str, path: Path | str = "", detail: str = "") -> None:
        super().__init__(f"{code}: {path} {detail}".strip())
        self.code = code
        self.path = str(path)
        self.detail = detail


class Cancelled(LedgerError):
    """The user cancelled a long job; nothing was changed."""
