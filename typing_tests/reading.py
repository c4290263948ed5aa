# mypy: disallow-any-expr
"""What type checkers see of the readings: assess, advance, take, replay, timeline, findings."""

import datetime
from collections.abc import Sequence
from typing import assert_type

from renkei_model import (
    Assessment,
    Council,
    Finding,
    Policy,
    Requirement,
    Span,
    Stage,
    StageChange,
    Transition,
    Verdict,
    Wording,
    advance,
    assess,
    replay,
    supported_stages,
    take,
    timeline,
)
from renkei_model.conditions import Algebra, Condition, Leaf, describe, fold, leaves
from renkei_model.facts import Record
from renkei_model.findings import LeafFinding, judge
from renkei_model.ledgers import Count
from renkei_model.lifecycle import StageRange, Timeline, TransitionReading
from renkei_model.lifecycle.history import Replay, ReplayedStep
from renkei_model.lifecycle.times import RequirementTime, TransitionTimes
from renkei_model.provenance import Basis
from renkei_model.verdicts import judge_condition
from renkei_model.windows import Moment

MAY = datetime.date(2026, 5, 1)


def assessments(council: Council, policy: Policy) -> None:
    """An assessment names stages, readings and everything that is missing."""
    reading = assess(council, policy, as_of=MAY)
    assert_type(reading, Assessment)
    assert_type(reading.recorded, Stage | None)
    assert_type(reading.supported, StageRange)
    assert_type(reading.supported.surely, tuple[Stage, ...])
    assert_type(reading.next, tuple[TransitionReading, ...])
    assert_type(reading.due, tuple[TransitionReading, ...])
    assert_type(reading.missing, tuple[LeafFinding, ...])
    assert_type(reading.findings, tuple[Finding, ...])
    assert_type(reading.stands_at, tuple[Stage, ...])
    assert_type(reading.with_evidence, int)
    assert_type(reading.receipt.as_of, datetime.date)
    assert_type(reading.explain("ja"), str)
    assert_type(supported_stages(council, policy, MAY), StageRange)


def transition_readings(read: TransitionReading) -> None:
    """The reading of a step has a verdict and its findings."""
    assert_type(read.transition, Transition)
    assert_type(read.verdict, Verdict)
    assert_type(read.findings, tuple[Finding, ...])
    assert_type(read.missing, tuple[LeafFinding, ...])
    assert_type(read.counts(), dict[Verdict, int])


def findings(requirement: Requirement, council: Council) -> None:
    """A finding tells verdict, leaves, records and what to do next."""
    finding = judge(requirement, council.ledger, Moment.at(MAY))
    assert_type(finding, Finding)
    assert_type(finding.verdict, Verdict)
    assert_type(finding.records, tuple[Record, ...])
    for leaf in (*finding.leaves, *finding.missing, *finding.unmet, *finding.open):
        assert_type(leaf.leaf, Leaf)
        assert_type(leaf.have, Count | None)
        assert_type(leaf.records, tuple[Record, ...])
        assert_type(leaf.basis, Basis | None)
        assert_type(leaf.remedy, Wording)


def steps(council: Council, policy: Policy) -> None:
    """A step gives the council with the step recorded; stages and steps are named or given."""
    way = policy.transitions[0]
    assert_type(advance(council, policy, MAY), Council)
    assert_type(advance(council, policy, on=MAY, to=way.target, by="事務局"), Council)
    assert_type(advance(council, policy, on=MAY, to="spreading", note="総会で承認"), Council)
    assert_type(take(council, policy, way, MAY), Council)
    assert_type(take(council, policy, "dissolve", on=MAY).history, tuple[StageChange, ...])


def replays(council: Council, policy: Policy) -> None:
    """A replay judges every recorded step again."""
    again = replay(council, policy)
    assert_type(again, Replay)
    assert_type(again.is_legal, bool)
    assert_type(again.steps, tuple[ReplayedStep, ...])
    assert_type(again.steps[0].change, StageChange)


def timelines(council: Council, policy: Policy) -> None:
    """A timeline gives spans, or None where nothing was met yet."""
    times = timeline(council, policy)
    assert_type(times, Timeline)
    assert_type(times.transitions, tuple[TransitionTimes, ...])
    assert_type(times.transitions[0].met, Span | None)
    assert_type(times.transitions[0].requirements, tuple[RequirementTime, ...])


def verdicts(condition: Condition, council: Council) -> None:
    """Verdicts are compared, and each has its name in both languages."""
    verdict = judge_condition(condition, council.ledger, Moment.at(MAY))
    assert_type(verdict, Verdict)
    assert_type(verdict is Verdict.MET, bool)
    assert_type(verdict >= Verdict.OPEN, bool)
    assert_type(verdict.text("en"), str)
    assert_type(describe(condition), Wording)


class Depth:
    """An importer's own reading of conditions: an algebra of numbers."""

    def leaf(self, leaf: Leaf) -> int:
        """Count a leaf as one."""
        del leaf
        return 1

    def all_of(self, parts: Sequence[int]) -> int:
        """Add one to the deepest part."""
        return 1 + max(parts)

    def any_of(self, parts: Sequence[int]) -> int:
        """Add one to the deepest part."""
        return 1 + max(parts)

    def some_of(self, k: int, parts: Sequence[int]) -> int:
        """Add one to the deepest part, whatever their number."""
        del k
        return 1 + max(parts)


def readings_of_ones_own(condition: Condition) -> None:
    """What an algebra makes of leaves is what `fold` gives."""
    algebra: Algebra[int] = Depth()
    assert_type(fold(condition, algebra), int)
    assert_type(fold(condition, Depth()), int)
    assert_type(list(leaves(condition)), list[Leaf])
