"""Community plans of one council: dates in their order, terms apart."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from hypothesis import strategies as st

from renkei_model.community_plans import CommunityPlan, Horizon, PlanProject, term_clashes
from renkei_model.dates import Span
from renkei_model.provenance import RECORDED, Basis
from renkei_model.testing.dating import spans
from renkei_model.testing.minori import BASES

__all__ = ["community_plans"]

_NAMES = st.sampled_from(["", "みのり計画", "The Minori plan"])
_PARTS = ("vision", "projects", "none")


@st.composite
def community_plans(
    draw: st.DrawFn,
    *,
    names: st.SearchStrategy[str] = _NAMES,
    when: st.SearchStrategy[Span] | None = None,
    bases: st.SearchStrategy[Basis] | None = None,
    parts: Sequence[str] = _PARTS,
    most: int = 3,
    numbers: Sequence[int] = range(1, 101),
) -> tuple[CommunityPlan, ...]:
    """Draw the plans of a council, in any order, with any part of them not recorded.

    Args:
        draw: Given by Hypothesis.
        names: What plans and their projects may be called; a project never nothing.
        when: The dates that they may have; any of `spans()` when None.
        bases: How firmly they may stand.
        parts: The keys of the parts that they may hold.
        most: How many there may be.
        numbers: The terms that they may be of.
    """
    dates = spans() if when is None else when
    plans: list[CommunityPlan] = []
    for number in draw(st.lists(st.sampled_from(numbers), unique=True, max_size=most)):
        term = draw(st.none() | dates)
        drafting, drafted = draw(st.none() | dates), draw(st.none() | dates)
        recognised, promoted = draw(st.none() | dates), draw(st.none() | dates)
        if drafting and drafted:
            drafted = _not_before(drafting, drafted)
        before = drafted or drafting
        if before:
            recognised, promoted = (
                date and _not_before(before, date) for date in (recognised, promoted)
            )
            if term and term.last < before.first:
                term = None
        held = draw(st.none() | st.lists(st.sampled_from(parts), max_size=3).map(tuple))
        plan = CommunityPlan(
            number=number,
            name=draw(names),
            term=term,
            drafting=drafting,
            drafted=drafted,
            recognised=recognised,
            promoted=promoted,
            parts=held,
            parts_complete=not held or draw(st.booleans()),
            projects=draw(st.lists(_projects(names), max_size=2).map(tuple)),
            basis=draw(st.sampled_from((RECORDED, *BASES)) if bases is None else bases),
        )
        # Plans that cannot stand beside the others lose the dates that show it.
        if list(term_clashes((*plans, plan))):
            plan = attrs.evolve(plan, term=None)
        if list(term_clashes((*plans, plan))):
            plan = attrs.evolve(plan, drafted=None)
        plans.append(plan)
    return tuple(plans)


def _not_before(earlier: Span, date: Span) -> Span:
    return Span(max(date.first, earlier.first), max(date.last, earlier.first))


def _projects(names: st.SearchStrategy[str]) -> st.SearchStrategy[PlanProject]:
    return st.builds(
        PlanProject,
        name=names.filter(str.strip),
        soft=st.none() | st.booleans(),
        horizon=st.none() | st.sampled_from(Horizon),
    )
