"""Making a hundred thousand small records at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Within the block Python does not look for garbage: the records being made are all wanted.

    Each look walks over all of them; a fifth of an import would go into it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
