"""The lock file beside an open ledger, which keeps other programs out.

Held through the operating system, so that it falls with the program, however that ends. Libraries that do the
same (filelock) take longer to import than the ledger to open.
"""

import os
import sys
from pathlib import Path


class LockFile:
    """A lock on `path`. The file itself stays when the lock is let go: removing it would be a race."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take the lock; False where another program, or another LockFile, holds it.

        Raises OSError where the file cannot be made or its file system knows no locks.
        """
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            taken = _lock(handle)
        except BaseException:
            os.close(handle)
            raise
        if taken:
            self._handle = handle
        else:
            os.close(handle)
        return taken

    def release(self) -> None:
        """Let the lock go. Does nothing where it is not held."""
        if self._handle is not None:
            # Closing the file ends the lock on every system.
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
