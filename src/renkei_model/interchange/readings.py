"""Give readings as plain values under stable keys, for JSON and for programs in other languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from renkei_model.conditions import plain_form
from renkei_model.councils import Council, StageChange
from renkei_model.facts import Record
from renkei_model.findings import Finding, LeafFinding
from renkei_model.ledgers import Count
from renkei_model.lifecycle import (
    NOT_THE_CITYS_JUDGEMENT,
    Assessment,
    Replay,
    StageRange,
    Timeline,
    TransitionReading,
)
from renkei_model.policy import Policy, PolicyStamp
from renkei_model.provenance import Basis
from renkei_model.requirements import Requirement
from renkei_model.wording import Language

__all__ = [
    "Plain",
    "plain_assessment",
    "plain_finding",
    "plain_policies",
    "plain_policy",
    "plain_replay",
    "plain_stamp",
    "plain_timeline",
]

Plain = dict[str, object]
"""An object of plain values: strings, numbers, booleans, None, lists and objects of these."""


def plain_assessment(assessment: Assessment, language: Language) -> Plain:
    """Give an assessment as plain values.

    Args:
        assessment: The assessment.
        language: The language of its texts; keys are the same in both.
    """
    supported = assessment.supported
    return {
        "council": plain_council(assessment.council),
        "as_of": assessment.as_of.isoformat(),
        "policy": plain_stamp(assessment.receipt.policy),
        "caveat": assessment.policy.caveat.text(language),
        "recorded_stage": None if assessment.recorded is None else assessment.recorded.key,
        "supported_stages": plain_range(supported),
        "conditions": {"with_evidence": assessment.with_evidence, "all": len(assessment.findings)},
        "transitions": [
            _plain_transition(read, language, is_next=read in assessment.next)
            for read in assessment.transitions
        ],
        "due": [read.transition.key for read in assessment.due],
        "missing": [_plain_leaf(leaf, language) for leaf in assessment.missing],
        "unread_facts": [fact.key for fact in assessment.receipt.unread],
        "note": NOT_THE_CITYS_JUDGEMENT.text(language),
    }


def plain_range(supported: StageRange) -> Plain:
    """Give the stages that evidence supports as plain values."""
    return {
        "surely": [stage.key for stage in supported.surely],
        "possibly": [stage.key for stage in supported.possibly],
    }


def plain_council(council: Council) -> Plain:
    """Give who a council is as plain values, without its ledger."""
    return {
        "number": council.number,
        "name": council.name,
        "nickname": council.nickname,
        "districts": list(council.districts),
    }


def plain_stamp(stamp: PolicyStamp) -> Plain:
    """Give a policy's stamp as plain values."""
    return {"key": stamp.key, "version": stamp.version, "fingerprint": stamp.fingerprint}


def _plain_transition(read: TransitionReading, language: Language, *, is_next: bool) -> Plain:
    way = read.transition
    return {
        "key": way.key,
        "source": way.source.key,
        "target": way.target.key,
        "kind": way.kind.value,
        "force": way.force.value,
        "next": is_next,
        "verdict": read.verdict.name.lower(),
        "counts": {verdict.name.lower(): count for verdict, count in read.counts().items()},
        "requirements": [plain_finding(finding, language) for finding in read.findings],
    }


def plain_finding(finding: Finding, language: Language) -> Plain:
    """Give the finding of a requirement as plain values, with every leaf."""
    return {
        "key": finding.requirement.key,
        "wording": finding.requirement.wording.text(language),
        "verdict": finding.verdict.name.lower(),
        "basis": plain_basis(finding.requirement.basis, language),
        "leaves": [_plain_leaf(leaf, language) for leaf in finding.leaves],
    }


def _plain_leaf(leaf: LeafFinding, language: Language) -> Plain:
    return {
        "requirement": leaf.requirement.key,
        "need": leaf.asks.text(language),
        "have": None if leaf.have is None else plain_count(leaf.have),
        "verdict": leaf.verdict.name.lower(),
        "records": [plain_record(record, language) for record in leaf.records],
        "weakest_basis": None if leaf.basis is None else leaf.basis.kind.value,
        "next": leaf.remedy.text(language),
    }


