"""Tell when each requirement and transition was met on a real ledger."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

import attrs

from renkei_model.conditions import AtLeast, Leaf, fold
from renkei_model.councils import Council, council_title
from renkei_model.dates import Span
from renkei_model.facts import Fact, Record
from renkei_model.findings import when_text
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle.assessment import policy_lines
from renkei_model.lifecycle.judging import require_council, stage_entry
from renkei_model.plans import evidence_of
from renkei_model.policy import Policy
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.requirements import Requirement
from renkei_model.stages import Stage, Transition, TransitionKind, facts_of
from renkei_model.verdicts import Verdict, judge_condition
from renkei_model.windows import Moment
from renkei_model.wording import Language, Wording

__all__ = ["RequirementTime", "Timeline", "TransitionTimes", "timeline"]


@attrs.frozen
class RequirementTime:
    """When a requirement was met.

    Attributes:
        requirement: The requirement.
        met: The date of the record that decided it (a span stays a span); None if not met yet.
        unmet_on: The last day on which the ledger says that it surely was not met; None if it
            never does. After that day nobody knows.
    """

    requirement: Requirement = attrs.field(repr=lambda requirement: requirement.key)
    met: Span | None
    unmet_on: datetime.date | None = None


@attrs.frozen
class TransitionTimes:
    """When a transition's requirements were met.

    Attributes:
        transition: The step of progress.
        requirements: One for each of its requirements.
    """

    transition: Transition = attrs.field(repr=lambda transition: transition.key)
    requirements: tuple[RequirementTime, ...]

    @property
    def met(self) -> Span | None:
        """The date that decided the last requirement; None while one is not met, or for none."""
        return _latest([time.met for time in self.requirements])

    @property
    def unmet_on(self) -> datetime.date | None:
        """The last day on which a requirement of it surely was not met; None if there is none."""
        days = [time.unmet_on for time in self.requirements if time.unmet_on is not None]
        return max(days, default=None)


@attrs.frozen
class Timeline:
    """When each requirement of progress was met on a council's ledger.

    Attributes:
        council: The council.
        policy: The policy.
        transitions: One for each transition of progress, in order of declaration.
    """

    council: Council = attrs.field(repr=lambda council: repr(council.name))
    policy: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    transitions: tuple[TransitionTimes, ...] = attrs.field(repr=False)

    def explain(self, language: Language) -> str:
        """List the transitions with the dates that decided them.

        Args:
            language: `"ja"` or `"en"`.
        """
        lines = [council_title(self.council, language), *policy_lines(self.policy, language)]
        for times in self.transitions:
            when = _when(times, language) if times.requirements else _FREE.text(language)
            lines.append(f"{times.transition.text(language)}: {when}")
            lines += [
                f"  {_when(time, language)}  {time.requirement.wording.text(language)}"
                for time in times.requirements
            ]
        return "\n".join([*lines, NOT_THE_CITYS_JUDGEMENT.text(language)])


_FREE: Final = Wording("（要件なし）", "(asks for nothing)")
_OPEN: Final = Wording("（未確認）", "(open)")
_UNMET: Final = Wording("（{}現在で未充足）", "(unmet as of {})")
_SOME_TIME: Final = Wording("{}のいつか", "some time {}")


def _when(times: RequirementTime | TransitionTimes, language: Language) -> str:
    if times.met is None:
        if times.unmet_on is None:
            return _OPEN.text(language)
        return _UNMET.text(language).format(Span.day(times.unmet_on).text(language))
    when = when_text(times.met, language)
    is_one_time = when == times.met.text(language)
    return when if is_one_time else _SOME_TIME.text(language).format(when)


def timeline(council: Council, policy: Policy) -> Timeline:
    """Tell when each requirement of progress was met, by the record that decided it.

    Withdrawals are left out: what they ask may stop holding, so it has no one date.

    Args:
        council: The council with its whole ledger.
        policy: The policy to read it by.

    Raises:
        InvalidValue: If an argument is of another kind.
    """
    require_council(council, policy)
    entries = {
        stage: stage_entry(council, policy, stage, datetime.date.max) for stage in policy.stages
    }
    return Timeline(
        council,
        policy,
        tuple(
            TransitionTimes(
                way,
                tuple(
                    _time_of(need, way.source, council, policy, entries[way.source])
                    for need in way.requirements
                ),
            )
            for way in policy.transitions
            if way.kind is TransitionKind.PROGRESS
        ),
    )


def _time_of(
    need: Requirement, source: Stage, council: Council, policy: Policy, entered: Span | None
) -> RequirementTime:
    ledger = evidence_of(council, policy)
    met = fold(need.condition, _Times(ledger, entered))
    if met is not None:
        return RequirementTime(need, met)
    # Only a statement that nothing else happened can rule a requirement of progress out.
    facts = set(facts_of([need]))
    days = {made.through for made in ledger.complete if made.fact in facts}
    unmet = (
        day
        for day in sorted(days, reverse=True)
        if judge_condition(
            need.condition,
            ledger,
            Moment.at(day, entered=stage_entry(council, policy, source, day)),
        )
        is Verdict.UNMET
    )
    return RequirementTime(need, None, next(unmet, None))


@attrs.frozen
class _Times:
    """The algebra of times: all is the latest, any the earliest, k of n the k-th earliest."""

    ledger: Ledger
    entered: Span | None

    def leaf(self, leaf: Leaf) -> Span | None:
        if not isinstance(leaf, AtLeast):
            return None
        everything = Moment(datetime.date.max, datetime.date.max, self.entered)
        window = leaf.during.window(everything)
        records = [
            record
            for record in self.ledger.of(leaf.fact)
            if window.surely_holds(record.on, everything.as_of)
        ]
        return _nth(leaf.fact, records, leaf.n)

    def all_of(self, parts: Sequence[Span | None]) -> Span | None:
        return _latest(parts)

    def any_of(self, parts: Sequence[Span | None]) -> Span | None:
        return self.some_of(1, parts)

    def some_of(self, k: int, parts: Sequence[Span | None]) -> Span | None:
        met = sorted((part for part in parts if part is not None), key=_sureness)
        return met[k - 1] if len(met) >= k else None


def _sureness(span: Span) -> tuple[datetime.date, datetime.date]:
    return span.last, span.first


def _latest(times: Sequence[Span | None]) -> Span | None:
    met = [time for time in times if time is not None]
    return max(met, key=_sureness, default=None) if len(met) == len(times) else None


def _nth(fact: Fact, records: Sequence[Record], n: int) -> Span | None:
    seen: set[str] = set()
    count = 0
    for record in sorted(records, key=lambda record: _sureness(record.on)):
        if fact.distinct and record.item in seen:
            continue
        seen.add(record.item)
        count += record.count
        if count >= n:
            return record.on
    return None
