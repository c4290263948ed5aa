"""What a council may receive in a fiscal year, and why.

Ceilings and amounts come from evidence alone, as intervals, and on the cautious reading: the one
that grants less. Where the source leaves something open, the other reading stands in a flag with
its yen, and widens nothing.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Sequence
from typing import assert_never

import attrs

from renkei_model.checks import require_day, require_each, require_kind
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear
from renkei_model.errors import InvalidValue
from renkei_model.facts import Fact
from renkei_model.findings import Finding, judge
from renkei_model.flags import Flag, year_flags
from renkei_model.ledgers import Ledger
from renkei_model.money import NOTHING, YenRange
from renkei_model.plans import evidence_in, evidence_of
from renkei_model.policy import Policy
from renkei_model.projects import Project, ProjectReading, read_project
from renkei_model.receipts import Receipt, receipt_of
from renkei_model.requirements import Requirement
from renkei_model.subsidy_rules import (
    Ceiling,
    EachDistrict,
    EvenIfLapsed,
    Excluded,
    MonthsLeft,
    NoFigure,
    OpenQuestion,
    OtherCeilings,
    RoundedDown,
    SubsidyRule,
)
from renkei_model.totals import TotalReading, read_total
from renkei_model.verdicts import MET, OPEN, UNMET, Verdict, verdict_of_all
from renkei_model.windows import Moment
from renkei_model.wording import Wording

__all__ = [
    "CeilingReading",
    "SubsidyRange",
    "ceiling_among",
    "subsidy_range",
]


@attrs.frozen
class CeilingReading:
    """What a council's evidence says to one ceiling.

    Attributes:
        ceiling: The ceiling.
        yen: How much it is in the fiscal year.
        findings: One for each of its requirements, in order.
        verdict: Whether they are all met.
    """

    ceiling: Ceiling = attrs.field(repr=lambda ceiling: ceiling.key)
    yen: int
    findings: tuple[Finding, ...] = attrs.field(repr=False)
    verdict: Verdict


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


def subsidy_range(
    council: Council,
    policy: Policy,
    subsidy: SubsidyRule | str,
    fiscal_year: FiscalYear,
    as_of: datetime.date,
    *,
    projects: Sequence[Project] | None = None,
) -> SubsidyRange:
    """Tell what a council may receive of a subsidy in a fiscal year.

    Everything up to the end of the year counts, as far as it is known on `as_of`.

    Args:
        council: The council with its ledger.
        policy: The policy.
        subsidy: The subsidy, or its key.
        fiscal_year: The fiscal year.
        as_of: Records after it do not count.
        projects: Its projects of that year: none (an empty tuple) or, by default, not given.

    Raises:
        InvalidValue: If an argument is of another kind, or projects are of another fiscal year.
        UnknownName: If the policy has no such subsidy.
    """
    require_kind("council", council, Council)
    require_kind("policy", policy, Policy)
    require_kind("fiscal_year", fiscal_year, FiscalYear)
    require_day("as_of", as_of)
    rule = policy.subsidy(subsidy)
    if projects is not None:
        projects = _of_the_year(projects, fiscal_year)
    question = _Question(council, policy, rule, fiscal_year, as_of)
    readings = None if projects is None else tuple(read_project(each, rule) for each in projects)
    tiers = question.tiers(rule.ceilings)
    yearly = question.yearly(tiers)
    ceiling = question.cut(yearly)
    amount = _amount(rule, ceiling, readings)
    return SubsidyRange(
        council,
        policy,
        rule,
        fiscal_year,
        as_of,
        ceiling,
        amount,
        question.findings,
        tiers,
        readings,
        tuple(_flags(question, yearly, amount, readings)),
        receipt_of(evidence_of(council, policy), policy.stamp, rule_facts(rule), as_of),
        yearly,
        question.totals,
    )


def rule_facts(rule: SubsidyRule) -> frozenset[Fact]:
    """Give the facts that a subsidy counts of a council."""
    asked = (fact for need in rule.council_requirements for fact in need.facts)
    return frozenset((*asked, *(limit.paid for limit in rule.totals)))


def _of_the_year(projects: Sequence[Project], year: FiscalYear) -> tuple[Project, ...]:
    require_kind("projects", projects, tuple, list)
    listed = tuple(projects)
    require_each("projects", listed, Project)
    strangers = [each for each in listed if each.fiscal_year != year]
    if strangers:
        names = [(each.name, each.fiscal_year) for each in strangers]
        raise InvalidValue(
            "projects",
            Wording(
                f"{year.text('ja')}の事業ではありません（"
                + "，".join(f"{name}: {other.text('ja')}" for name, other in names)
                + "）",
                f"not of {year.text('en')}: "
                + ", ".join(f"{name} ({other.text('en')})" for name, other in names),
            ),
            Wording("その年度の事業だけを渡してください", "give the projects of that year only"),
        )
    return listed


def _amount(
    rule: SubsidyRule, ceiling: YenRange, readings: Sequence[ProjectReading] | None
) -> YenRange:
    if readings is None:
        return YenRange(0, ceiling.most)
    sure = sum(read.project.cost for read in readings if read.verdict is MET)
    possible = sum(read.project.cost for read in readings if read.verdict is not UNMET)
    return YenRange(
        min(ceiling.least, int(rule.rate * sure)), min(ceiling.most, int(rule.rate * possible))
    )


# --- ceilings ------------------------------------------------------------------------------------


@attrs.frozen
class _Question:
    """What is asked: which council, which subsidy, which year, with what is known by when."""

    council: Council
    policy: Policy
    rule: SubsidyRule
    year: FiscalYear
    as_of: datetime.date
    even_if_lapsed: bool = False

    @functools.cached_property
    def moment(self) -> Moment:
        return Moment(self.year.last, self.as_of)

    @functools.cached_property
    def evidence(self) -> tuple[Ledger, Ledger]:
        """What surely counts in the year, and what may: a plan's term may be over, or not."""
        if self.even_if_lapsed:
            whole = evidence_of(self.council, self.policy)
            return whole, whole
        return evidence_in(self.council, self.policy, self.year)

    def judged(self, needs: Iterable[Requirement]) -> tuple[Finding, ...]:
        return tuple(self._judged(need) for need in needs)

    def _judged(self, need: Requirement) -> Finding:
        sure, possible = self.evidence
        finding = judge(need, sure, self.moment)
        if possible is sure:
            return finding
        # What a plan says whose term may be over counts for the most and not for the least.
        other = judge(need, possible, self.moment)
        if OPEN in {finding.verdict, other.verdict}:
            return finding if finding.verdict is OPEN else other
        if finding.verdict is other.verdict:
            return finding
        # The one that is unmet tells what is missing.
        return attrs.evolve(min(finding, other, key=lambda each: each.verdict), verdict=OPEN)

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        return self.judged(self.rule.requirements)

    def tiers(self, ceilings: Iterable[Ceiling]) -> tuple[CeilingReading, ...]:
        read = []
        for ceiling in ceilings:
            findings = self.judged(ceiling.requirements)
            verdict = verdict_of_all([finding.verdict for finding in findings])
            read.append(
                CeilingReading(ceiling, ceiling.amount_in(self.year).yen, findings, verdict)
            )
        return tuple(read)

    def yearly(self, tiers: Iterable[CeilingReading]) -> YenRange:
        may = verdict_of_all([finding.verdict for finding in self.findings])
        return ceiling_among(may, ((tier.verdict, tier.yen) for tier in tiers))

    @functools.cached_property
    def totals(self) -> tuple[TotalReading, ...]:
        # Payments are no evidence of plans: none of them lapses with a plan's term.
        ledger = self.council.ledger
        return tuple(read_total(limit, ledger, self.year, self.as_of) for limit in self.rule.totals)

    def cut(self, yearly: YenRange) -> YenRange:
        """Cut the ceiling of a year to what is left of the limits over several years."""
        left = [each.left for each in self.totals]
        return YenRange(
            min([yearly.least, *(each.least for each in left)]),
            min([yearly.most, *(each.most for each in left)]),
        )


