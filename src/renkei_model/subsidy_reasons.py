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
from renkei_model.verdicts import MET, OPEN, UNMET, Verdict
from renkei_model.wording import Wording

__all__ = ["Reason", "lapsed", "reason_of", "reasons_in_short"]


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
    # What is left of a limit over several years decides, and no ceiling.
    for each in reading.totals:
        if each.left.most == reading.ceiling.most < reading.yearly.most:
            return Reason(each.limit.wording, _NOTHING_LEFT if not each.left.most else _LEFT)
    for each in reading.totals:
        if each.left.least == reading.ceiling.least < reading.yearly.least:
            return Reason(each.limit.paid.wording, _WHEN_OPEN if each.paid.most else _NOT_RECORDED)
    tier = reading.ceilings[0]
    return Reason(tier.ceiling.wording) if tier.verdict is MET else _lack(reading, tier.findings)


def _lack(reading: SubsidyRange, findings: Sequence[Finding]) -> Reason:
    worst = min(findings, key=lambda finding: finding.verdict)
    leaf = min(worst.missing, key=lambda leaf: leaf.verdict)
    if isinstance(leaf.leaf, Unspecified):
        return Reason(Wording("条件", "condition"), _NOT_DECIDED)
    fact = leaf.leaf.fact
    what = _short_name(fact, reading.policy.plan_rule)
    over = lapsed(reading, worst, leaf)
    if over is not UNMET:
        return Reason(_PLAN, _TERM_OVER if over is MET else _TERM_OPEN)
    if leaf.verdict is UNMET:
        return Reason(what, _NOT_AS_ASKED if worst.ledger.of(fact) else _NONE)
    return Reason(what, _WHEN_OPEN if leaf.undecided_records else _NOT_RECORDED)


_LEFT: Final = Wording("の残りまで", "what is left of it")
_NOTHING_LEFT: Final = Wording("に達した", "nothing left of it")
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


def lapsed(reading: SubsidyRange, finding: Finding, leaf: LeafFinding) -> Verdict:
    """Tell whether records are left out of a leaf because the term of a plan is over.

    Returns:
        MET if it surely is over, OPEN if it may be, UNMET if nothing is left out.
    """
    if isinstance(leaf.leaf, Unspecified):
        return UNMET
    fact = leaf.leaf.fact
    whole = evidence_of(reading.council, reading.policy)
    if len(whole.of(fact)) == len(finding.ledger.of(fact)):
        return UNMET
    _, possible = evidence_in(reading.council, reading.policy, reading.fiscal_year)
    return OPEN if possible.of(fact) else MET
