"""Councils, the steps they took, and histories with one thing wrong."""

from __future__ import annotations

import datetime
from typing import assert_never

import attrs
from hypothesis import strategies as st

from renkei_model.conditions import AtLeast, AtMost, Leaf, Unspecified
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span, month_end
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import RemarkKind, TransitionBlocked, take
from renkei_model.policy import Policy, PolicyStamp
from renkei_model.stages import Transition
from renkei_model.testing.dating import days, spans
from renkei_model.testing.drawing import one_of
from renkei_model.testing.filing import facts, ledgers
from renkei_model.testing.minori import CLERKS, COUNCIL_NAMES, roundabout

__all__ = [
    "Spoilt",
    "councils",
    "filed_for",
    "histories",
    "months_for_days",
    "roundabouts",
    "spoilt_histories",
]

_DAY = datetime.timedelta(days=1)


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
        name=one_of(draw, COUNCIL_NAMES),
        number=draw(st.none() | st.integers(1, 41)),
        nickname=one_of(draw, ["", "みのり会"]),
        districts=one_of(draw, [(), ("みのり",), ("川北", "川南")]),
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
    assert_never(leaf)


@st.composite
def histories(draw: st.DrawFn, policy: Policy, *, steps: int = 4, legal: bool = True) -> Council:
    """Draw a council whose steps were taken one by one, each on a day on which it was met.

    What was missing for a step is filed first, as far as filing can help.

    Args:
        draw: Given by Hypothesis.
        policy: The policy it lives under.
        steps: The most steps.
        legal: Whether a replay must find the steps legal; if not, it must find one that is not.
    """
    council = draw(_taken_in_turn(policy, steps))
    if legal:
        return council
    if not council.history:
        first = policy.initial.key
        nowhere = StageChange(
            transition="step_nobody_declared", source=first, target=first, on=draw(spans())
        )
        return attrs.evolve(council, history=(nowhere,))
    kinds = [kind for kind in _slips_in(council.history) if kind is not RemarkKind.OTHER_POLICY]
    return _spoilt(draw, council, policy, one_of(draw, kinds)).council


@st.composite
def _taken_in_turn(draw: st.DrawFn, policy: Policy, steps: int) -> Council:
    council = draw(councils(policy, most=3))
    on = draw(days())
    for _ in range(min(steps, one_of(draw, [2, 4, 3, 1, 0]))):
        stage = council.history[-1].target if council.history else policy.initial.key
        ways = [way for way in policy.transitions if way.source.key == stage]
        first = draw(st.integers(0, max(0, len(ways) - 1)))
        for way in (*ways[first:], *ways[:first]):
            stepped = _stepped(council, policy, way, on, by=one_of(draw, CLERKS))
            if stepped is not None:
                council = stepped
                break
        on += one_of(draw, [0, 1, 30, 365]) * _DAY
    return council


def _stepped(
    council: Council, policy: Policy, way: Transition, on: datetime.date, *, by: str
) -> Council | None:
    try:
        return take(council, policy, way, on, by=by)
    except TransitionBlocked as blocked:
        filed = [entry for found in blocked.missing for entry in filed_for(found.leaf, on)]
    if any(_is_contradicted(council.ledger, entry) for entry in filed):
        return None
    try:
        return take(council.add(*filed), policy, way, on, by=by)
    except TransitionBlocked:
        return None


def _is_contradicted(ledger: Ledger, entry: Record | Completeness) -> bool:
    """Tell whether a record would come about in days for which nothing was said to be missing."""
    return isinstance(entry, Record) and any(
        made.fact == entry.fact and made.through >= entry.on.first for made in ledger.complete
    )


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
    return _spoilt(draw, council, policy, one_of(draw, _slips_in(council.history)))


def _slips_in(history: tuple[StageChange, ...]) -> list[RemarkKind]:
    slips = [RemarkKind.UNKNOWN_STEP, RemarkKind.OTHER_POLICY]
    if len(history) > 1:
        slips += [RemarkKind.SKIP, RemarkKind.OUT_OF_ORDER]
    if any(change.rests_on for change in history):
        slips.append(RemarkKind.EVIDENCE_WITHDRAWN)
    return slips


def _spoilt(draw: st.DrawFn, council: Council, policy: Policy, slip: RemarkKind) -> Spoilt:
    history = council.history
    match slip:
        case RemarkKind.SKIP as kind:
            # The step before is lost: this one does not leave the stage the council was in.
            position = draw(st.integers(1, len(history) - 1))
            kept = (*history[: position - 1], *history[position:])
            return Spoilt(attrs.evolve(council, history=kept), kind, position)
        case RemarkKind.OUT_OF_ORDER as kind:
            position = draw(st.integers(2, len(history)))
            earlier = min(change.on.first for change in history) - _DAY
            return _with_step(
                council, kind, position, attrs.evolve(history[position - 1], on=earlier)
            )
        case RemarkKind.EVIDENCE_WITHDRAWN as kind:
            resting = [place for place, change in enumerate(history, start=1) if change.rests_on]
            position = one_of(draw, resting)
            lost = draw(st.sampled_from(history[position - 1].rests_on))
            kept_records = [record for record in council.ledger.records if record.fact != lost.fact]
            ledger = Ledger(tuple(kept_records), council.ledger.complete)
            return Spoilt(attrs.evolve(council, ledger=ledger), kind, position)
        case RemarkKind.OTHER_POLICY as kind:
            position = draw(st.integers(1, len(history)))
            stamp = PolicyStamp(policy.key, policy.version, "000000000000")
            return _with_step(
                council, kind, position, attrs.evolve(history[position - 1], policy=stamp)
            )
        case kind:
            position = draw(st.integers(1, len(history)))
            changed = attrs.evolve(history[position - 1], transition="step_nobody_declared")
            return _with_step(council, kind, position, changed)


def _with_step(council: Council, kind: RemarkKind, position: int, change: StageChange) -> Spoilt:
    history = (*council.history[: position - 1], change, *council.history[position:])
    return Spoilt(attrs.evolve(council, history=history), kind, position)


_SPRING = (datetime.date(2024, 3, 1), datetime.date(2024, 5, 31))


@st.composite
def roundabouts(draw: st.DrawFn) -> tuple[Policy, Council]:
    """Draw a council that goes to and fro between two stages, and what it needs to leave them.

    Everything happens within three months, often in the same one: what counts is only what
    happened since the stage was entered last.
    """
    policy = roundabout(draw(facts()), draw(st.integers(1, 2)))
    to_and_fro = policy.transitions[:2]
    day = days(*_SPRING)
    dates = day.map(Span.day) | spans(*_SPRING)
    council = Council(name=COUNCIL_NAMES[0], ledger=draw(ledgers(policy, when=dates, most=4)))
    when = sorted(draw(st.lists(day, min_size=one_of(draw, [2, 0, 3]), max_size=5)))
    for place, on in enumerate(when):
        council = take(council, policy, to_and_fro[place % 2], on)
    return policy, council
