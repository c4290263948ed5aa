"""Take a step: record that a council passed from a stage to the next, or say what is missing."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import Final, TypeVar

import attrs

from renkei_model.checks import require_day, require_kind
from renkei_model.conditions import describe, joined_by
from renkei_model.councils import Council, StageChange
from renkei_model.dates import Span
from renkei_model.errors import (
    ChoiceRequired,
    HistoryNotInOrder,
    InvalidValue,
    NoSuchStep,
    OutOfOrder,
    StepError,
)
from renkei_model.lifecycle.assessment import (
    Assessment,
    TransitionReading,
    assess,
    council_title,
    judge_transition,
    records_of,
    require_council,
)
from renkei_model.policy import Policy
from renkei_model.requirements import Finding, LeafFinding, need_and_have
from renkei_model.stages import Stage, Transition, TransitionKind
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

    council: Council = attrs.field(repr=lambda council: repr(council.name))
    policy: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    on: datetime.date
    ways: tuple[TransitionReading, ...] = attrs.field(repr=False)

    @functools.cached_property
    def assessment(self) -> Assessment:
        """Where the council stands on that day, and what is met and missing for every step."""
        return assess(self.council, self.policy, self.on)

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
    lines = [f"{verdict.sign(language)} {wording} [{verdict.text(language)}]"]
    if joined_by(requirement.condition):
        # Several leaves are listed below: say which of them are needed together.
        lines.append(f"  {describe(requirement.condition).text(language)}")
    for leaf in finding.missing:
        lines.append(f"  {need_and_have(leaf, language)}")
        if leaf.have is not None and leaf.have.most is None:
            # Confirmed for some of the days only: say for which.
            lines += [f"  {confirmed.text(language)}" for confirmed in leaf.confirmations]
        lines.append(f"  → {leaf.remedy.text(language)}")
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
        InvalidValue: If an argument is of another kind.
        TransitionBlocked: If no way is met on that day; with all that is missing.
        ChoiceRequired: If several ways are met, to any stage or to the one that `to` names.
        NoSuchStep: If no single step leads there.
        OutOfOrder: If the day lies before the last recorded step.
        HistoryNotInOrder: If the recorded steps are not in the order of their dates.
        UnknownName: If `to`, or the recorded stage, is not one of the policy's.
    """
    require_council(council, policy)
    _require_texts(by, note)
    target = None if to is None else _policys_own(policy.stage, to, "to", Stage)
    stage = _stage_for_step(council, policy, on)
    every_way = policy.ways_from(stage)
    ways = tuple(way for way in every_way if target is None or way.target == target)
    if not ways:
        asked = "" if target is None else target.key
        raise NoSuchStep(
            council.name,
            stage.wording,
            asked,
            tuple(way.target.key for way in every_way),
            withdrawals=_withdrawals(policy, stage),
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


def _withdrawals(policy: Policy, stage: Stage) -> tuple[str, ...]:
    return tuple(
        way.key
        for way in policy.transitions
        if way.source == stage and way.kind is TransitionKind.WITHDRAWAL
    )


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
        InvalidValue: If an argument is of another kind.
        TransitionBlocked: If its requirements are not all met on that day.
        NoSuchStep: If it does not leave the stage that the council is in.
        OutOfOrder: If the day lies before the last recorded step.
        HistoryNotInOrder: If the recorded steps are not in the order of their dates.
        UnknownName: If the policy has no such transition or recorded stage.
    """
    require_council(council, policy)
    _require_texts(by, note)
    # A name that nobody declared is told first: the day may be right for the one that was meant.
    way = _policys_own(policy.transition, transition, "transition", Transition)
    stage = _stage_for_step(council, policy, on)
    if way.source != stage:
        here = tuple(way.key for way in policy.transitions if way.source == stage)
        raise NoSuchStep(council.name, stage.wording, way.key, here)
    read = judge_transition(council, policy, way, on)
    if read.verdict is not Verdict.MET:
        raise TransitionBlocked(council, policy, on, (read,))
    return _recorded(council, policy, read, on, by=by, note=note)


def _require_texts(by: object, note: object) -> None:
    require_kind("by", by, str)
    require_kind("note", note, str)


_Declared = TypeVar("_Declared", Stage, Transition)


def _policys_own(
    find: Callable[[str], _Declared], named: _Declared | str, what: str, kind: type[_Declared]
) -> _Declared:
    """Find what a policy declares; something of the same key from elsewhere is not it."""
    require_kind(what, named, kind, str)
    if isinstance(named, str):
        return find(named)
    own = find(named.key)
    if own != named:
        raise InvalidValue(
            named.key,
            Wording(
                "この基準の同じキーのものと定義が異なります",
                "it differs from the policy's own of that key",
            ),
            Wording("基準から取り出して渡してください", "take it from the policy"),
        )
    return own


def _stage_for_step(council: Council, policy: Policy, on: datetime.date) -> Stage:
    require_day("on", on)
    if not council.history:
        return policy.initial
    earliest = datetime.date.min
    for change in council.history:
        if change.on.last < earliest:
            raise HistoryNotInOrder(council.name, earliest, change.on.last)
        earliest = max(earliest, change.on.first)
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
