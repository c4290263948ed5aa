"""Judge many councils at once: the verdicts of a policy as arrays.

A verdict is two truths, whether something surely holds and whether it possibly does, so columns of
verdicts are two arrays of truth: MET where both are true, OPEN where only the second is. Nothing
is asked of an array but `&`, `|`, `>=` and `<=`, so those of any library do.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Generic, Protocol, Self, TypeVar, assert_never

import attrs

from renkei_model.checks import require_kind
from renkei_model.columns.counts import (
    CountColumns,
    Thing,
    counted_by,
    missing_columns,
    things_counted,
)
from renkei_model.conditions import AtLeast, AtMost, Leaf, Unspecified, fold, leaves
from renkei_model.errors import InvalidValue
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, Transition
from renkei_model.verdicts import Verdict
from renkei_model.wording import Wording

__all__ = [
    "NumberColumn",
    "RequirementColumns",
    "TransitionColumns",
    "TruthColumn",
    "judge_columns",
]


class TruthColumn(Protocol):
    """What is asked of an array of truths."""

    def __and__(self, other: Self, /) -> Self: ...

    def __or__(self, other: Self, /) -> Self: ...


TruthT = TypeVar("TruthT", bound=TruthColumn)
TruthT_co = TypeVar("TruthT_co", covariant=True)


class NumberColumn(Protocol[TruthT_co]):
    """What is asked of an array of numbers: to be compared with one number, place by place."""

    def __ge__(self, n: int, /) -> TruthT_co: ...

    def __le__(self, n: int, /) -> TruthT_co: ...


@attrs.frozen(eq=False)
class RequirementColumns(Generic[TruthT_co]):
    """What the counts of many councils say to one requirement.

    Attributes:
        requirement: What was asked.
        surely: Where it is MET.
        possibly: Where it is not UNMET.
    """

    requirement: Requirement = attrs.field(repr=lambda requirement: requirement.key)
    surely: TruthT_co = attrs.field(repr=False)
    possibly: TruthT_co = attrs.field(repr=False)

    def verdicts(self: RequirementColumns[Iterable[object]]) -> tuple[Verdict, ...]:
        """Give the verdict on each council, for a few of them: this goes through them in Python."""
        return _verdicts(self.surely, self.possibly)


@attrs.frozen(eq=False, slots=False)
class TransitionColumns(Generic[TruthT_co]):
    """What the counts of many councils say to one transition.

    Attributes:
        transition: The step.
    """

    transition: Transition = attrs.field(repr=lambda transition: transition.key)
    # The columns of the step itself, and after them those of each of its requirements: few fields
    # and few objects, for small columns are judged in the time that it takes to make these.
    _surely: tuple[TruthT_co, ...] = attrs.field(repr=False)
    _possibly: tuple[TruthT_co, ...] = attrs.field(repr=False)

    @property
    def surely(self) -> TruthT_co:
        """Where the step is MET: every requirement is."""
        return self._surely[0]

    @property
    def possibly(self) -> TruthT_co:
        """Where it is not UNMET: no requirement is."""
        return self._possibly[0]

    @functools.cached_property
    def requirements(self) -> tuple[RequirementColumns[TruthT_co], ...]:
        """The columns of each of its requirements, in order."""
        needs, surely, possibly = self.transition.requirements, self._surely, self._possibly
        return tuple(map(RequirementColumns, needs, surely[1:], possibly[1:]))

    def verdicts(self: TransitionColumns[Iterable[object]]) -> tuple[Verdict, ...]:
        """Give the verdict on each council, for a few of them: this goes through them in Python."""
        return _verdicts(self.surely, self.possibly)


def _verdicts(surely: Iterable[object], possibly: Iterable[object]) -> tuple[Verdict, ...]:
    return tuple(
        Verdict.MET if sure else Verdict.OPEN if may else Verdict.UNMET
        for sure, may in zip(surely, possibly, strict=True)
    )


def judge_columns(
    policy: Policy, counts: CountColumns[NumberColumn[TruthT]]
) -> tuple[TransitionColumns[TruthT], ...]:
    """Judge every transition of a policy for many councils at once.

    The verdicts are those of `assess`. Where all counts are known exactly and every rule is spelt
    out there is one pass over the arrays, and `surely is possibly`; otherwise there are two.

    Args:
        policy: The policy to judge by.
        counts: The counts of the councils, by `count_columns` or from elsewhere.

    Returns:
        One for each transition, in the policy's order.

    Example:
        >>> import numpy
        >>> from renkei_model import kochi
        >>> counts = CountColumns.exactly(
        ...     {fact: numpy.array([0, 1, 2]) for fact in kochi.FACTS}
        ... )
        >>> founding, *_ = judge_columns(kochi.POLICY, counts)
        >>> founding.surely
        array([False,  True,  True])

    Raises:
        InvalidValue: If an argument is of another kind, or columns are missing; with all of them.
    """
    require_kind("policy", policy, Policy)
    require_kind("counts", counts, CountColumns, hint=_FROM_A_MAPPING)
    plan = _planned(policy)
    try:
        least = [*map(counts.least.__getitem__, plan.things), None]
    except KeyError:
        # In the words of this policy: an equal one may have been planned with its own.
        asked = things_counted(policy)
        raise missing_columns([thing for thing in asked if thing not in counts.least]) from None
    if counts.are_exact and not plan.has_constants:
        columns: list[Any] = least * 2
        truths = [compare(columns[place], n) for place, n, compare in plan.leaves]
        surely = possibly = _joined(plan, truths)
    elif counts.are_exact and plan.is_spelt_out:
        surely = possibly = _judged(plan, counts, least, least, unknown=False)
    else:
        most = [*map(counts.most.get, plan.things), None]
        surely = _judged(plan, counts, least, most, unknown=False)
        possibly = _judged(plan, counts, most, least, unknown=True)
    sure = [of_way(surely) for of_way in plan.ways]
    possible = sure if possibly is surely else [of_way(possibly) for of_way in plan.ways]
    return tuple(map(TransitionColumns, policy.transitions, sure, possible))


_FROM_A_MAPPING: Final = Wording(
    "（辞書からは CountColumns.exactly() で作れます）",
    "; CountColumns.exactly() makes one of a mapping",
)


# --- what depends on the policy alone ------------------------------------------------------------

_Asked = tuple[Thing | None, int, bool]
"""A leaf: what is counted (None: it is not spelt out), a number, whether at least or at most it."""

_Joined = tuple[int, tuple[int, ...]]
"""How many of which slots must hold: of n, all are n and any is 1."""

_Join = Callable[[Sequence[Any]], Any]
"""What joins arrays."""

_Pick = Callable[[list[Any]], tuple[Any, ...]]
"""What takes some slots out of all."""


@attrs.frozen
class _Plan:
    """How to judge by a policy: each different leaf and joint of it once, in a slot of its own.

    Attributes:
        things: What is counted.
        leaves: What stands in the first slots: the place of a column among those that rise and,
            after them, those that fall; the number that it is compared with; and how.
        joined: What stands in the slots after them: how many of which slots must hold, and how
            arrays are joined to that.
        ways: For each transition its own slot, and after it those of its requirements.
        is_spelt_out: Whether every leaf counts something.
        has_constants: Whether a leaf counts nothing, or a transition asks for nothing.
    """

    things: tuple[Thing, ...]
    leaves: tuple[tuple[int, int, Callable[[Any, int], Any]], ...]
    joined: tuple[tuple[int, _Join, _Pick], ...]
    ways: tuple[_Pick, ...]
    is_spelt_out: bool
    has_constants: bool


@functools.lru_cache(maxsize=256)
def _planned(policy: Policy) -> _Plan:
    asked = dict.fromkeys(
        _asked(leaf, way.source)
        for way in policy.transitions
        for need in way.requirements
        for leaf in leaves(need.condition)
    )
    slots = {leaf: slot for slot, leaf in enumerate(asked)}
    joined: dict[_Joined, int] = {}
    ways = []
    for way in policy.transitions:
        algebra = _Slots(way.source, slots, joined)
        needs = [fold(need.condition, algebra) for need in way.requirements]
        ways.append(_pick([algebra.all_of(needs), *needs]))
    things = things_counted(policy)
    places: dict[Thing | None, int] = {thing: place for place, thing in enumerate((*things, None))}
    is_spelt_out = all(thing is not None for thing, _, _ in asked)
    return _Plan(
        things,
        tuple(
            (places[thing], n, operator.ge)
            if at_least
            else (places[thing] + len(places), n, operator.le)
            for thing, n, at_least in asked
        ),
        tuple((k, _join(k, len(parts)), _pick(parts)) for k, parts in joined),
        tuple(ways),
        is_spelt_out=is_spelt_out,
        has_constants=not is_spelt_out or any(not way.requirements for way in policy.transitions),
    )


def _asked(leaf: Leaf, stage: Stage) -> _Asked:
    match leaf:
        case AtLeast(_, n):
            return counted_by(leaf, stage), n, True
        case AtMost(_, n):
            return counted_by(leaf, stage), n, False
        case Unspecified():
            return None, 1, True
    assert_never(leaf)


def _pick(slots: Sequence[int]) -> _Pick:
    if len(slots) > 1:
        return operator.itemgetter(*slots)
    return lambda truths: tuple(truths[slot] for slot in slots)


@attrs.frozen
class _Slots:
    """The algebra of slots, in which equal conditions of steps out of one stage share one."""

    stage: Stage
    asked: dict[_Asked, int]
    joined: dict[_Joined, int]

    def leaf(self, leaf: Leaf) -> int:
        return self.asked[_asked(leaf, self.stage)]

    def all_of(self, parts: Sequence[int]) -> int:
        return self.some_of(len(parts), parts)

    def any_of(self, parts: Sequence[int]) -> int:
        return self.some_of(1, parts)

    def some_of(self, k: int, parts: Sequence[int]) -> int:
        if len(parts) == 1:
            return parts[0]
        return self.joined.setdefault((k, tuple(parts)), len(self.asked) + len(self.joined))


# --- one pass over the columns -------------------------------------------------------------------


def _judged(
    plan: _Plan,
    counts: CountColumns[NumberColumn[TruthT]],
    rising: list[NumberColumn[TruthT] | None],
    falling: list[NumberColumn[TruthT] | None],
    *,
    unknown: bool,
) -> list[TruthT]:
    """Judge what stands in each slot, surely or possibly.

    Args:
        plan: How to judge.
        counts: All columns.
        rising: For each thing, the column that must be at least a number; None where there is none.
        falling: The one that must be at most a number.
        unknown: What holds where nobody knows. Until the end it stands for all councils at once
            and costs no array.
    """
    columns: list[Any] = [*rising, *falling]
    truths: list[Any] = [
        unknown if columns[place] is None else compare(columns[place], n)
        for place, n, compare in plan.leaves
    ]
    if not plan.has_constants and not any(isinstance(truth, bool) for truth in truths):
        return _joined(plan, truths)
    for k, _, parts_of in plan.joined:
        truths.append(_some_of(k, parts_of(truths)))
    return _written_out(truths, plan, counts)


def _joined(plan: _Plan, truths: list[Any]) -> list[Any]:
    """Add what stands in the slots after those of the leaves, where every leaf has its array."""
    for _, join, parts_of in plan.joined:
        truths.append(join(parts_of(truths)))
    return truths


def _some_of(k: int, parts: Sequence[TruthT | bool]) -> TruthT | bool:
    columns = [part for part in parts if not isinstance(part, bool)]
    k -= sum(part is True for part in parts)
    if k <= 0:
        return True
    return _join(k, len(columns))(columns) if k <= len(columns) else False


def _join(k: int, number: int) -> _Join:
    if number == 1:
        return operator.itemgetter(0)
    if k == number:
        return _all_of
    return _any_of if k == 1 else functools.partial(_k_of, k)


# Nothing is joined in place: columns may be of several shapes, and a later one the wider.


def _all_of(columns: Sequence[TruthT]) -> TruthT:
    return functools.reduce(operator.and_, columns)


def _any_of(columns: Sequence[TruthT]) -> TruthT:
    return functools.reduce(operator.or_, columns)


def _k_of(k: int, columns: Sequence[TruthT]) -> TruthT:
    reached: list[TruthT] = []  # At place j: where at least j + 1 of the columns so far hold.
    for seen, column in enumerate(columns):
        # Downwards, for each place builds on the one before it as that was without this column;
        # and not so far down that the columns to come could not make up for it.
        to_come = len(columns) - seen - 1
        for j in range(min(k - 1, seen), max(0, k - 1 - to_come) - 1, -1):
            joined = reached[j - 1] & column if j else column
            if j < len(reached):
                reached[j] = reached[j] | joined
            else:
                reached.append(joined)
    return reached[-1]


def _written_out(
    truths: list[TruthT | bool], plan: _Plan, counts: CountColumns[NumberColumn[TruthT]]
) -> list[TruthT]:
    """Make arrays of the truths that are the same for every council."""
    if not counts.least:
        raise InvalidValue(
            "CountColumns.least",
            Wording(
                "列が一つもないため，協議会の数が分かりません",
                "without any column nobody knows how many councils there are",
            ),
            Wording("どれかの事実の列を加えてください", "add a column of any fact"),
        )
    read = [counts.least[thing] for thing in plan.things]
    some = next(iter(read or counts.least.values()))
    array_of = {True: (some >= 0) | (some <= 0), False: (some >= 1) & (some <= 0)}
    return [array_of[truth] if isinstance(truth, bool) else truth for truth in truths]
