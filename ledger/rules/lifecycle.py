"""The life of a matter: which step may follow, and where it leads.

登记 → 受理 → 办理中 ⇄ 等待 → 办结(待回访) → 已回访; side doors 不受理, 并案, 撤回; 重办 from 办结 or 已回访.
"""

from collections.abc import Mapping

from ledger.errors import refuse
from ledger.records.matters import OPEN_STATUSES, MatterStatus, Outcome, Satisfaction, StepKind

_SETTLED = frozenset({MatterStatus.SETTLED, MatterStatus.FOLLOWED_UP})

# From which statuses a step may be taken, and the status it leads to (None: it stays).
_WAYS: Mapping[StepKind, tuple[frozenset[MatterStatus], MatterStatus | None]] = {
    StepKind.ACCEPTED: (frozenset({MatterStatus.REGISTERED}), MatterStatus.ACCEPTED),
    StepKind.PROGRESS: (OPEN_STATUSES, MatterStatus.IN_PROGRESS),
    StepKind.REPORTED_AGAIN: (OPEN_STATUSES, None),
    StepKind.WAITING: (OPEN_STATUSES, MatterStatus.WAITING),
    StepKind.REMINDED: (OPEN_STATUSES, None),
    StepKind.ASSIGNED: (OPEN_STATUSES, None),
    StepKind.ESCALATED: (OPEN_STATUSES, None),
    StepKind.RECLASSIFIED: (OPEN_STATUSES, None),
    StepKind.SETTLED: (OPEN_STATUSES, MatterStatus.SETTLED),
    StepKind.NOT_ACCEPTED: (OPEN_STATUSES, MatterStatus.NOT_ACCEPTED),
    StepKind.MERGED: (OPEN_STATUSES, MatterStatus.MERGED),
    StepKind.RETRACTED: (OPEN_STATUSES, MatterStatus.RETRACTED),
    StepKind.REOPENED: (_SETTLED, MatterStatus.IN_PROGRESS),
    StepKind.FOLLOWED_UP: (_SETTLED, MatterStatus.FOLLOWED_UP),
}

# The outcomes a settled matter may have; the others belong to the side doors.
SETTLING_OUTCOMES = (Outcome.SOLVED, Outcome.PARTLY_SOLVED, Outcome.EXPLAINED, Outcome.IMPOSSIBLE)


def allowed_steps(status: MatterStatus) -> tuple[StepKind, ...]:
    """The steps that may follow in `status`, in the order of the life cycle."""
    return tuple(kind for kind, (origins, _status) in _WAYS.items() if status in origins)


def status_after(kind: StepKind, status: MatterStatus, satisfaction: Satisfaction | None = None) -> MatterStatus:
    """The status after a step of `kind`; somebody not reached has not been followed up yet.

    Raises InputProblem "step_not_allowed" where the step may not follow.
    """
    if kind not in _WAYS or status not in _WAYS[kind][0]:
        raise refuse("kind", "step_not_allowed", kind=kind, status=status)
    if kind is StepKind.FOLLOWED_UP and satisfaction is Satisfaction.NOT_REACHED:
        return status
    return _WAYS[kind][1] or status
