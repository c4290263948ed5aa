"""Take a step: record that a council passed from a stage to the next, or say what is missing."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

import attrs

from renkei_model.checks import require_day, require_kind, unchecked
from renkei_model.conditions import describe, joined_by
from renkei_model.councils import Council, StageChange, council_title
from renkei_model.dates import Span
from renkei_model.errors import (
    ChoiceRequired,
    HistoryNotInOrder,
    InvalidValue,
    NoSuchStep,
    OutOfOrder,
    StepError,
)
from renkei_model.facts import Record
from renkei_model.findings import Finding, LeafFinding, need_and_have
from renkei_model.lifecycle.assessment import Assessment, assess
from renkei_model.lifecycle.judging import (
    TransitionReading,
    is_met,
    judge_transition,
    moment_of,
    require_council,
)
from renkei_model.plans import evidence_of
from renkei_model.policy import Policy
from renkei_model.stages import Stage, Transition, TransitionKind
from renkei_model.verdicts import Verdict
from renkei_model.windows import EVER
from renkei_model.wording import Language, Wording

__all__ = ["TransitionBlocked", "advance", "may_advance", "may_take", "take"]


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
        return [*lines, *filter(None, [self.policy.caveat.text(language)])]


_BLOCKED: Final = Wording(
    "{}の時点では移行できません。足りないもの:", "the step cannot be taken on {}. What is missing:"
)


def _missing_lines(finding: Finding, language: Language) -> list[str]:
    if finding.verdict is Verdict.MET:
        return []
    requirement, verdict = finding.requirement, finding.verdict
    wording = requirement.wording.text(language)
    lines = [f"{verdict.sign(language)} {wording} [{verdict.text(language)}]"]
    soft = finding.soft
    if soft is not None:
        told = soft.need_and_have(language), f"→ {soft.remedy.text(language)}"
        return [*lines, *(f"  {line}" for line in told)]
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
    _require_texts(by, note)
    ways = _ways_onward(council, policy, on, to)
    met = [way for way in ways if is_met(council, policy, way, on)]
    if not met:
        raise _blocked(council, policy, ways, on)
    if len(met) > 1:
        keys = tuple(way.key for way in met)
        raise ChoiceRequired(council.name, on, keys, names=_names(policy))
    return _recorded(council, policy, met[0], on, by=by, note=note)


def _blocked(
    council: Council, policy: Policy, ways: Iterable[Transition], on: datetime.date
) -> TransitionBlocked:
    readings = tuple(judge_transition(council, policy, way, on) for way in ways)
    return TransitionBlocked(council, policy, on, readings)


def may_advance(
    council: Council, policy: Policy, on: datetime.date, *, to: Stage | str | None = None
) -> bool:
    """Tell whether `advance` would record a step; no more than that.

    Args:
        council: The council.
        policy: The policy to judge it by.
        on: The day of the step; records after it do not count.
        to: The stage to enter (or its key), where several ways may be open.

    Raises:
        InvalidValue: If an argument is of another kind.
        UnknownName: If `to`, or the recorded stage, is not one of the policy's.
    """
    try:
        ways = _ways_onward(council, policy, on, to)
    except StepError:
        return False
    return [is_met(council, policy, way, on) for way in ways].count(True) == 1


def _ways_onward(
    council: Council, policy: Policy, on: datetime.date, to: Stage | str | None
) -> tuple[Transition, ...]:
    """Give the steps of progress that a council may try on a day: all, or those to one stage."""
    require_council(council, policy)
    target = None if to is None else _policys_own(policy.stage, to, "to", Stage)
    stage = _stage_for_step(council, policy, on)
    ways = every_way = policy.ways_from(stage)
    if target is not None:
        ways = tuple(way for way in every_way if way.target == target)
    if not ways:
        asked = "" if target is None else target.key
        raise NoSuchStep(
            council.name,
            stage.wording,
            asked,
            tuple(way.target.key for way in every_way),
            withdrawals=_withdrawals(policy, stage, target),
            names=_names(policy),
        )
    return ways


def _withdrawals(policy: Policy, stage: Stage, target: Stage | None) -> tuple[str, ...]:
    """Give the keys of the withdrawals that leave a stage: all, or those to one stage."""
    return tuple(
        way.key
        for way in policy.transitions
        if way.source == stage
        and way.kind is TransitionKind.WITHDRAWAL
        and target in {None, way.target}
    )


def _names(policy: Policy) -> tuple[tuple[str, Wording], ...]:
    """Give what the stages and steps of a policy are called, each with its key."""
    stages = ((stage.key, stage.wording) for stage in policy.stages)
    steps = ((way.key, Wording(way.text("ja"), way.text("en"))) for way in policy.transitions)
    return (*stages, *steps)


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
    _require_texts(by, note)
    way = _way_named(council, policy, transition, on)
    if not is_met(council, policy, way, on):
        raise _blocked(council, policy, [way], on)
    return _recorded(council, policy, way, on, by=by, note=note)


def may_take(
    council: Council, policy: Policy, transition: Transition | str, on: datetime.date
) -> bool:
    """Tell whether `take` would record a step; no more than that.

    Args:
        council: The council.
        policy: The policy to judge it by.
        transition: The step, or its key.
        on: The day of the step; records after it do not count.

    Raises:
        InvalidValue: If an argument is of another kind.
        UnknownName: If the policy has no such transition or recorded stage.
    """
    try:
        way = _way_named(council, policy, transition, on)
    except StepError:
        return False
    return is_met(council, policy, way, on)


def _way_named(
    council: Council, policy: Policy, transition: Transition | str, on: datetime.date
) -> Transition:
    require_council(council, policy)
    # A name that nobody declared is told first: the day may be right for the one that was meant.
    way = _policys_own(policy.transition, transition, "transition", Transition)
    stage = _stage_for_step(council, policy, on)
    if way.source != stage:
        here = tuple(way.key for way in policy.transitions if way.source == stage)
        raise NoSuchStep(council.name, stage.wording, way.key, here, names=_names(policy))
    return way


def _require_texts(by: object, note: object) -> None:
    if isinstance(by, str) and isinstance(note, str):
        return  # every step passes here
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
    earliest = last = datetime.date.min
    for change in council.history:
        first, end = change.on.first, change.on.last
        if end < earliest:
            raise HistoryNotInOrder(council.name, earliest, end)
        earliest = first if first > earliest else earliest  # noqa: FURB136 - quicker than max()
        last = end if end > last else last  # noqa: FURB136
    if on < last:
        raise OutOfOrder(council.name, on, last)
    return policy.stage(council.history[-1].target)


def _recorded(
    council: Council,
    policy: Policy,
    way: Transition,
    on: datetime.date,
    *,
    by: str,
    note: str,
) -> Council:
    change = unchecked(
        StageChange,
        transition=way.key,
        source=way.source.key,
        target=way.target.key,
        on=unchecked(Span, first=on, last=on),
        by=by,
        note=note,
        policy=policy.stamp,
        rests_on=_evidence(council, policy, way, on),
    )
    return council.having_taken(change)


def _evidence(
    council: Council, policy: Policy, way: Transition, on: datetime.date
) -> tuple[Record, ...]:
    """Give the records up to a day that a step's requirements count, each as often as filed."""
    found: tuple[Record, ...] = ()
    ledger = evidence_of(council, policy) if council.plans else council.ledger
    for fact, asked in way.counted.items():
        records = ledger.happened_by(fact, on)
        if EVER not in asked:
            now = moment_of(council, policy, way, on)
            windows = [during.window(now) for during in asked]
            records = tuple(
                record
                for record in records
                if any(window.may_hold(record.on, on) for window in windows)
            )
        found += records
    return found