def ceiling_among(may: Verdict, tiers: Iterable[tuple[Verdict, int]]) -> YenRange:
    """Give the ceiling: of the first that is met, or of any that may come before it.

    Args:
        may: Whether the council may receive anything at all.
        tiers: The verdict on each ceiling and its yen, in the order in which they are tried.
    """
    if may is UNMET:
        return NOTHING
    tried = list(tiers)
    # The default asks for nothing, so that one of them is met.
    surely = [verdict for verdict, _ in tried].index(MET)
    possible = [yen for verdict, yen in tried[: surely + 1] if verdict is not UNMET]
    if may is OPEN:
        possible.append(0)
    return YenRange(min(possible), max(possible))


# --- flags ---------------------------------------------------------------------------------------


def _flags(
    question: _Question,
    yearly: YenRange,
    amount: YenRange,
    readings: Sequence[ProjectReading] | None,
) -> Iterable[Flag]:
    yield from year_flags(question.rule, question.year)
    ceiling = question.cut(yearly)
    for left_open in question.rule.questions:
        match left_open.alternative:
            case NoFigure():
                if ceiling.most:
                    yield Flag(left_open.key, left_open.wording, left_open.basis)
            case RoundedDown(to):
                rounded = YenRange(amount.least // to * to, amount.most // to * to)
                if rounded != amount:
                    yield _flag(left_open, ceiling, rounded)
            case alternative:
                # A limit over several years holds on every reading.
                other = question.cut(_other_ceiling(alternative, question, yearly))
                if other != ceiling:
                    yield _flag(left_open, other, _amount(question.rule, other, readings))


def _flag(left_open: OpenQuestion, ceiling: YenRange, amount: YenRange) -> Flag:
    return Flag(left_open.key, left_open.wording, left_open.basis, ceiling, amount)


_OfCeilings = OtherCeilings | EvenIfLapsed | EachDistrict | MonthsLeft | Excluded


def _other_ceiling(alternative: _OfCeilings, question: _Question, ceiling: YenRange) -> YenRange:
    """Give the ceiling of the year on the other reading of something that is left open."""
    match alternative:
        case OtherCeilings(ceilings):
            return question.yearly(question.tiers(ceilings))
        case EachDistrict():
            times = max(1, len(question.council.districts))
            return YenRange(ceiling.least * times, ceiling.most * times)
        case MonthsLeft(fact):
            months = _months_left(question, fact)
            return YenRange(ceiling.least * months[0] // 12, ceiling.most * months[1] // 12)
        case Excluded(by):
            rival = attrs.evolve(question, rule=question.policy.subsidy(by))
            given = rival.cut(rival.yearly(rival.tiers(rival.rule.ceilings)))
            return NOTHING if given.most else ceiling
        case EvenIfLapsed():
            other = attrs.evolve(question, even_if_lapsed=True)
            return other.yearly(other.tiers(other.rule.ceilings))
    assert_never(alternative)


def _months_left(question: _Question, fact: Fact) -> tuple[int, int]:
    """Give how many months of the year are left after a fact first came about: least and most."""
    year, known = question.year, min(question.year.last, question.as_of)
    records = [each.on for each in question.evidence[1].of(fact) if each.on.first <= known]
    latest = min((on.last for on in records), default=year.first)
    earliest = min((on.first for on in records), default=year.first)
    return _months_from(latest, year), _months_from(earliest, year)


def _months_from(day: datetime.date, year: FiscalYear) -> int:
    begun = max(day, year.first)
    if begun > year.last:
        return 0
    return 12 - ((begun.year - year.first.year) * 12 + begun.month - year.first.month)
