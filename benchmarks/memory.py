"""How many bytes an object takes."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

__all__ = ["bytes_of_each"]


def bytes_of_each(make: Callable[[], object], number: int) -> float:
    """Tell how many bytes an object takes: what `tracemalloc` sees allocated for many of them.

    Args:
        make: Makes one.
        number: How many are made.
    """
    made = [make()]  # what all of them share is made now
    made *= number
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for place in range(number):
            made[place] = make()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return (after - before) / number
