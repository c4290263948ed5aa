"""The value that tells what a council may receive of a subsidy in a fiscal year, and its words."""

from __future__ import annotations

import datetime
import enum
import functools
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import attrs

from renkei_model.conditions import Unspecified
from renkei_model.councils import Council, council_title
from renkei_model.dates import FiscalYear, Span
from renkei_model.findings import Finding, LeafFinding, count_told, record_text
from renkei_model.flags import Flag, flag_lines, source_years
from renkei_model.ledgers import Ledger
from renkei_model.money import YenRange, yen_text
from renkei_model.plan_evidence import evidence_in, evidence_of, promotions_of_another_plan
from renkei_model.policy import Policy
from renkei_model.projects import ProjectReading, project_lines
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT, Receipt
from renkei_model.subsidy_rules import OTHER_YEAR, Amount, Ceiling, SubsidyRule
from renkei_model.totals import TotalReading
from renkei_model.verdicts import MET, OPEN, UNMET, Verdict, verdict_of_all
from renkei_model.wording import Language, Wording

__all__ = [
    "CeilingReading",
    "LeftOut",
    "SubsidyRange",
    "ceiling_texts",
    "ceilings_reached",
    "is_assumed_year",
    "left_out",
    "rate_text",
    "year_text",
]


@attrs.frozen
class CeilingReading:
    """What a council's evidence says to one ceiling.

    Attributes:
        ceiling: The ceiling.
        amount: How much it is in the fiscal year.
        findings: One for each of its requirements, in order.
    """

    ceiling: Ceiling = attrs.field(repr=lambda ceiling: ceiling.key)
    amount: Amount
    findings: tuple[Finding, ...] = attrs.field(repr=False)

    @property
    def yen(self) -> int:
        """How many yen it is in the fiscal year."""
        return self.amount.yen

    @functools.cached_property
    def verdict(self) -> Verdict:
        """Whether its requirements are all met."""
        return verdict_of_all([finding.verdict for finding in self.findings])


def ceilings_reached(may: Verdict, verdicts: Sequence[Verdict]) -> tuple[int, ...]:
    """Tell which ceilings may apply: those not ruled out, down to the first that is met.

    Args:
        may: Whether the council may receive anything at all.
        verdicts: The verdict on each ceiling, in the order in which they are tried. The default
            asks for nothing, so that one of them is met.

    Returns:
        Their places, from 0; none where nothing is received.
    """
    if may is UNMET:
        return ()
    surely = verdicts.index(MET)
    return tuple(
        place for place, verdict in enumerate(verdicts[: surely + 1]) if verdict is not UNMET
    )


@attrs.frozen
class SubsidyRange:
    """What a council may receive of a subsidy in a fiscal year.

    Attributes:
        council: The council.
        policy: The policy.
        rule: The subsidy.
        fiscal_year: The fiscal year.
        as_of: Nothing after this day was counted.
        ceiling: The most that it may receive: what applies of the ceilings, as far as it is left.
        amount: What it may receive for its projects; up to the ceiling where none were given.
        findings: One for each requirement on the council, in order.
        ceilings: The reading of every ceiling, in the order in which they are tried.
        projects: The reading of every project; None where none were given.
        flags: What the source leaves open.
        receipt: What the answer rests on.
        yearly: The ceiling of the year before limits over several years cut it.
        totals: What is left of each limit over several years.
    """

    council: Council = attrs.field(repr=lambda council: repr(council.name))
    policy: Policy = attrs.field(repr=lambda policy: str(policy.stamp))
    rule: SubsidyRule = attrs.field(repr=lambda rule: rule.key)
    fiscal_year: FiscalYear
    as_of: datetime.date = attrs.field(repr=str)
    ceiling: YenRange
    amount: YenRange
    findings: tuple[Finding, ...] = attrs.field(repr=False)
    ceilings: tuple[CeilingReading, ...] = attrs.field(repr=False)
    projects: tuple[ProjectReading, ...] | None = attrs.field(repr=False)
    flags: tuple[Flag, ...] = attrs.field(repr=False)
    receipt: Receipt = attrs.field(repr=False)
    yearly: YenRange = attrs.field(repr=False)
    totals: tuple[TotalReading, ...] = attrs.field(repr=False)

    @property
    def verdict(self) -> Verdict:
        """Whether it meets what the subsidy asks of every council, whatever the ceiling is."""
        return verdict_of_all([finding.verdict for finding in self.findings])

    @property
    def reached(self) -> tuple[CeilingReading, ...]:
        """The ceilings that may apply, in order; none where nothing is received."""
        verdicts = [tier.verdict for tier in self.ceilings]
        return tuple(self.ceilings[place] for place in ceilings_reached(self.verdict, verdicts))

    @functools.cached_property
    def evidence(self) -> tuple[Ledger, Ledger, Ledger]:
        """Everything on record with what plans say; what surely counts in the year; what may."""
        whole = evidence_of(self.council, self.policy)
        return whole, *evidence_in(self.council, self.policy, self.fiscal_year)

    def explain(self, language: Language) -> str:
        """Say what the council may receive in the fiscal year, and why.

        Args:
            language: `"ja"` or `"en"`.
        """
        return "\n".join(_explained(self, language))


