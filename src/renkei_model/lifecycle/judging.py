"""Judge one transition for a council on one day."""

from __future__ import annotations

import datetime
import functools

import attrs

from renkei_model.checks import require_day, require_kind
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.findings import Finding, LeafFinding
from renkei_model.ledgers import Ledger
from renkei_model.plans import evidence_of
from renkei_model.policy import Policy
from renkei_model.stages import Stage, Transition
from renkei_model.verdicts import MET, Verdict, judge_condition, verdict_of_all
from renkei_model.windows import Moment

__all__ = [
    "TransitionReading",
    "is_met",
    "judge_transition",
    "moment_of",
    "read_transition",
    "require_council",
    "stage_entry",
]


def require_council(council: object, policy: object) -> None:
    """Refuse arguments in the wrong order, or of another kind.

    Args:
        council: What should be a council.
        policy: What should be a policy.

    Raises:
        InvalidValue: If one of them is not.
    """
    require_kind("council", council, Council)
    require_kind("policy", policy, Policy)


@attrs.frozen
class TransitionReading:
    """What a council's ledger says to one transition.

    Attributes:
        transition: The step.
        verdicts: The verdict on each of its requirements, in order.
        verdict: Whether the step may be taken: MET, or what stands in its way.
        ledger: What was recorded, with what the council's plans are evidence of.
        moment: The day that was judged.
    """

    transition: Transition = attrs.field(repr=lambda transition: transition.key)
    verdicts: tuple[Verdict, ...] = attrs.field(repr=False)
    verdict: Verdict
    ledger: Ledger = attrs.field(repr=False)
    moment: Moment = attrs.field(repr=False)

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        """One for each of its requirements, in order, with everything that is missing."""
        return tuple(
            Finding(need, verdict, self.ledger, self.moment)
            for need, verdict in zip(self.transition.requirements, self.verdicts, strict=True)
        )

    def counts(self) -> dict[Verdict, int]:
        """Give how many requirements have each verdict: met, open, unmet."""
        return {
            verdict: self.verdicts.count(verdict)
            for verdict in (Verdict.MET, Verdict.OPEN, Verdict.UNMET)
        }

    @property
    def missing(self) -> tuple[LeafFinding, ...]:
        """Every leaf that keeps the step from being taken."""
        return tuple(leaf for finding in self.findings for leaf in finding.missing)


def judge_transition(
    council: Council, policy: Policy, transition: Transition, as_of: datetime.date
) -> TransitionReading:
    """Judge the requirements of one transition on one day.

    Args:
        council: The council.
        policy: The policy the step belongs to.
        transition: The step.
        as_of: The day that is judged, and the last one whose records count.
    """
    require_kind("transition", transition, Transition)
    require_day("as_of", as_of)
    return read_transition(council, policy, transition, Moment(as_of, as_of))


def is_met(council: Council, policy: Policy, way: Transition, on: datetime.date) -> bool:
    """Tell whether a transition's requirements are all met on a day; no more than that.

    Args:
        council: The council.
        policy: The policy the step belongs to.
        way: The step.
        on: The day that is judged, and the last one whose records count.
    """
    now = moment_of(council, policy, way, on)
    ledger = evidence_of(council, policy) if council.plans else council.ledger
    for need in way.requirements:  # noqa: SIM110 - a generator would take as long as a leaf
        if judge_condition(need.condition, ledger, now) is not MET:
            return False
    return True


def moment_of(council: Council, policy: Policy, way: Transition, on: datetime.date) -> Moment:
    """Give the moment at which a transition is judged: when its stage was entered may matter."""
    if way.asks_since_entry:
        return Moment(on, on, stage_entry(council, policy, way.source, on))
    return Moment(on, on)


def read_transition(
    council: Council, policy: Policy, way: Transition, now: Moment
) -> TransitionReading:
    """Judge one transition like `judge_transition`, at a moment that several of them may share."""
    ledger = evidence_of(council, policy) if council.plans else council.ledger
    if way.asks_since_entry:
        now = moment_of(council, policy, way, now.on)
    verdicts = tuple([judge_condition(need.condition, ledger, now) for need in way.requirements])
    return TransitionReading(way, verdicts, verdict_of_all(verdicts), ledger, now)


def stage_entry(
    council: Council, policy: Policy, stage: Stage, as_of: datetime.date
) -> Span | None:
    """Tell when a council last entered a stage, as far as is known on a day.

    A step dated by a span that goes on after that day may or may not have been taken by then, so
    the answer reaches from the last sure entry to the end of such a span. In the first stage a
    council has been from the beginning, until it enters it again.

    Returns:
        All the days that it may have been; None when nobody recorded it.
    """
    latest = datetime.date.min
    # The dates decide, as for the recorded stage: a spreadsheet may have sorted the steps.
    for change in sorted(council.history, key=lambda change: change.on.last, reverse=True):
        if change.target == stage.key and change.on.first <= as_of:
            latest = max(latest, change.on.last)
            if change.on.last <= as_of:
                return Span(change.on.first, latest)
    if stage == policy.initial:
        return Span(datetime.date.min, latest)
    return None
