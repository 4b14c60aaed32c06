"""What a rule has to say about a value: a code, the facts for the sentence, and how bad it is."""

from dataclasses import dataclass
from enum import StrEnum

from ledger.errors import FieldProblem


class Severity(StrEnum):
    """ERROR: the value cannot be used as it stands. WARNING: it can, but somebody should look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `values` are what the sentence in `ledger.wording` needs."""

    code: str
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.ERROR

    def on(self, field: str) -> FieldProblem:
        """The same finding as a problem of the record's `field`."""
        return FieldProblem(field, self.code, self.values)


def error(code: str, **values: object) -> Finding:
    """A finding that keeps the value from being used."""
    return Finding(code, tuple((key, str(value)) for key, value in values.items()))


def warning(code: str, **values: object) -> Finding:
    """A finding about a value that is used all the same."""
    return Finding(code, tuple((key, str(value)) for key, value in values.items()), Severity.WARNING)
