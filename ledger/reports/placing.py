"""Putting a finished file in its place: whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from ledger.errors import WorldProblem

_DISK_FULL = frozenset((errno.ENOSPC, errno.EDQUOT))
_IN_USE = frozenset((errno.EBUSY, errno.ETXTBSY))
_LEDGER_SUFFIX = ".mqzb"
_DATABASE_HEAD = b"SQLite format 3\0"


def put_in_place(target: Path, content: bytes) -> None:
    """Write `content` beside `target` and move it there; until then what was there stays.

    Raises WorldProblem "target_is_ledger" (never replaced, whatever is asked), "disk_full", "file_in_use" (open in
    another program) or "file_cannot_be_written".
    """
    with placed(target) as temporary:
        _write(temporary, content)


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to, moved there in the end; whatever is raised meanwhile, nothing was written.

    Raises WorldProblem as `put_in_place` does, also for an OSError of whoever writes.
    """
    if target.exists() and not target.is_file():
        # A folder, or a device: moved into the place of /dev/null, a file would take it from everybody.
        raise WorldProblem("file_cannot_be_written", target)
    if _is_ledger(target):
        raise WorldProblem("target_is_ledger", target)
    # Through a link to the file it stands for, so that the link stays one.
    place = target.resolve()
    temporary = place.with_name(f".{uuid4().hex}.part")
    try:
        yield temporary
    except OSError as problem:
        _clear_away(temporary)
        raise WorldProblem(_code(problem), target, problem.strerror or "") from problem
    except BaseException:
        _clear_away(temporary)
        raise
    try:
        os.replace(temporary, place)
    except OSError as problem:
        _clear_away(temporary)
        # The folder could be written a moment ago, so it is the old file that is held fast (Windows).
        held = isinstance(problem, PermissionError) and target.is_file()
        raise WorldProblem("file_in_use" if held else _code(problem), target, problem.strerror or "") from problem


def _is_ledger(path: Path) -> bool:
    # By its name as well: a ledger with a passphrase does not begin as a database does.
    if path.suffix == _LEDGER_SUFFIX:
        return path.exists()
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE_HEAD)) == _DATABASE_HEAD
    except OSError:
        return False


def _clear_away(path: Path) -> None:
    # Where nothing could be written nothing is left either, and the first failure is the one to tell.
    with suppress(OSError):
        path.unlink()


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _code(problem: OSError) -> str:
    if problem.errno in _DISK_FULL:
        return "disk_full"
    return "file_in_use" if problem.errno in _IN_USE else "file_cannot_be_written"
