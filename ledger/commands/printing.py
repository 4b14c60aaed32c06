"""Printing to whatever standard output is: a terminal, a file, a pipe that knows fewer characters than we do."""

import json
import sys
from typing import Any

_ASSUMED = "utf-8"


def print_json(value: Any) -> None:
    """Print one JSON object; in escapes where the output's encoding lacks a character, so that it stays JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    try:
        text.encode(sys.stdout.encoding or _ASSUMED)
    except UnicodeEncodeError:
        text = json.dumps(value, indent=1)
    print(text)


def print_what_can_be_printed() -> None:
    """From now on write a character the output's encoding lacks as its number, instead of failing.

    Redirected on a Chinese Windows standard output is GBK, which knows neither emoji nor rare characters of names.
    """
    for stream in (sys.stdout, sys.stderr):
        # Not every stand-in for a stream can be told.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
