import subprocess
import sys
from pathlib import Path

import pytest

from ledger.store.lock_file import LockFile

_HOLD = "import sys; from pathlib import Path; from ledger.store.lock_file import LockFile; \
lock = LockFile(Path(sys.argv[1])); print(lock.acquire(), flush=True); sys.stdin.read()"
ROOT = Path(__file__).resolve().parent.parent.parent.parent


def test_it_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    first, second = LockFile(tmp_path / "lock"), LockFile(tmp_path / "lock")
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()
    second.release()


def test_it_falls_with_the_program_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        mine = LockFile(path)
        assert not mine.acquire()
        other.kill()
        other.wait()
        assert mine.acquire()
        mine.release()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        LockFile(tmp_path / "gone" / "lock").acquire()