class LeftOut(enum.Enum):
    """Why records of a plan are left out of what surely counts."""

    OVER = "over"
    MAY_BE_OVER = "may be over"
    OF_ANOTHER_PLAN = "of another plan"


def left_out(reading: SubsidyRange, finding: Finding, leaf: LeafFinding) -> LeftOut | None:
    """Tell why records that a leaf could count are left out; None where none are.

    Args:
        reading: What a council may receive.
        finding: One of its findings.
        leaf: A leaf of that finding.
    """
    if isinstance(leaf.leaf, Unspecified):
        return None
    fact, window = leaf.leaf.fact, leaf.leaf.during.window(leaf.moment)
    whole, sure, possible = (
        ledger.possibly_in(fact, window, reading.as_of) for ledger in reading.evidence
    )
    if not possible:
        return LeftOut.OVER if whole else None
    if len(possible) == len(sure) or finding.verdict is UNMET:
        return None
    strange = promotions_of_another_plan(reading.council, reading.policy)
    if all(any(record is each for each in strange) for record in possible):
        return LeftOut.OF_ANOTHER_PLAN
    return LeftOut.MAY_BE_OVER


# --- words ---------------------------------------------------------------------------------------


def _explained(reading: SubsidyRange, language: Language) -> list[str]:
    lines = [
        *_head(reading, language),
        "",
        f"{_ON_THE_COUNCIL.text(language)} [{reading.verdict.text(language)}]",
    ]
    for finding in reading.findings:
        lines += _finding_lines(reading, finding, language)
    lines += ["", _CEILINGS.text(language)]
    for tier, applies in zip(reading.ceilings, ceiling_texts(reading), strict=True):
        yen, wording = yen_text(tier.yen, language), tier.ceiling.wording.text(language)
        lines.append(f"  {yen}  {wording} [{tier.ceiling.key}]: {applies.text(language)}")
        basis = tier.amount.basis.text(language)
        lines.append(f"    {_AMOUNT_BASIS.text(language)}: {basis}")
        for finding in tier.findings:
            lines += [f"  {line}" for line in _finding_lines(reading, finding, language)]
    for each in reading.totals:
        lines += _total_lines(each, reading, language)
    lines += ["", *_project_lines(reading.projects, language)]
    if reading.flags:
        lines += ["", _LEFT_OPEN.text(language)]
        for flag in reading.flags:
            lines += flag_lines(flag, language)
    lines += ["", *reading.receipt.told(language)]
    return [*lines, NOT_THE_CITYS_JUDGEMENT.text(language)]


