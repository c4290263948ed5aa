"""Time contestants in interleaved rounds, so that a busy machine is busy for all of them alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import attrs

__all__ = ["Contestant", "Job", "race"]

Job = Callable[[], object]
"""Something to be timed."""

_LONG_ENOUGH: Final = 25_000_000
"""Nanoseconds of CPU time that one repeat lasts at least when it is tried first."""

_FEWEST: Final = 4
_MILLION: Final = 1_000_000


@attrs.frozen
class Contestant:
    """Somebody who does a thing many times.

    Attributes:
        name: Its name in the results.
        prepare: Makes a job that does the thing that many times (a multiple of four). Whatever
            must be made first is made here, before the clock starts.
    """

    name: str
    prepare: Callable[[int], Job]


def race(contestants: Iterable[Contestant], rounds: int) -> Mapping[str, float]:
    """Time every contestant once in each round, in turn, and keep the best of each.

    Args:
        contestants: Who takes part.
        rounds: How many rounds.

    Returns:
        Nanoseconds of CPU time for doing the thing once, by the contestant's name.
    """
    repeats = {contestant: _enough(contestant) for contestant in contestants}
    best = {contestant.name: float("inf") for contestant in repeats}
    for _ in range(rounds):
        for contestant, repeat in repeats.items():
            once = _clocked(contestant.prepare(repeat)) / repeat
            best[contestant.name] = min(best[contestant.name], once)
    return best


def _enough(contestant: Contestant) -> int:
    """Find how often a thing must be done for a repeat to last long enough; it warms up, too."""
    repeat = _FEWEST
    while repeat < _MILLION and _clocked(contestant.prepare(repeat)) < _LONG_ENOUGH:
        repeat *= 2
    return repeat


def _clocked(job: Job) -> int:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time_ns()
        job()
        return time.process_time_ns() - start
    finally:
        gc.enable()
