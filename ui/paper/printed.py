"""A paper that is drawn: its bytes, and what its file is called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF. `name` is what the file is called unless somebody calls it otherwise."""

    content: bytes
    name: str


def file_name(words: str) -> str:
    """`words` as the name of a file: a grid may be called anything, a file may not."""
    return "".join("-" if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in words)
