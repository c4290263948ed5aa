"""Hypothesis strategies for policies, ledgers, councils and histories.

Everything drawn here is a value that the library accepts, named in words of the domain, over a few
years with many days around 31 March and 1 April, so that boundaries are met often:

- time: `days`, `spans`, `fiscal_years`, `moments`
- ledgers: `facts`, `catalogues`, `records`, `completeness`, `ledgers`
- rules: `conditions`, `requirements`, `policies`
- councils: `councils` (nothing recorded of their stage), `histories` (steps taken one by one),
  `spoilt_histories` (one thing wrong with one step, and which)

A policy shrinks towards a ladder of two stages, a ledger towards none, a span towards a day.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from minori import BASES, CITY, CLERKS, COUNCIL_NAMES, FACTS, GUIDE, ITEMS, PAPERS, STAGES
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
from renkei_model.councils import Council, StageChange
from renkei_model.dates import FiscalYear, Span, month_end
from renkei_model.facts import Completeness, Fact, Ledger, Record
from renkei_model.lifecycle import RemarkKind, TransitionBlocked, take
from renkei_model.policy import Policy, PolicyStamp
from renkei_model.requirements import Requirement
from renkei_model.stages import Transition, TransitionKind
from renkei_model.windows import EVER, SINCE_STAGE_ENTRY, During, Moment
from renkei_model.wording import Wording

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Spoilt",
    "catalogues",
    "completeness",
    "conditions",
    "councils",
    "days",
    "facts",
    "filed_for",
    "fiscal_years",
    "histories",
    "ledgers",
    "moments",
    "months_for_days",
    "policies",
    "records",
    "requirements",
    "spans",
    "spoilt_histories",
]

FIRST_DAY = datetime.date(2022, 4, 1)
LAST_DAY = datetime.date(2026, 3, 31)
_DAY = datetime.timedelta(days=1)


Drawn = TypeVar("Drawn")


def _one(draw: st.DrawFn, options: Sequence[Drawn]) -> Drawn:
    return options[draw(st.integers(0, len(options) - 1))]


# --- time ----------------------------------------------------------------------------------------


@functools.cache
def days(
    first: datetime.date = FIRST_DAY, last: datetime.date = LAST_DAY
) -> st.SearchStrategy[datetime.date]:
    """Draw days, often the first and last of fiscal years and months, and leap days."""
    corners = [
        day
        for year in range(first.year, last.year + 1)
        for day in (
            datetime.date(year, 4, 1),
            datetime.date(year, 3, 31),
            datetime.date(year, 7, 31),
            datetime.date(year, 8, 1),
            datetime.date(year, 12, 31),
            month_end(datetime.date(year, 2, 1)),
        )
        if first <= day <= last
    ]
    every_day = st.dates(first, last)
    return st.one_of(st.sampled_from(corners), every_day) if corners else every_day


@functools.cache
def spans(
    first: datetime.date = FIRST_DAY, last: datetime.date = LAST_DAY
) -> st.SearchStrategy[Span]:
    """Draw a day, a month, a fiscal year, or some time between two days."""
    day = days(first, last)
    return st.one_of(
        day.map(Span.day),
        day.map(lambda day: Span.month(day.year, day.month)),
        day.map(lambda day: FiscalYear.of(day).span),
        st.tuples(day, day).map(lambda pair: Span(min(pair), max(pair))),
    )


@st.composite
def moments(draw: st.DrawFn, *, hindsight: bool = True) -> Moment:
    """Draw a day that is judged, when the ledger was read, and when the stage was entered.

    Args:
        draw: Given by Hypothesis.
        hindsight: Whether the ledger may be read on another day than the one that is judged.
    """
    on = draw(days())
    as_of = draw(days()) if hindsight and draw(st.booleans()) else on
    entered = draw(st.none() | days().map(Span.day) | spans())
    # A stage that was surely entered later is not the one the council is in.
    if entered is not None and entered.first > on:
        entered = Span(on, entered.last)
    return Moment(on, as_of, entered)


def fiscal_years(first: int = 1873, last: int = 2100) -> st.SearchStrategy[FiscalYear]:
    """Draw fiscal years."""
    return st.integers(first, last).map(FiscalYear)


# --- ledgers -------------------------------------------------------------------------------------


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
    fact = _one(draw, of)
    on = draw(spans() if when is None else when)
    if fact.distinct:
        count, item = 1, _one(draw, ITEMS)
    else:
        count, item = _one(draw, [(1, ""), (2, ""), (3, ""), (1, "防災")])
    by, evidence, basis = draw(_NOTES)
    return Record(fact, on, count=count, item=item, by=by, evidence=evidence, basis=basis)


@st.composite
def completeness(draw: st.DrawFn, of: Sequence[Fact]) -> Completeness:
    """Draw a statement that nothing else of a fact happened, often from the beginning."""
    fact, since = _one(draw, of), draw(st.none() | st.none() | days())
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
    return Ledger(
        tuple(draw(st.lists(records(known, when), max_size=most))),
        tuple(draw(st.lists(completeness(known), max_size=most))),
    )


# --- rules ---------------------------------------------------------------------------------------

_LEFT_OPEN = Unspecified(Wording("手引きに定めがない", "the guide does not say"))


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
        windows = [_one(draw, during)] if one_window else during
        for window in windows:
            for n in range(1, highest + 1):
                if True in polarities:
                    asked.append(AtLeast(fact, n=n, during=window))
                if False in polarities:
                    asked.append(AtMost(fact, n=n - 1, during=window))
    if unspecified:
        asked += [_LEFT_OPEN] * (1 + len(asked) // 5)
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
    return Requirement(key=key, condition=asked, wording=describe(asked), basis=_one(draw, BASES))


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
    a stage can be entered again.

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
            since=not ever_only and _leads_to(edges, target, source),
            unspecified=unspecified,
        )
        needs: list[Requirement] = []
        for _ in range(_one(draw, [1, 1, 2, 3, 0])):
            shareable = [
                need for need in asked if need not in needs and _may_guard(need.condition, kind)
            ]
            if draw(st.booleans()) and shareable:
                needs.append(_one(draw, shareable))
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
                basis=_one(draw, BASES),
                open_gate=not needs,
            )
        )
    return Policy(
        key="minori",
        version=_one(draw, ["2022-04", "2023-04"]),
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


# --- councils ------------------------------------------------------------------------------------


@st.composite
def councils(
    draw: st.DrawFn,
    policy: Policy,
    *,
    when: st.SearchStrategy[Span] | None = None,
    most: int = 6,
) -> Council:
    """Draw a council with a ledger and without any recorded step.

    Args:
        draw: Given by Hypothesis.
        policy: The policy whose facts its ledger may hold.
        when: The dates that records may have; any of `spans()` when None.
        most: The most records.
    """
    return Council(
        name=_one(draw, COUNCIL_NAMES),
        number=draw(st.none() | st.integers(1, 41)),
        nickname=_one(draw, ["", "みのり会"]),
        districts=_one(draw, [(), ("みのり",), ("川北", "川南")]),
        ledger=draw(ledgers(policy, when=when, most=most)),
    )


def filed_for(leaf: Leaf, on: datetime.date) -> tuple[Record | Completeness, ...]:
    """Give what a secretary would file on a day, so that a leaf that is missing is met.

    Empty for a rule that nobody spelt out. Filing cannot help where too much is on record, nor
    where the days that matter are not over.
    """
    match leaf:
        case AtLeast(fact, n, _) if fact.distinct:
            return tuple(Record(fact, on, item=f"新しい分野{number}") for number in range(n))
        case AtLeast(fact, n, _):
            return (Record(fact, on, count=n, evidence="会議録"),)
        case AtMost(fact, _, _):
            return (Completeness(fact, on),)
        case Unspecified():
            return ()


@st.composite
def histories(draw: st.DrawFn, policy: Policy, *, steps: int = 4) -> Council:
    """Draw a council whose steps were taken one by one, each on a day on which it was met.

    What was missing for a step is filed first, more often than not.

    Args:
        draw: Given by Hypothesis.
        policy: The policy it lives under.
        steps: The most steps.
    """
    council = draw(councils(policy, most=3))
    on = draw(days())
    for _ in range(draw(st.integers(0, steps))):
        stage = council.history[-1].target if council.history else policy.initial.key
        ways = [way for way in policy.transitions if way.source.key == stage]
        if not ways:
            break
        way, clerk = _one(draw, ways), _one(draw, CLERKS)
        try:
            council = take(council, policy, way, on, by=clerk)
        except TransitionBlocked as blocked:
            if _one(draw, [True, True, False]):
                filed = [
                    entry for missing in blocked.missing for entry in filed_for(missing.leaf, on)
                ]
                council = _taken_if_met(council.add(*filed), policy, way, on)
        on += _one(draw, [0, 1, 30, 365]) * _DAY
    return council


def _taken_if_met(council: Council, policy: Policy, way: Transition, on: datetime.date) -> Council:
    try:
        return take(council, policy, way, on)
    except TransitionBlocked:
        return council


def months_for_days(council: Council) -> Council:
    """Give a council whose steps are dated by month instead of by day, as registries are."""
    return attrs.evolve(
        council,
        history=tuple(
            attrs.evolve(change, on=Span(change.on.first.replace(day=1), month_end(change.on.last)))
            for change in council.history
        ),
    )


@attrs.frozen
class Spoilt:
    """A council's history with one thing wrong.

    Attributes:
        council: The council.
        kind: What a replay must find.
        position: In which step, from 1.
    """

    council: Council
    kind: RemarkKind
    position: int


@st.composite
def spoilt_histories(draw: st.DrawFn, policy: Policy) -> Spoilt:
    """Draw a history that was legal until one thing in it was changed.

    Draws nothing useful under a policy without any step that can be taken: filter for steps.
    """
    council = draw(histories(policy).filter(lambda council: len(council.history) > 0))
    history = council.history
    slips = [RemarkKind.UNKNOWN_STEP, RemarkKind.OTHER_POLICY]
    if len(history) > 1:
        slips += [RemarkKind.SKIP, RemarkKind.OUT_OF_ORDER]
    if any(change.rests_on for change in history):
        slips.append(RemarkKind.EVIDENCE_WITHDRAWN)
    match _one(draw, slips):
        case RemarkKind.SKIP as kind:
            # The step before is lost: this one does not leave the stage the council was in.
            position = draw(st.integers(1, len(history) - 1))
            kept = (*history[: position - 1], *history[position:])
            return Spoilt(attrs.evolve(council, history=kept), kind, position)
        case RemarkKind.OUT_OF_ORDER as kind:
            position = draw(st.integers(2, len(history)))
            earlier = min(change.on.first for change in history) - _DAY
            return _respelt(
                council, kind, position, attrs.evolve(history[position - 1], on=earlier)
            )
        case RemarkKind.EVIDENCE_WITHDRAWN as kind:
            resting = [place for place, change in enumerate(history, start=1) if change.rests_on]
            position = _one(draw, resting)
            lost = draw(st.sampled_from(history[position - 1].rests_on))
            kept_records = [record for record in council.ledger.records if record.fact != lost.fact]
            ledger = Ledger(tuple(kept_records), council.ledger.complete)
            return Spoilt(attrs.evolve(council, ledger=ledger), kind, position)
        case RemarkKind.OTHER_POLICY as kind:
            position = draw(st.integers(1, len(history)))
            stamp = PolicyStamp(policy.key, policy.version, "000000000000")
            return _respelt(
                council, kind, position, attrs.evolve(history[position - 1], policy=stamp)
            )
        case kind:
            position = draw(st.integers(1, len(history)))
            changed = attrs.evolve(history[position - 1], transition="step_nobody_declared")
            return _respelt(council, kind, position, changed)


def _respelt(council: Council, kind: RemarkKind, position: int, change: StageChange) -> Spoilt:
    history = (*council.history[: position - 1], change, *council.history[position:])
    return Spoilt(attrs.evolve(council, history=history), kind, position)
