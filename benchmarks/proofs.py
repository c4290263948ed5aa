"""Proving things of conditions and policies, beside z3 where it can be asked the same.

A few hundred pairs of random monotone guards: does the one imply the other, and the other the one?
Both are asked from nothing: the world of the pair is made inside the clock, and so are z3's
formula and solver. The rest are times of a whole: all edits of a policy, all questions to one.
"""

from __future__ import annotations

import importlib.util
import itertools
import pathlib
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs
import z3

from benchmarks.timing import Contestant, Job
from renkei_model import kochi
from renkei_model.conditions import AllOf, AnyOf, AtLeast, Condition, SomeOf, fold, leaves
from renkei_model.exploration import explore
from renkei_model.exploration.worlds import moment
from renkei_model.facts import Fact
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.slips import one_slip_edits, unnoticed_edits
from renkei_model.slips.boundaries import BoundaryCase
from renkei_model.stages import Stage, ladder

__all__ = [
    "AT_ONCE",
    "CITIES",
    "GUARDS",
    "IMPLIES",
    "THEIR_IMPLIES",
    "check",
    "each_edit",
    "each_edit_noticed",
    "explored",
    "large_policies",
]

_PAIRS: Final = 300
_FACTS: Final = kochi.FACTS[:8]

CITIES: Final = tuple(
    policy for policy in kochi.POLICIES if policy.key in {"kochi", "kochi_indicators"}
)
"""Both policies of Kochi: the leaflet's, and the one by its indicators."""

GUARDS: Final = tuple(attrs.evolve(policy, subsidies=(), plan_rule=None) for policy in CITIES)
"""The same without subsidies and plans: what the boundary tables of stages are of."""


def _guard(chance: random.Random, facts: Sequence[Fact], size: int, highest: int = 5) -> Condition:
    """Draw a monotone guard of so many leaves."""
    if size == 1:
        return AtLeast(chance.choice(facts), n=chance.randint(1, highest))
    number = chance.randint(2, min(size, 5))
    cuts = [0, *sorted(chance.sample(range(1, size), number - 1)), size]
    parts = [_guard(chance, facts, end - start, highest) for start, end in itertools.pairwise(cuts)]
    match chance.randrange(3):
        case 0:
            return AllOf(*parts)
        case 1:
            return AnyOf(*parts)
        case _:
            return SomeOf(chance.randint(1, number), *parts)


def _pairs() -> Iterator[tuple[Condition, Condition]]:
    """Draw pairs: of two guards, of a guard and one that it implies, and of two that are equal."""
    chance = random.Random(2023)  # noqa: S311 - no secret
    for place in range(_PAIRS):
        facts = _FACTS[: chance.randint(2, len(_FACTS))]
        one, other = (_guard(chance, facts, chance.randint(6, 20)) for _ in range(2))
        match place % 3:
            case 0:
                yield one, other
            case 1:
                yield one, AnyOf(other, one)
            case _:
                yield one, AnyOf(AllOf(other, one), one)


PAIRS: Final = tuple(_pairs())

Answer = tuple[bool, bool]
"""Whether the one implies the other, and the other the one; both: they are equivalent."""


def _ours(one: Condition, other: Condition) -> Answer:
    world = moment((one, other))
    mine, theirs = world.read(one), world.read(other)
    return world.implies(mine, theirs), world.implies(theirs, mine)


