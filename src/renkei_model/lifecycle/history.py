"""Replay a council's recorded steps: was each one legal when it was taken?"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Final

import attrs

from renkei_model.councils import Council, StageChange, council_title
from renkei_model.facts import Record
from renkei_model.lifecycle.assessment import policy_lines
from renkei_model.lifecycle.judging import TransitionReading, judge_transition, require_council
from renkei_model.plans import evidence_of
from renkei_model.policy import Policy
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.stages import Transition
from renkei_model.verdicts import Verdict
from renkei_model.wording import Language, Wording

__all__ = ["Remark", "RemarkKind", "Replay", "ReplayedStep", "replay", "stage_name"]


class RemarkKind(enum.Enum):
    """What a replay can find in a recorded step. All but the last two make it illegal.

    UNKNOWN_STEP: the policy has no such transition between these stages. SKIP: it does not leave
    the stage that the step before it entered. NOT_MET: its requirements were not met on its date.
    OUT_OF_ORDER: it surely lies before an earlier step. EVIDENCE_WITHDRAWN: it rests on records
    that the ledger no longer holds. OTHER_POLICY: it was judged under another policy or version.
    DUTY_PASSED_OVER: on its date another step had to be taken, and this one was only allowed.
    """

    UNKNOWN_STEP = "unknown_step"
    SKIP = "skip"
    NOT_MET = "not_met"
    OUT_OF_ORDER = "out_of_order"
    EVIDENCE_WITHDRAWN = "evidence_withdrawn"
    OTHER_POLICY = "other_policy"
    DUTY_PASSED_OVER = "duty_passed_over"

    def text(self, language: Language) -> str:
        """Say what was found, for a reader."""
        return _REMARK_WORDING[self].text(language)


_REMARK_WORDING: Final = {
    RemarkKind.UNKNOWN_STEP: Wording("この基準にない移行です", "the policy has no such step"),
    RemarkKind.SKIP: Wording(
        "直前の段階から続いていません", "it does not leave the stage entered before it"
    ),
    RemarkKind.NOT_MET: Wording(
        "その日付では要件を満たしていません", "its requirements were not met on its date"
    ),
    RemarkKind.OUT_OF_ORDER: Wording(
        "先に記録された段階変更より前の日付です", "it is dated before an earlier step"
    ),
    RemarkKind.EVIDENCE_WITHDRAWN: Wording(
        "根拠とした記録が，台帳から削除または変更されています",
        "records it rests on were removed from the ledger or changed",
    ),
    RemarkKind.OTHER_POLICY: Wording(
        "別の基準（または別の版）で判定されています",
        "it was judged under another policy or version",
    ),
    RemarkKind.DUTY_PASSED_OVER: Wording(
        "その日付では，ほかの移行をしなければなりませんでした",
        "on its date another step had to be taken",
    ),
}
_FOR_INFORMATION: Final = frozenset({RemarkKind.OTHER_POLICY, RemarkKind.DUTY_PASSED_OVER})


@attrs.frozen
class Remark:
    """One thing that a replay found in a step.

    Attributes:
        kind: What was found.
        details: Which stage, requirement, record or policy it concerns, one a line.
    """

    kind: RemarkKind
    details: tuple[Wording, ...] = ()

    def text(self, language: Language) -> str:
        """Write the remark in one line."""
        details = [detail.text(language) for detail in self.details]
        return ": ".join(filter(None, [self.kind.text(language), " / ".join(details)]))


@attrs.frozen
class ReplayedStep:
    """One recorded step, judged again.

    Attributes:
        position: Its place in the history, from 1.
        change: The step as recorded.
        remarks: What was found; empty when all is well.
    """

    position: int
    change: StageChange
    remarks: tuple[Remark, ...]

    @property
    def is_legal(self) -> bool:
        """Whether the step could be taken under the policy on its date."""
        return all(remark.kind in _FOR_INFORMATION for remark in self.remarks)


def _legal_in_short(steps: tuple[ReplayedStep, ...]) -> str:
    legal = ", ".join("legal" if step.is_legal else "illegal" for step in steps)
    return f"({legal})"


@attrs.frozen
class Replay:
    """A council's recorded steps, each judged again under a policy.

    Attributes:
        council: The council.
        policy: The policy that was applied.
        steps: One for each recorded step, in order.
    """

    council: Council = attrs.field(repr=lambda council: repr(council.name))
    policy: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    steps: tuple[ReplayedStep, ...] = attrs.field(repr=_legal_in_short)

    @property
    def is_legal(self) -> bool:
        """Whether every step was legal."""
        return all(step.is_legal for step in self.steps)

    def explain(self, language: Language) -> str:
        """List the steps with their dates, who recorded them, and what was found.

        Args:
            language: `"ja"` or `"en"`.
        """
        lines = [council_title(self.council, language), *policy_lines(self.policy, language)]
        if not self.steps:
            lines.append(
                Wording("段階の変更は記録されていません。", "No step is on record.").text(language)
            )
        for step in self.steps:
            lines.append(_step_text(step, self.policy, language))
            lines += [f"    - {remark.text(language)}" for remark in step.remarks]
        return "\n".join([*lines, NOT_THE_CITYS_JUDGEMENT.text(language)])


def _step_text(step: ReplayedStep, policy: Policy, language: Language) -> str:
    change = step.change
    source, target = (
        stage_name(policy, key).text(language) for key in (change.source, change.target)
    )
    mark, when = "○" if step.is_legal else "×", change.on.text(language)
    brackets = Wording("（{}）", " ({})").text(language)
    who = brackets.format(change.by) if change.by else ""
    return f"{mark} {step.position}. {when} {source} → {target}{who}"


def stage_name(policy: Policy, key: str) -> Wording:
    """Name a stage of a recorded step; one taken under another policy may lack it here."""
    strange = Wording(f"この基準にない段階（{key}）", f"a stage this policy lacks ({key})")
    return {stage.key: stage.wording for stage in policy.stages}.get(key, strange)


def replay(council: Council, policy: Policy) -> Replay:
    """Judge every recorded step of a council again, each on its own date.

    A step dated by a month is judged on the month's last day: it may have been taken then.

    Args:
        council: The council with its history.
        policy: The policy to judge it by.

    Raises:
        InvalidValue: If an argument is of another kind.
    """
    require_council(council, policy)
    return Replay(
        council,
        policy,
        tuple(
            ReplayedStep(position, change, tuple(_remarks(council, policy, position)))
            for position, change in enumerate(council.history, start=1)
        ),
    )


def _remarks(council: Council, policy: Policy, position: int) -> Iterator[Remark]:
    change, before = council.history[position - 1], council.history[: position - 1]
    expected = before[-1].target if before else policy.initial.key
    if change.source != expected:
        was, said = stage_name(policy, expected), stage_name(policy, change.source)
        gap = Wording(
            f"「{was.ja}」にあるのに「{said.ja}」からの移行です",
            f"it was in {was.en!r}, not in {said.en!r}",
        )
        yield Remark(RemarkKind.SKIP, (gap,))
    now = change.on
    then = max((earlier.on for earlier in before), key=lambda on: on.first, default=now)
    if now.last < then.first:
        order = Wording(
            f"{now.text('ja')}は{then.text('ja')}より前です",
            f"{now.text('en')} lies before {then.text('en')}",
        )
        yield Remark(RemarkKind.OUT_OF_ORDER, (order,))
    read = _judged_again(council, policy, position)
    if read is None:
        left, entered = (stage_name(policy, key) for key in (change.source, change.target))
        step = Wording(
            f"{left.ja} → {entered.ja} [{change.transition}]",
            f"{left.en} → {entered.en} [{change.transition}]",
        )
        yield Remark(RemarkKind.UNKNOWN_STEP, (step,))
    elif read.verdict is not Verdict.MET:
        missing = [finding for finding in read.findings if finding.missing]
        yield Remark(RemarkKind.NOT_MET, tuple(f.requirement.wording for f in missing))
    ledger = evidence_of(council, policy)
    facts = {earlier.fact for earlier in change.rests_on}
    held = {record.identity for fact in facts for record in ledger.of(fact)}
    lost = [
        earlier
        for earlier in change.rests_on
        if earlier not in held
        and not any(record.upholds(earlier) for record in ledger.of(earlier.fact))
    ]
    if lost:
        yield Remark(RemarkKind.EVIDENCE_WITHDRAWN, tuple(map(_in_words, lost)))
    if change.policy is not None and change.policy.fingerprint != policy.fingerprint:
        yield Remark(RemarkKind.OTHER_POLICY, (Wording.same(str(change.policy)),))
    if passed_over := _passed_over(council, policy, position):
        steps = (Wording(way.text("ja"), way.text("en")) for way in passed_over)
        yield Remark(RemarkKind.DUTY_PASSED_OVER, tuple(steps))


def _in_words(record: Record) -> Wording:
    fact, on = record.fact.wording, record.on
    return Wording(f"{fact.ja} {on.text('ja')}", f"{fact.en} {on.text('en')}")


def _passed_over(council: Council, policy: Policy, position: int) -> tuple[Transition, ...]:
    """Give the steps that had to be taken on a step's date, unless it is one of them itself."""
    change = council.history[position - 1]
    then = _before(council, position)
    due = tuple(
        way
        for way in policy.duties
        if way.source.key == change.source
        and judge_transition(then, policy, way, change.on.last).verdict is Verdict.MET
    )
    return () if change.transition in {way.key for way in due} else due


def _before(council: Council, position: int) -> Council:
    return attrs.evolve(council, history=council.history[: position - 1])


def _judged_again(council: Council, policy: Policy, position: int) -> TransitionReading | None:
    change = council.history[position - 1]
    then = _before(council, position)
    for way in policy.transitions:
        recorded = (change.transition, change.source, change.target)
        if (way.key, way.source.key, way.target.key) == recorded:
            return judge_transition(then, policy, way, change.on.last)
    return None
