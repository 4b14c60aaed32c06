"""Errors of the library in words: the sentences themselves live in ledger.wording."""

from ledger.errors import FieldProblem, InputProblem, LedgerError


def problem_sentence(problem: FieldProblem) -> str:
    """What stands under the field."""
    try:
        from ledger.wording import problem_sentence as sentence
    except ImportError:
        return problem.code
    return sentence(problem)


def error_sentence(error: LedgerError) -> str:
    """What stands in the banner: what happened, why, and the next step."""
    if isinstance(error, InputProblem):
        return "\n".join(problem_sentence(problem) for problem in error.problems)
    try:
        from ledger.wording import error_sentence as sentence
    except ImportError:
        return str(error)
    return sentence(error)
