"""Says once why the desktop's tests did not run; where CI promises Qt, that is a failure."""

import os

import pytest


def test_qt_can_start(why_no_qt: str) -> None:
    if why_no_qt and os.environ.get("CI"):
        pytest.fail(why_no_qt)
    if why_no_qt:
        pytest.skip(why_no_qt)