def plain_count(count: Count) -> Plain:
    """Give a count as plain values; its most is None where nothing bounds it."""
    return {"least": count.least, "most": count.most}


def plain_basis(basis: Basis, language: Language) -> Plain:
    """Give a basis as plain values: its kind, statement ids, reason and plausible range."""
    return {
        "kind": basis.kind.value,
        "statements": [place.statement for place in basis.citations],
        "reason": basis.reason.text(language),
        "plausible": None if basis.plausible is None else list(basis.plausible),
    }


def plain_record(record: Record, language: Language) -> Plain:
    """Give a record as plain values."""
    return {
        "fact": record.fact.key,
        "on": record.on.iso,
        "count": record.count,
        "item": record.item,
        "by": record.by,
        "evidence": record.evidence,
        "basis": plain_basis(record.basis, language),
    }


def plain_policy(policy: Policy, language: Language) -> Plain:
    """Give a policy's stages and requirements as plain values, with their bases."""
    return {
        "policy": plain_stamp(policy.stamp),
        "title": policy.title.text(language),
        "caveat": policy.caveat.text(language),
        "stages": [
            {
                "key": stage.key,
                "wording": stage.text(language),
                "basis": plain_basis(stage.basis, language),
            }
            for stage in policy.stages
        ],
        "transitions": [
            {
                "key": way.key,
                "source": way.source.key,
                "target": way.target.key,
                "kind": way.kind.value,
                "force": way.force.value,
                "basis": plain_basis(way.basis, language),
                "requirements": [
                    {
                        "key": need.key,
                        "wording": need.wording.text(language),
                        "condition": plain_form(need.condition),
                        "basis": plain_basis(need.basis, language),
                    }
                    for need in way.requirements
                ],
            }
            for way in policy.transitions
        ],
    }


def plain_policies(policies: Sequence[Policy], language: Language) -> Plain:
    """Give which policies there are as plain values, each with what is inferred and assumed."""
    return {
        "policies": [
            {
                "policy": plain_stamp(policy.stamp),
                "title": policy.title.text(language),
                "caveat": policy.caveat.text(language),
                "requirements": len(policy.requirements),
                "inferred": _plain_needs(policy.inferred, language),
                "assumed": _plain_needs(policy.assumed, language),
            }
            for policy in policies
        ]
    }


def _plain_needs(needs: Iterable[Requirement], language: Language) -> list[Plain]:
    return [{"key": need.key, "wording": need.wording.text(language)} for need in needs]


def plain_timeline(timeline: Timeline, language: Language) -> Plain:
    """Give a timeline as plain values; dates are ISO texts, None for what is not met."""
    return {
        "council": plain_council(timeline.council),
        "policy": plain_stamp(timeline.policy.stamp),
        "caveat": timeline.policy.caveat.text(language),
        "transitions": [
            {
                "key": times.transition.key,
                "met": None if times.met is None else times.met.iso,
                "requirements": [
                    {
                        "key": time.requirement.key,
                        "wording": time.requirement.wording.text(language),
                        "met": None if time.met is None else time.met.iso,
                    }
                    for time in times.requirements
                ],
            }
            for times in timeline.transitions
        ],
        "note": NOT_THE_CITYS_JUDGEMENT.text(language),
    }


def plain_replay(replay: Replay, language: Language) -> Plain:
    """Give a replay as plain values."""
    return {
        "council": plain_council(replay.council),
        "policy": plain_stamp(replay.policy.stamp),
        "caveat": replay.policy.caveat.text(language),
        "legal": replay.is_legal,
        "steps": [
            {
                "position": step.position,
                **_plain_change(step.change),
                "legal": step.is_legal,
                "remarks": [
                    {"kind": remark.kind.value, "text": remark.text(language)}
                    for remark in step.remarks
                ],
            }
            for step in replay.steps
        ],
        "note": NOT_THE_CITYS_JUDGEMENT.text(language),
    }


def _plain_change(change: StageChange) -> Plain:
    return {
        "transition": change.transition,
        "source": change.source,
        "target": change.target,
        "on": change.on.iso,
        "by": change.by,
        "note": change.note,
        "policy": None if change.policy is None else plain_stamp(change.policy),
    }
