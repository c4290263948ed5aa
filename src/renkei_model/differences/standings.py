"""Where a policy puts a council, and what two policies say of it to one step."""

from __future__ import annotations

import datetime

import attrs

from renkei_model.councils import Council
from renkei_model.differences.changes import Change, change_between, latest
from renkei_model.lifecycle import Assessment, TransitionReading, assess
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Transition
from renkei_model.verdicts import Verdict

__all__ = ["Changes", "RuleDifference", "Standing", "StepDifference", "stand", "step_between"]

Changes = dict[tuple[str, str], Change]
"""How a transition asks for a requirement otherwise, by the keys of both."""


@attrs.frozen
class Standing:
    """Where one of the two policies puts a council.

    Attributes:
        reading: What the policy says of the council.
        unknown: The key of a recorded stage that the policy does not have, and so read as if none
            were on record; else empty.
    """

    reading: Assessment
    unknown: str = ""


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
    change, stages = council.last_change(as_of), {stage.key for stage in policy.stages}
    if change is None or change.target in stages:
        return Standing(assess(council, policy, as_of))
    # Steps into stages that the policy does have still tell since when some of it counts.
    known = tuple(step for step in council.history if step.target in stages)
    reading = assess(attrs.evolve(council, history=known), policy, as_of)
    reading = attrs.evolve(reading, council=council, recorded=None)
    in_order = sorted(reading.transitions, key=lambda read: read not in reading.next)
    return Standing(attrs.evolve(reading, transitions=tuple(in_order)), change.target)


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
