"""Which records of what a subsidy asks do not count in its fiscal year, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from renkei_model.conditions import Unspecified
from renkei_model.facts import Record
from renkei_model.findings import Finding, LeafFinding, record_text
from renkei_model.plans import evidence_in, evidence_of
from renkei_model.subsidies import SubsidyRange
from renkei_model.verdicts import MET
from renkei_model.wording import Language, Wording

__all__ = ["Uncounted", "uncounted", "uncounted_text"]


@attrs.frozen
class Uncounted:
    """A record of something that a subsidy asks, which does not count for it in the year.

    Attributes:
        record: The record.
        reason: Why it does not count, or not surely.
    """

    record: Record
    reason: Wording

    def text(self, language: Language) -> str:
        """Write it in one line, with its date and its basis."""
        fact = self.record.fact.wording.text(language)
        record, reason = record_text(self.record, language), self.reason.text(language)
        return Wording("{}: {} → {}", "{}: {} → {}").text(language).format(fact, record, reason)


def uncounted(reading: SubsidyRange, findings: Sequence[Finding]) -> tuple[Uncounted, ...]:
    """Give the records of what is not surely met that do not count in the year, each once.

    Args:
        reading: What the council may receive.
        findings: Those of its findings that are asked about.
    """
    found = (
        each
        for finding in findings
        for leaf in finding.leaves
        if leaf.verdict is not MET
        for each in _of_leaf(reading, leaf)
    )
    return tuple(dict.fromkeys(found))


def _of_leaf(reading: SubsidyRange, leaf: LeafFinding) -> Iterator[Uncounted]:
    if isinstance(leaf.leaf, Unspecified):
        return
    fact = leaf.leaf.fact
    sure, possible = evidence_in(reading.council, reading.policy, reading.fiscal_year)
    for record in evidence_of(reading.council, reading.policy).of(fact):
        if record.on.first > reading.as_of:
            yield Uncounted(record, _LATER)
        elif record not in possible.of(fact):
            yield Uncounted(record, _OVER)
        elif record not in sure.of(fact):
            yield Uncounted(record, _MAY_BE_OVER)
        elif record not in leaf.records:
            yield Uncounted(record, _OTHER_DAYS)


_LATER: Final = Wording(
    "判定日より後の日付のため，数えない", "not counted: it is dated after the day that is judged"
)
_OVER: Final = Wording(
    "計画期間が年度の初めまでに終わるため，数えない",
    "not counted: the plan's term is over when the year begins",
)
_MAY_BE_OVER: Final = Wording(
    "計画期間が年度の初めまでに終わる可能性があるため，確実な額には数えない（計画期間を確かめて記録する）",
    "does not count for the least: the plan's term may be over when the year begins "
    "(find it out and record it)",
)
_OTHER_DAYS: Final = Wording(
    "要件の求める時期に当たらないため，数えない",
    "not counted: it lies outside the days that are asked about",
)


def uncounted_text(reading: SubsidyRange, language: Language) -> str:
    """Write which records do not count in the year, and why; empty where all of them do."""
    findings = [*reading.findings, *(each for tier in reading.ceilings for each in tier.findings)]
    lines = [f"  - {each.text(language)}" for each in uncounted(reading, findings)]
    head = _HEAD.text(language).format(reading.rule.wording.text(language))
    return "\n".join([head, *lines]) if lines else ""


_HEAD: Final = Wording("■ 数えていない記録（{}）", "■ records that do not count ({})")
