"""Conditions, requirements and sound policies."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from hypothesis import strategies as st

from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Leaf,
    SomeOf,
    Unspecified,
    describe,
    leaves,
)
from renkei_model.dates import Span
from renkei_model.facts import Fact
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Force, Transition, TransitionKind
from renkei_model.testing.drawing import one_of
from renkei_model.testing.filing import catalogues
from renkei_model.testing.minori import BASES, CITY, GUIDE, STAGES
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY, During
from renkei_model.wording import Wording

__all__ = ["LEFT_OPEN", "conditions", "policies", "requirements"]

LEFT_OPEN = Unspecified(Wording("手引きに定めがない", "the guide does not say"))
"""A rule that nobody spelt out."""


@st.composite
def conditions(
    draw: st.DrawFn,
    of: Sequence[Fact],
    *,
    monotone: bool = False,
    one_polarity: bool = True,
    during: Sequence[During] = tuple(During),
    one_window: bool = False,
    unspecified: bool = True,
    highest: int = 3,
    max_leaves: int = 5,
) -> Condition:
    """Draw a condition over some facts.

    Args:
        draw: Given by Hypothesis.
        of: The facts.
        monotone: Whether every leaf is an `AtLeast`.
        one_polarity: Whether a fact is never asked both at least and at most.
        during: The windows that leaves may have.
        one_window: Whether a fact is always counted in the same window.
        unspecified: Whether rules may be left open.
        highest: The most that an `AtLeast` asks for; an `AtMost` allows one less.
        max_leaves: About how many leaves it has at most.
    """
    asked: list[Leaf] = []
    for fact in of:
        upwards = monotone or draw(st.booleans())
        polarities = {upwards} if one_polarity or monotone else {True, False}
        windows = [one_of(draw, during)] if one_window else during
        for window in windows:
            for n in range(1, highest + 1):
                if True in polarities:
                    asked.append(AtLeast(fact, n=n, during=window))
                if False in polarities:
                    asked.append(AtMost(fact, n=n - 1, during=window))
    if unspecified:
        asked += [LEFT_OPEN] * (1 + len(asked) // 8)
    return _built(draw(_shapes(max_leaves)), asked)


_Shape = int | tuple[int, "list[_Shape]"]


@functools.cache
def _shapes(max_leaves: int) -> st.SearchStrategy[_Shape]:
    # Made once and filled with leaves afterwards: strategies are slow to make and fast to draw.
    def joined(part: st.SearchStrategy[_Shape]) -> st.SearchStrategy[_Shape]:
        return st.tuples(st.integers(0, 4), st.lists(part, min_size=1, max_size=3))

    return st.recursive(st.integers(0, 99), joined, max_leaves=max_leaves)


def _built(shape: _Shape, asked: Sequence[Leaf]) -> Condition:
    if isinstance(shape, int):
        return asked[shape % len(asked)]
    how, parts = shape[0], [_built(part, asked) for part in shape[1]]
    match how:
        case 0:
            return AllOf(*parts)
        case 1:
            return AnyOf(*parts)
        case _:
            return SomeOf(min(how - 1, len(parts)), *parts)


@st.composite
def requirements(
    draw: st.DrawFn,
    of: Sequence[Fact],
    *,
    key: str = "asked_for",
    condition: st.SearchStrategy[Condition] | None = None,
) -> Requirement:
    """Draw a requirement, worded as its condition reads.

    Args:
        draw: Given by Hypothesis.
        of: The facts.
        key: Its key.
        condition: What it may ask; any of `conditions(of)` when None.
    """
    asked = draw(conditions(of) if condition is None else condition)
    return Requirement(key=key, condition=asked, wording=describe(asked), basis=one_of(draw, BASES))


@st.composite
def policies(
    draw: st.DrawFn,
    *,
    ladder: bool = False,
    unspecified: bool = True,
    ever_only: bool = False,
    max_stages: int = 4,
) -> Policy:
    """Draw a sound policy.

    Ladders and graphs: branches, several ways in, two ways between the same stages, withdrawal
    with re-entry, shared requirements, open gates, rules left open, and `SINCE_STAGE_ENTRY` where
    a stage can be entered again. Some steps must be taken once they are met.

    Args:
        draw: Given by Hypothesis.
        ladder: Whether each stage is followed by the next one and nothing else.
        unspecified: Whether rules may be left open.
        ever_only: Whether steps of progress count their facts without a window.
        max_stages: The most stages, up to 5.
    """
    catalogue = draw(catalogues())
    stages = tuple(draw(st.permutations(STAGES))[: draw(st.integers(2, max_stages))])
    edges = draw(_edges(len(stages), ladder=ladder))
    asked: list[Requirement] = []
    transitions = []
    for position, (source, target, kind) in enumerate(edges):
        guard = _conditions_allowed(
            catalogue,
            kind,
            since=not ever_only and _entered_again(edges, source),
            unspecified=unspecified,
        )
        needs: list[Requirement] = []
        for _ in range(one_of(draw, [1, 1, 2, 3, 0])):
            shareable = [
                need for need in asked if need not in needs and _may_guard(need.condition, kind)
            ]
            if draw(st.booleans()) and shareable:
                needs.append(one_of(draw, shareable))
            else:
                key = f"requirement_{len(asked) + 1}"
                needs.append(draw(requirements(catalogue, key=key, condition=guard)))
                asked.append(needs[-1])
        transitions.append(
            Transition(
                key=f"step_{position + 1}_to_{stages[target].key}",
                source=stages[source],
                target=stages[target],
                requirements=tuple(needs),
                kind=kind,
                force=one_of(draw, [Force.MAY, Force.MAY, Force.MUST]) if needs else Force.MAY,
                basis=one_of(draw, BASES),
                open_gate=not needs,
            )
        )
    return Policy(
        key="minori",
        version=one_of(draw, ["2022-04", "2023-04"]),
        title=Wording("みのり市の連携協議会", "Minori's councils"),
        jurisdiction=CITY,
        published=Span.month(2022, 4),
        facts=catalogue,
        stages=stages,
        transitions=tuple(transitions),
        sources=(GUIDE,),
    )


_Edge = tuple[int, int, TransitionKind]


@st.composite
def _edges(draw: st.DrawFn, stages: int, *, ladder: bool) -> list[_Edge]:
    progress, withdrawal = TransitionKind.PROGRESS, TransitionKind.WITHDRAWAL
    if ladder:
        return [(stage, stage + 1, progress) for stage in range(stages - 1)]
    # Each stage is entered from one before it, so all can be reached; then anything goes.
    edges = [(draw(st.integers(0, stage - 1)), stage, progress) for stage in range(1, stages)]
    pairs = [(one, other) for one in range(stages) for other in range(stages) if one != other]
    more = draw(st.lists(st.tuples(st.sampled_from(pairs), st.booleans()), max_size=4))
    return [*edges, *((*pair, withdrawal if back else progress) for pair, back in more)]


def _entered_again(edges: Sequence[_Edge], stage: int) -> bool:
    return any(_leads_to(edges, target, stage) for source, target, _ in edges if source == stage)


def _leads_to(edges: Sequence[_Edge], start: int, goal: int) -> bool:
    reached = {start}
    for _ in edges:
        reached |= {target for source, target, _ in edges if source in reached}
    return goal in reached


def _conditions_allowed(
    catalogue: Sequence[Fact], kind: TransitionKind, *, since: bool, unspecified: bool
) -> st.SearchStrategy[Condition]:
    if kind is TransitionKind.WITHDRAWAL:
        return conditions(catalogue, unspecified=unspecified, max_leaves=3)
    windows = (EVER, SINCE_STAGE_ENTRY) if since else (EVER,)
    return conditions(
        catalogue, monotone=True, during=windows, unspecified=unspecified, max_leaves=3
    )


def _may_guard(condition: Condition, kind: TransitionKind) -> bool:
    # Shared guards count without windows, so that they fit wherever the graph puts them.
    return kind is TransitionKind.WITHDRAWAL or all(
        isinstance(leaf, Unspecified) or (isinstance(leaf, AtLeast) and leaf.during is EVER)
        for leaf in leaves(condition)
    )
