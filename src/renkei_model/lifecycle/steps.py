"""Take a step: record that a council passed from a stage to the next, or say what is missing."""

from __future__ import annotations

import datetime
from typing import Final

import attrs

from renkei_model.checks import require_day
from renkei_model.conditions import describe, joined_by
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.errors import ChoiceRequired, NoSuchStep, OutOfOrder, StepError
from renkei_model.lifecycle.assessment import (
    TransitionReading,
    council_title,
    judge_transition,
    records_of,
)
from renkei_model.policy import Policy
from renkei_model.requirements import Finding, LeafFinding, need_and_have
from renkei_model.stages import Stage, Transition
from renkei_model.verdicts import Verdict
from renkei_model.wording import Language, Wording

__all__ = ["TransitionBlocked", "advance", "take"]


@attrs.frozen
class TransitionBlocked(StepError):
    """A step whose requirements are not all met on that day; nothing was recorded.

    Attributes:
        council: The council, as it was.
        policy: The policy that was applied.
        on: The day of the step.
        ways: The reading of every step that was tried.
    """

    council: Council
    policy: Policy
    on: datetime.date
    ways: tuple[TransitionReading, ...]

    @property
    def missing(self) -> tuple[LeafFinding, ...]:
        """Everything that is missing, as one flat list."""
        return tuple(leaf for read in self.ways for leaf in read.missing)

    def sentence(self) -> Wording:
        """List everything that is missing, and what to file for it."""
        return Wording("\n".join(self._lines("ja")), "\n".join(self._lines("en")))

    def _lines(self, language: Language) -> list[str]:
        title, day = council_title(self.council, language), Span.day(self.on).text(language)
        lines = [f"{title}: " + _BLOCKED.text(language).format(day)]
        for read in self.ways:
            lines.append(f"  {read.transition.text(language)} [{read.transition.key}]")
            for finding in read.findings:
                lines += [f"    {line}" for line in _missing_lines(finding, language)]
        return lines


_BLOCKED: Final = Wording(
    "{}の時点では移行できません。足りないもの:", "the step cannot be taken on {}. What is missing:"
)


def _missing_lines(finding: Finding, language: Language) -> list[str]:
    if finding.verdict is Verdict.MET:
        return []
    requirement, verdict = finding.requirement, finding.verdict
    wording = requirement.wording.text(language)
    lines = [f"{verdict.mark} {wording} [{verdict.text(language)}]"]
    if joined_by(requirement.condition):
        # Several leaves are listed below: say which of them are needed together.
        lines.append(f"  {describe(requirement.condition).text(language)}")
    for leaf in finding.missing:
        lines += [f"  {need_and_have(leaf, language)}", f"  → {leaf.remedy.text(language)}"]
    return lines


def advance(
    council: Council,
    policy: Policy,
    on: datetime.date,
    *,
    to: Stage | str | None = None,
    by: str = "",
    note: str = "",
) -> Council:
    """Record one step of progress whose requirements are all met on a day.

    A council without a recorded stage begins in the policy's first one.

    Args:
        council: The council.
        policy: The policy to judge it by.
        on: The day of the step; records after it do not count.
        to: The stage to enter (or its key), where several ways may be open.
        by: Who records it.
        note: What they remark.

    Returns:
        The council with the step at the end of its history.

    Raises:
        TransitionBlocked: If no way is met on that day; with all that is missing.
        ChoiceRequired: If several ways are met, to any stage or to the one that `to` names.
        NoSuchStep: If no single step leads there.
        OutOfOrder: If the day lies before the last recorded step.
        UnknownName: If `to`, or the recorded stage, is not one of the policy's.
    """
    target = policy.stage(to) if isinstance(to, str) else to
    stage = _stage_for_step(council, policy, on)
    every_way = policy.ways_from(stage)
    ways = tuple(way for way in every_way if target is None or way.target == target)
    if not ways:
        asked = "" if target is None else target.key
        raise NoSuchStep(
            council.name, stage.wording, asked, tuple(way.target.key for way in every_way)
        )
    readings = tuple(judge_transition(council, policy, way, on) for way in ways)
    open_ways = [read for read in readings if read.verdict is Verdict.MET]
    match open_ways:
        case []:
            raise TransitionBlocked(council, policy, on, readings)
        case [read]:
            return _recorded(council, policy, read, on, by=by, note=note)
        case _:
            keys = tuple(read.transition.key for read in open_ways)
            raise ChoiceRequired(council.name, on, keys)


def take(
    council: Council,
    policy: Policy,
    transition: Transition | str,
    on: datetime.date,
    *,
    by: str = "",
    note: str = "",
) -> Council:
    """Record one named step, of progress or of withdrawal, that is met on a day.

    Args:
        council: The council.
        policy: The policy to judge it by.
        transition: The step, or its key.
        on: The day of the step; records after it do not count.
        by: Who records it.
        note: What they remark.

    Returns:
        The council with the step at the end of its history.

    Raises:
        TransitionBlocked: If its requirements are not all met on that day.
        NoSuchStep: If it does not leave the stage that the council is in.
        OutOfOrder: If the day lies before the last recorded step.
        UnknownName: If the policy has no such transition or recorded stage.
    """
    # A name that nobody declared is told first: the day may be right for the one that was meant.
    way = policy.transition(transition if isinstance(transition, str) else transition.key)
    stage = _stage_for_step(council, policy, on)
    if way.source != stage:
        here = tuple(way.key for way in policy.transitions if way.source == stage)
        raise NoSuchStep(council.name, stage.wording, way.key, here)
    read = judge_transition(council, policy, way, on)
    if read.verdict is not Verdict.MET:
        raise TransitionBlocked(council, policy, on, (read,))
    return _recorded(council, policy, read, on, by=by, note=note)


def _stage_for_step(council: Council, policy: Policy, on: datetime.date) -> Stage:
    require_day("on", on)
    if not council.history:
        return policy.initial
    last = max(change.on.last for change in council.history)
    if on < last:
        raise OutOfOrder(council.name, on, last)
    return policy.stage(council.history[-1].target)


def _recorded(
    council: Council,
    policy: Policy,
    read: TransitionReading,
    on: datetime.date,
    *,
    by: str,
    note: str,
) -> Council:
    way = read.transition
    change = StageChange(
        transition=way.key,
        source=way.source.key,
        target=way.target.key,
        on=on,
        by=by,
        note=note,
        policy=policy.stamp,
        rests_on=tuple(record.identity for record in records_of(read) if record.on.last <= on),
    )
    return attrs.evolve(council, history=(*council.history, change))
