"""What a council may receive in a fiscal year, and why.

Ceilings and amounts come from evidence alone, as intervals, on the readings that the policy takes.
Where the source leaves something open, the other reading stands in a flag with its yen and whether
it grants less or more, and widens nothing.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Collection, Iterable, Sequence
from typing import assert_never

import attrs

from renkei_model.checks import require_day, require_each, require_kind
from renkei_model.conditions import AtMost, leaves
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear
from renkei_model.errors import InvalidValue
from renkei_model.facts import Fact
from renkei_model.findings import Finding, judge
from renkei_model.flags import Flag, compare_readings, year_flags
from renkei_model.ledgers import Ledger
from renkei_model.money import YenRange
from renkei_model.plan_evidence import evidence_even_if_lapsed, evidence_in, evidence_of
from renkei_model.policy import Policy
from renkei_model.projects import Project, ProjectReading, read_project
from renkei_model.receipts import receipt_of
from renkei_model.requirements import Requirement
from renkei_model.subsidy_ranges import CeilingReading, SubsidyRange, ceilings_reached
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
    asked = _Asked(council, policy, rule, fiscal_year, as_of)
    readings = None
    if projects is not None:
        readings = tuple(read_project(each, policy, rule) for each in projects)
    tiers = asked.tiers(rule.ceilings)
    yearly = asked.yearly(tiers)
    ceiling = asked.cut(yearly)
    amount = _amount(rule, ceiling, readings)
    evidence = evidence_of(council, policy)
    return SubsidyRange(
        council,
        policy,
        rule,
        fiscal_year,
        as_of,
        ceiling,
        amount,
        asked.findings,
        tiers,
        readings,
        tuple(_flags(asked, tiers, (yearly, amount), readings)),
        receipt_of(evidence, policy.stamp, rule.facts_counted, as_of, until=fiscal_year.last),
        yearly,
        asked.totals,
    )


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
class _Asked:
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
            return evidence_even_if_lapsed(self.council, self.policy)
        return evidence_in(self.council, self.policy, self.year)

    def judged(self, needs: Iterable[Requirement]) -> tuple[Finding, ...]:
        return tuple(self._judged(need) for need in needs)

    def _judged(self, need: Requirement) -> Finding:
        sure, possible = self.evidence
        if possible is sure:
            return judge(need, sure, self.moment)
        # What a plan says whose term may be over counts for the most and not for the least: where
        # something may happen so often at most, it counts against it.
        limited = {leaf.fact for leaf in leaves(need.condition) if isinstance(leaf, AtMost)}
        finding = judge(need, _exchanged(sure, possible, limited), self.moment)
        other = judge(need, _exchanged(possible, sure, limited), self.moment)
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
        return tuple(
            CeilingReading(ceiling, ceiling.amount_in(self.year), self.judged(ceiling.requirements))
            for ceiling in ceilings
        )

    @property
    def may(self) -> Verdict:
        return verdict_of_all([finding.verdict for finding in self.findings])

    def yearly(self, tiers: Iterable[CeilingReading]) -> YenRange:
        return ceiling_among(self.may, ((tier.verdict, tier.yen) for tier in tiers))

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


def _exchanged(ledger: Ledger, other: Ledger, facts: Collection[Fact]) -> Ledger:
    """Give a ledger that has the records of some facts from another one."""
    if not facts:
        return ledger
    kept = (record for record in ledger.records if record.fact not in facts)
    taken = (record for record in other.records if record.fact in facts)
    return Ledger((*kept, *taken), ledger.complete)


def ceiling_among(may: Verdict, tiers: Iterable[tuple[Verdict, int]]) -> YenRange:
    """Give the ceiling: of the first that is met, or of any that may come before it.

    Args:
        may: Whether the council may receive anything at all.
        tiers: The verdict on each ceiling and its yen, in the order in which they are tried.
    """
    tried = list(tiers)
    reached = ceilings_reached(may, [verdict for verdict, _ in tried])
    possible = [tried[place][1] for place in reached]
    if may is not MET:
        possible.append(0)
    return YenRange(min(possible), max(possible))


# --- flags ---------------------------------------------------------------------------------------


_Sums = tuple[YenRange, YenRange]
"""A ceiling and an amount."""


def _flags(
    asked: _Asked,
    tiers: Sequence[CeilingReading],
    sums: _Sums,
    readings: Sequence[ProjectReading] | None,
) -> Iterable[Flag]:
    yearly, amount = sums
    ceiling = asked.cut(yearly)
    reached = ceilings_reached(asked.may, [tier.verdict for tier in tiers])
    # That nothing is received rests on conditions of the source as well.
    shown = [tiers[place] for place in reached] or tiers
    yield from year_flags((tier.ceiling for tier in shown), asked.year)
    for left_open in asked.rule.questions:
        match left_open.alternative:
            case NoFigure():
                if ceiling.most:
                    yield Flag(left_open.key, left_open.wording, left_open.basis)
            case RoundedDown(to):
                rounded = YenRange(amount.least // to * to, amount.most // to * to)
                if rounded != amount:
                    yield _flag(left_open, (ceiling, amount), (ceiling, rounded))
            case alternative:
                # A limit over several years holds on every reading.
                other = asked.cut(_other_ceiling(alternative, asked, yearly))
                if other != ceiling:
                    changed = other, _amount(asked.rule, other, readings)
                    yield _flag(left_open, (ceiling, amount), changed)


def _flag(left_open: OpenQuestion, taken: _Sums, other: _Sums) -> Flag:
    gives = compare_readings(taken, other)
    return Flag(left_open.key, left_open.wording, left_open.basis, *other, gives)


_OfCeilings = OtherCeilings | EvenIfLapsed | EachDistrict | MonthsLeft | Excluded


def _other_ceiling(alternative: _OfCeilings, asked: _Asked, ceiling: YenRange) -> YenRange:
    """Give the ceiling of the year on the other reading of something that is left open."""
    match alternative:
        case OtherCeilings(ceilings):
            return asked.yearly(asked.tiers(ceilings))
        case EachDistrict():
            times = max(1, len(asked.council.districts))
            return YenRange(ceiling.least * times, ceiling.most * times)
        case MonthsLeft(fact):
            months = _months_left(asked, fact)
            return YenRange(ceiling.least * months[0] // 12, ceiling.most * months[1] // 12)
        case Excluded(by):
            rival = attrs.evolve(asked, rule=asked.policy.subsidy(by))
            received = rival.cut(rival.yearly(rival.tiers(rival.rule.ceilings)))
            least = 0 if received.most else ceiling.least
            return YenRange(least, 0 if received.least else ceiling.most)
        case EvenIfLapsed():
            other = attrs.evolve(asked, even_if_lapsed=True)
            return other.yearly(other.tiers(other.rule.ceilings))
    assert_never(alternative)


def _months_left(asked: _Asked, fact: Fact) -> tuple[int, int]:
    """Give how many months of the year are left after a fact first came about: least and most."""
    year, known = asked.year, min(asked.year.last, asked.as_of)
    records = [each.on for each in asked.evidence[1].of(fact) if each.on.first <= known]
    latest = min((on.last for on in records), default=year.first)
    earliest = min((on.first for on in records), default=year.first)
    return _months_from(latest, year), _months_from(earliest, year)


def _months_from(day: datetime.date, year: FiscalYear) -> int:
    begun = max(day, year.first)
    if begun > year.last:
        return 0
    return 12 - ((begun.year - year.first.year) * 12 + begun.month - year.first.month)