def _head(reading: SubsidyRange, language: Language) -> list[str]:
    name = f"{reading.rule.wording.text(language)} [{reading.rule.key}]"
    ceiling = reading.ceiling.text(language)
    if reading.ceiling != reading.yearly:
        ceiling += _CUT.text(language).format(reading.yearly.text(language))
    amount = reading.amount.text(language)
    if reading.projects is None:
        amount += _UP_TO_THE_CEILING.text(language)
    return [
        council_title(reading.council, language),
        f"{name}  {year_text(reading, language)}",
        reading.receipt.text(language),
        *filter(None, [reading.policy.caveat.text(language)]),
        f"{_CEILING.text(language)}: {ceiling}",
        f"{_AMOUNT.text(language)}: {amount}",
        f"{_RATE.text(language)}: {rate_text(reading.rule.rate)}",
    ]


_ON_THE_COUNCIL: Final = Wording("■ 協議会についての要件", "■ asked of the council")
_CEILINGS: Final = Wording(
    "■ 上限額（上から順に見て，要件をすべて満たす最初のもの）",
    "■ ceilings (the first whose requirements are all met applies)",
)
_AMOUNT_BASIS: Final = Wording("金額の根拠", "amount")
_LEFT_OPEN: Final = Wording(
    "■ 資料に書かれていないこと（ほかの読みで多くなるか少なくなるかは，項目ごとに示す）",
    "■ what the source does not say (whether the other reading grants more or less: as each says)",
)
_ASSUMED_YEAR: Final = Wording(
    "（金額・条件は{}と同じと仮定）", " (amounts and conditions assumed to be as in {})"
)
_UP_TO_THE_CEILING: Final = Wording(
    "（事業が示されていないため，0円から上限額まで）",
    " (no projects given: from nothing up to the ceiling)",
)
_CEILING: Final = Wording("上限額（年額）", "ceiling for the year")
_CUT: Final = Wording(
    "（この年度だけなら{}。複数年度の限度額の残りまで）",
    " ({} for the year alone; cut to what is left of a limit over several years)",
)
_AMOUNT: Final = Wording("交付見込額の幅", "amount that may be paid")
_RATE: Final = Wording("補助率", "rate")


def _total_lines(each: TotalReading, reading: SubsidyRange, language: Language) -> list[str]:
    limit, window = each.limit, each.window
    # Said once, before the first of them.
    lines = ["", _TOTALS.text(language)] if each is reading.totals[0] else []
    days = _UNTIL.text(language).format(Span.day(window.closes).text(language))
    if window.opens is not None:
        days = _FROM.text(language).format(window.opens.text(language), days)
    paid = count_told(each.paid, limit.paid, each.records).text(language)
    lines += [
        f"  {limit.wording.text(language)} [{limit.key}]: {limit.told.text(language)}",
        f"    {_PAID.text(language).format(days)}: {paid}",
    ]
    lines += [
        f"    {_RESTS_ON.text(language)}: {record_text(record, language)}"
        for record in each.records
    ]
    lines.append(f"    {_LEFT.text(language)}: {each.left.text(language)}")
    if each.remedy:
        lines.append(f"    {_NEXT.text(language)}: {each.remedy.text(language)}")
    return [*lines, f"    {_RULE.text(language)}: {limit.basis.text(language)}"]


_TOTALS: Final = Wording(
    "■ 複数年度の限度額（残りが上限額を下回れば，上限額はそこまで）",
    "■ limits over several years (where less is left, the ceiling is no more than that)",
)
_PAID: Final = Wording("交付済み（{}）", "paid already ({})")
_FROM: Final = Wording("{}から{}", "from {} {}")
_UNTIL: Final = Wording("{}まで", "until {}")
_RESTS_ON: Final = Wording("根拠となる記録", "rests on")
_LEFT: Final = Wording("残り", "left")
_NEXT: Final = Wording("次に", "next")
_RULE: Final = Wording("要件の根拠", "rule")


def _project_lines(projects: Sequence[ProjectReading] | None, language: Language) -> list[str]:
    head = Wording("■ 事業", "■ projects").text(language)
    if projects is None:
        return [f"{head}: {Wording('示されていない', 'not given').text(language)}"]
    if not projects:
        return [f"{head}: {Wording('なし', 'none').text(language)}"]
    return [head, *(f"  {line}" for each in projects for line in project_lines(each, language))]


