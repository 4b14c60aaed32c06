import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent.parent


def _start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "DISPLAY", "WAYLAND"))}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux starts without a screen")
def test_without_a_screen_one_sentence_is_said(tmp_path: Path) -> None:
    done = _start(HOME=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "main.py report" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 only")
def test_a_screen_that_does_not_answer_is_no_core_dump(tmp_path: Path) -> None:
    done = _start(HOME=str(tmp_path), DISPLAY=":987", QT_QPA_PLATFORM="xcb")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_a_word_that_is_no_command_is_bad_input(tmp_path: Path) -> None:
    done = _start("exprot", HOME=str(tmp_path))
    assert done.returncode == 2
    assert "exprot" in done.stderr
