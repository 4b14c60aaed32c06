"""Making a ledger: a new one as wished, or the sample of invented people."""

from pathlib import Path

from ledger.language import _
from ledger.places.staff import update_worker, workers
from ledger.records.staff import Role
from ledger.store import Ledger, create_ledger
from ui.jobs import Progress
from ui.setup.first_run import Wish
from ui.setup.places import SUFFIX, default_folder


def make_ledger(wish: Wish) -> Ledger:
    """A new ledger, open. Raises WorldProblem, InputProblem; then there is none."""
    ledger = create_ledger(
        wish.path, community=wish.community, worker=wish.worker, street=wish.street, district=wish.district
    )
    if wish.role is not Role.SECRETARY:
        first = workers(ledger)[0]
        update_worker(ledger, first.id, name=first.name, role=wish.role, grid_id=None)
    return ledger


def sample_path() -> Path:
    """Where the sample ledger lies."""
    return default_folder() / (_("Sample ledger") + SUFFIX)


def make_sample(progress: Progress) -> Path:
    """Make the sample ledger, in the background, and return its path; the one made before is kept.

    Raises WorldProblem where it cannot be written, Cancelled.
    """
    from ledger.sample import make_sample as make

    path = sample_path()
    if not path.exists():
        make(path, progress=progress)
    return path