@attrs.frozen
class _Formula:
    """The algebra of z3's formulas, over one whole number for each fact."""

    counts: dict[str, z3.ArithRef]

    def leaf(self, leaf: object) -> z3.BoolRef:
        assert isinstance(leaf, AtLeast)  # noqa: S101 - the guards are monotone
        return self.counts[leaf.fact.key] >= leaf.n

    def all_of(self, parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
        return z3.And(*parts)

    def any_of(self, parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
        return z3.Or(*parts)

    def some_of(self, k: int, parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
        return z3.AtLeast(*parts, k)


def _theirs(one: Condition, other: Condition) -> Answer:
    keys = {
        leaf.fact.key
        for condition in (one, other)
        for leaf in leaves(condition)
        if isinstance(leaf, AtLeast)
    }
    counts = {key: z3.Int(key) for key in keys}
    mine, theirs = (fold(condition, _Formula(counts)) for condition in (one, other))

    def implies(first: z3.BoolRef, second: z3.BoolRef) -> bool:
        solver = z3.Solver()
        solver.add(*(count >= 0 for count in counts.values()), first, z3.Not(second))
        return bool(solver.check() == z3.unsat)

    return implies(mine, theirs), implies(theirs, mine)


AT_ONCE: Final = _PAIRS // 4
"""How many pairs are one thing that is timed: repeats are multiples of four, and ask all pairs."""


def _contestant(name: str, ask: Callable[[Condition, Condition], Answer]) -> Contestant:
    def prepare(repeat: int) -> Job:
        def job() -> None:
            for place in range(repeat * AT_ONCE):
                ask(*PAIRS[place % len(PAIRS)])

        return job

    return Contestant(name, prepare)


IMPLIES: Final = _contestant("implication of guards", _ours)
THEIR_IMPLIES: Final = _contestant("z3: implication of guards", _theirs)


def check() -> None:
    """See that both give the same answer on every pair, and that every kind of answer is there.

    Raises:
        ValueError: If they do not.
    """
    answers = [_ours(*pair) for pair in PAIRS]
    if answers != [_theirs(*pair) for pair in PAIRS]:
        message = "z3 does not give the answers that we give"
        raise ValueError(message)
    if not {(False, False), (True, False), (True, True)} <= set(answers):
        message = "the pairs do not have every kind of answer"
        raise ValueError(message)


# --- a whole policy ------------------------------------------------------------------------------


def _best(job: Callable[[], object], rounds: int) -> float:
    """Give the nanoseconds of CPU time that something takes at best."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time_ns()
        job()
        best = min(best, time.process_time_ns() - start)
    return best


def each_edit(policy: Policy, rounds: int) -> float:
    """Tell how long it takes to make an edit and to compare what it means.

    Args:
        policy: The policy.
        rounds: How often; the best counts.

    Returns:
        Nanoseconds of CPU time for each edit that is given.
    """
    made = sum(1 for _ in one_slip_edits(policy))
    return _best(lambda: list(one_slip_edits(policy)), rounds) / made


def each_edit_noticed(policy: Policy, rounds: int) -> float:
    """Tell the same where each edit is looked at by the reviewed boundary cases besides.

    Args:
        policy: The policy.
        rounds: How often; the best counts.

    Raises:
        ValueError: If an edit goes unnoticed.
    """
    cases = _reviewed_cases(policy)
    if unnoticed_edits(policy, cases):
        message = f"some edit of {policy.key} goes unnoticed"
        raise ValueError(message)
    made = sum(1 for _ in one_slip_edits(policy))
    return _best(lambda: unnoticed_edits(policy, cases), rounds) / made


def _reviewed_cases(policy: Policy) -> Sequence[BoundaryCase]:
    """Read the table of the tests, as they do."""
    path = pathlib.Path(__file__).parent.parent / "tests" / "boundary_tables.py"
    spec = importlib.util.spec_from_file_location("boundary_tables", path)
    assert spec is not None  # noqa: S101 - a path to a Python file has one
    assert spec.loader is not None  # noqa: S101
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    cases: Sequence[BoundaryCase] = tables.needed(policy)
    return cases


def explored(policy: Policy) -> tuple[float, int]:
    """Tell how many seconds it takes to ask a policy every question, and how many are given up.

    Args:
        policy: The policy.

    Raises:
        ValueError: If a question is given up without saying where.
    """
    start = time.process_time()
    stops = explore(policy).stops
    seconds = time.process_time() - start
    if not all(stop.place for stop in stops):
        message = "a question was given up without its place"
        raise ValueError(message)
    return seconds, len(stops)


def large_policies() -> Sequence[Policy]:
    """Make three policies of twelve stages, sixty facts, and forty leaves to each guard."""
    return [_large(seed) for seed in (1, 2, 3)]


def _large(seed: int) -> Policy:
    chance = random.Random(seed)  # noqa: S311 - no secret
    city = GUARDS[0]
    facts = tuple(attrs.evolve(city.facts[0], key=f"fact_{number}") for number in range(60))
    stages: tuple[Stage, ...] = tuple(
        attrs.evolve(city.stages[0], key=f"stage_{number}") for number in range(12)
    )

    def guard(step: int) -> tuple[Requirement, ...]:
        return tuple(
            attrs.evolve(
                city.requirements[0],
                key=f"requirement_{step}_{number}",
                condition=_guard(chance, facts, 10, 3),
            )
            for number in range(4)
        )

    guards = [guard(step) for step in range(len(stages) - 1)]
    basis = city.transitions[0].basis
    ways = ladder(stages, guards, basis=basis)
    return attrs.evolve(
        city,
        key="large",
        version=str(seed),
        facts=facts,
        stages=stages,
        transitions=ways,
        supports=(),
    )
