"""Say in a few words why a council's ceiling is what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from renkei_model.conditions import AtLeast, Unspecified
from renkei_model.facts import Fact
from renkei_model.findings import Finding, LeafFinding
from renkei_model.plan_rules import PlanRule
from renkei_model.subsidy_ranges import LeftOut, SubsidyRange, left_out
from renkei_model.verdicts import MET, UNMET
from renkei_model.windows import During
from renkei_model.wording import Wording

__all__ = ["Reason", "reason_of", "reasons_in_short"]


@attrs.frozen
class Reason:
    """Why a ceiling is what it is, in a few words.

    Attributes:
        what: What it hangs on: a plan, a fact, or the ceiling that applies.
        state: What is the matter with it; empty for a ceiling that asks for nothing on record.
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
    """Tell what keeps a higher ceiling away or open; else which ceiling applies, and on what."""
    if reading.verdict is not MET:
        return _lack(reading, reading.findings)
    # What is left of a limit over several years decides, and no ceiling.
    for each in reading.totals:
        if each.left.most == reading.ceiling.most < reading.yearly.most:
            return Reason(each.limit.wording, _NOTHING_LEFT if not each.left.most else _LEFT)
    for each in reading.totals:
        if each.left.least == reading.ceiling.least < reading.yearly.least:
            return Reason(each.limit.paid.wording, _WHEN_OPEN if each.paid.most else _NOT_RECORDED)
    # Of the ceilings that would give more, one that may yet apply says more than one ruled out.
    tried = reading.ceilings[: reading.ceilings.index(reading.reached[-1])]
    higher = [tier for tier in tried if tier.yen > reading.yearly.least]
    if higher:
        return _lack(reading, max(higher, key=lambda tier: tier.verdict).findings)
    return _what_applies(reading)


def _what_applies(reading: SubsidyRange) -> Reason:
    tier, rule = reading.reached[-1], reading.policy.plan_rule
    facts = dict.fromkeys(
        leaf.leaf.fact
        for finding in tier.findings
        for leaf in finding.leaves
        if leaf.records and not isinstance(leaf.leaf, Unspecified)
    )
    if not facts:
        return Reason(tier.ceiling.wording)
    names = dict.fromkeys(_short_name(fact, rule) for fact in facts)
    return Reason(
        Wording("・".join(each.ja for each in names), ", ".join(each.en for each in names)),
        _ON_RECORD,
    )


def _lack(reading: SubsidyRange, findings: Sequence[Finding]) -> Reason:
    worst = min(findings, key=lambda finding: finding.verdict)
    leaf = min(worst.missing, key=lambda leaf: leaf.verdict)
    if isinstance(leaf.leaf, Unspecified):
        return Reason(Wording("条件", "condition"), _NOT_DECIDED)
    fact = leaf.leaf.fact
    what = _short_name(fact, reading.policy.plan_rule)
    why = left_out(reading, worst, leaf)
    if why is not None:
        return Reason(what if why is LeftOut.OF_ANOTHER_PLAN else _PLAN, _LEFT_OUT[why])
    if leaf.verdict is UNMET:
        return Reason(what, _not_as_asked(leaf) if worst.ledger.of(fact) else _NONE)
    return Reason(what, _WHEN_OPEN if leaf.undecided_records else _NOT_RECORDED)


def _not_as_asked(leaf: LeafFinding) -> Wording:
    """Say in which days there is nothing, where a leaf asks for something in certain days."""
    match leaf.leaf:
        case AtLeast(_, _, during) if not leaf.records:
            return _NOT_IN_TIME[during]
        case _:
            return _NOT_AS_ASKED


_LEFT: Final = Wording("の残りまで", "what is left of it")
_NOTHING_LEFT: Final = Wording("に達した", "nothing left of it")
_NONE: Final = Wording("なし", "none")
_NOT_AS_ASKED: Final = Wording("の件数が要件に合わない", "not as often as asked")
_NOT_IN_TIME: Final = {
    During.EVER: Wording("がその年度末までになし", "none by the end of the year"),
    During.THIS_FISCAL_YEAR: Wording("がその年度になし", "none in that year"),
    During.THROUGH_LAST_FISCAL_YEAR: Wording(
        "が前年度末までになし", "none by the end of the previous year"
    ),
}
_ON_RECORD: Final = Wording("の記録あり", "on record")
_NOT_DECIDED: Final = Wording("が未確認", "open")
_NOT_RECORDED: Final = Wording("が未記録", "no record")
_WHEN_OPEN: Final = Wording("の時期が未確認", "date unclear")
_LEFT_OUT: Final = {
    LeftOut.OVER: Wording("の期間が終了", "term over"),
    LeftOut.MAY_BE_OVER: Wording("の期間が未確認", "term unclear"),
    LeftOut.OF_ANOTHER_PLAN: Wording("がどの計画のものか未確認", "of which plan is unclear"),
}


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
