"""Facts, records, completeness statements and ledgers."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import attrs
from hypothesis import strategies as st

from renkei_model.dates import Span
from renkei_model.facts import Completeness, Fact, Record
from renkei_model.ledgers import Ledger
from renkei_model.policy import Policy
from renkei_model.testing.dating import LAST_DAY, days, spans
from renkei_model.testing.drawing import one_of
from renkei_model.testing.minori import BASES, CLERKS, FACTS, ITEMS, PAPERS

__all__ = ["catalogues", "completeness", "facts", "ledgers", "records"]


@functools.cache
def facts(*, distinct: bool | None = None) -> st.SearchStrategy[Fact]:
    """Draw a fact of the domain.

    Args:
        distinct: Whether it counts different items; either when None.
    """
    return st.sampled_from([fact for fact in FACTS if distinct in {None, fact.distinct}])


@functools.cache
def catalogues(
    least: int = 2, most: int = 4, *, distinct: bool | None = None
) -> st.SearchStrategy[tuple[Fact, ...]]:
    """Draw several facts with different keys."""
    several = st.lists(
        facts(distinct=distinct), min_size=least, max_size=most, unique_by=lambda fact: fact.key
    )
    return several.map(tuple)


_NOTES = st.tuples(st.sampled_from(CLERKS), st.sampled_from(PAPERS), st.sampled_from(BASES))


@st.composite
def records(
    draw: st.DrawFn, of: Sequence[Fact], when: st.SearchStrategy[Span] | None = None
) -> Record:
    """Draw a record of one of some facts.

    Args:
        draw: Given by Hypothesis.
        of: The facts.
        when: The dates it may have; any of `spans()` when None.
    """
    fact = one_of(draw, of)
    on = draw(spans() if when is None else when)
    if fact.distinct:
        count, item = 1, one_of(draw, ITEMS)
    else:
        count, item = one_of(draw, [(1, ""), (2, ""), (3, ""), (1, "防災")])
    by, evidence, basis = draw(_NOTES)
    return Record(fact, on, count=count, item=item, by=by, evidence=evidence, basis=basis)


@st.composite
def completeness(draw: st.DrawFn, of: Sequence[Fact]) -> Completeness:
    """Draw a statement that nothing else of a fact happened, often from the beginning."""
    fact, since = one_of(draw, of), draw(st.none() | st.none() | days())
    through = draw(st.just(LAST_DAY) | days())
    if since is not None and since > through:
        since, through = through, since
    return Completeness(fact, through, since=since)


@st.composite
def ledgers(
    draw: st.DrawFn,
    of: Policy | Sequence[Fact],
    *,
    when: st.SearchStrategy[Span] | None = None,
    most: int = 6,
) -> Ledger:
    """Draw a ledger of records and completeness statements.

    Args:
        draw: Given by Hypothesis.
        of: The facts that may be recorded, or the policy whose facts they are.
        when: The dates that records may have; any of `spans()` when None.
        most: The most records, and the most statements.
    """
    known = of.facts if isinstance(of, Policy) else tuple(of)
    if not known:
        return Ledger()
    filed = draw(st.lists(records(known, when), max_size=most))
    copied = draw(st.booleans())
    if filed and copied:
        # The same thing twice, as in a ledger into which a page was copied again.
        filed[-1] = attrs.evolve(filed[0], by=filed[-1].by)
    checked = draw(st.lists(completeness(known), max_size=most))
    if one_of(draw, [False, False, True]):
        # A clerk who went through everything: only the dates may leave something open.
        checked += [Completeness(fact, LAST_DAY) for fact in known]
    return Ledger(tuple(filed), tuple(checked))
