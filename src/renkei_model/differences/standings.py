"""Where a policy puts a council, and what two policies say of it to one step."""

from __future__ import annotations

import datetime

import attrs

from renkei_model.councils import Council
from renkei_model.differences.changes import Change, change_between, latest
from renkei_model.lifecycle import (
    StageRange,
    TransitionReading,
    judge_transition,
    supported_stages,
)
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, Transition
from renkei_model.verdicts import Verdict

__all__ = ["Changes", "RuleDifference", "Standing", "StepDifference", "stand", "step_between"]

Changes = dict[tuple[str, str], Change]
"""How a transition asks for a requirement otherwise, by the keys of both."""


@attrs.frozen
class Standing:
    """Where one of the two policies puts a council.

    Attributes:
        policy: The policy.
        supported: Where the council's evidence puts it.
        recorded: The stage it was recorded to be in; None when nobody recorded one.
        unknown: The key of a recorded stage that the policy does not have; else empty.
        transitions: The reading of every transition.
    """

    policy: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    supported: StageRange
    recorded: Stage | None = attrs.field(repr=lambda stage: stage.key if stage else "None")
    unknown: str
    transitions: tuple[TransitionReading, ...] = attrs.field(repr=False)

    @property
    def stands_at(self) -> tuple[Stage, ...]:
        """The stages that its next steps start from: the recorded one, or else the sure ones."""
        return self.supported.surely if self.recorded is None else (self.recorded,)

    def reading(self, key: str) -> TransitionReading | None:
        """Find the reading of a transition by its key; None if the policy has none of that key."""
        return next((read for read in self.transitions if read.transition.key == key), None)


@attrs.frozen
class RuleDifference:
    """A requirement that stands in a council's way under one policy otherwise than under the other.

    Attributes:
        requirement: The requirement: as asked for after the change, or before it was dropped.
        change: How the two policies differ in it.
        before: Its verdict under the one policy; None where this transition does not ask for it.
        after: Its verdict under the other.
    """

    requirement: Requirement = attrs.field(repr=lambda requirement: requirement.key)
    change: Change
    before: Verdict | None
    after: Verdict | None


@attrs.frozen
class StepDifference:
    """What two policies say of a council to one transition, by its key.

    Attributes:
        before: The reading of the one policy; None if it has no such transition.
        after: The reading of the other.
        rules: The requirements by which the answers differ. One that is met stands in nobody's
            way, as if it were not asked for.
    """

    before: TransitionReading | None
    after: TransitionReading | None
    rules: tuple[RuleDifference, ...] = ()

    @property
    def transition(self) -> Transition:
        """The transition as it stands after the change, or stood before it was dropped."""
        return latest(self.before, self.after).transition

    @property
    def change(self) -> Change:
        """Whether only one policy has it, or both."""
        return change_between(self.before, self.after)

    @property
    def verdicts(self) -> tuple[Verdict | None, Verdict | None]:
        """The verdicts under the two policies; None where there is no such transition."""
        before = None if self.before is None else self.before.verdict
        after = None if self.after is None else self.after.verdict
        return before, after

    @property
    def differs(self) -> bool:
        """Whether both have it, and not as much stands in the way under both.

        A requirement that is dropped and one that is added cancel out where they have the same
        verdict: as much is met, open and unmet as before, though for other requirements.
        """
        if self.before is None or self.after is None:
            return False
        dropped = [
            rule.before for rule in self.rules if rule.before is not None and rule.after is None
        ]
        added = [
            rule.after for rule in self.rules if rule.after is not None and rule.before is None
        ]
        kept = len(self.rules) - len(dropped) - len(added)
        return bool(kept) or sorted(dropped) != sorted(added)


def stand(policy: Policy, council: Council, as_of: datetime.date) -> Standing:
    """Tell where a policy puts a council on a day, even if it lacks the recorded stage."""
    change = council.last_change(as_of)
    key = "" if change is None else change.target
    recorded = next((stage for stage in policy.stages if stage.key == key), None)
    return Standing(
        policy,
        supported_stages(council, policy, as_of),
        recorded,
        key if recorded is None else "",
        tuple(judge_transition(council, policy, way, as_of) for way in policy.transitions),
    )


def step_between(
    before: TransitionReading | None, after: TransitionReading | None, changes: Changes
) -> StepDifference:
    """Tell by which rules two readings of a transition differ.

    Args:
        before: The reading of the one policy; None if it has no such transition.
        after: The reading of the other.
        changes: How each transition asks for each requirement otherwise.
    """
    if before is None or after is None:
        return StepDifference(before, after)
    ours, theirs = (
        {finding.requirement.key: finding for finding in reading.findings}
        for reading in (before, after)
    )
    rules = []
    for key, finding in {**ours, **theirs}.items():
        one = ours[key].verdict if key in ours else None
        other = theirs[key].verdict if key in theirs else None
        if _stands_in_the_way(one) is not _stands_in_the_way(other):
            change = changes.get((after.transition.key, key), Change.SAME)
            rules.append(RuleDifference(finding.requirement, change, one, other))
    return StepDifference(before, after, tuple(rules))


def _stands_in_the_way(verdict: Verdict | None) -> Verdict:
    """Read what is not asked for as met: neither keeps a step from being taken."""
    return Verdict.MET if verdict is None else verdict
