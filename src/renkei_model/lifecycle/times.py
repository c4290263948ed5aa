"""Tell when each requirement and transition was met on a real ledger."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

import attrs

from renkei_model.conditions import AtLeast, Leaf, fold
from renkei_model.councils import Council
from renkei_model.dates import Span
from renkei_model.facts import Fact, Ledger, Record
from renkei_model.lifecycle.assessment import (
    NOT_THE_CITYS_JUDGEMENT,
    council_title,
    stage_entry,
)
from renkei_model.policy import Policy
from renkei_model.requirements import Requirement
from renkei_model.stages import Transition, TransitionKind
from renkei_model.windows import Moment
from renkei_model.wording import Language, Wording

__all__ = ["RequirementTime", "Timeline", "TransitionTimes", "timeline"]


@attrs.frozen
class RequirementTime:
    """When a requirement was met.

    Attributes:
        requirement: The requirement.
        met: The date of the record that decided it (a span stays a span); None if not met yet.
    """

    requirement: Requirement
    met: Span | None


@attrs.frozen
class TransitionTimes:
    """When a transition's requirements were met.

    Attributes:
        transition: The step of progress.
        requirements: One for each of its requirements.
    """

    transition: Transition
    requirements: tuple[RequirementTime, ...]

    @property
    def met(self) -> Span | None:
        """The date that decided the last requirement; None while one is not met, or for none."""
        return _latest([time.met for time in self.requirements])


@attrs.frozen
class Timeline:
    """When each requirement of progress was met on a council's ledger.

    Attributes:
        council: The council.
        policy: The policy.
        transitions: One for each transition of progress, in order of declaration.
    """

    council: Council
    policy: Policy
    transitions: tuple[TransitionTimes, ...]

    def explain(self, language: Language) -> str:
        """List the transitions with the dates that decided them.

        Args:
            language: `"ja"` or `"en"`.
        """
        policy = Wording("政策", "policy").text(language)
        lines = [council_title(self.council, language), f"{policy} {self.policy.stamp}"]
        for times in self.transitions:
            when = _when(times.met, language) if times.requirements else _FREE.text(language)
            lines.append(f"{times.transition.text(language)}: {when}")
            lines += [
                f"  {_when(time.met, language)}  {time.requirement.wording.text(language)}"
                for time in times.requirements
            ]
        return "\n".join([*lines, NOT_THE_CITYS_JUDGEMENT.text(language)])


_FREE: Final = Wording("（要件なし）", "(asks for nothing)")
_NOT_YET: Final = Wording("（まだ）", "(not yet)")


def _when(met: Span | None, language: Language) -> str:
    return _NOT_YET.text(language) if met is None else met.text(language)


def timeline(council: Council, policy: Policy) -> Timeline:
    """Tell when each requirement of progress was met, by the record that decided it.

    Withdrawals are left out: what they ask may stop holding, so it has no one date.

    Args:
        council: The council with its whole ledger.
        policy: The policy to read it by.
    """
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
                    RequirementTime(
                        need,
                        fold(need.condition, _Times(council.ledger, entries[way.source])),
                    )
                    for need in way.requirements
                ),
            )
            for way in policy.transitions
            if way.kind is TransitionKind.PROGRESS
        ),
    )


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