def year_text(reading: SubsidyRange, language: Language) -> str:
    """Write the fiscal year, and that it is assumed where the source does not speak of it."""
    year = reading.fiscal_year.text(language)
    if not is_assumed_year(reading):
        return year
    tiers = reading.reached or reading.ceilings
    same = source_years((tier.ceiling for tier in tiers), reading.fiscal_year)
    named = Wording("・", ", ").text(language).join(each.text(language) for each in same)
    return year + _ASSUMED_YEAR.text(language).format(named)


def is_assumed_year(reading: SubsidyRange) -> bool:
    """Tell whether the source does not speak of the year: amounts are taken as unchanged."""
    return any(flag.key == OTHER_YEAR for flag in reading.flags)


def rate_text(rate: Fraction) -> str:
    """Write a share of the costs as Japanese cities do: the whole is 10/10."""
    return "10/10" if rate == 1 else f"{rate.numerator}/{rate.denominator}"


def ceiling_texts(reading: SubsidyRange) -> tuple[Wording, ...]:
    """Say of each ceiling whether it applies, may apply, or does not, in the order of trying."""
    if reading.verdict is UNMET:
        return (_NOTHING_IS_GRANTED,) * len(reading.ceilings)
    said: list[Wording] = []
    if_met = _APPLIES if reading.verdict is MET else _MAY_APPLY
    for tier in reading.ceilings:
        if tier.verdict is UNMET:
            said.append(_DOES_NOT_APPLY)
        elif tier.verdict is OPEN:
            said.append(_MAY_APPLY)
            if_met = _APPLIES_OTHERWISE
        else:
            said.append(if_met)
            if_met = _NOT_REACHED
    return tuple(said)


_NOTHING_IS_GRANTED: Final = Wording(
    "協議会についての要件を満たさない", "what is asked of the council is not met"
)
_APPLIES: Final = Wording("適用される", "applies")
_MAY_APPLY: Final = Wording("適用される可能性がある（未確認）", "may apply (open)")
_APPLIES_OTHERWISE: Final = Wording(
    "上の額に当たらなければ適用される", "applies unless one above does"
)
_DOES_NOT_APPLY: Final = Wording("適用されない", "does not apply")
_NOT_REACHED: Final = Wording("上の額が適用されるため当たらない", "not reached: one above applies")


def _finding_lines(reading: SubsidyRange, finding: Finding, language: Language) -> list[str]:
    lines = [f"  {line}" for line in finding.explain(language).splitlines()]
    why = {left_out(reading, finding, leaf) for leaf in finding.missing}
    if LeftOut.OF_ANOTHER_PLAN in why:
        lines += [f"    {each.text(language)}" for each in (_OF_ANOTHER_PLAN, _ASK_FOR_THE_PLAN)]
    elif LeftOut.MAY_BE_OVER in why:
        lines += [f"    {each.text(language)}" for each in (_MAY_BE_OVER, _ASK_FOR_THE_TERM)]
    elif LeftOut.OVER in why:
        lines.append(f"    {_IS_OVER.text(language)}")
    return lines


_OF_ANOTHER_PLAN: Final = Wording(
    "どの策定の記録よりも前の推進の記録は，別の計画のものであるため，確実な額に数えていない",
    "a promotion before every drafting on record is of another plan, and does not count for the "
    "least",
)
_ASK_FOR_THE_PLAN: Final = Wording(
    "次に: どの計画の推進か，計画ごとに記録する",
    "next: record for each plan when it was drafted and when promoted",
)
_IS_OVER: Final = Wording(
    "計画期間が年度の初めまでに終わる計画の記録は数えていない",
    "records of a plan whose term is over when the year begins are not counted",
)
_MAY_BE_OVER: Final = Wording(
    "計画期間が年度の初めまでに終わる可能性のある計画の記録は，確実な額に数えていない",
    "records of a plan whose term may be over when the year begins do not count for the least",
)
_ASK_FOR_THE_TERM: Final = Wording(
    "次に: 計画期間を確かめて記録する", "next: find out the plan's term and record it"
)
