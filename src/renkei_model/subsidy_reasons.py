"""Say in a few words why a council's ceiling is what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from renkei_model.conditions import Unspecified
from renkei_model.facts import Fact
from renkei_model.findings import Finding, LeafFinding
from renkei_model.plan_rules import PlanRule
from renkei_model.plans import evidence_in, evidence_of
from renkei_model.subsidies import SubsidyRange
from renkei_model.verdicts import MET, UNMET
from renkei_model.wording import Wording

__all__ = ["Reason", "is_lapsed", "reason_of", "reasons_in_short"]


@attrs.frozen
class Reason:
    """Why a ceiling is what it is, in a few words.

    Attributes:
        what: What it hangs on: a plan, a fact, or the ceiling that applies.
        state: What is the matter with it; empty for a ceiling that applies.
    """

    what: Wording
    state: Wording = Wording.same("")


def reasons_in_short(reasons: Iterable[Reason]) -> Wording:
    """Write reasons in a few words, those in the same state together."""
    together: dict[Wording, dict[Wording, None]] = {}
    for reason in reasons:
        together.setdefault(reason.state, {})[reason.what] = None
    return Wording(
        "，".join(
            "・".join(what.ja for what in each) + state.ja for state, each in together.items()
        ),
        "; ".join(
            (f"{state.en}: " if state else "") + ", ".join(what.en for what in each)
            for state, each in together.items()
        ),
    )


def reason_of(reading: SubsidyRange) -> Reason:
    """Tell what keeps a higher ceiling away or open; else which ceiling applies."""
    if reading.verdict is not MET:
        return _lack(reading, reading.findings)
    tier = reading.ceilings[0]
    return Reason(tier.ceiling.wording) if tier.verdict is MET else _lack(reading, tier.findings)


def _lack(reading: SubsidyRange, findings: Sequence[Finding]) -> Reason:
    worst = min(findings, key=lambda finding: finding.verdict)
    missing = worst.missing
    if not missing:
        return Reason(_PLAN, _TERM_OPEN)
    leaf = min(missing, key=lambda leaf: leaf.verdict)
    if isinstance(leaf.leaf, Unspecified):
        return Reason(Wording("条件", "condition"), _NOT_DECIDED)
    fact = leaf.leaf.fact
    what = _short_name(fact, reading.policy.plan_rule)
    if leaf.verdict is UNMET:
        whole = evidence_of(reading.council, reading.policy)
        return Reason(what, _NOT_AS_ASKED if whole.of(fact) else _NONE)
    if leaf.undecided_records:
        return Reason(what, _WHEN_OPEN)
    if is_lapsed(reading, worst, leaf):
        _, possible = evidence_in(reading.council, reading.policy, reading.fiscal_year)
        return Reason(_PLAN, _TERM_OPEN if possible.of(fact) else _TERM_OVER)
    return Reason(what, _NOT_RECORDED)


_NONE: Final = Wording("なし", "none")
_NOT_AS_ASKED: Final = Wording("が要件に合わない", "not as asked")
_NOT_DECIDED: Final = Wording("が未確認", "open")
_NOT_RECORDED: Final = Wording("が未記録", "no record")
_WHEN_OPEN: Final = Wording("の時期が未確認", "date unclear")
_TERM_OPEN: Final = Wording("の期間が未確認", "term unclear")
_TERM_OVER: Final = Wording("の期間が終了", "term over")


def _short_name(fact: Fact, rule: PlanRule | None) -> Wording:
    names = {} if rule is None else {each: name for name, each in rule.facts.named()}
    return _SHORT_NAMES.get(names.get(fact, ""), fact.wording)


_PLAN: Final = Wording("計画", "plan")
_SHORT_NAMES: Final = {
    "drafting": Wording("策定作業", "drafting"),
    "renewing": Wording("更新作業", "renewal"),
    "drafted": _PLAN,
    "complete": _PLAN,
    "recognised": Wording("計画の認定", "recognition"),
    "promoted": Wording("計画の推進", "promotion"),
}


def is_lapsed(reading: SubsidyRange, finding: Finding, leaf: LeafFinding) -> bool:
    """Tell whether a leaf would have more records if the terms of plans did not end."""
    if isinstance(leaf.leaf, Unspecified):
        return False
    fact = leaf.leaf.fact
    whole = evidence_of(reading.council, reading.policy)
    return len(whole.of(fact)) > len(finding.ledger.of(fact))
