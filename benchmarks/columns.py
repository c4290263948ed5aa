"""Many councils at once: `judge_columns` against the same rule by hand in NumPy.

By hand means what somebody who knows NumPy would write for this one rule: a comparison for each
fact, and `&` for each gate. It gives the same arrays as `judge_columns`, for every requirement and
every step; with three verdicts twice, for what surely holds and for what possibly does.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs
import numpy
import numpy.typing

from benchmarks.rule import GATES
from benchmarks.timing import Contestant, Job
from renkei_model import Fact, kochi
from renkei_model.columns import UNBOUNDED, CountColumns, TransitionColumns, judge_columns

__all__ = ["RACES", "Race"]

_FACTS: Final = {fact.key: fact for fact in kochi.FACTS}
_SEED: Final = 2023
_CONFIRMED: Final = 0.5

_Counts = numpy.typing.NDArray[numpy.int64]
_Truths = numpy.typing.NDArray[numpy.bool_]
_Columns = Mapping[str, _Counts]
_Judged = Sequence[_Truths]
_Steps = Sequence[TransitionColumns[_Truths]]


@functools.cache
def _columns(size: int) -> tuple[_Columns, _Columns]:
    """Make counts, at least and at most: unbounded where nobody confirmed that it was all."""
    drawn = numpy.random.default_rng(_SEED)
    least, most = {}, {}
    for fact in itertools.chain.from_iterable(GATES.values()):
        least[fact] = drawn.integers(0, 3, size)
        most[fact] = numpy.where(drawn.random(size) < _CONFIRMED, least[fact], UNBOUNDED)
    return least, most


def _by_hand(counts: _Columns) -> _Judged:
    """Judge nine requirements and four steps."""
    founded = counts["founded"] >= 1
    acquainted = counts["actors_acquainted"] >= 1
    grasped = counts["issues_grasped"] >= 1
    shared = counts["issues_shared"] >= 1
    widened = counts["linkage_widened"] >= 1
    known = counts["made_known"] >= 1
    promoted = counts["understanding_promoted"] >= 1
    considered = counts["solutions_considered"] >= 1
    drafted = counts["plan_drafted"] >= 1
    return (
        *(founded, acquainted, grasped, shared, widened, known, promoted, considered, drafted),
        founded,
        acquainted & grasped & shared,
        widened & known & promoted,
        considered & drafted,
    )


# --- two kinds of counts, two ways to judge them -------------------------------------------------


def _known(columns: _Columns) -> Mapping[Fact, _Counts]:
    return {_FACTS[key]: column for key, column in columns.items()}


def _two_verdicts(size: int) -> Callable[[], _Steps]:
    least, _ = _columns(size)
    counts = CountColumns.exactly(_known(least))
    return lambda: judge_columns(kochi.POLICY, counts)


def _two_verdicts_by_hand(size: int) -> Callable[[], Sequence[_Judged]]:
    least, _ = _columns(size)
    return lambda: (_by_hand(least),)


def _three_verdicts(size: int) -> Callable[[], _Steps]:
    least, most = _columns(size)
    counts = CountColumns(least=_known(least), most=_known(most))
    return lambda: judge_columns(kochi.POLICY, counts)


def _three_verdicts_by_hand(size: int) -> Callable[[], Sequence[_Judged]]:
    least, most = _columns(size)
    return lambda: (_by_hand(least), _by_hand(most))


def _repeated(judge: Callable[[], object], repeat: int) -> Job:
    def job() -> None:
        for _ in itertools.repeat(None, repeat):
            judge()

    return job


@attrs.frozen
class Race:
    """Two who judge the same councils.

    Attributes:
        what: What they judge.
        size: How many councils.
        judging: Makes what `judge_columns` does, once.
        judging_by_hand: Makes what is done by hand, once.
        at_most: How many times as long as by hand it may take.
    """

    what: str
    size: int
    judging: Callable[[int], Callable[[], _Steps]]
    judging_by_hand: Callable[[int], Callable[[], Sequence[_Judged]]]
    at_most: float

    @property
    def name(self) -> str:
        """What the table calls it."""
        return f"{self.size:,} councils, {self.what}"

    @property
    def ours(self) -> Contestant:
        """The policy as data."""
        return Contestant(self.name, lambda repeat: _repeated(self.judging(self.size), repeat))

    @property
    def by_hand(self) -> Contestant:
        """The same rule in NumPy."""
        return Contestant(
            f"{self.name}, by hand",
            lambda repeat: _repeated(self.judging_by_hand(self.size), repeat),
        )

    def check(self) -> None:
        """Check that both judge every council alike.

        Raises:
            ValueError: If they do not.
        """
        steps, passes = self.judging(self.size)(), self.judging_by_hand(self.size)()
        needs = [need for step in steps for need in step.requirements]
        surely = [need.surely for need in needs] + [step.surely for step in steps]
        possibly = [need.possibly for need in needs] + [step.possibly for step in steps]
        for ours, theirs in ((surely, passes[0]), (possibly, passes[-1])):
            if not all(map(numpy.array_equal, ours, theirs)) or len(ours) != len(theirs):
                message = f"judge_columns and NumPy disagree: {self.name}"
                raise ValueError(message)


RACES: Final = tuple(
    race
    for size in (10_000, 1_000_000)
    for race in (
        Race("two verdicts", size, _two_verdicts, _two_verdicts_by_hand, at_most=1.2),
        Race("three verdicts", size, _three_verdicts, _three_verdicts_by_hand, at_most=1.4),
    )
)
