"""Whether a law holds, and the sentence if it does not."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from renkei_model.councils import Council
from renkei_model.lifecycle import judge_transition
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, Transition
from renkei_model.testing.refusals import LawBroken
from renkei_model.verdicts import Verdict
from renkei_model.wording import Wording

__all__ = ["changed_verdict", "hold", "of_day", "stage_of", "verdicts"]


def hold(holds: bool, law: Wording, found: Wording) -> None:  # noqa: FBT001 - as `assert` has it
    """Go on if a law holds.

    Args:
        holds: Whether it does.
        law: What should hold.
        found: What was found if it does not.

    Raises:
        LawBroken: If it does not hold.
    """
    if not holds:
        raise LawBroken(law, found)


def verdicts(
    council: Council, policy: Policy, as_of: datetime.date
) -> Iterator[tuple[Transition, Requirement, Verdict]]:
    """Give the verdict of every requirement of every transition.

    Args:
        council: The council.
        policy: The policy.
        as_of: The day that is judged.
    """
    for way in policy.transitions:
        read = judge_transition(council, policy, way, as_of)
        for need, verdict in zip(way.requirements, read.verdicts, strict=True):
            yield way, need, verdict


def changed_verdict(need: Requirement, before: Verdict, after: Verdict) -> Wording:
    """Say that a requirement's verdict became another one."""
    return Wording(
        f"要件「{need.wording.ja}」が{before.text('ja')}から{after.text('ja')}になりました",
        f"the requirement “{need.wording.en}” went from {before.text('en')} to {after.text('en')}",
    )


def of_day(on: datetime.date, said: Wording) -> Wording:
    """Say when something was found."""
    day = Wording.day(on)
    return Wording(f"{day.ja}の時点で，{said.ja}", f"on {day.en} {said.en}")


def stage_of(council: Council, policy: Policy) -> Stage:
    """Give the stage a council is in: where its last step led, or the first."""
    return policy.stage(council.history[-1].target) if council.history else policy.initial
